package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueConsumerTest {

    /** Well under the ten seconds after which rows are looked for in any case. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final int HANDS = 3;

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void close() {
        camel.stop();
    }

    @Test
    void aRowThatIsCommittedHereIsWorkedAtOnce() throws Exception {
        Rows rows = new Rows();
        Queue<Object> worked = new ConcurrentLinkedQueue<>();
        start("one", rows, exchange -> worked.add(exchange.getMessage().getBody()));
        await().atMost(AT_ONCE).until(() -> rows.looks.get() > 0);
        for (int n = 1; n <= 5; n++) {
            int row = n;
            rows.add(row);
            await().atMost(AT_ONCE).untilAsserted(() -> assertThat(worked).hasSize(row));
        }
    }

    @Test
    void aRowThatFallsDueLaterIsWorkedThen() throws Exception {
        Rows rows = new Rows();
        Queue<Object> worked = new ConcurrentLinkedQueue<>();
        rows.next = Optional.of(Duration.ofMillis(300));
        start("one", rows, exchange -> worked.add(exchange.getMessage().getBody()));
        await().atMost(AT_ONCE).until(() -> rows.looks.get() > 0);
        rows.waiting.add("later");
        await().atMost(AT_ONCE).untilAsserted(() -> assertThat(worked).containsExactly("later"));
    }

    @Test
    void neverAreMoreRowsInHandThanThereAreHands() throws Exception {
        Rows rows = new Rows();
        AtomicInteger inHand = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(HANDS);
        for (int n = 0; n < 60; n++) {
            rows.waiting.add(n);
        }
        start("one", rows, exchange -> {
            most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
            together.countDown();
            together.await(5, TimeUnit.SECONDS);
            inHand.decrementAndGet();
            done.incrementAndGet();
        });
        await().atMost(Duration.ofSeconds(10)).until(() -> done.get() == 60);
        assertThat(most).hasValue(HANDS);
        assertThat(rows.mostAsked.get()).isLessThanOrEqualTo(HANDS);
    }

    @Test
    void aRowThatFailsGivesItsHandBack() throws Exception {
        Rows rows = new Rows();
        AtomicInteger tried = new AtomicInteger();
        for (int n = 0; n < 20; n++) {
            rows.waiting.add(n);
        }
        start("one", rows, exchange -> {
            tried.incrementAndGet();
            throw new IllegalStateException("broken");
        });
        await().atMost(AT_ONCE).until(() -> tried.get() == 20);
    }

    @Test
    void whatIsInHandAtTheStopIsFinishedAndNothingMoreIsTaken() throws Exception {
        Rows rows = new Rows();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        rows.add("in hand");
        start("one", rows, exchange -> {
            begun.countDown();
            try {
                goOn.await();
                finished.incrementAndGet();
            } catch (InterruptedException stopped) {
                interrupted.incrementAndGet();
            }
        });
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        Thread stopping = new Thread(camel::stop);
        stopping.start();
        await().atMost(AT_ONCE).until(() -> camel.getRouteController().getRouteStatus("one") != ServiceStatus.Started
                || camel.isStopping());
        rows.add("too late");
        goOn.countDown();
        stopping.join(20_000);
        assertThat(stopping.isAlive()).isFalse();
        assertThat(finished).hasValue(1);
        assertThat(interrupted).hasValue(0);
        assertThat(rows.claimed).containsExactly("in hand");
    }

    @Test
    void stoppingTakesNoLongerThanWhatIsInHand() throws Exception {
        Rows rows = new Rows();
        start("one", rows, exchange -> {
        });
        await().atMost(AT_ONCE).until(() -> rows.looks.get() > 0);
        long begin = System.nanoTime();
        camel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whileSuspendedNothingIsTakenNorAskedForAllTheTime() throws Exception {
        Rows rows = new Rows();
        rows.next = Optional.of(Duration.ofMillis(1));
        Queue<Object> worked = new ConcurrentLinkedQueue<>();
        start("one", rows, exchange -> worked.add(exchange.getMessage().getBody()));
        camel.getRouteController().suspendRoute("one");
        // A look that had begun before it was suspended may still end.
        AtomicInteger seen = new AtomicInteger(-1);
        await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(10))
                .until(() -> seen.getAndSet(rows.looks.get()) == rows.looks.get());
        int before = rows.looks.get();
        rows.add("waits");
        await().during(Duration.ofMillis(500)).atMost(AT_ONCE)
                .until(() -> rows.looks.get() <= before + 1 && worked.isEmpty());
        camel.getRouteController().resumeRoute("one");
        await().atMost(AT_ONCE).until(() -> worked.contains("waits"));
    }

    @Test
    void aServiceThatHangsDoesNotSlowAnother() throws Exception {
        Rows slow = new Rows();
        Rows quick = new Rows();
        CountDownLatch hang = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        for (int n = 0; n < 50; n++) {
            slow.waiting.add(n);
            quick.waiting.add(n);
        }
        start("slow", slow, exchange -> hang.await());
        start("quick", quick, exchange -> done.incrementAndGet());
        await().atMost(AT_ONCE).until(() -> done.get() == 50);
        assertThat(slow.claimed).hasSize(HANDS);
        slow.waiting.clear();
        hang.countDown();
    }

    @Test
    void aLedgerThatIsAwayIsAskedAgain() throws Exception {
        Rows rows = new Rows();
        rows.failures = 2;
        Queue<Object> worked = new ConcurrentLinkedQueue<>();
        rows.waiting.add("after all");
        start("one", rows, exchange -> worked.add(exchange.getMessage().getBody()));
        await().atMost(Duration.ofSeconds(6)).until(() -> worked.contains("after all"));
    }

    @Test
    void rowsComeInListsWhereThatIsWanted() throws Exception {
        Rows rows = new Rows();
        Queue<List<?>> worked = new ConcurrentLinkedQueue<>();
        for (int n = 0; n < 70; n++) {
            rows.waiting.add(n);
        }
        start("one", rows, exchange -> worked.add(exchange.getMessage().getBody(List.class)), 32);
        await().atMost(AT_ONCE).until(() -> worked.stream().mapToInt(List::size).sum() == 70);
        assertThat(worked).extracting(List::size).containsExactlyInAnyOrder(32, 32, 6);
        rows.add("alone");
        await().atMost(AT_ONCE).until(() -> worked.contains(List.of("alone")));
        assertThat(rows.mostAsked).hasValue(HANDS * 32);
    }

    private void start(String name, Rows rows, Processor work) throws Exception {
        start(name, rows, work, DueEndpoint.ONE_BY_ONE);
    }

    private void start(String name, Rows rows, Processor work, int batch) throws Exception {
        DueComponent component = new DueComponent();
        component.setCamelContext(camel);
        DueEndpoint endpoint = new DueEndpoint("due:" + name, component, rows, HANDS, batch);
        camel.addRoutes(new RouteBuilder() {

            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(endpoint).routeId(name).process(work);
            }
        });
        camel.start();
    }

    /** Rows in memory, claimed as those of the ledger are. */
    private static final class Rows implements Dues {

        private final Bells.Bell bell = new Bells.Bell();
        private final Queue<Object> waiting = new ConcurrentLinkedQueue<>();
        private final Queue<Object> claimed = new ConcurrentLinkedQueue<>();
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger mostAsked = new AtomicInteger();
        private volatile Optional<Duration> next = Optional.empty();
        private volatile int failures;

        void add(Object row) {
            waiting.add(row);
            bell.ring();
        }

        @Override
        public List<?> claim(int hands) {
            looks.incrementAndGet();
            mostAsked.accumulateAndGet(hands, Math::max);
            if (failures > 0) {
                failures--;
                throw new IllegalStateException("the ledger is away");
            }
            List<Object> mine = new ArrayList<>();
            for (Object row = take(mine, hands); row != null; row = take(mine, hands)) {
                mine.add(row);
            }
            claimed.addAll(mine);
            return mine;
        }

        private Object take(List<Object> mine, int hands) {
            return mine.size() < hands ? waiting.poll() : null;
        }

        @Override
        public Optional<Duration> nextDue() {
            return next;
        }

        @Override
        public Bells.Bell bell() {
            return bell;
        }
    }
}
