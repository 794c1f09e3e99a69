package io.guichet.ledger;

import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Policy;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The parts of the ledger over one database. */
public record Ledger(Orders orders, Looks looks, Intake intake, Deliveries deliveries, Notices notices,
        Reports reports, CatalogueShelf shelf, OrderArchive archive, Notifications notifications, Payments payments) {

    /** @param receivers who gets answers and notices */
    public static Ledger over(LedgerDatabase database, Policy policy, Answers answers, AnswerWriter writer,
            DeliveryWords words, Receivers receivers) {
        Jdbi jdbi = database.jdbi();
        Bells bells = new Bells();
        String node = "node-" + UUID.randomUUID();
        Answering answering = new Answering(receivers, bells, answers);
        return new Ledger(new Orders(jdbi, bells, policy, answering, node),
                new Looks(jdbi, bells, policy, answering, node), new Intake(jdbi, bells, answering, node),
                new Deliveries(jdbi, bells, answering, writer, words), new Notices(jdbi, answering, writer),
                new Reports(jdbi, bells, answering), CatalogueShelf.over(database), OrderArchive.over(database),
                new Notifications(jdbi, bells, policy), new Payments(jdbi, bells, policy, answering));
    }
}
