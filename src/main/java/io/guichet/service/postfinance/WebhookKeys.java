package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys by which the service signs webhooks, by their ids: fetched once each (postfinance 2.8). Whoever sends nonsense makes
 * nobody fetch without end: what is no key is remembered for a while, and a few ids only.
 */
public final class WebhookKeys {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 200;
    private static final int FETCHES = 20;

    /** What is known of an id; no key where the service has none. */
    private record Known(Optional<PublicKey> key, Instant since) {
    }

    private final Endpoints endpoints;
    private final Replies replies;
    private final Clock clock;
    private final DirectCall direct;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Deque<Instant> fetches = new ArrayDeque<>();

    public WebhookKeys(Endpoints endpoints, BearerToken tokens, Replies replies, Clock clock) {
        this.endpoints = endpoints;
        this.direct = new DirectCall(endpoints, tokens, CONNECT, ANSWER);
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * Empty where the service has no such key.
     *
     * @throws RuntimeException where nobody can say now
     */
    Optional<PublicKey> key(Account account, String id) {
        String host = endpoints.whole(account, call(""));
        Known there = known.get(host + id);
        boolean current = there != null
                && (there.key().isPresent() || there.since().plus(REMEMBERED).isAfter(clock.instant()));
        if (current) {
            return there.key();
        }
        if (known.size() >= MOST) {
            known.values().removeIf(one -> one.key().isEmpty());
        }
        takeTurn();
        Optional<PublicKey> fetched = fetch(account, id);
        if (known.size() < MOST) {
            known.put(host + id, new Known(fetched, clock.instant()));
        }
        return fetched;
    }

    /** Each piece of nonsense may name another id: what is too many is not fetched, and what is genuine is sent again. */
    private void takeTurn() {
        synchronized (fetches) {
            Instant now = clock.instant();
            fetches.removeIf(one -> !one.plus(REMEMBERED).isAfter(now));
            if (fetches.size() >= FETCHES) {
                throw new IllegalStateException("too many unknown keys of webhooks");
            }
            fetches.addLast(now);
        }
    }

    private static WebCall call(String id) {
        return WebCall.text("/webhooks/encryption-keys/" + id);
    }

    private Optional<PublicKey> fetch(Account account, String id) {
        WebCall call = call(id);
        try {
            HttpResponse<InputStream> answer = direct.ask(account, call);
            JsonNode text = replies.read(answer.body(), answer.statusCode(), call);
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text.asText()))));
        } catch (SaidNo no) {
            if (no.isNotFound()) {
                return Optional.empty();
            }
            throw no;
        } catch (GeneralSecurityException | IllegalArgumentException failed) {
            throw new IllegalStateException("the key of a webhook could not be read", failed);
        }
    }
}
