package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Order.Franking;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Receipts, delivery notes, journal and billing (webstamp 2.17 to 2.20). */
final class InfoDesk {

    static final Set<String> OPERATIONS =
            Set.of("get_info_receipt", "get_info_delivery_receipt", "get_info_journal", "get_info_billing");

    private final Login login;
    private final AccountStates states;
    private final Bookings bookings;
    private final Documents documents;
    private final Messages messages;
    private final Catalogue catalogue;
    private final ProductMarkup products;
    private final Clock clock;
    private volatile Duration listingLag = Duration.ZERO;

    InfoDesk(Login login, AccountStates states, Bookings bookings, Documents documents, Messages messages,
            Catalogue catalogue, Clock clock) {
        this.login = login;
        this.states = states;
        this.bookings = bookings;
        this.documents = documents;
        this.messages = messages;
        this.catalogue = catalogue;
        this.products = new ProductMarkup(catalogue);
        this.clock = clock;
    }

    /** How long a booking stays out of receipts and journal; the real value is unknown (4.6). */
    void listingLag(Duration lag) {
        listingLag = lag;
    }

    Markup answer(SoapCall call) {
        Account account = login.required(call.identification());
        if (!account.verified()) {
            throw new SoapRefusal(2242);
        }
        return switch (call.operation()) {
            case "get_info_receipt" -> receipt(call, account);
            case "get_info_delivery_receipt" -> deliveryNote(call, account);
            case "get_info_journal" -> journal(call, account);
            case "get_info_billing" -> billing(call, account);
            default -> throw new SoapRefusal(2000);
        };
    }

    private Markup receipt(SoapCall call, Account account) {
        Tree args = call.args();
        boolean single = args.has("order_id") || args.has("stamp_id") || args.has("label_number");
        boolean period = args.has("from") || args.has("to");
        List<Order> found = listed(args, account).stream()
                .filter(order -> Values.number(args, "order_id").map(order.orderId()::equals).orElse(true))
                .filter(order -> hasFranking(order, args)).toList();
        // Nothing asked for is nothing found.
        if (!single && !period || single && found.isEmpty()) {
            throw new SoapRefusal(2200);
        }
        Markup out = new Markup();
        if (args.text("output").equals("xml")) {
            out.nil("receipt").open("receipt_info");
            found.forEach(order -> info(out, order, call.language()));
            out.close();
        } else if (found.isEmpty()) {
            throw new SoapRefusal(2200);
        } else {
            out.leaf("receipt", documents.receipt(found, call.language()));
        }
        if (single && found.size() == 1) {
            out.leaf("order_id", found.get(0).orderId());
        }
        return out;
    }

    private Markup deliveryNote(SoapCall call, Account account) {
        Order order = Values.number(call.args(), "order_id").flatMap(bookings::order)
                .filter(found -> found.account().equals(account.userid())).orElseThrow(() -> new SoapRefusal(2200));
        if (!order.barcode()) {
            throw new SoapRefusal(2244);
        }
        if (clock.instant().isAfter(order.time().plus(OrderDesk.WINDOW))) {
            throw new SoapRefusal(2247);
        }
        return new Markup().leaf("order_id", order.orderId())
                .leaf("delivery_receipt", documents.deliveryNote(order));
    }

    private Markup journal(SoapCall call, Account account) {
        Markup out = new Markup().open("journals");
        // Orders of the site ("gui") never come to the twin; the answer has no place for a URL, so that form is empty.
        boolean none = call.args().text("source").equals("gui") || call.args().text("output").equals("url");
        if (!none) {
            listed(call.args(), account).forEach(order -> {
                out.open("item");
                entry(out, order);
                out.close();
            });
        }
        out.close();
        messages.write(out, account, call.language(), List.of());
        return out;
    }

    private Markup billing(SoapCall call, Account account) {
        BigDecimal balance = states.balance(account);
        boolean invoice = account.balance() == null;
        Boolean possible = Values.amount(call.args(), "amount")
                .map(amount -> invoice || amount.compareTo(balance) <= 0).orElse(null);
        return new Markup().leaf("type", account.paymentType()).leaf("balance", balance)
                .leaf("chargeable", states.blocked(account).isEmpty() && (invoice || balance.signum() > 0))
                .orNil("amount_possible", possible);
    }

    private List<Order> listed(Tree args, Account account) {
        Optional<Instant> from = Values.time(args, "from");
        Optional<Instant> to = Values.time(args, "to");
        Instant visible = clock.instant().minus(listingLag);
        return bookings.orders().stream()
                .filter(order -> order.account().equals(account.userid()) && !order.time().isAfter(visible))
                .filter(order -> {
                    // The wire shows whole seconds, so the period's ends are compared in them.
                    Instant time = order.time().truncatedTo(ChronoUnit.SECONDS);
                    return from.map(first -> !time.isBefore(first.truncatedTo(ChronoUnit.SECONDS))).orElse(true)
                            && to.map(last -> !time.isAfter(last)).orElse(true);
                }).toList();
    }

    private static boolean hasFranking(Order order, Tree args) {
        Optional<Long> stamp = Values.number(args, "stamp_id");
        Optional<Long> label = Values.number(args, "label_number");
        return order.frankings().stream()
                .anyMatch(franking -> stamp.map(franking.stampId()::equals).orElse(true)
                        && label.map(number -> number == franking.label().longValue()).orElse(true));
    }

    private void info(Markup out, Order order, Language language) {
        out.open("item").open("address").leaf("organization", "Exemple Sàrl").leaf("street", "Bahnhofstrasse 1")
                .leaf("zip", "3011").leaf("city", "Berne").leaf("country", "ch").close().open("journal");
        entry(out, order);
        out.close();
        catalogue.product(order.product()).ifPresent(product -> {
            out.open("product");
            products.product(out, product, language);
            out.close();
        });
        out.open("order_items");
        for (Franking franking : order.frankings()) {
            out.open("item").leaf("stamp_id", franking.stampId()).leaf("label_number", franking.label())
                    .leaf("tracking_number", franking.tracking()).close();
        }
        out.close().close();
    }

    private static void entry(Markup out, Order order) {
        out.leaf("order_comment", order.comment()).leaf("date", order.time()).leaf("order_id", order.orderId())
                .leaf("quantity", order.frankings().size()).leaf("price", order.itemPrice())
                .leaf("total_price", order.price());
        if (order.validUntil() != null) {
            out.leaf("valid_until", order.validUntil());
        }
    }
}
