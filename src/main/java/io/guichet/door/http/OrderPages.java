package io.guichet.door.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.door.DoorAccounts;
import io.guichet.ledger.Deliveries.StoredDocument;
import io.guichet.ledger.Inquiries;
import io.guichet.ledger.OrderEntry;
import io.guichet.order.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Orders and their documents, for whoever may spend from their account; to others they are not there. */
public final class OrderPages {

    /** Of an order, a service, an account or an operation. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern DOCUMENT = Pattern.compile("[\\x21-\\x7e]{1,400}");

    private final Inquiries inquiries;
    private final DoorAccounts doors;
    private final Standing standing;
    private final Texts texts;

    public OrderPages(Inquiries inquiries, DoorAccounts doors, Standing standing, Texts texts) {
        this.inquiries = inquiries;
        this.doors = doors;
        this.standing = standing;
        this.texts = texts;
    }

    public Reply order(Call call) throws Refusal {
        List<OrderEntry> found = found(call);
        return found.size() == 1 ? Reply.json(200, shown(found.get(0))) : several(call, found, "");
    }

    public Reply document(Call call) throws Refusal {
        List<OrderEntry> found = found(call);
        String name = call.path().getOrDefault("name", "");
        if (found.size() > 1) {
            return several(call, found, "/documents/" + name);
        }
        // The name is compared with those in the ledger; no file is ever looked for.
        StoredDocument document = Optional.of(name).filter(DOCUMENT.asMatchPredicate())
                .flatMap(said -> inquiries.document(found.get(0), said))
                .orElseThrow(
                        () -> new Refusal(404, texts.problem("GUI-1082", "", shortened(name), call.path().get("id"))));
        if (!call.media().accepted().permits(document.mediaType())) {
            throw new Refusal(406, texts.problem("GUI-1086", "", document.mediaType()));
        }
        String tag = "\"" + document.sha256() + "\"";
        if (call.media().noneMatch().filter(known -> matches(known, tag)).isPresent()) {
            return Reply.empty(304).with(Map.of("ETag", tag));
        }
        return new Reply(200, document.mediaType(), Map.of(
                "ETag", tag,
                "Content-Disposition", "attachment; filename=\"" + document.name().replaceAll("[^A-Za-z0-9._~-]", "_")
                        + "\""),
                document.content());
    }

    private ObjectNode shown(OrderEntry order) {
        return standing.of(order, inquiries.said(order));
    }

    /** One or several. */
    private List<OrderEntry> found(Call call) throws Refusal {
        String orderId = call.path().getOrDefault("id", "");
        boolean possible = NAME.matcher(orderId).matches()
                && call.query().values().stream().allMatch(value -> NAME.matcher(value).matches());
        List<OrderEntry> found = !possible
                ? List.of()
                : inquiries.find(orderId, call.query("service"), call.query("account"), call.query("operation"))
                        .stream()
                        .filter(order -> isVisible(call, order)).toList();
        if (found.isEmpty()) {
            throw new Refusal(404, texts.problem("GUI-1081", "", shortened(orderId)));
        }
        return found;
    }

    private boolean isVisible(Call call, OrderEntry order) {
        return order.service().flatMap(service -> order.account()
                .map(account -> doors.refusal(call.door(), service, account).isEmpty())).orElse(false);
    }

    private Reply several(Call call, List<OrderEntry> found, String below) {
        ObjectNode choices = JsonNodeFactory.instance.objectNode();
        choices.set("errors", Reply.errors(
                List.of(texts.problem("GUI-1084", "", call.path().get("id"), found.size()))));
        ArrayNode orders = choices.putArray("orders");
        for (OrderEntry order : found) {
            ObjectNode one = Standing.names(order).put("state", order.state().name());
            Standing.place(order).ifPresent(place -> one.put("href", place.replaceFirst("\\?", below + "?")));
            orders.add(one);
        }
        return Reply.json(300, choices);
    }

    private static boolean matches(String known, String tag) {
        return known.equals("*") || Arrays.stream(known.split(",")).map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one).anyMatch(tag::equals);
    }

    /** Only as long as an order id can be. */
    private static String shortened(String text) {
        return Optional.of(text).filter(id -> id.length() <= 64).orElseGet(() -> text.substring(0, 64) + "…");
    }
}
