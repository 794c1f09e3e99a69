package io.guichet.ops;

import io.guichet.ledger.Ledger;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.Receivers;
import io.guichet.outbox.DeliveryNotices;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Following;
import io.guichet.purchase.Policy;
import java.time.Duration;

/** What the settings tell the ledger, in the process and on the command line alike. */
public record LedgerSettings(Policy policy, Receivers receivers) {

    public static LedgerSettings of(Settings settings) {
        return new LedgerSettings(policy(settings), new ReceiverSettings(settings).receivers());
    }

    Ledger ledger(LedgerDatabase database, Messages messages, DeliveryNotices words) {
        return Ledger.over(database, policy, messages, messages, words, receivers);
    }

    private static Policy policy(Settings settings) {
        // The longest call there is at any service.
        Duration longestCall = settings.declarations().keys().stream().filter(key -> key.endsWith(".receive-timeout"))
                .map(key -> settings.duration(key)
                        .plus(settings.duration(key.replace(".receive-timeout", ".connect-timeout"))))
                .max(Duration::compareTo).orElse(Duration.ofSeconds(100));
        return new Policy(settings.duration("guichet.worker.retry-first"),
                settings.duration("guichet.worker.retry-max"),
                settings.duration("guichet.worker.give-up"), settings.duration("guichet.worker.hold-retry"),
                settings.duration("guichet.worker.lease"), longestCall, settings.durations("guichet.reconcile.looks"),
                settings.integer("guichet.worker.brake"),
                new Following(settings.durations("guichet.payments.asks"),
                        settings.duration("guichet.payments.follow")));
    }
}
