package io.guichet.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Cleaned;
import io.guichet.order.Fingerprint;
import io.guichet.order.Order;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.outbox.DeliveryNotices;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Account;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Document;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.ReceivedNotification;
import io.guichet.purchase.Rulings;
import io.guichet.purchase.Service;
import io.guichet.purchase.State;
import io.guichet.purchase.Verdict;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** An empty ledger with everything around it, and short words for what a test does at it. */
public final class TestDesk implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final Texts TEXTS = new Texts(Locale.ENGLISH);
    public static final Policy POLICY = new Policy(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24),
            Duration.ofMinutes(15), Duration.ofSeconds(150), Duration.ofSeconds(100), List.of(Duration.ofMinutes(2),
                    Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)),
            3);
    public static final String SERVICE = "webstamp";
    public static final List<String> ACCOUNTS = List.of("demo", "other");
    static final Caps NO_CAPS = new Caps(Optional.empty(), Optional.empty());

    private final LedgerConnection connection = TestLedger.freshConnection();
    private final LedgerDatabase database = TestLedger.open(connection);
    private final Messages messages = new Messages(TEXTS, "SANDBOX", Clock.fixed(NOW, ZoneOffset.UTC));
    private final Protocol protocol = new Protocol(POLICY, TEXTS);
    private final Receivers receivers;
    private final Ledger ledger;

    public TestDesk() {
        this(Set.of("file", "queue"));
    }

    public TestDesk(Set<String> channels) {
        this(Receivers.of(channels, Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    public TestDesk(Receivers receivers) {
        this.receivers = receivers;
        this.ledger = Ledger.over(database, POLICY, messages, messages, new DeliveryNotices(TEXTS), receivers);
    }

    public Ledger ledger() {
        return ledger;
    }

    public LedgerDatabase database() {
        return database;
    }

    /** Where somebody else opens the same ledger. */
    public LedgerConnection connection() {
        return connection;
    }

    public Receivers receivers() {
        return receivers;
    }

    /** Where people decide. */
    public Desk people() {
        return Desk.over(database, new Rulings(POLICY, TEXTS), receivers, messages, messages);
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    public Messages messages() {
        return messages;
    }

    // What comes in

    public Intake.Input input(String token) {
        return ledger.intake().open("file", token, "march.csv");
    }

    /** An order as a door hands it over; the same {@code content} is the same request. */
    public static Submission order(long position, OrderIdentity identity, String content) {
        return order(position, identity, content, Optional.empty(), Optional.empty());
    }

    static Submission order(long position, OrderIdentity identity, String content, Optional<Instant> notBefore,
            Optional<String> correlationId) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("content", content);
        Order order =
                new Order(identity, request, Orders.sha256(content.getBytes(StandardCharsets.UTF_8)), Optional.empty(),
                        notBefore, Optional.empty(), false, Optional.empty(), correlationId);
        return new Submission(position, Optional.of(order), Optional.of(identity.orderId()),
                Optional.of(identity.service()),
                Optional.of(identity.operation()), Optional.of(identity.account()), correlationId, Optional.empty(),
                List.of());
    }

    /** An order of which a text was cleaned when it was read. */
    static Submission cleaned(long position, OrderIdentity identity, String content, String said) {
        Order sent = order(position, identity, content).order().orElseThrow();
        List<Cleaned> cleaned = List.of(new Cleaned("/request/content", said));
        Order order = new Order(identity, sent.request(), sent.contentHash(), Optional.empty(), Optional.empty(),
                Optional.empty(), false, Optional.empty(), Optional.empty(), cleaned);
        return new Submission(position, Optional.of(order), Optional.of(identity.orderId()),
                Optional.of(identity.service()), Optional.of(identity.operation()), Optional.of(identity.account()),
                Optional.empty(), Optional.empty(), List.of(), cleaned,
                Optional.of(new Fingerprint(identity, sent.contentHash())));
    }

    /** The same content as a stricter reading refuses it. */
    static Submission wrongToday(long position, OrderIdentity identity, String content) {
        Order sent = order(position, identity, content).order().orElseThrow();
        return new Submission(position, Optional.empty(), Optional.of(identity.orderId()),
                Optional.of(identity.service()), Optional.of(identity.operation()), Optional.of(identity.account()),
                Optional.empty(), Optional.empty(), List.of(problem("GUI-1025")), List.of(),
                Optional.of(new Fingerprint(identity, sent.contentHash())));
    }

    public static Submission asking(Submission submission, String correlationId, String replyTo) {
        return new Submission(submission.position(), submission.order(), submission.orderId(), submission.service(),
                submission.operation(), submission.account(), Optional.of(correlationId), Optional.of(replyTo),
                submission.problems());
    }

    public static Submission wrong(long position, Optional<String> orderId) {
        return new Submission(position, Optional.empty(), orderId, Optional.of(SERVICE), Optional.of("stamps"),
                Optional.of("demo"), Optional.empty(), Optional.empty(), List.of(problem("GUI-1040")));
    }

    public static OrderIdentity identity(String orderId) {
        return new OrderIdentity(SERVICE, "demo", "stamps", orderId);
    }

    public static Problem problem(String code) {
        return new Problem(code, "/request", code + " happened", "Do something.", Optional.empty());
    }

    public Intake.Taken accept(String token, Submission... batch) {
        return ledger.intake().accept(input(token), List.of(batch));
    }

    /** Accepts one order and takes it in hand. */
    public Work inHand(String orderId) {
        accept(orderId, order(1, identity(orderId), "same"));
        return claimed(orderId);
    }

    // What is worked

    public List<Work> claim(int hands) {
        return ledger.orders().claim(SERVICE, ACCOUNTS, hands);
    }

    Work claimed(String orderId) {
        return claim(1000).stream().filter(work -> work.identity().orderId().equals(orderId)).findFirst().orElseThrow();
    }

    public Work sent(Work work) {
        return sent(work, NO_CAPS, Optional.empty());
    }

    Work sent(Work work, Caps caps, Optional<BigDecimal> reserve) {
        return ((Intent.Committed) ledger.orders().intend(work, service(), caps, reserve)).work();
    }

    public void settle(Work work, Outcome outcome) {
        Decision decision = protocol.decide(work, OperationKind.PURCHASE, outcome);
        settle(work, decision, decision.done().map(Outcome.Done::documents).orElse(List.of()), List.of());
    }

    void settle(Work work, Decision decision, List<Document> documents, List<Notice> notices) {
        ledger.orders().settle(work, decision,
                decision.tell() ? Optional.of(messages.answer(work, decision, notices)) : Optional.empty(), documents,
                notices.stream().map(notice -> messages.notice(SERVICE, work.identity().account(), notice)).toList());
    }

    public static Outcome.Done done(String price, Document... documents) {
        return new Outcome.Done(JsonNodeFactory.instance.objectNode().put("price", price), Optional.of("9000001"),
                Optional.of(new BigDecimal(price)), List.of(documents), List.of());
    }

    static Outcome refused() {
        return new Outcome.Refused(List.of(problem("GUI-2007")));
    }

    static Outcome notSent() {
        return new Outcome.NotSent(problem("GUI-3001"));
    }

    public static Outcome unknown() {
        return new Outcome.Unknown(problem("GUI-4012"));
    }

    public static Document document(String suffix, String content) {
        return new Document(suffix, "stamp", "application/pdf", content.getBytes(StandardCharsets.UTF_8));
    }

    /** A service of which the ledger only asks the zone. */
    static Service service() {
        return new Service() {

            @Override
            public String name() {
                return SERVICE;
            }

            @Override
            public List<Operation> operations() {
                return List.of(new Operation("stamps", OperationKind.PURCHASE, true));
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("Europe/Zurich");
            }

            @Override
            public List<Problem> check(String operation, JsonNode request, Texts words) {
                return List.of();
            }

            @Override
            public Outcome failed(Work work, boolean sent, Throwable error) {
                return unknown();
            }

            @Override
            public List<String> faults(Account account) {
                return List.of();
            }
        };
    }

    /** Looks at each input that is due for its report. */
    public void lookAtInputs() {
        ledger.reports().claim(1000).forEach(ledger.reports()::look);
    }

    /** A service has told how a payment stands, and that was acted on. */
    public void notified(String digest, PaymentState said) {
        ledger.notifications().keep(new ReceivedNotification(SERVICE, "demo",
                new Verdict.Accepted(digest, digest.getBytes(StandardCharsets.UTF_8))));
        Notice unmatched = new Notice("payment", "unmatched", Optional.empty(), Optional.empty(),
                Optional.of("unmatched"));
        ledger.notifications().claim(SERVICE, 1).forEach(notification -> ledger.payments().settle(notification, said,
                Optional.empty(), messages.notice(SERVICE, "demo", unmatched)));
    }

    // What is in it

    public List<Deliveries.Delivery> deliveries(String channel) {
        return ledger.deliveries().claim(channel, 1000);
    }

    public State state(String orderId) {
        return State
                .valueOf(text("select state from orders where order_id = '" + orderId + "' order by id desc limit 1"));
    }

    public String text(String sql) {
        return jdbi().withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
    }

    List<String> texts(String sql) {
        return jdbi().withHandle(h -> h.createQuery(sql).mapTo(String.class).list());
    }

    public long count(String from) {
        return jdbi().withHandle(h -> h.createQuery("select count(*) from " + from).mapTo(Long.class).one());
    }

    public void run(String sql) {
        jdbi().useHandle(h -> h.execute(sql));
    }

    @Override
    public void close() {
        database.close();
    }
}
