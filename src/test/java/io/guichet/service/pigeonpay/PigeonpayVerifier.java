package io.guichet.service.pigeonpay;

import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Pigeon Pay signs the bytes of the body with HMAC-SHA-256 and sends the signature in a header. */
public final class PigeonpayVerifier implements NotificationVerifier {

    public static final String SIGNATURE = "x-pigeon-signature";

    private final Texts texts;

    public PigeonpayVerifier(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String service() {
        return "pigeonpay";
    }

    @Override
    public Set<String> headers() {
        return Set.of(SIGNATURE);
    }

    @Override
    public Verdict verify(Account account, RawNotification raw) {
        Texts words = texts.of(account.service(), account.name());
        if (raw.body().length == 0) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        byte[] expected = signature(account.required("secret"), raw.body()).getBytes(StandardCharsets.US_ASCII);
        byte[] said = raw.header(SIGNATURE).orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, said)
                ? Verdict.Accepted.whole(raw)
                : new Verdict.Forged(words.problem("GUI-1110", ""));
    }

    public static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
