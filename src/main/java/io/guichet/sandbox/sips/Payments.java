package io.guichet.sandbox.sips;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.PurchaseKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Payments and what was given back of them; what is said of them is on disk before it is said. */
final class Payments implements AutoCloseable {

    /** Money that went back, once. */
    record Refund(String merchantId, String reference, long amount, Instant at) {
    }

    /** One line of the book: the newest state of a payment, or a refund. */
    record Line(Payment payment, Refund refund) {
    }

    private final Book book;
    private final Clock clock;
    private final Map<String, Payment> byReference = new LinkedHashMap<>();
    private final Map<String, String> byToken = new LinkedHashMap<>();
    private final List<Refund> refunds = new ArrayList<>();

    Payments(Book book, Clock clock) throws IOException {
        this.book = book;
        this.clock = clock;
        for (JsonNode line : book.lines()) {
            take(Json.MAPPER.treeToValue(line, Line.class));
        }
    }

    private void take(Line line) {
        if (line.payment() != null) {
            String name = name(line.payment().merchantId(), line.payment().reference());
            byReference.put(name, line.payment());
            byToken.put(line.payment().token(), name);
        }
        if (line.refund() != null) {
            refunds.add(line.refund());
        }
    }

    private static String name(String merchantId, String reference) {
        return merchantId + "/" + reference;
    }

    synchronized Payment keep(Payment payment) throws IOException {
        Line line = new Line(payment, null);
        book.append(line);
        take(line);
        return payment;
    }

    synchronized Payment refund(Payment payment, long amount) throws IOException {
        Line line = new Line(payment, new Refund(payment.merchantId(), payment.reference(), amount, clock.instant()));
        book.append(line);
        take(line);
        return payment;
    }

    synchronized Optional<Payment> named(String merchantId, String reference) {
        return Optional.ofNullable(byReference.get(name(merchantId, reference)));
    }

    synchronized Optional<Payment> behind(String token) {
        return Optional.ofNullable(byToken.get(token)).map(byReference::get);
    }

    synchronized List<Payment> all() {
        return new ArrayList<>(byReference.values());
    }

    /** Accepted payments and refunds, payments first. */
    synchronized List<Purchase> purchases() {
        List<Purchase> all = new ArrayList<>();
        byReference.values().stream().filter(one -> "00".equals(one.responseCode()))
                .filter(one -> !"CANCELLED".equals(one.status()))
                .forEach(one -> all.add(purchase(one, one.request().path("amount").asLong(), one.created(),
                        "payment")));
        refunds.forEach(back -> named(back.merchantId(), back.reference())
                .ifPresent(one -> all.add(purchase(one, back.amount(), back.at(), "refund"))));
        return all;
    }

    private static Purchase purchase(Payment one, long minor, Instant at, String operation) {
        Optional<PurchaseKey> key = PurchaseKey.in(one.asked("returnContext"));
        String currency = Currencies.letters(one.asked("currencyCode"));
        return new Purchase("sips", one.merchantId(), key.map(PurchaseKey::key).orElse(null),
                key.map(PurchaseKey::attemptKey).orElse(null), one.asked("orderId"), one.reference(),
                major(minor, currency), currency, at, operation, List.of());
    }

    static String major(long minor, String currency) {
        return BigDecimal.valueOf(minor, Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits()))
                .toPlainString();
    }

    synchronized void reset() throws IOException {
        book.clear();
        byReference.clear();
        byToken.clear();
        refunds.clear();
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
