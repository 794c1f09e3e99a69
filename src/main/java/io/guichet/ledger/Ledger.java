package io.guichet.ledger;

import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Policy;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The parts of the ledger over one database. */
public record Ledger(Orders orders, Looks looks, Intake intake, Deliveries deliveries, Notices notices,
        Reports reports, CatalogueShelf shelf) {

    /** A delivery that was claimed by a process that died is claimed again after this. */
    private static final Duration DELIVERY_LEASE = Duration.ofMinutes(1);

    /**
     * @param channels   which of {@code file} and {@code queue} answers go to
     * @param retryFirst delay before a failed delivery is tried again; it doubles up to retryMax
     */
    public static Ledger over(LedgerDatabase database, Policy policy, Answers answers, AnswerWriter writer,
            Set<String> channels, Duration retryFirst,
            Duration retryMax) {
        Jdbi jdbi = database.jdbi();
        Bells bells = new Bells();
        String node = "node-" + UUID.randomUUID();
        Answering answering = new Answering(channels, bells, answers);
        return new Ledger(new Orders(jdbi, bells, policy, answering, node),
                new Looks(jdbi, bells, policy, answering, node), new Intake(jdbi, bells, answering, node),
                new Deliveries(jdbi, bells, DELIVERY_LEASE, retryFirst, retryMax), new Notices(jdbi, answering, writer),
                new Reports(jdbi, bells, answering), CatalogueShelf.over(database));
    }
}
