package io.guichet.ledger;

import java.time.ZoneId;
import org.jdbi.v3.core.Jdbi;

/** Jobs of the night run on one node: the first that comes, by the ledger's clock. */
public final class Nights {

    private final Jdbi jdbi;

    public Nights(LedgerDatabase database) {
        this.jdbi = database.jdbi();
    }

    /** True for the first that asks on a day of this zone. */
    public boolean mine(String job, String zone) {
        return jdbi.inTransaction(h -> {
            int first = h.createUpdate("""
                    insert into night (job, day) values (:job, cast(clock_timestamp() at time zone :zone as date))
                    on conflict do nothing""")
                    .bind("job", job).bind("zone", ZoneId.of(zone).getId()).execute();
            h.createUpdate("""
                    delete from night where job = :job
                      and day < cast(clock_timestamp() at time zone :zone as date) - 30""")
                    .bind("job", job).bind("zone", ZoneId.of(zone).getId()).execute();
            return first == 1;
        });
    }
}
