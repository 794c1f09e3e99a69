package io.guichet.ledger;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** As what the ledger was last run. */
public final class LastRun {

    private final Jdbi jdbi;

    private LastRun(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static LastRun over(LedgerDatabase database) {
        return new LastRun(database.jdbi());
    }

    public void note(String profile) {
        jdbi.useHandle(h -> h.createUpdate("""
                insert into last_run (profile) values (:profile)
                on conflict (only_row) do update set profile = excluded.profile, at = excluded.at""")
                .bind("profile", profile).execute());
    }

    /** The profile; empty where it never ran. */
    public Optional<String> profile() {
        return jdbi.withHandle(h -> h.createQuery("select profile from last_run").mapTo(String.class).findOne());
    }
}
