package io.guichet.door.http;

import io.guichet.door.http.NotificationCounts.Outcome;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.NotificationVerifier;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.ReceivedNotification;
import io.guichet.purchase.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes the notifications of payment services: only what its service's verifier calls genuine, and only once it is in the ledger.
 * Whoever sends something else learns nothing by it.
 */
public final class NotificationDoor {

    private static final String COME_AGAIN_SECONDS = "5";
    private static final String TYPE = "content-type";

    private final Supplier<? extends Collection<NotificationVerifier>> verifiers;
    private final Accounts accounts;
    private final Predicate<ReceivedNotification> ledger;
    private final NotificationCounts counts;
    private final Texts texts;

    /** @param ledger keeps a notification for ever and says whether it is new */
    public NotificationDoor(Supplier<? extends Collection<NotificationVerifier>> verifiers, Accounts accounts,
            Predicate<ReceivedNotification> ledger, NotificationCounts counts, Texts texts) {
        this.verifiers = verifiers;
        this.accounts = accounts;
        this.ledger = ledger;
        this.counts = counts;
        this.texts = texts;
    }

    /** The notification, where it is genuine. */
    public ReceivedNotification verify(Call call) throws Refusal, IOException {
        String service = call.path().getOrDefault("service", "");
        Optional<NotificationVerifier> verifier =
                verifiers.get().stream().filter(each -> each.service().equals(service)).findFirst();
        Optional<Account> account = verifier
                .flatMap(known -> accounts.find(known.service(), call.path().getOrDefault("account", "")));
        if (account.isEmpty()) {
            counts.count(NotificationCounts.NO_SERVICE, Outcome.UNKNOWN);
            throw new Refusal(404, texts.problem("GUI-1099", ""));
        }
        Verdict verdict = verdict(verifier.get(), account.get(), raw(call, verifier.get()));
        if (verdict instanceof Verdict.Accepted accepted) {
            return new ReceivedNotification(service, account.get().name(), accepted);
        }
        if (verdict instanceof Verdict.Forged forged) {
            counts.turnedAway(service, Outcome.FORGED, forged.problem().code());
            throw new Refusal(403, texts.problem("GUI-1110", ""));
        }
        if (verdict instanceof Verdict.Malformed malformed) {
            counts.turnedAway(service, Outcome.MALFORMED, malformed.problem().code());
            throw new Refusal(400, texts.problem("GUI-1111", ""));
        }
        counts.turnedAway(service, Outcome.UNDECIDED, ((Verdict.Undecided) verdict).problem().code());
        throw undecided();
    }

    private Verdict verdict(NotificationVerifier verifier, Account account, RawNotification raw) throws Refusal {
        try {
            return verifier.verify(account, raw);
        } catch (RuntimeException failed) {
            // Whatever it stumbled over, the service shall send it again.
            counts.turnedAway(verifier.service(), Outcome.UNDECIDED, failed.getClass().getSimpleName());
            throw undecided();
        }
    }

    private Refusal undecided() {
        return new Refusal(503, texts.problem("GUI-1113", ""), Map.of("Retry-After", COME_AGAIN_SECONDS));
    }

    private static RawNotification raw(Call call, NotificationVerifier verifier) throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        verifier.headers().forEach(name -> call.header(name).ifPresent(value -> wanted.put(Call.small(name), value)));
        try (InputStream body = call.body().orElseThrow().open()) {
            return new RawNotification(body.readAllBytes(), call.header(TYPE).orElse(""), wanted);
        }
    }

    /** Keeps it and answers as its service wants it; the same one again is answered alike. */
    public Reply keep(ReceivedNotification received) {
        boolean first;
        try {
            first = ledger.test(received);
        } catch (RuntimeException away) {
            counts.count(received.service(), Outcome.FAILED);
            throw away;
        }
        counts.count(received.service(), first ? Outcome.ACCEPTED : Outcome.REPEATED);
        return new Reply(received.verdict().status(), "text/plain; charset=utf-8", Map.of(),
                received.verdict().text().getBytes(StandardCharsets.UTF_8));
    }
}
