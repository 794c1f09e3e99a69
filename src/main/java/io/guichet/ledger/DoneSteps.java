package io.guichet.ledger;

import io.guichet.onboarding.DoneStep;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The steps to production that were done, and who said so. */
public final class DoneSteps {

    /** In the place of an account: done once, for the software. */
    public static final String SOFTWARE = "*";

    private final Jdbi jdbi;

    private DoneSteps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static DoneSteps over(LedgerDatabase database) {
        return new DoneSteps(database.jdbi());
    }

    /** Those of an account and those of the software. */
    public List<DoneStep> of(String service, String account) {
        return jdbi.withHandle(h -> h.createQuery("""
                select * from onboarding_step
                where service = :service and account in (:account, :software)
                order by done_on, noted_at""")
                .bind("service", service).bind("account", account).bind("software", SOFTWARE)
                .map((row, context) -> new DoneStep(row.getString("step"), row.getObject("done_on", LocalDate.class),
                        row.getString("who"), Tables.instant(row, "noted_at").orElseThrow()))
                .list());
    }

    /** Noted again, another day takes the place of the first. */
    public void note(String service, String account, String step, LocalDate on, String who) {
        jdbi.useTransaction(h -> {
            h.createUpdate("""
                    insert into onboarding_step (service, account, step, done_on, who)
                    values (:service, :account, :step, :on, :who)
                    on conflict (service, account, step)
                    do update set done_on = excluded.done_on, who = excluded.who, noted_at = excluded.noted_at""")
                    .bind("service", service).bind("account", account).bind("step", step).bind("on", on)
                    .bind("who", who).execute();
            audit(h, who, "step done", service, account, step + " on " + on);
        });
    }

    /** @return whether it was noted as done */
    public boolean takeBack(String service, String account, String step, String who) {
        return jdbi.inTransaction(h -> {
            boolean was = h.createUpdate("""
                    delete from onboarding_step
                    where service = :service and account = :account and step = :step""")
                    .bind("service", service).bind("account", account).bind("step", step).execute() > 0;
            if (was) {
                audit(h, who, "step open", service, account, step);
            }
            return was;
        });
    }

    private static void audit(Handle h, String who, String what, String service, String account, String why) {
        h.createUpdate("insert into desk_audit (who, what, scope, why) values (:who, :what, :scope, :why)")
                .bind("who", who).bind("what", what).bind("scope", service + "/" + account).bind("why", why).execute();
    }
}
