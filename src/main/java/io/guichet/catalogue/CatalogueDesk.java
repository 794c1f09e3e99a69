package io.guichet.catalogue;

import io.guichet.catalogue.Shelf.WaitingOrder;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes fresh catalogues in: compares them with the last, keeps them, and tells in one notice what changed and whom
 * it hits.
 */
public final class CatalogueDesk {

    /** A notice names so many and counts the rest. */
    private static final int NAMED = 20;

    private final Shelf shelf;
    private final NoticeBoard notices;
    private final Accounts accounts;
    private final Texts texts;

    public CatalogueDesk(Shelf shelf, NoticeBoard notices, Accounts accounts, Texts texts) {
        this.shelf = shelf;
        this.notices = notices;
        this.accounts = accounts;
        this.texts = texts;
    }

    /** @param catalogues of one service: everybody's and the accounts' */
    public void take(Collection<Catalogue> catalogues) {
        CatalogueChange change = CatalogueChange.NONE;
        for (Catalogue fresh : catalogues) {
            Optional<Catalogue> last = shelf.find(fresh.service(), fresh.scope());
            // The first catalogue is no change.
            change = change.and(last.map(old -> CatalogueChange.between(old, fresh)).orElse(CatalogueChange.NONE));
        }
        if (!change.isEmpty()) {
            String service = catalogues.iterator().next().service();
            // Told before it is kept: a crash in between tells it again, and never not at all.
            notices.tell(service, Catalogue.EVERYBODY, notice(service, change));
        }
        catalogues.forEach(shelf::save);
    }

    private Notice notice(String service, CatalogueChange change) {
        List<String> lines = new ArrayList<>();
        Set<String> changes = new LinkedHashSet<>();
        change.entries().forEach(entry -> changes.add(line(entry)));
        lines.add(text("changed", changes.size()));
        named(List.copyOf(changes), lines);
        List<String> orders = waiting(service, change);
        if (!orders.isEmpty()) {
            lines.add(text("orders"));
            named(orders, lines);
        }
        List<String> limits = limits(service, change);
        if (!limits.isEmpty()) {
            lines.add(text("allowed"));
            named(limits, lines);
        }
        return Notice.of("catalogue", String.join("\n", lines));
    }

    private String line(CatalogueChange.Entry entry) {
        Product product = entry.product();
        String number = Long.toString(product.postProductNumber());
        return switch (entry.kind()) {
            case NEW -> text("new", number, product.number(), product.name(), product.price().toPlainString());
            case GONE -> text("gone", number, product.number(), product.name());
            case RENUMBERED ->
                text("renumbered", number, entry.before().orElseThrow().number(), product.number(), product.name());
            case REPRICED ->
                text("repriced", number, product.name(), entry.before().orElseThrow().price().toPlainString(),
                        product.price().toPlainString());
            case BARCODE -> text(product.barcode() ? "barcode" : "no-barcode", number, product.name());
        };
    }

    private List<String> waiting(String service, CatalogueChange change) {
        Set<WaitingOrder> orders = new LinkedHashSet<>();
        orders.addAll(shelf.waiting(service, "product", change.postProductNumbers(), NAMED + 1));
        orders.addAll(shelf.waiting(service, "webstampProduct", change.numbers(), NAMED + 1));
        return orders.stream().map(order -> order.orderId() + " (" + order.account() + ")").toList();
    }

    private List<String> limits(String service, CatalogueChange change) {
        Set<String> numbers = new TreeSet<>(change.postProductNumbers());
        numbers.addAll(change.numbers());
        List<String> hit = new ArrayList<>();
        for (Account account : accounts.of(service)) {
            Set<String> allowed = new TreeSet<>(account.allowedProducts());
            allowed.retainAll(numbers);
            if (!allowed.isEmpty()) {
                hit.add(account.name() + ": " + String.join(", ", allowed));
            }
        }
        return hit;
    }

    private void named(List<String> things, List<String> lines) {
        things.stream().limit(NAMED).map(thing -> "- " + thing).forEach(lines::add);
        if (things.size() > NAMED) {
            lines.add(text("more"));
        }
    }

    private String text(String key, Object... values) {
        return texts.text("catalogue", key, values);
    }
}
