package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs one request: its method and its path with the query, as they are sent (postfinance 1.3). Each has a token of its own. */
public final class BearerToken {

    private static final String HEADER = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"ver\":1}");
    private static final String HMAC = "HmacSHA256";

    private final Clock clock;

    public BearerToken(Clock clock) {
        this.clock = clock;
    }

    public String of(Account account, WebCall call) {
        Space space = Space.of(account);
        String claims = JsonNodeFactory.instance.objectNode().put("sub", space.user())
                .put("iat", clock.instant().getEpochSecond()).put("requestPath", call.target())
                .put("requestMethod", call.method()).toString();
        String signed = HEADER + "." + encoded(claims);
        return "Bearer " + signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(space, signed));
    }

    private static byte[] mac(Space space, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(space.key(), HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
