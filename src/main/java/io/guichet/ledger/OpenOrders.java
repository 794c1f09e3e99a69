package io.guichet.ledger;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Whose orders are not at their end yet. */
public final class OpenOrders {

    /** So many orders of an account. */
    public record Of(String service, String account, long orders) {
    }

    private final Jdbi jdbi;

    private OpenOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static OpenOrders over(LedgerDatabase database) {
        return new OpenOrders(database.jdbi());
    }

    public List<Of> byAccount() {
        return jdbi.withHandle(h -> h.createQuery("""
                select service, account, count(*) as orders from orders
                where state in ('ACCEPTED', 'READY', 'HELD', 'SENT', 'BOUGHT', 'IN_DOUBT')
                group by service, account order by service, account""")
                .map((row, context) -> new Of(row.getString("service"), row.getString("account"),
                        row.getLong("orders")))
                .list());
    }
}
