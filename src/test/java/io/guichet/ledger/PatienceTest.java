package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guichet.outbox.DeliveryNotices;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Decision;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** A known answer outlives a short absence of the database. */
@Timeout(120)
class PatienceTest {

    private static final RuntimeException GONE = failure("08006");

    private final Patience patience = new Patience();
    private final AtomicInteger writings = new AtomicInteger();

    @TempDir
    private Path home;

    @Test
    void whatIsWrittenAtOnceIsWrittenOnce() {
        patience.run(sent(Duration.ofMinutes(1)), writings::incrementAndGet);
        assertThat(writings).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "57P01", "58030", "40001"})
    void anAnswerIsWrittenAgainUntilTheDatabaseIsBack(String sqlState) {
        patience.run(sent(Duration.ofMinutes(1)), failing(2, failure(sqlState)));
        assertThat(writings).hasValue(3);
    }

    @Test
    void aPoolWithoutAConnectionIsWaitedForAsWell() {
        patience.run(sent(Duration.ofMinutes(1)),
                failing(1, new IllegalStateException(new SQLTransientConnectionException("none free"))));
        assertThat(writings).hasValue(2);
    }

    @Test
    void whoHasLostItsRowDropsTheWorkAtOnce() {
        LostRow lost = new LostRow("SO-1");
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMinutes(1)), failing(9, lost))).isSameAs(lost);
        assertThat(writings).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22001", "0800", ""})
    void whatTheDatabaseDoesNotTakeIsNotTriedAgain(String sqlState) {
        RuntimeException wrong = failure(sqlState);
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMinutes(1)), failing(9, wrong))).isSameAs(wrong);
        assertThat(writings).hasValue(1);
    }

    @Test
    void anErrorWithoutAStateIsNotTriedAgain() {
        RuntimeException strange = new IllegalStateException(new SQLException("?", (String) null));
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMinutes(1)), failing(9, strange))).isSameAs(strange);
    }

    @ParameterizedTest
    @EnumSource(value = State.class, mode = Mode.EXCLUDE, names = "SENT")
    void onlyTheOutcomeOfACallIsWaitedFor(State state) {
        assertThatThrownBy(() -> patience.run(work(state, Duration.ofMinutes(1)), failing(9, GONE))).isSameAs(GONE);
        assertThat(writings).hasValue(1);
    }

    @Test
    void itEndsWithTheLease() {
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMillis(1200)), failing(99, GONE))).isSameAs(GONE);
        assertThat(writings).hasValueBetween(1, 3);
        writings.set(0);
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMillis(400)), failing(99, GONE))).isSameAs(GONE);
        assertThat(writings).hasValue(1);
    }

    @Test
    void whoIsStoppedWhileItWaitsGivesUpAndStaysStopped() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patience.run(sent(Duration.ofMinutes(1)), failing(9, GONE))).isSameAs(GONE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(writings).hasValue(1);
    }

    @Test
    void anAnswerThatComesWhileTheDatabaseRestartsIsWrittenAndNotLost() throws Exception {
        ExecutorService hands = Executors.newSingleThreadExecutor();
        EmbeddedDatabase before = EmbeddedDatabase.start(home);
        try (LedgerDatabase database = LedgerDatabase.open(before.connection(), 4)) {
            Work sent = sent(database);
            before.close();
            Future<?> writing = hands.submit(() -> ledger(database).orders().settle(sent, done(), Optional.empty(),
                    List.of(), List.of()));
            await().during(Duration.ofSeconds(1)).until(() -> !writing.isDone());
            EmbeddedDatabase after = EmbeddedDatabase.start(home, port(before));
            try {
                writing.get();
                String written = database.jdbi().withHandle(h -> h
                        .createQuery(
                                "select o.state || ' ' || a.ended from orders o join attempt a on a.order_id = o.id")
                        .mapTo(String.class).one());
                assertThat(written).isEqualTo("COMPLETED DONE");
            } finally {
                after.close();
            }
        } finally {
            hands.shutdownNow();
            before.close();
        }
    }

    private static int port(EmbeddedDatabase database) {
        return URI.create(database.connection().url().substring("jdbc:".length())).getPort();
    }

    private static Work sent(LedgerDatabase database) {
        Ledger ledger = ledger(database);
        Intake.Input input = ledger.intake().open("file", "t", "march.csv");
        ledger.intake().accept(input, List.of(order(1, TestDesk.identity("SO-1"), "a")));
        Work work = ledger.orders().claim(TestDesk.SERVICE, TestDesk.ACCOUNTS, 1).get(0);
        Caps none = new Caps(Optional.empty(), Optional.empty());
        return ((Intent.Committed) ledger.orders().intend(work, TestDesk.service(), none, Optional.empty())).work();
    }

    private static Ledger ledger(LedgerDatabase database) {
        var messages = new Messages(TestDesk.TEXTS, "SANDBOX", Clock.systemUTC());
        return Ledger.over(database, TestDesk.POLICY, messages, messages,
                new DeliveryNotices(TestDesk.TEXTS),
                Receivers.of(Set.of("file"), Duration.ofSeconds(1), Duration.ofMinutes(5)));
    }

    private static Decision done() {
        return new Decision(State.COMPLETED, List.of(), Optional.of(TestDesk.done("1.00")), false, Optional.empty(), 0,
                Optional.of(Decision.AttemptEnd.DONE), false, "done");
    }

    private Runnable failing(int times, RuntimeException failure) {
        return () -> {
            if (writings.incrementAndGet() <= times) {
                throw failure;
            }
        };
    }

    private static RuntimeException failure(String sqlState) {
        return new IllegalStateException(new SQLException("gone", sqlState));
    }

    private static Work sent(Duration leaseLeft) {
        return work(State.SENT, leaseLeft);
    }

    private static Work work(State state, Duration leaseLeft) {
        return new Work(1, 1, state, TestDesk.identity("SO-1"), null, "SO-1", 1, 0, 1, Optional.empty(),
                Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), TestDesk.NOW,
                System.nanoTime() + leaseLeft.toNanos());
    }
}
