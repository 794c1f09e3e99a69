package io.guichet.ops;

import io.guichet.ledger.Ledger;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Policy;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the settings tell the ledger, in the process and on the command line alike.
 *
 * @param channels which of {@code file} and {@code queue} answers go to
 */
public record LedgerSettings(Policy policy, Set<String> channels, Duration retryFirst, Duration retryMax) {

    public static LedgerSettings of(Settings settings) {
        return new LedgerSettings(policy(settings), channels(settings),
                settings.duration("guichet.outbox.retry-first"), settings.duration("guichet.outbox.retry-max"));
    }

    Ledger ledger(LedgerDatabase database, Messages messages) {
        return Ledger.over(database, policy, messages, messages, channels, retryFirst, retryMax);
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
                settings.integer("guichet.worker.brake"));
    }

    private static Set<String> channels(Settings settings) {
        Set<String> channels = new TreeSet<>();
        if (settings.flag("guichet.outbox.file.enabled")) {
            channels.add("file");
        }
        if (settings.flag("guichet.outbox.queue.enabled")) {
            channels.add("queue");
        }
        return channels;
    }
}
