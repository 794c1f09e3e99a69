package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Order.Franking;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Previews, orders, copies and reprints (webstamp 2.13 to 2.16, 5.4). */
final class OrderDesk {

    static final Set<String> OPERATIONS =
            Set.of("new_order_preview", "new_order", "copy_order_by_id", "previous_order");

    /** How long an order can be called up again; 5 x 24 h is our reading of "five days" (3.5). */
    static final Duration WINDOW = Duration.ofHours(120);

    private static final Set<String> TEXT_KEYS = Set.of("cod", "print", "discount");

    private final Login login;
    private final AccountStates states;
    private final OrderRules rules;
    private final Bookings bookings;
    private final Documents documents;
    private final Messages messages;
    private final Texts texts;
    private final Catalogue catalogue;
    private final Clock clock;

    OrderDesk(Login login, AccountStates states, OrderRules rules, Bookings bookings, Documents documents,
            Messages messages, Texts texts, Catalogue catalogue, Clock clock) {
        this.login = login;
        this.states = states;
        this.rules = rules;
        this.bookings = bookings;
        this.documents = documents;
        this.messages = messages;
        this.texts = texts;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @param replaced product replacements asked for through control */
    Markup answer(SoapCall call, Map<String, String> replaced) throws IOException {
        Account account = login.required(call.identification());
        if (!account.verified()) {
            throw new SoapRefusal(2242);
        }
        if (call.operation().equals("previous_order")) {
            return previous(call, account);
        }
        states.blocked(account).ifPresent(code -> {
            throw new SoapRefusal(code);
        });
        Tree request = call.operation().equals("copy_order_by_id") ? copied(call.args(), account) : call.args();
        OrderRules.Checked checked = rules.check(call.operation(), request, account, call.language(), replaced);
        boolean onAccount =
                request.child("payment").filter(payment -> payment.text("type").equals("invoice")).isPresent();
        if (onAccount && !account.business()) {
            // Private customers pay in advance (3.3); that the answer is this fault is our choice.
            throw new SoapRefusal(2216);
        }
        Bookings.Delivered delivered = call.operation().equals("new_order_preview")
                ? new Bookings.Delivered(checked.order(), documents.of(checked.order()))
                : bookings.book(account, checked.order());
        return write(delivered, account, call.language(), checked.notices(), Optional.empty());
    }

    private Tree copied(Tree args, Account account) {
        Order order = Values.number(args, "order_id").flatMap(bookings::order).filter(found -> callable(found, account))
                .orElseThrow(() -> new SoapRefusal(2200));
        // Letters with a document cannot be repeated (2.15); which fault says so is unknown.
        if (order.letter()) {
            throw new SoapRefusal(2200);
        }
        if (order.esr()) {
            throw new SoapRefusal(2025);
        }
        boolean licenceGone = account.business() && order.barcode()
                && states.licences(account).stream().noneMatch(licence -> licence.number().equals(order.licence()));
        if (licenceGone) {
            throw new SoapRefusal(2029);
        }
        Tree request = order.request();
        if (order.barcode() && account.business()) {
            request = request.with("license_number", order.licence());
        }
        for (String name : List.of("quantity", "order_comment", "file_type")) {
            if (args.has(name)) {
                request = request.with(name, args.text(name));
            }
        }
        return request;
    }

    private Markup previous(SoapCall call, Account account) {
        Optional<Long> stampId = Values.number(call.args(), "stamp_id");
        Optional<Order> found = Values.number(call.args(), "order_id").map(bookings::order)
                .orElseGet(() -> stampId.flatMap(bookings::orderOfStamp));
        Order order = found.filter(one -> callable(one, account)).orElseThrow(() -> new SoapRefusal(2200));
        if (stampId.isPresent() && order.frankings().stream().noneMatch(one -> one.stampId().equals(stampId.get()))) {
            throw new SoapRefusal(2200);
        }
        return write(bookings.again(order), account, call.language(), List.of(), stampId);
    }

    private boolean callable(Order order, Account account) {
        return order.account().equals(account.userid())
                && !clock.instant().isAfter(order.time().plus(WINDOW));
    }

    private Markup write(Bookings.Delivered delivered, Account account, Language language, List<Integer> notices,
            Optional<Long> onlyStamp) {
        Order order = delivered.order();
        Markup out = new Markup();
        messages.write(out, account, language, notices);
        order.request().child("payment")
                .ifPresent(payment -> out.open("payment").leaf("type", payment.text("type")).close());
        out.orNil("order_id", order.orderId()).leaf("price", order.price()).open("price_details");
        for (Order.PriceLine line : order.lines()) {
            out.open("item").leaf("type", line.kind()).leaf("quantity", line.quantity()).leaf("amount", line.amount())
                    .leaf("description", description(line, order, language)).close();
        }
        out.close().leaf("item_price", order.itemPrice()).leaf("print_data", delivered.files().whole())
                .leaf("reference", order.reference()).open("stamps");
        for (int i = 0; i < order.frankings().size(); i++) {
            Franking franking = order.frankings().get(i);
            if (onlyStamp.isEmpty() || onlyStamp.get().equals(franking.stampId())) {
                List<byte[]> files = delivered.files().stamps();
                stamp(out, order, franking, i < files.size() ? files.get(i) : null);
            }
        }
        out.close();
        if (order.letter()) {
            consignments(out, order);
        }
        out.leaf("product_number", order.product()).leaf("post_product_number", order.postProduct());
        delivered.files().deliveryNote().ifPresent(note -> out.leaf("delivery_receipt", note));
        // A preview promises no date.
        return out.leaf("valid_days", order.validDays())
                .orNil("valid_until", order.orderId() == null ? null : order.validUntil());
    }

    private String description(Order.PriceLine line, Order order, Language language) {
        return TEXT_KEYS.contains(line.text())
                ? texts.label(line.text(), language)
                : catalogue.product(order.product()).map(product -> product.name().get(language.code()))
                        .orElse(order.productName());
    }

    private static void stamp(Markup out, Order order, Franking franking, byte[] file) {
        out.open("item");
        if (file != null) {
            out.empty("compression");
            if (order.fileType().image()) {
                int[] size = Documents.zone(order);
                out.leaf("image_height_mm", size[1]).leaf("image_height_px", Documents.pixels(size[1], order.dpi()))
                        .leaf("image_width_mm", size[0]).leaf("image_width_px", Documents.pixels(size[0], order.dpi()));
            }
            out.leaf("mime_type", order.fileType().code());
        }
        out.leaf("tracking_number", franking.tracking());
        if (file != null) {
            out.leaf("print_data", file);
        }
        out.leaf("reference", franking.reference()).orNil("stamp_id", franking.stampId())
                .orNil("label_number", franking.label()).close();
    }

    private static void consignments(Markup out, Order order) {
        out.open("consignments");
        for (int i = 0; i < order.frankings().size(); i++) {
            out.open("item").orNil("stamp_id", order.frankings().get(i).stampId()).leaf("number", i + 1).open("pages");
            for (int page = 1; page <= order.pages(); page++) {
                out.open("item").leaf("number", page).close();
            }
            out.close().leaf("window", "left").leaf("state", "valid").close();
        }
        out.close();
    }
}
