package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Parent;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the service has of an order, under its key or in what was changed (postfinance 2.9, 3.1). */
public final class Standing {

    private static final String STATE = "state";
    private static final String COMPLETED = "completedAmount";
    private static final Set<String> UNPAID = Set.of("PENDING", "CONFIRMED", "FAILED", "VOIDED");
    private static final Set<String> CAPTURED = Set.of("COMPLETED", "FULFILL", "DECLINE");

    private final Archive archive;

    public Standing(Archive archive) {
        this.archive = archive;
    }

    /** What a refund can still give back. */
    static BigDecimal left(JsonNode transaction) {
        return transaction.path(COMPLETED).decimalValue().subtract(transaction.path("refundedAmount").decimalValue());
    }

    public Parent parent(JsonNode transaction) {
        return new Parent(transaction.path("id").asText(), JsonNodeFactory.instance.objectNode()
                .put(STATE, transaction.path(STATE).asText())
                .put(COMPLETED, transaction.path(COMPLETED).decimalValue().toPlainString()));
    }

    /**
     * What a search shows under the order's key, each by the attempt that its reference names, or that has led it on.
     *
     * @throws UnreadableAnswer where it is no list: then nothing may be called absent, and bought again
     */
    public Finding found(Work work, JsonNode page) {
        List<Booking> bookings = new ArrayList<>();
        for (JsonNode one : list(page)) {
            if (isOf(work, one) && !isNothing(work, one.path(STATE).asText())) {
                bookings.add(new Booking(one.path("id").asText(), attempt(work, one),
                        Money.said(one.path("amount"), one.path("currency").asText())));
            }
        }
        return new Finding(bookings, !page.path("hasMore").asBoolean());
    }

    private static JsonNode list(JsonNode page) {
        if (!page.path("data").isArray() || !page.path("hasMore").isBoolean()) {
            throw new UnreadableAnswer(new Lack("data"));
        }
        return page.get("data");
    }

    /**
     * The transaction that an earlier attempt began, the newest of them; null where there is none.
     *
     * @throws UnreadableAnswer where it is neither a list nor what was noted: then there may be one
     */
    public JsonNode earlier(Work work, JsonNode answer) {
        if (isOf(work, answer)) {
            return answer;
        }
        JsonNode newest = null;
        for (JsonNode one : list(answer)) {
            if (isOf(work, one) && (newest == null || one.path("id").asLong() > newest.path("id").asLong())) {
                newest = one;
            }
        }
        return newest;
    }

    private static boolean isOf(Work work, JsonNode one) {
        return key(one).filter(key -> key.stem().equals(work.key().stem())).isPresent()
                || one.path("externalId").asText("").equals(work.key().stem());
    }

    private static Optional<PurchaseKey> key(JsonNode one) {
        return PurchaseKey.endOf(one.path("merchantReference").asText(""));
    }

    /** Where the service lets a key through once only, a later attempt meets the same thing again and makes no second one. */
    private int attempt(Work work, JsonNode one) {
        if (one.path("externalId").asText("").equals(work.key().stem())) {
            return work.attempt();
        }
        String id = one.path("id").asText();
        return archive.before(work).stream().filter(before -> before.parent().reference().equals(id))
                .mapToInt(Before::attempt).max()
                .orElseGet(() -> key(one).map(PurchaseKey::attempt).orElse(work.attempt()));
    }

    /**
     * What has moved no money, and moves none by itself: a refund that failed, and a charge that nobody carried out. A payment is
     * there once its payer can be led to it.
     */
    private static boolean isNothing(Work work, String state) {
        return switch (work.operation()) {
            case PostfinanceService.REFUND -> state.equals("FAILED");
            case PostfinanceService.STORED_CARD -> UNPAID.contains(state);
            case PostfinanceService.TERMINAL -> UNPAID.contains(state) || state.equals("PROCESSING");
            default -> false;
        };
    }

    /** Whether a capture or a void has changed what stood there before. */
    public Finding changed(Work work, JsonNode now) {
        List<Before> befores = archive.before(work);
        if (befores.isEmpty()) {
            // Nobody noted how it stood: a person compares.
            return new Finding(List.of(), false);
        }
        Before last = befores.get(befores.size() - 1);
        ObjectNode before = last.parent().before();
        String state = now.path(STATE).asText("");
        if (state.isEmpty()) {
            throw new UnreadableAnswer(new Lack(STATE));
        }
        String stood = before.path(STATE).asText();
        BigDecimal more = now.path(COMPLETED).decimalValue()
                .subtract(new BigDecimal(before.path(COMPLETED).asText("0")));
        // What was captured before is not captured again because its delivery was decided meanwhile.
        boolean same = state.equals(stood) || CAPTURED.contains(stood) && CAPTURED.contains(state);
        if (same && more.signum() == 0) {
            return new Finding(List.of(), true);
        }
        boolean done = work.operation().equals(PostfinanceService.CANCEL)
                ? state.equals("VOIDED")
                : more.signum() > 0 ? isAsOrdered(work, more) : more.signum() == 0 && CAPTURED.contains(state);
        return done
                ? new Finding(List.of(new Booking(last.parent().reference(), last.attempt(), Optional.empty())), true)
                : new Finding(List.of(), false);
    }

    /** Somebody else may have captured meanwhile, by hand: another amount than was ordered is for a person to see. */
    private static boolean isAsOrdered(Work work, BigDecimal more) {
        BigDecimal ordered = BigDecimal.ZERO;
        for (JsonNode line : work.request().path("lineItems")) {
            ordered = ordered.add(Money.of(line, "amount"));
        }
        return ordered.signum() == 0 || ordered.compareTo(more) == 0;
    }
}
