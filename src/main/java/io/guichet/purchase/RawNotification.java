package io.guichet.purchase;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A notification as it came: nobody has read it yet, and whoever sent it may be anybody.
 *
 * @param body        bit for bit: signatures are over bytes
 * @param contentType as the header says it; empty where there was none
 * @param headers     those that the verifier has asked for, by their names in small letters
 */
public record RawNotification(byte[] body, String contentType, Map<String, String> headers) {

    public RawNotification {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What makes two the same where a service gives them no number: every byte of the body. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "notification of " + body.length + " bytes";
    }
}
