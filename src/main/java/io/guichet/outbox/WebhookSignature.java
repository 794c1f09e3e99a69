package io.guichet.outbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as Standard Webhooks 1.0 asks (chapter "Signature scheme", symmetric): {@code v1,} and the HMAC-SHA256 of id, time and
 * body with full stops between; one signature for each secret, so that a receiver can change its secret without a gap.
 */
public final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<SecretKeySpec> keys;

    private WebhookSignature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * @param secrets one or several, with blanks between
     * @throws IllegalArgumentException when one is no such secret; its message does not quote it
     */
    public static WebhookSignature of(String secrets) {
        List<SecretKeySpec> keys = Arrays.stream(secrets.strip().split("\\s+")).map(WebhookSignature::key).toList();
        return new WebhookSignature(keys);
    }

    private static SecretKeySpec key(String secret) {
        byte[] key = secret.startsWith(PREFIX) ? decoded(secret.substring(PREFIX.length())) : new byte[0];
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException(
                    PREFIX + " and " + SHORTEST + " to " + LONGEST + " bytes in base64, several with blanks between");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** The header {@code webhook-signature}. */
    String of(String id, Instant at, byte[] body) {
        return keys.stream().map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, id, at, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hmac(SecretKeySpec key, String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
