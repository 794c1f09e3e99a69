package io.guichet.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders in hand, accounts and one service, as the tests of the protocol need them. */
record Works(State state, int failures, Optional<String> heldFor, Optional<BigDecimal> maxPrice,
        Optional<Instant> notAfter,
        boolean dryRun, Instant acceptedAt, String operation) {

    static final Instant NOW = Instant.parse("2026-11-23T21:30:00Z");
    static final Texts TEXTS = new Texts(Locale.ENGLISH);
    static final Policy POLICY = new Policy(Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofHours(24),
            Duration.ofMinutes(10), Duration.ofSeconds(150), Duration.ofSeconds(100), List.of(Duration.ofMinutes(2),
                    Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)),
            3);

    static Works ready() {
        return new Works(State.READY, 0, Optional.empty(), Optional.empty(), Optional.empty(), false, NOW, "stamps");
    }

    Works in(State next) {
        return new Works(next, failures, heldFor, maxPrice, notAfter, dryRun, acceptedAt, operation);
    }

    Works failed(int times) {
        return new Works(state, times, heldFor, maxPrice, notAfter, dryRun, acceptedAt, operation);
    }

    Works heldFor(String code) {
        return new Works(State.HELD, failures, Optional.of(code), maxPrice, notAfter, dryRun, acceptedAt, operation);
    }

    Works atMost(String price) {
        return new Works(state, failures, heldFor, Optional.of(new BigDecimal(price)), notAfter, dryRun, acceptedAt,
                operation);
    }

    Works until(Instant end) {
        return new Works(state, failures, heldFor, maxPrice, Optional.of(end), dryRun, acceptedAt, operation);
    }

    Works dry() {
        return new Works(state, failures, heldFor, maxPrice, notAfter, true, acceptedAt, operation);
    }

    Works accepted(Instant at) {
        return new Works(state, failures, heldFor, maxPrice, notAfter, dryRun, at, operation);
    }

    Works asking(String named) {
        return new Works(state, failures, heldFor, maxPrice, notAfter, dryRun, acceptedAt, named);
    }

    Work work() {
        return work(Long.MAX_VALUE);
    }

    /** The order before its attempt of that number. */
    Work attempt(int number) {
        Work first = work();
        return new Work(first.id(), first.version(), first.state(), first.identity(), first.request(), first.name(),
                number, first.failures(), first.tryNumber(), first.heldFor(), first.maxPrice(), first.notAfter(),
                first.dryRun(), first.onBehalfOf(), first.correlationId(), first.acceptedAt(), first.leaseEndNanos());
    }

    Work work(long leaseEndNanos) {
        return new Work(7, 3, state, new OrderIdentity("webstamp", "demo", operation, "SO-1"),
                JsonNodeFactory.instance.objectNode(), "SO-1", 1, failures, 1, heldFor, maxPrice, notAfter, dryRun,
                Optional.empty(), Optional.empty(), acceptedAt, leaseEndNanos);
    }

    static Problem problem(String code) {
        return new Problem(code, "", "something", "do something", Optional.empty());
    }

    static Account account(Map<String, String> settings) {
        return new Account("webstamp", "demo", settings);
    }

    /** One look at this order's attempt, so long after its call. */
    Look look(Duration age) {
        return new Look(work(), Optional.empty(), 1, NOW.minus(age), age, age);
    }

    static Booking booking(int attempt) {
        return new Booking("900000" + attempt, attempt, Optional.of(new BigDecimal("2.40")));
    }

    static Outcome.Done done() {
        return new Outcome.Done(JsonNodeFactory.instance.objectNode().put("price", "2.40"), Optional.of("9000001"),
                Optional.of(new BigDecimal("2.40")), List.of(), List.of());
    }

    /** One operation of each kind; {@code blind} buys without telling a price before. */
    static Services services() {
        return services(Optional.empty());
    }

    /** The same; its purchases can be asked for where it has a settle time. */
    static Services services(Optional<Duration> settleTime) {
        Service service = new Service() {

            @Override
            public Optional<Duration> settleTime(String operation) {
                return operation.equals("stamps") ? settleTime : Optional.empty();
            }

            @Override
            public String name() {
                return "webstamp";
            }

            @Override
            public List<Operation> operations() {
                return List.of(new Operation("stamps", OperationKind.PURCHASE, true),
                        new Operation("blind", OperationKind.PURCHASE, false),
                        new Operation("receipt", OperationKind.READ, false),
                        new Operation("update", OperationKind.REPEATABLE_WRITE, false));
            }

            @Override
            public ZoneId zone() {
                return ZoneId.of("Europe/Zurich");
            }

            @Override
            public List<Problem> check(String operation, JsonNode request, Texts words) {
                return request.has("wrong") ? List.of(problem("GUI-1040")) : List.of();
            }

            @Override
            public Outcome failed(Work work, boolean sent, Throwable error) {
                return sent ? new Outcome.Unknown(problem("GUI-3009")) : new Outcome.NotSent(problem("GUI-3001"));
            }

            @Override
            public List<String> faults(Account account) {
                return List.of();
            }
        };
        return new Services() {

            @Override
            public Collection<Service> all() {
                return List.of(service);
            }
        };
    }
}
