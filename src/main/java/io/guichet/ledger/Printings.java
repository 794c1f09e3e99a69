package io.guichet.ledger;

import io.guichet.ledger.Deliveries.Delivery;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * Which documents of a delivery went to a printer. Begun is written before the command starts and ended after it, so that after
 * a crash in between nothing is printed a second time: at most once, and a person looks.
 */
public final class Printings {

    /** What is known of a document's way to the printer. */
    public enum Printing {
        /** Begun just now, by the caller. */
        BEGUN,
        /** Printed before. */
        ENDED,
        /** Begun before, and nobody knows whether it was printed. */
        UNKNOWN
    }

    private final Jdbi jdbi;

    private Printings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Printings over(LedgerDatabase database) {
        return new Printings(database.jdbi());
    }

    /**
     * Begins to print a document, where that was never begun.
     *
     * @param lease how long the printing may take; until then the delivery stays in these hands
     * @throws LostRow when the delivery is in other hands
     */
    public Printing begin(Delivery delivery, String document, Duration lease) {
        return jdbi.inTransaction(h -> {
            int mine = h.createUpdate("""
                    update delivery set lease_until = clock_timestamp() + :lease * interval '1 ms'
                    where id = :id and version = :version and state = 'DUE' and lease_until > clock_timestamp()""")
                    .bind("lease", lease.toMillis()).bind("id", delivery.id()).bind("version", delivery.version())
                    .execute();
            if (mine != 1) {
                throw new LostRow(delivery.toString());
            }
            int begun = h.createUpdate("""
                    insert into printing (delivery_id, document) values (:id, :document) on conflict do nothing""")
                    .bind("id", delivery.id()).bind("document", document).execute();
            if (begun == 1) {
                return Printing.BEGUN;
            }
            return h.createQuery("""
                    select ended_at is not null from printing where delivery_id = :id and document = :document""")
                    .bind("id", delivery.id()).bind("document", document).mapTo(Boolean.class).one()
                            ? Printing.ENDED
                            : Printing.UNKNOWN;
        });
    }

    /** It is with the printer. */
    public void ended(Delivery delivery, String document) {
        jdbi.useHandle(h -> h.createUpdate("""
                update printing set ended_at = clock_timestamp() where delivery_id = :id and document = :document""")
                .bind("id", delivery.id()).bind("document", document).execute());
    }

    /** Nothing of it was printed: it may be begun again. */
    public void notPrinted(Delivery delivery, String document) {
        jdbi.useHandle(h -> h.createUpdate("""
                delete from printing where delivery_id = :id and document = :document and ended_at is null""")
                .bind("id", delivery.id()).bind("document", document).execute());
    }
}
