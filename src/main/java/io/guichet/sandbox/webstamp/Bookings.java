package io.guichet.sandbox.webstamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.PurchaseKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Numbers, charges and keeps orders; what it has said is on disk (webstamp 5.4). */
final class Bookings implements AutoCloseable {

    private static final long FIRST_ORDER = 9_000_001;
    private static final long FIRST_STAMP = 80_000_001;

    private final Book book;
    private final AccountStates states;
    private final Documents documents;
    private final Map<Long, Order> orders = new ConcurrentSkipListMap<>();
    private final Map<Long, Order> byStamp = new ConcurrentHashMap<>();
    private long nextOrder;
    private long nextStamp;
    private long nextTracking;

    Bookings(Book book, AccountStates states, Documents documents) throws IOException {
        this.book = book;
        this.states = states;
        this.documents = documents;
        startNumbers();
        for (JsonNode json : book.lines()) {
            replay(json);
        }
    }

    /** One line of the book: an order, an acceptance of terms, or a balance that was set. */
    record Line(String type, Order order, String account, BigDecimal amount) {
    }

    /** An order with the files that it delivers. */
    record Delivered(Order order, Documents.Files files) {
    }

    /** Charges and books; 2216 when the account has too little. */
    Delivered book(Account account, Order checked) throws IOException {
        long order;
        long stamp;
        long tracking;
        int count = checked.frankings().size();
        synchronized (this) {
            states.debit(account, checked.price());
            order = nextOrder++;
            stamp = nextStamp;
            nextStamp += count;
            tracking = nextTracking;
            nextTracking += checked.barcode() ? count : 0;
        }
        try {
            Order numbered = checked.booked(order, stamp, tracking);
            Documents.Files files = documents.of(numbered);
            Order booked = numbered.delivering(Documents.hashed(numbered, files));
            book.append(new Line("order", booked, null, null));
            // Visible only now: what was seen must survive a kill.
            publish(booked);
            return new Delivered(booked, files);
        } catch (IOException | RuntimeException e) {
            states.credit(account, checked.price());
            throw e;
        }
    }

    /** The files of a booked order, made again. */
    Delivered again(Order order) {
        return new Delivered(order, documents.of(order));
    }

    void confirm(String userid) throws IOException {
        book.append(new Line("confirm", null, userid, null));
        states.confirm(userid);
    }

    void balance(String userid, BigDecimal amount) throws IOException {
        book.append(new Line("balance", null, userid, amount));
        states.balance(userid, amount);
    }

    Optional<Order> order(long orderId) {
        return Optional.ofNullable(orders.get(orderId));
    }

    Optional<Order> orderOfStamp(long stampId) {
        return Optional.ofNullable(byStamp.get(stampId));
    }

    /** All orders, oldest first. */
    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    List<Purchase> purchases() {
        return orders().stream().map(Bookings::purchase).toList();
    }

    synchronized void reset() throws IOException {
        book.clear();
        orders.clear();
        byStamp.clear();
        startNumbers();
        states.reset();
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Purchase purchase(Order order) {
        Optional<PurchaseKey> key = PurchaseKey.in(order.comment());
        return new Purchase("webstamp", order.account(), key.map(PurchaseKey::key).orElse(null),
                key.map(PurchaseKey::attemptKey).orElse(null), order.reference().isEmpty() ? null : order.reference(),
                order.orderId().toString(), order.price().toPlainString(), "CHF", order.time(), order.operation(),
                order.documents());
    }

    private void startNumbers() {
        nextOrder = FIRST_ORDER;
        nextStamp = FIRST_STAMP;
        nextTracking = 1;
    }

    private void replay(JsonNode json) throws JsonProcessingException {
        Line line = Json.MAPPER.treeToValue(json, Line.class);
        switch (line.type()) {
            case "order" -> {
                Order order = line.order();
                publish(order);
                states.replay(order.account(), order.price());
                nextOrder = Math.max(nextOrder, order.orderId() + 1);
                for (Order.Franking franking : order.frankings()) {
                    nextStamp = Math.max(nextStamp, franking.stampId() + 1);
                    if (!franking.tracking().isEmpty()) {
                        long running = Long.parseLong(franking.tracking().substring(franking.tracking().length() - 8));
                        nextTracking = Math.max(nextTracking, running + 1);
                    }
                }
            }
            case "confirm" -> states.confirm(line.account());
            case "balance" -> states.balance(line.account(), line.amount());
            default -> throw new IllegalStateException("line of unknown type in the book: " + line.type());
        }
    }

    private void publish(Order order) {
        orders.put(order.orderId(), order);
        order.frankings().forEach(franking -> byStamp.put(franking.stampId(), order));
    }
}
