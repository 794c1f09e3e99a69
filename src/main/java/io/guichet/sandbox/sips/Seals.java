package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The seal over JSON trees and over texts, in small hexadecimal letters (sips 2). */
final class Seals {

    static final String HMAC_256 = "HMAC-SHA-256";
    static final String HMAC_512 = "HMAC-SHA-512";
    static final String SHA_256 = "SHA-256";
    static final Set<String> ALGORITHMS = Set.of(HMAC_256, HMAC_512, SHA_256);

    private static final Set<String> NOT_SEALED = Set.of("seal", "keyVersion", "sealAlgorithm");

    private Seals() {
    }

    /** Of a request or a reply: the values of its members in the ASCII order of their names (sips 2.1). */
    static String of(JsonNode tree, String algorithm, String key) {
        return of(text(tree), algorithm, key);
    }

    /** The text that is sealed, for who looks for a mistake. */
    static String text(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        TreeMap<String, JsonNode> members = new TreeMap<>();
        tree.fields().forEachRemaining(member -> {
            if (!NOT_SEALED.contains(member.getKey())) {
                members.put(member.getKey(), member.getValue());
            }
        });
        members.values().forEach(value -> append(value, text));
        return text.toString();
    }

    /** Of a text, such as {@code Data} exactly as it is sent (sips 2.2). */
    static String of(String text, String algorithm, String key) {
        try {
            byte[] secret = key.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(switch (algorithm) {
                case SHA_256 -> MessageDigest.getInstance("SHA-256")
                        .digest((text + key).getBytes(StandardCharsets.UTF_8));
                case HMAC_512 -> mac("HmacSHA512", secret, text);
                default -> mac("HmacSHA256", secret, text);
            });
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] mac(String name, byte[] secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(secret, name));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            value.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
            members.values().forEach(inner -> append(inner, text));
        } else if (value.isArray()) {
            value.forEach(inner -> append(inner, text));
        } else if (!value.isNull()) {
            text.append(value.asText());
        }
    }
}
