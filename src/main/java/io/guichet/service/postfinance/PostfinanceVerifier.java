package io.guichet.service.postfinance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells genuine webhooks from forged ones: signed over the body as it came, by a key that the service itself gives (postfinance 2.8). */
public final class PostfinanceVerifier implements NotificationVerifier {

    private static final String HEADER = "x-signature";
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final Pattern SIGNATURE = Pattern.compile(
            "algorithm=([a-zA-Z0-9]+),\\s*keyId=([a-z0-9-]{1,64}),\\s*signature=([a-zA-Z0-9+/=]{1,512})");
    private static final List<String> KEPT = List.of("eventId", "entityId", "listenerEntityId",
            "listenerEntityTechnicalName", "spaceId", "timestamp", "state");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookKeys keys;
    private final Texts texts;

    public PostfinanceVerifier(WebhookKeys keys, Texts texts) {
        this.keys = keys;
        this.texts = texts;
    }

    @Override
    public String service() {
        return PostfinanceService.NAME;
    }

    @Override
    public Set<String> headers() {
        return Set.of(HEADER);
    }

    @Override
    public Verdict verify(Account account, RawNotification raw) {
        Texts words = texts.of(account.service(), account.name());
        JsonNode body = body(raw);
        if (body == null || !body.path("entityId").isIntegralNumber()
                || !body.path("listenerEntityTechnicalName").isTextual()) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        Matcher header = SIGNATURE.matcher(raw.headers().getOrDefault(HEADER, ""));
        if (!header.matches() || !header.group(1).equals(ALGORITHM)) {
            return new Verdict.Forged(words.problem("GUI-1110", ""));
        }
        Optional<PublicKey> key;
        try {
            key = keys.key(account, header.group(2));
        } catch (RuntimeException nobodyKnows) {
            return new Verdict.Undecided(words.problem("GUI-1113", ""));
        }
        if (key.isEmpty() || !isSigned(raw.body(), key.get(), header.group(3))) {
            return new Verdict.Forged(words.problem("GUI-1110", ""));
        }
        if (!body.path("spaceId").asText().equals(Space.of(account).id())) {
            return new Verdict.Malformed(words.problem("GUI-1111", ""));
        }
        return accepted(raw, body);
    }

    private static Verdict.Accepted accepted(RawNotification raw, JsonNode body) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        KEPT.stream().filter(body::hasNonNull).forEach(name -> kept.set(name, body.get(name)));
        return new Verdict.Accepted(raw.digest(), kept.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode body(RawNotification raw) {
        try {
            JsonNode body = JSON.readTree(raw.body());
            return body != null && body.isObject() ? body : null;
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean isSigned(byte[] body, PublicKey key, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
