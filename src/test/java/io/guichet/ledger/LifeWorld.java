package io.guichet.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Adoptions;
import io.guichet.purchase.AskFirst;
import io.guichet.purchase.Booking;
import io.guichet.purchase.FailedLooks;
import io.guichet.purchase.Failures;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Guard;
import io.guichet.purchase.HoldNotices;
import io.guichet.purchase.Intents;
import io.guichet.purchase.LateLooks;
import io.guichet.purchase.LeaseCheck;
import io.guichet.purchase.Look;
import io.guichet.purchase.Lookups;
import io.guichet.purchase.LostCalls;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Quote;
import io.guichet.purchase.Reconciliation;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import io.guichet.purchase.Settlements;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The real protocol on a real ledger, with workers that do one thing at a time and may die in between, against the simplest
 * service that there is: a list of bookings, each with the time from which on it is listed. Clocks go on by moving
 * everything that has a time into the past.
 */
final class LifeWorld {

    static final Duration SETTLE = Duration.ofMinutes(15);

    private static final Texts TEXTS = TestDesk.TEXTS;
    private static final Policy POLICY = TestDesk.POLICY;
    private static final Quote QUOTE = new Quote(new BigDecimal("2.40"), "CHF", Set.of("15220"), List.of());
    private static final List<String> ORDERS = List.of("A", "B", "C", "D", "E");
    /** After the booking; the call may end a whole lease after its intent, from which on the settle time counts. */
    private static final List<Duration> HONEST = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(12));
    private static final List<Duration> LIAR = List.of(Duration.ZERO, Duration.ofMinutes(20), Duration.ofHours(1),
            Duration.ofMinutes(12), Duration.ofHours(3));

    /** One order in the service's own book. */
    private record Booked(String number, PurchaseKey key, Instant at, Instant listed) {

        Booked older(Duration by) {
            return new Booked(number, key, at.minus(by), listed.minus(by));
        }
    }

    /** What one worker has in hand; each thing that it does is one call of next. */
    private interface Hand {

        /** What is in hand after the next thing; null when nothing is left. */
        Hand next(LifeStep step);

        /** The same when its worker's clock has gone on. */
        Hand older(Duration by);

        Work work();
    }

    private final TestDesk desk;
    private final boolean honest;
    private final Settlements settlements;
    private final Intents intents;
    private final Lookups lookups;
    private final Adoptions adoptions;
    private final FailedLooks failedLooks;
    private final LateLooks lateLooks;
    private final LostCalls lostCalls;
    private final Failures failures;
    private final LeaseCheck leaseCheck = new LeaseCheck(POLICY);

    private final Map<String, Map<String, String>> accounts = new HashMap<>();
    private final List<Hand> hands = new ArrayList<>();
    private final List<Booked> book = new ArrayList<>();
    private final Set<String> left = new HashSet<>();
    private final List<String> trace = new ArrayList<>();
    private boolean quiet;
    private int inputs;

    LifeWorld(TestDesk desk, Duration settle, boolean honest) {
        this.desk = desk;
        this.honest = honest;
        accounts.put("demo", new HashMap<>(Map.of("max-orders-per-day", "4", "max-spend-per-day", "8.00")));
        accounts.put("other", new HashMap<>());
        Service service = service(settle);
        Services services = () -> List.of(service);
        Protocol protocol = new Protocol(POLICY, TEXTS);
        Reconciliation reconciliation = new Reconciliation(POLICY, TEXTS);
        Clock clock = Clock.systemUTC();
        Orders orders = desk.ledger().orders();
        Accounts known = new Accounts(name -> accounts, name -> Optional.of("demo"));
        settlements = new Settlements(protocol, orders, services, desk.messages(), new HoldNotices(TEXTS));
        intents = new Intents(new Guard(TEXTS, clock), protocol, POLICY, orders, services, known, settlements, TEXTS,
                clock);
        lookups = new Lookups(reconciliation, settlements, services,
                new AskFirst(Optional.empty(), work -> false, services, settlements, TEXTS));
        adoptions = new Adoptions(reconciliation, settlements);
        failures = new Failures(services);
        failedLooks = new FailedLooks(reconciliation, settlements, failures);
        lateLooks = new LateLooks(POLICY, desk.ledger().looks(), desk.messages(), TEXTS);
        lostCalls = new LostCalls(orders::orphans, settlements);
        desk.run(String.join("; ", Stream.of("delivery", "message", "document", "repeat_request", "audit", "attempt",
                "orders", "order_name", "intake", "account_day", "notice_told", "pause")
                .map(table -> "delete from " + table).toList()));
    }

    void run(List<LifeStep> steps) {
        for (LifeStep step : steps) {
            run(step);
        }
    }

    void run(LifeStep step) {
        try {
            happen(step);
            check();
        } catch (LifeBroken broken) {
            throw broken;
        } catch (RuntimeException unexpected) {
            throw broken("an error that nobody expects at: " + step, unexpected);
        }
    }

    private void happen(LifeStep step) {
        switch (step.kind()) {
            case ACCEPT -> accept(step);
            case CLAIM -> desk.claim(1).forEach(work -> take("takes", new Claimed(work)));
            case NEXT -> next(step);
            case LOOK -> desk.ledger().looks().claim(TestDesk.SERVICE, 1)
                    .forEach(look -> take("looks for", new Looking(look)));
            case LATE_LOOK -> desk.ledger().looks().claimLate(TestDesk.SERVICE, 1)
                    .forEach(look -> take("looks once more for attempt " + look.attempt() + " of", new Late(look)));
            case LOST_CALLS -> lostCalls.settle();
            case DIE -> die(step);
            case ALL_DIE -> allDie();
            case PASS -> pass(step.pass());
            case LEASE_LOST -> leaseLost(step);
            case PAUSE -> desk.run("insert into pause (service, account, who, why) values ('webstamp', '"
                    + accountOf(step) + "', 'anna', 'holidays') on conflict do nothing");
            case RESUME -> desk.run("delete from pause");
            case CANCEL -> cancel(step);
            case LOOK_AGAIN -> desk.run("update orders set due_at = clock_timestamp()"
                    + " where state in ('IN_DOUBT', 'BOUGHT') and due_at is null");
        }
    }

    // What happens

    private static String accountOf(LifeStep step) {
        return step.which() % 3 == 2 ? "other" : "demo";
    }

    private void accept(LifeStep step) {
        String orderId = ORDERS.get(step.which() % ORDERS.size());
        OrderIdentity identity = new OrderIdentity(TestDesk.SERVICE, orderId.equals("C") ? "other" : "demo", "stamps",
                orderId);
        Intake.Taken taken = desk.accept("input " + ++inputs, TestDesk.order(1, identity, "same"));
        say("a door hands over " + orderId + (taken.accepted() == 1 ? "" : " again"));
    }

    private void take(String how, Hand hand) {
        hands.add(hand);
        say("a worker " + how + " " + hand.work());
    }

    private void next(LifeStep step) {
        if (hands.isEmpty()) {
            return;
        }
        int index = step.which() % hands.size();
        Hand hand = hands.remove(index);
        try {
            Hand after = hand.next(step);
            if (after != null) {
                hands.add(index, after);
            }
        } catch (LostRow lost) {
            say(hand.work() + ": somebody else has gone on with it, dropped");
        }
    }

    private void die(LifeStep step) {
        if (!hands.isEmpty()) {
            Hand dead = hands.remove(step.which() % hands.size());
            say("the worker with " + dead.work() + " dies");
        }
    }

    private void allDie() {
        say("all workers die");
        hands.clear();
    }

    private void pass(Duration by) {
        say(by + " pass");
        String shift = " - interval '" + by.toMillis() + " ms'";
        desk.run("update orders set accepted_at = accepted_at" + shift + ", due_at = due_at" + shift
                + ", lease_until = lease_until" + shift + ", completed_at = completed_at" + shift);
        desk.run("update attempt set started_at = started_at" + shift + ", ended_at = ended_at" + shift
                + ", look_at = look_at" + shift);
        hands.replaceAll(hand -> hand.older(by));
        book.replaceAll(booked -> booked.older(by));
    }

    private void leaseLost(LifeStep step) {
        List<Hand> claims = hands.stream().filter(hand -> hand.work().state() != State.SENT).toList();
        if (!claims.isEmpty()) {
            Work work = step.among(claims).work();
            say("the lease of " + work + " is over");
            desk.run(
                    "update orders set lease_until = clock_timestamp() - interval '1 ms' where state <> 'SENT' and id = "
                            + work.id());
        }
    }

    private void cancel(LifeStep step) {
        String orderId = ORDERS.get(step.which() % ORDERS.size());
        desk.run("""
                with before as (
                    select id, state from orders
                    where order_id = '%s' and bound and state in ('ACCEPTED', 'READY', 'HELD') for update),
                cancelled as (
                    update orders o set state = 'CANCELLED', version = version + 1, bound = false, due_at = null,
                        lease_owner = null, lease_until = null, completed_at = clock_timestamp()
                    from before b where o.id = b.id returning o.id, o.version)
                insert into audit (order_id, version, who, from_state, to_state, why)
                select b.id, c.version, 'anna', b.state, 'CANCELLED', 'cancelled'
                from before b join cancelled c on c.id = b.id""".formatted(orderId));
        say("anna cancels " + orderId + " if it was not sent");
    }

    // What workers do

    private record Answered(Work work, Outcome outcome, LifeWorld world) implements Hand {

        @Override
        public Hand next(LifeStep step) {
            world.settlements.settle(work, outcome);
            world.say(work + " is settled as " + outcome.getClass().getSimpleName());
            return null;
        }

        @Override
        public Hand older(Duration by) {
            return new Answered(aged(work, by), outcome, world);
        }
    }

    private final class Claimed implements Hand {

        private final Work work;

        Claimed(Work work) {
            this.work = work;
        }

        @Override
        public Hand next(LifeStep step) {
            Work sent = intents.commit(work, QUOTE, null);
            say(work + (sent == null ? " is held or ended" : " has its intent committed"));
            return sent == null ? null : new Intended(sent);
        }

        @Override
        public Hand older(Duration by) {
            return new Claimed(aged(work, by));
        }

        @Override
        public Work work() {
            return work;
        }
    }

    private final class Intended implements Hand {

        private final Work work;

        Intended(Work work) {
            this.work = work;
        }

        @Override
        public Hand next(LifeStep step) {
            return new Answered(work, send(work, quiet ? LifeStep.Call.BOOKS : step.call(), step), LifeWorld.this);
        }

        @Override
        public Hand older(Duration by) {
            return new Intended(aged(work, by));
        }

        @Override
        public Work work() {
            return work;
        }
    }

    private Outcome send(Work work, LifeStep.Call call, LifeStep step) {
        try {
            leaseCheck.check(work);
        } catch (LeaseCheck.LeaseTooShort late) {
            say(work + " is not sent: its lease would end before the answer");
            return failures.outcome(work, late);
        }
        say(work + " is sent; the service " + call + (booksWith(call) ? ", listed after " + delay(step) : ""));
        if (call == LifeStep.Call.CANNOT_BE_CONNECTED) {
            return new Outcome.NotSent(TestDesk.problem("GUI-3001"));
        }
        if (!left.add(work.key().toString())) {
            throw broken(work.key() + " went out twice", null);
        }
        if (booksWith(call)) {
            Instant now = Instant.now();
            book.add(new Booked(Integer.toString(9_000_000 + book.size()), work.key(), now, now.plus(delay(step))));
        }
        String number = Integer.toString(9_000_000 + book.size() - 1);
        return switch (call) {
            case BOOKS -> done(number);
            case BOOKS_AND_FORGETS_A_DOCUMENT -> new Outcome.Bought(done(number).result(), Optional.of(number),
                    Optional.of(new BigDecimal("2.00")), TestDesk.problem("GUI-3006"), List.of());
            case REFUSES -> TestDesk.refused();
            case HOLDS_THE_ACCOUNT -> new Outcome.Held(TestDesk.problem("GUI-2100"));
            default -> TestDesk.unknown();
        };
    }

    private static boolean booksWith(LifeStep.Call call) {
        return call == LifeStep.Call.BOOKS || call == LifeStep.Call.BOOKS_AND_IS_NOT_HEARD
                || call == LifeStep.Call.BOOKS_AND_FORGETS_A_DOCUMENT;
    }

    private Duration delay(LifeStep step) {
        List<Duration> delays = honest ? HONEST : LIAR;
        return quiet ? Duration.ZERO : delays.get(step.delay() % delays.size());
    }

    private static Outcome.Done done(String number) {
        return new Outcome.Done(JsonNodeFactory.instance.objectNode().put("carrierOrderId", number),
                Optional.of(number), Optional.of(new BigDecimal("2.00")),
                List.of(TestDesk.document("1.pdf", number)), List.of());
    }

    private abstract class LookHand implements Hand {

        final Look look;

        LookHand(Look look) {
            this.look = look;
        }

        @Override
        public Work work() {
            return look.work();
        }

        Optional<Finding> ask(LifeStep step, Instant from) {
            LifeStep.Read read = quiet ? LifeStep.Read.ANSWERS : step.read();
            if (read == LifeStep.Read.FAILS) {
                say("the listing for " + look + " fails");
                return Optional.empty();
            }
            Instant now = Instant.now();
            List<Booking> listed = book.stream()
                    .filter(booked -> booked.key().stem().equals(look.work().key().stem()))
                    .filter(booked -> !booked.at().isBefore(from) && !booked.listed().isAfter(now))
                    .map(booked -> new Booking(booked.number(), booked.key().attempt(), Optional.empty())).toList();
            boolean complete = read == LifeStep.Read.ANSWERS;
            say("the listing for " + look + " shows " + listed.size() + (complete ? "" : " and is not complete"));
            return Optional.of(new Finding(complete ? listed : List.of(), complete));
        }
    }

    private final class Looking extends LookHand {

        Looking(Look look) {
            super(look);
        }

        @Override
        public Hand next(LifeStep step) {
            Booking known = lookups.known(look);
            if (known != null) {
                return new Found(look, known);
            }
            Optional<Finding> finding = ask(step, lookups.from(look));
            if (finding.isEmpty()) {
                failedLooks.settle(look, null, new IOException("reset"));
                return null;
            }
            return new Judging(look, finding.get());
        }

        @Override
        public Hand older(Duration by) {
            return new Looking(aged(look, by));
        }
    }

    private final class Judging extends LookHand {

        private final Finding finding;

        Judging(Look look, Finding finding) {
            super(look);
            this.finding = finding;
        }

        @Override
        public Hand next(LifeStep step) {
            Booking booking = lookups.judge(look, finding);
            say(look + (booking == null ? " is judged" : " was booked as attempt " + booking.attempt()));
            return booking == null ? null : new Found(look, booking);
        }

        @Override
        public Hand older(Duration by) {
            return new Judging(aged(look, by), finding);
        }
    }

    private final class Found extends LookHand {

        private final Booking booking;

        Found(Look look, Booking booking) {
            super(look);
            this.booking = booking;
        }

        @Override
        public Hand next(LifeStep step) {
            LifeStep.Read read = quiet ? LifeStep.Read.ANSWERS : step.read();
            switch (read) {
                case ANSWERS -> adoptions.settle(look, booking, done(booking.carrierId()));
                case ANSWERS_IN_PART -> adoptions.settle(look, booking,
                        new Outcome.Refused(List.of(TestDesk.problem("GUI-2010"))));
                case FAILS -> failedLooks.settle(look, booking, new IOException("reset"));
            }
            say("the documents of " + look + ": the service " + read);
            return null;
        }

        @Override
        public Hand older(Duration by) {
            return new Found(aged(look, by), booking);
        }
    }

    private final class Late extends LookHand {

        Late(Look look) {
            super(look);
        }

        @Override
        public Hand next(LifeStep step) {
            // One that fails comes back when its lease ends.
            ask(step, look.from()).ifPresent(finding -> lateLooks.judge(look, finding));
            return null;
        }

        @Override
        public Hand older(Duration by) {
            return new Late(aged(look, by));
        }
    }

    private static Work aged(Work work, Duration by) {
        return new Work(work.id(), work.version(), work.state(), work.identity(), work.request(), work.name(),
                work.attempt(), work.failures(), work.tryNumber(), work.heldFor(), work.maxPrice(), work.notAfter(),
                work.dryRun(), work.onBehalfOf(), work.correlationId(), work.acceptedAt(),
                work.leaseEndNanos() - by.toNanos());
    }

    /** What was read at the claim stays as it was read: its age does not grow in the hand. */
    private static Look aged(Look look, Duration by) {
        return new Look(aged(look.work(), by), look.carrierId(), look.attempt(), look.calledAt().minus(by), look.age(),
                look.openFor());
    }

    // What holds after each step

    private void check() {
        List<String> wrong = new ArrayList<>(desk.texts(WRONG));
        Map<String, Integer> bookings = new HashMap<>();
        book.forEach(booked -> bookings.merge(booked.key().stem(), 1, Integer::sum));
        if (honest) {
            desk.jdbi().useHandle(h -> h.createQuery("select order_id, account, state, try_number from orders")
                    .map((row, context) -> judged(row.getString("order_id"), row.getString("account"),
                            State.valueOf(row.getString("state")), row.getInt("try_number"), bookings))
                    .list().forEach(found -> found.ifPresent(wrong::add)));
            desk.texts("select 'an attempt is called late: ' || order_id from attempt where ended = 'LATE'")
                    .forEach(wrong::add);
        }
        if (!wrong.isEmpty()) {
            throw broken(String.join("; ", wrong), null);
        }
    }

    private static Optional<String> judged(String orderId, String account, State state, int tryNumber,
            Map<String, Integer> bookings) {
        OrderIdentity identity = new OrderIdentity(TestDesk.SERVICE, account, "stamps", orderId);
        int booked = bookings.getOrDefault(PurchaseKey.of(identity, tryNumber, 1).stem(), 0);
        boolean needed = state == State.COMPLETED || state == State.BOUGHT;
        boolean none = !needed && state != State.SENT && state != State.IN_DOUBT;
        return booked > 1 || needed && booked == 0 || none && booked > 0
                ? Optional.of(orderId + " (try " + tryNumber + ") is " + state + " and was booked " + booked + " times")
                : Optional.empty();
    }

    /** What is wrong in the ledger, whatever the service does. */
    private static final String WRONG =
            """
                    with chain as (
                        select order_id, version, from_state, to_state, why,
                            lag(to_state) over (partition by order_id order by version) as before,
                            row_number() over (partition by order_id order by version desc) as back
                        from audit)
                    select 'the audit of order ' || order_id || ' breaks at version ' || version from chain
                    where from_state is distinct from before
                    union all
                    select 'order ' || o.order_id || ' is ' || o.state || ', its audit says ' || c.to_state
                    from orders o join chain c on c.order_id = o.id and back = 1 where c.to_state <> o.state
                    union all
                    select 'order ' || o.order_id || ' is ' || o.state || ' and waits for nobody'
                    from orders o join chain c on c.order_id = o.id and back = 1
                    where o.due_at is null and (o.state in ('ACCEPTED', 'READY', 'HELD')
                        or o.state in ('IN_DOUBT', 'BOUGHT') and c.why not like '%a person decides'
                            and c.why not like 'booked, documents not to be had%' and c.why not like '%was booked after all%')
                    union all
                    select 'order ' || order_id || ' is SENT without a lease' from orders
                    where state = 'SENT' and lease_until is null
                    union all
                    select 'order ' || order_id || ' is ' || state || ' and bound is ' || bound from orders
                    where bound <> (state not in ('REJECTED', 'REFUSED', 'FAILED', 'CANCELLED'))
                    union all
                    select 'order ' || o.order_id || ' is ' || o.state || ' and has ' || count(m.id) || ' final answers'
                    from orders o left join message m on m.order_id = o.id and m.kind = 'final'
                    group by o.id having count(m.id) <> case when o.state in ('COMPLETED', 'REFUSED', 'FAILED') then 1 else 0 end
                    union all
                    select 'order ' || o.order_id || ' is COMPLETED without its document' from orders o
                    where state = 'COMPLETED' and not exists (select from document d where d.order_id = o.id)
                    union all
                    select 'attempt ' || a.number || ' of ' || o.order_id || ' is open while the order is ' || o.state
                    from attempt a join orders o on o.id = a.order_id where a.ended is null and o.state <> 'SENT'
                    union all
                    select 'order ' || o.order_id || ' has ' || count(*) || ' attempts done' from attempt a
                    join orders o on o.id = a.order_id where ended = 'DONE' group by o.id having count(*) > 1
                    union all
                    select 'account ' || d.account || ' has spent ' || d.spent || ' in ' || d.orders || ' orders, its attempts say '
                        || coalesce(sum(coalesce(a.booked, a.reserved, 0)), 0) || ' in ' || count(a.key)
                    from account_day d left join attempt a on a.service = d.service and a.account = d.account and a.day = d.day
                        and (a.ended is null or a.ended in ('DONE', 'UNKNOWN', 'LATE'))
                    group by d.service, d.account, d.day, d.spent, d.orders
                    having d.spent <> coalesce(sum(coalesce(a.booked, a.reserved, 0)), 0) or d.orders <> count(a.key)""";

    // How it ends

    /** Quietly, with a service that does all that it should, every order comes to its end. */
    void end() {
        quiet = true;
        hands.clear();
        say("from here on all is well");
        accounts.get("demo").clear();
        List<Duration> passes = List.of(Duration.ofMinutes(5), Duration.ofMinutes(16), Duration.ofHours(1),
                Duration.ofHours(7), Duration.ofHours(25));
        for (int round = 0; !ended(); round++) {
            if (round == 40) {
                throw broken("not at its end: " + desk.texts("select order_id || ' ' || state || coalesce(' ' ||"
                        + " held_for, '') from orders where state not in ('COMPLETED', 'REFUSED', 'FAILED',"
                        + " 'CANCELLED', 'REJECTED')"), null);
            }
            run(LifeStep.of(LifeStep.Kind.RESUME));
            run(LifeStep.of(LifeStep.Kind.LOOK_AGAIN));
            run(LifeStep.of(LifeStep.Kind.LOST_CALLS));
            for (LifeStep.Kind kind : List.of(LifeStep.Kind.LATE_LOOK, LifeStep.Kind.LOOK, LifeStep.Kind.CLAIM)) {
                run(LifeStep.of(kind));
                while (!hands.isEmpty()) {
                    run(LifeStep.of(LifeStep.Kind.NEXT));
                    if (hands.isEmpty()) {
                        run(LifeStep.of(kind));
                    }
                }
            }
            run(LifeStep.of(LifeStep.Kind.PASS));
            pass(passes.get(round % passes.size()));
        }
        told();
    }

    private boolean ended() {
        boolean looks = desk.count("attempt where look_at is not null") > 0;
        return !looks && desk.count("orders where state not in ('COMPLETED', 'REFUSED', 'FAILED', 'CANCELLED')"
                + (honest ? "" : " and not (" + SEVERAL + ")")) == 0;
    }

    /** More than one booking was listed at once: which one counts is for a person. */
    private static final String SEVERAL =
            "state = 'IN_DOUBT' and exists (select from audit a where a.order_id = orders.id and a.why like 'several found%')";

    /** Each booking is the order's own, or people have heard of it and the account was paused. */
    private void told() {
        for (Booked booked : book) {
            String is = "(select from attempt where key = '" + booked.key() + "' and ended in ('DONE', 'LATE'))";
            long known = desk.count("orders where exists " + is);
            long several =
                    desk.count("orders where " + SEVERAL + " and exists (select from attempt a where a.order_id ="
                            + " orders.id and a.key = '" + booked.key() + "')");
            if (known == 0 && several == 0) {
                throw broken("nobody was told of booking " + booked.number() + " under " + booked.key(), null);
            }
        }
        long late = desk.count("attempt where ended = 'LATE'");
        long alarms = desk.count("message where kind = 'notice' and body like '%late-booking%'");
        if (alarms < late) {
            throw broken(late + " late bookings and " + alarms + " alarms", null);
        }
    }

    int bookings() {
        return book.size();
    }

    // Words

    private void say(String what) {
        trace.add(what);
    }

    private LifeBroken broken(String what, Throwable cause) {
        StringBuilder text = new StringBuilder(what).append("; it came so:");
        for (int i = 0; i < trace.size(); i++) {
            text.append(System.lineSeparator()).append(String.format(Locale.ROOT, "%4d  ", i + 1))
                    .append(trace.get(i));
        }
        return new LifeBroken(text.toString(), cause);
    }

    /** An invariant does not hold. */
    static final class LifeBroken extends AssertionError {

        private static final long serialVersionUID = 1L;

        LifeBroken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static Service service(Duration settle) {
        return new Service() {

            @Override
            public String name() {
                return TestDesk.SERVICE;
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
                return error instanceof LeaseCheck.LeaseTooShort || !sent ? TestDesk.notSent() : TestDesk.unknown();
            }

            @Override
            public Optional<Duration> settleTime(String operation) {
                return Optional.of(settle);
            }

            @Override
            public List<String> faults(Account account) {
                return List.of();
            }
        };
    }
}
