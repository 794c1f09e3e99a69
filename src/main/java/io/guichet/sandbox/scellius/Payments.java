package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.PurchaseKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Forms, transactions and links; what was said of them is on disk before it is said. */
final class Payments implements AutoCloseable {

    static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    /** One line of the book: the newest state of one thing. */
    record Line(FormToken form, String was, Transaction transaction, PaymentOrder link) {
    }

    private final Book book;
    private final Clock clock;
    private final Map<String, FormToken> forms = new LinkedHashMap<>();
    private final Map<String, Transaction> transactions = new LinkedHashMap<>();
    private final Map<String, PaymentOrder> links = new LinkedHashMap<>();

    Payments(Book book, Clock clock) throws IOException {
        this.book = book;
        this.clock = clock;
        for (JsonNode line : book.lines()) {
            take(Json.MAPPER.treeToValue(line, Line.class));
        }
    }

    private void take(Line line) {
        if (line.form() != null) {
            forms.put(line.form().token(), line.form());
            if (line.was() != null) {
                // The older text goes on leading to it (scellius 7.5).
                forms.put(line.was(), line.form());
            }
        }
        if (line.transaction() != null) {
            transactions.put(line.transaction().uuid(), line.transaction());
        }
        if (line.link() != null) {
            links.put(line.link().id(), line.link());
        }
    }

    private void write(Line line) throws IOException {
        book.append(line);
        take(line);
    }

    synchronized FormToken keep(FormToken form, String was) throws IOException {
        write(new Line(form, was, null, null));
        return form;
    }

    synchronized Transaction keep(Transaction transaction) throws IOException {
        write(new Line(null, null, transaction, null));
        return transaction;
    }

    synchronized PaymentOrder keep(PaymentOrder link) throws IOException {
        write(new Line(null, null, null, link));
        return link;
    }

    /** The living form under any of its texts; INT_903 for every other. */
    FormToken form(String shop, String token) {
        return form(token).filter(found -> found.shop().equals(shop))
                .filter(found -> !clock.instant().isAfter(found.created().plus(TOKEN_LIFE)))
                .orElseThrow(() -> new Refusal("INT_903", "formToken not found or expired"));
    }

    /** The form as it stands now, whoever asks and however old. */
    synchronized Optional<FormToken> form(String token) {
        FormToken found = forms.get(token);
        // Each text leads to the next one.
        while (found != null && forms.get(found.token()) != found) {
            found = forms.get(found.token());
        }
        return Optional.ofNullable(found);
    }

    synchronized Transaction transaction(String shop, String uuid) {
        return Optional.ofNullable(transactions.get(uuid)).filter(found -> found.shop().equals(shop))
                .orElseThrow(() -> new Refusal("PSP_010", "transaction not found"));
    }

    synchronized List<Transaction> ofOrder(String shop, String orderId) {
        return transactions.values().stream().filter(one -> one.shop().equals(shop))
                .filter(one -> one.orderId().equals(orderId)).toList();
    }

    synchronized Optional<Transaction> transaction(String uuid) {
        return Optional.ofNullable(transactions.get(uuid));
    }

    synchronized Optional<PaymentOrder> link(String id) {
        return Optional.ofNullable(links.get(id));
    }

    /** What of a payment was paid back already, in minor units. */
    synchronized long refunded(String uuid) {
        return transactions.values().stream().filter(one -> uuid.equals(one.parent()))
                .filter(one -> !one.detailedStatus().equals("CANCELLED")).mapToLong(Transaction::amount).sum();
    }

    synchronized List<Transaction> all() {
        return new ArrayList<>(transactions.values());
    }

    /** Money that moved or is set to move: accepted payments and refunds, oldest first. */
    synchronized List<Purchase> purchases() {
        return transactions.values().stream().filter(one -> !one.status().equals("UNPAID"))
                .map(Payments::purchase).toList();
    }

    private static Purchase purchase(Transaction one) {
        boolean refund = one.operation().equals("CREDIT");
        Optional<PurchaseKey> key = PurchaseKey.in(refund
                ? one.request().path("comment").asText()
                : one.request().path("metadata").path("guichetKey").asText());
        return new Purchase("scellius", one.shop(), key.map(PurchaseKey::key).orElse(null),
                key.map(PurchaseKey::attemptKey).orElse(null), one.orderId(), one.uuid(),
                major(one.amount(), one.currency()), one.currency(), one.created(),
                refund ? "refund" : "payment", List.of());
    }

    static String major(long minor, String currency) {
        return BigDecimal.valueOf(minor, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()))
                .toPlainString();
    }

    static String number() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    synchronized void reset() throws IOException {
        book.clear();
        forms.clear();
        transactions.clear();
        links.clear();
    }

    /** Deep: objects are joined, everything else is replaced (scellius 3.3.7; what the service does is not known). */
    static ObjectNode merged(ObjectNode old, ObjectNode changes) {
        ObjectNode merged = old.deepCopy();
        changes.fields().forEachRemaining(change -> {
            JsonNode before = merged.get(change.getKey());
            if (change.getValue().isNull()) {
                return;
            }
            merged.set(change.getKey(), before != null && before.isObject() && change.getValue().isObject()
                    ? merged((ObjectNode) before, (ObjectNode) change.getValue())
                    : change.getValue());
        });
        return merged;
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
