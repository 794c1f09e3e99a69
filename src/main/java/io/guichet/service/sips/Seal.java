package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The seal (sips 2): over a JSON tree the values of its members in the ASCII order of their names, over a text the text as
 * it is sent or was received. The algorithm is always named: the service's own defaults differ from place to place.
 */
final class Seal {

    static final String HMAC_SHA_256 = "HMAC-SHA-256";
    static final String HMAC_SHA_512 = "HMAC-SHA-512";
    static final String SHA_256 = "SHA-256";
    static final Set<String> ALGORITHMS = Set.of(HMAC_SHA_256, HMAC_SHA_512, SHA_256);

    private static final Set<String> OUTSIDE = Set.of("seal", "keyVersion", "sealAlgorithm");

    private Seal() {
    }

    static String of(JsonNode tree, String algorithm, String key) {
        return of(text(tree), algorithm, key);
    }

    /** What is sealed of a request or of a reply; a member that nobody knows is part of it. */
    static String text(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        TreeMap<String, JsonNode> members = members(tree);
        members.keySet().removeAll(OUTSIDE);
        members.values().forEach(value -> append(value, text));
        return text.toString();
    }

    static String of(String text, String algorithm, String key) {
        try {
            return HexFormat.of().formatHex(switch (algorithm) {
                case SHA_256 -> MessageDigest.getInstance(SHA_256)
                        .digest((text + key).getBytes(StandardCharsets.UTF_8));
                case HMAC_SHA_256 -> mac("HmacSHA256", text, key);
                case HMAC_SHA_512 -> mac("HmacSHA512", text, key);
                default -> throw new IllegalArgumentException(algorithm + " (expected: one of " + ALGORITHMS + ")");
            });
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In a time that says nothing of how much was right. */
    static boolean isRight(String seal, String expected) {
        return MessageDigest.isEqual(seal.getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] mac(String name, String text, String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(name);
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), name));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void append(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            members(value).values().forEach(inner -> append(inner, text));
        } else if (value.isArray()) {
            value.forEach(inner -> append(inner, text));
        } else if (!value.isNull()) {
            text.append(value.asText());
        }
    }

    private static TreeMap<String, JsonNode> members(JsonNode object) {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.fields().forEachRemaining(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
