package io.guichet.purchase;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where an order may have been bought without this ledger's knowing, the service is asked before it buys: after a door in
 * front of it has said no, and for each purchase after a ledger was restored from a backup (docs/backup-and-restore.md).
 */
public final class AskFirst {

    private final Optional<Instant> since;
    private final Predicate<Work> turnedAway;
    private final Services services;
    private final Settlements settlements;
    private final Texts texts;

    /**
     * @param since      when the backup was taken; empty where none was restored
     * @param turnedAway whether a door said no to the order's last attempt
     */
    public AskFirst(Optional<Instant> since, Predicate<Work> turnedAway, Services services, Settlements settlements,
            Texts texts) {
        this.since = since;
        this.turnedAway = turnedAway;
        this.services = services;
        this.settlements = settlements;
        this.texts = texts;
    }

    public Optional<Instant> since() {
        return since;
    }

    /** From when on the listing is asked: nothing was bought for an order before it was accepted, nor before the backup. */
    public Instant from(Work work) {
        Instant accepted = work.acceptedAt().minus(Look.CLOCKS_APART);
        return since.filter(restored -> restored.isBefore(accepted)).orElse(accepted);
    }

    public boolean asks(Work work) {
        return (since.isPresent() || turnedAway.test(work)) && services.kind(work) == OperationKind.PURCHASE
                && services.named(work.identity().service()).settleTime(work.operation()).isPresent();
    }

    /** The order, where nothing was booked for it; null where something may have been, which is then looked into. */
    public Work judge(Work work, Finding finding) {
        if (finding.bookings().isEmpty() && finding.complete()) {
            return work;
        }
        Problem problem = texts.of(work.identity()).problem("GUI-4015", "", work.identity().orderId());
        settlements.write(work, new Decision(State.IN_DOUBT, List.of(problem), Optional.empty(), true,
                Optional.of(Duration.ZERO), 0, Optional.empty(), false, "asked first: may be booked already"));
        return null;
    }
}
