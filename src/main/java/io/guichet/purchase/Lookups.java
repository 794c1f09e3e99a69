package io.guichet.purchase;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a look at a doubtful order found: one booking goes on to be adopted, anything else is written here. */
public final class Lookups {

    private final Reconciliation reconciliation;
    private final Settlements settlements;
    private final Services services;
    private final AskFirst askFirst;

    public Lookups(Reconciliation reconciliation, Settlements settlements, Services services, AskFirst askFirst) {
        this.reconciliation = reconciliation;
        this.settlements = settlements;
        this.services = services;
        this.askFirst = askFirst;
    }

    /** The booking that is known already, of which only documents are missing; null where it is to be looked for. */
    public Booking known(Look look) {
        return look.work().state() == State.BOUGHT
                ? look.carrierId().map(id -> new Booking(id, look.attempt(), Optional.empty())).orElse(null)
                : null;
    }

    /** From when on the service's listing is asked: the call, or the restored backup where that is older. */
    public Instant from(Look look) {
        return askFirst.since().filter(since -> since.isBefore(look.from())).orElse(look.from());
    }

    /** The one booking that was found; null where there is none, or more than one. */
    public Booking judge(Look look, Finding finding) {
        if (finding.bookings().size() == 1) {
            return finding.bookings().get(0);
        }
        if (finding.bookings().size() > 1) {
            settlements.write(look.work(), reconciliation.several(look, finding.bookings()));
            return null;
        }
        Work work = look.work();
        Duration settle = services.named(work.identity().service()).settleTime(work.operation())
                .orElseThrow(() -> new IllegalStateException(work + ": its service cannot be asked"));
        settlements.write(work, reconciliation.notFound(look, finding.complete(), settle));
        return null;
    }
}
