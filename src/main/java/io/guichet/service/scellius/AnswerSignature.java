package io.guichet.service.scellius;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of what the service tells: HMAC-SHA-256 over the answer as it was received, with every escaped slash taken as
 * a slash, in small hexadecimal letters (scellius 5.2). Nothing is parsed, trimmed or written anew before it is judged.
 */
final class AnswerSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private AnswerSignature() {
    }

    static String of(String answer, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(answer.replace("\\/", "/").getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In a time that says nothing of how much was right. */
    static boolean isRight(String signature, String answer, String key) {
        return MessageDigest.isEqual(of(answer, key).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
