package io.guichet.sandbox.canadapost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.PurchaseKey;
import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.Account.Trait;
import io.guichet.sandbox.canadapost.Shipment.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Numbers, charges and keeps shipments and refund tickets; what it has said is on disk (canadapost 5.4, 5.5). */
final class Shipments implements AutoCloseable {

    /** The service's own time (2.7). */
    static final ZoneId EASTERN = ZoneId.of("America/Toronto");

    /** How long ids and labels stay reachable (5.4). */
    static final Duration REACHABLE = Duration.ofDays(90);

    private static final Sample SAMPLE = new Sample();
    private static final String ONE_PIN = "123456789012";
    // The numbers of the contract's literal messages come first.
    private static final long FIRST_SHIPMENT = 500_000_000_000_000_017L;
    private static final long FIRST_DOCUMENT = 10_300_000_000_017L;
    private static final long FIRST_PIN = 7_023_210_000_000_001L;
    private static final long FIRST_TICKET = 12_345_678;
    private static final long FIRST_AUTH_CODE = 730_114;
    private static final long AUTH_CODES = 1_000_000;

    private final Book book;
    private final Tariff tariff;
    private final Papers papers;
    private final Clock clock;
    private final Map<String, Shipment> shipments = new ConcurrentSkipListMap<>();
    private final Map<String, Shipment> byDocument = new ConcurrentHashMap<>();
    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private long nextShipment;
    private long nextDocument;

    Shipments(Book book, Tariff tariff, Papers papers, Clock clock) throws IOException {
        this.book = book;
        this.tariff = tariff;
        this.papers = papers;
        this.clock = clock;
        begin();
        for (JsonNode json : book.lines()) {
            replay(json);
        }
    }

    /** One line of the book: a shipment that was bought, or a refund that was asked for. */
    record Line(String type, Shipment shipment, Ticket ticket) {
    }

    /** Charges the card and books; it is another purchase each time. */
    Shipment book(Account account, Tree order) throws IOException {
        boolean abroad = !Tariff.country(order.below("delivery-spec")).equals(Tariff.CANADA);
        long number;
        long document;
        synchronized (this) {
            number = nextShipment++;
            document = nextDocument;
            nextDocument += abroad ? 2 : 1;
        }
        long since = number - FIRST_SHIPMENT;
        String pin = account.has(Trait.ONE_PIN) ? ONE_PIN : Long.toString(FIRST_PIN + since);
        String authCode = String.format(Locale.ROOT, "%06d", (FIRST_AUTH_CODE + since) % AUTH_CODES);
        Shipment booked =
                make(Long.toString(number), document, account, order, clock.instant(), pin, authCode);
        book.append(new Line("shipment", booked, null));
        // Visible only now: what was seen must survive a kill.
        publish(booked);
        return booked;
    }

    /** Opens a ticket; 7292 when there is one. */
    synchronized Ticket refund(Shipment shipment) throws IOException {
        if (tickets.containsKey(shipment.id())) {
            throw new Refusal("7292", "");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), EASTERN);
        Ticket ticket = new Ticket(shipment.id(), "GT" + (FIRST_TICKET + tickets.size()) + "RT", today);
        book.append(new Line("refund", null, ticket));
        tickets.put(shipment.id(), ticket);
        return ticket;
    }

    /** The customer's shipment of that id, while it can be reached. */
    Optional<Shipment> shipment(Account account, String id) {
        return Optional.ofNullable(shipments.get(id)).filter(found -> reachable(account, found));
    }

    /** The customer's shipment that has that document. */
    Optional<Shipment> ofDocument(Account account, String documentId) {
        return Optional.ofNullable(byDocument.get(documentId)).filter(found -> reachable(account, found));
    }

    /** The customer's shipments that can be reached, oldest first. */
    List<Shipment> all(Account account) {
        return shipments.values().stream().filter(found -> reachable(account, found)).toList();
    }

    Optional<Ticket> ticket(Shipment shipment) {
        return Optional.ofNullable(tickets.get(shipment.id()));
    }

    List<Purchase> purchases() {
        return shipments.values().stream().filter(one -> !SAMPLE.is(one.id())).map(Shipments::purchase).toList();
    }

    synchronized void reset() throws IOException {
        book.clear();
        begin();
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        shipments.clear();
        byDocument.clear();
        tickets.clear();
        nextShipment = FIRST_SHIPMENT;
        nextDocument = FIRST_DOCUMENT;
        publish(make(SAMPLE.id(), SAMPLE.documentId(), SAMPLE.account(), SAMPLE.order(), SAMPLE.time(), ONE_PIN,
                SAMPLE.authCode()));
    }

    private Shipment make(String id, long document, Account account, Tree order, Instant time, String pin,
            String authCode) {
        Tree spec = order.below("delivery-spec");
        LocalDate day = LocalDate.ofInstant(time, EASTERN);
        String place = order.has("requested-shipping-point")
                ? order.text("requested-shipping-point")
                : spec.below("sender").below("address-details").text("postal-zip-code");
        boolean tracked = tariff.service(spec.text("service-code")).orElseThrow().tracked();
        Shipment bare = new Shipment(id, account.customer(), time, tracked ? pin : null, order, tariff.point(place),
                tariff.price(spec, day), tariff.standard(spec, day), account.card(), authCode, List.of());
        List<Purchase.Document> documents = new ArrayList<>();
        documents.add(papers.hashed(bare, Shipment.LABEL, Long.toString(document)));
        if (!Tariff.country(spec).equals(Tariff.CANADA)) {
            documents.add(papers.hashed(bare, Shipment.INVOICE, Long.toString(document + 1)));
        }
        return bare.with(documents);
    }

    private boolean reachable(Account account, Shipment shipment) {
        boolean young = !clock.instant().isAfter(shipment.time().plus(REACHABLE));
        return shipment.customer().equals(account.customer()) && (young || SAMPLE.is(shipment.id()));
    }

    private static Purchase purchase(Shipment shipment) {
        Tree references = shipment.spec().below("references");
        Optional<PurchaseKey> key = PurchaseKey.in(references.text("customer-ref-2"));
        return new Purchase("canadapost", shipment.customer(), key.map(PurchaseKey::key).orElse(null),
                key.map(PurchaseKey::attemptKey).orElse(null),
                references.has("customer-ref-1") ? references.text("customer-ref-1") : null, shipment.id(),
                shipment.price().charge().toPlainString(), "CAD", shipment.time(), Operation.CREATE.title(),
                shipment.documents());
    }

    private void replay(JsonNode json) throws JsonProcessingException {
        Line line = Json.MAPPER.treeToValue(json, Line.class);
        switch (line.type()) {
            case "shipment" -> {
                publish(line.shipment());
                nextShipment = Math.max(nextShipment, Long.parseLong(line.shipment().id()) + 1);
                for (Purchase.Document document : line.shipment().documents()) {
                    nextDocument = Math.max(nextDocument, Long.parseLong(document.id()) + 1);
                }
            }
            case "refund" -> tickets.put(line.ticket().shipmentId(), line.ticket());
            default -> throw new IllegalStateException("line of unknown type in the book: " + line.type());
        }
    }

    private void publish(Shipment shipment) {
        shipments.put(shipment.id(), shipment);
        shipment.documents().forEach(document -> byDocument.put(document.id(), shipment));
    }
}
