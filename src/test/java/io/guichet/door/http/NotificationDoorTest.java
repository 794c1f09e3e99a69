package io.guichet.door.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.ReceivedNotification;
import io.guichet.purchase.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the door does with each verdict; whether it keeps anything before it answers is seen from outside. */
class NotificationDoorTest {

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    private final List<ReceivedNotification> kept = new ArrayList<>();
    private final List<RawNotification> seen = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NotificationCounts counts = new NotificationCounts(Clock.systemUTC());

    @BeforeEach
    void register() {
        counts.register(registry, List.of("shop"));
    }

    private NotificationDoor door(Function<RawNotification, Verdict> verdict) {
        NotificationVerifier verifier = new NotificationVerifier() {

            @Override
            public String service() {
                return "shop";
            }

            @Override
            public Set<String> headers() {
                return Set.of("X-Signature");
            }

            @Override
            public Verdict verify(Account account, RawNotification raw) {
                seen.add(raw);
                return verdict.apply(raw);
            }
        };
        Accounts accounts = new Accounts(service -> Map.of("demo", Map.of()), service -> Optional.empty());
        return new NotificationDoor(() -> List.of(verifier), accounts, received -> kept.add(received), counts, TEXTS);
    }

    private static Call call(String service, String account) {
        Body body = new Body("said".getBytes(StandardCharsets.UTF_8), Optional.empty(), "", () -> {
        });
        return new Call("http", Map.of("service", service, "account", account), Map.of(),
                new Call.Media(Optional.empty(), Optional.empty(), Accepted.of(List.of()), Optional.empty()),
                Optional.empty(), Optional.of(body),
                Map.of("x-signature", "abc", "cookie", "c", "content-type", "text/plain; charset=x"), new Stay(() -> {
                }));
    }

    private Refusal refused(Function<RawNotification, Verdict> verdict) {
        return catchThrowableOfType(Refusal.class, () -> door(verdict).verify(call("shop", "demo")));
    }

    private double counted(String outcome) {
        return registry.get("guichet.notifications").tag("outcome", outcome).functionCounter().count();
    }

    @Test
    void theVerifierSeesTheBytesTheTypeAndTheHeadersThatItNames() throws Exception {
        door(Verdict.Accepted::whole).verify(call("shop", "demo"));

        assertThat(seen.get(0).body()).asString(StandardCharsets.UTF_8).isEqualTo("said");
        assertThat(seen.get(0).contentType()).isEqualTo("text/plain; charset=x");
        assertThat(seen.get(0).headers()).containsExactly(Map.entry("x-signature", "abc"));
        assertThat(seen.get(0).header("X-Signature")).contains("abc");
    }

    @Test
    void theAnswerIsWhatTheServiceWantsAndComesOnceItIsKept() throws Exception {
        NotificationDoor door = door(raw -> new Verdict.Accepted("d", raw.body(), 202, "[accepted]"));

        ReceivedNotification received = door.verify(call("shop", "demo"));
        assertThat(kept).isEmpty();
        Reply reply = door.keep(received);

        assertThat(kept).containsExactly(received);
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("[accepted]");
        assertThat(counted("accepted")).isEqualTo(1);
    }

    @Test
    void whatIsNotGenuineIsRefusedAndSaysNothingOfTheReason() {
        assertThat(refused(raw -> new Verdict.Forged(TEXTS.problem("GUI-1113", ""))))
                .returns(403, Refusal::status).returns("GUI-1110", refusal -> refusal.problem().code());
        assertThat(refused(raw -> new Verdict.Malformed(TEXTS.problem("GUI-1113", ""))))
                .returns(400, Refusal::status).returns("GUI-1111", refusal -> refusal.problem().code());
        assertThat(counted("forged") + counted("malformed")).isEqualTo(2);
        assertThat(kept).isEmpty();
    }

    @Test
    void whatCannotBeVerifiedNowShallComeAgain() {
        assertThat(refused(raw -> new Verdict.Undecided(TEXTS.problem("GUI-1113", "")))).returns(503, Refusal::status);
        assertThat(refused(raw -> {
            throw new IllegalStateException("the key server is out");
        })).returns(503, Refusal::status);
        assertThat(counted("undecided")).isEqualTo(2);
    }

    @Test
    void anUnknownServiceAndAnUnknownAccountAreTheSame() {
        for (Call call : List.of(call("other", "demo"), call("shop", "other"))) {
            assertThat(catchThrowableOfType(Refusal.class, () -> door(Verdict.Accepted::whole).verify(call)))
                    .returns(404, Refusal::status).returns("GUI-1099", refusal -> refusal.problem().code());
        }
        assertThat(seen).isEmpty();
        assertThat(counted("unknown")).isEqualTo(2);
    }
}
