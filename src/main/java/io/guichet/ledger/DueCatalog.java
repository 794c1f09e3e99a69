package io.guichet.ledger;

import io.guichet.purchase.Account;
import io.guichet.purchase.Rests;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Which due rows an endpoint {@code due?kind=KIND&amp;of=NAME} means. */
public final class DueCatalog {

    private final Orders orders;
    private final Looks looks;
    private final Deliveries deliveries;
    private final Reports reports;
    private final Notifications notifications;
    private final Payments payments;
    private final Function<String, Collection<Account>> accounts;
    private final Rests rests;

    public DueCatalog(Ledger ledger, Function<String, Collection<Account>> accounts, Rests rests) {
        this.orders = ledger.orders();
        this.looks = ledger.looks();
        this.deliveries = ledger.deliveries();
        this.reports = ledger.reports();
        this.notifications = ledger.notifications();
        this.payments = ledger.payments();
        this.accounts = accounts;
        this.rests = rests;
    }

    private List<String> awake(String service) {
        return accounts.apply(service).stream().map(Account::name)
                .filter(account -> rests.left(service, account).isEmpty()).toList();
    }

    Dues dues(String kind, String of) {
        return switch (kind) {
            case "orders" -> orders.due(of, () -> awake(of), () -> rests.next(of));
            case "doubts" -> looks.due(of);
            case "late-looks" -> looks.dueLate(of);
            case "notifications" -> notifications.due(of);
            case "payments" -> payments.due(of);
            case "deliveries" -> deliveries.due(of);
            case "reports" -> reports.due();
            // The name of the channel itself would be taken for an address by Camel.
            case "sftp", "webhook", "mail", "print" -> deliveries.due(kind + ":" + of);
            default -> throw new IllegalArgumentException("kind of due rows: " + kind
                    + " (expected: orders, doubts, late-looks, notifications, payments, deliveries, reports, sftp, webhook,"
                    + " mail or print)");
        };
    }
}
