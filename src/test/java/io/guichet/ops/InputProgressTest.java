package io.guichet.ops;

import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.door.ReadingFile;
import io.guichet.door.ReadingNow;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.Intake;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.Submission;
import io.guichet.ledger.TestDesk;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of files on their way, in lines and in numbers. */
class InputProgressTest {

    private final TestDesk desk = new TestDesk(Set.of("file"));
    private final LedgerDatabase database = LedgerDatabase.open(desk.connection(), 2, List.of());
    private final ReadingNow readings = new ReadingNow();
    private final AtomicLong nanos = new AtomicLong();
    private final Inputs inputs = Inputs.over(database);
    private final InputProgress progress = new InputProgress(inputs, readings,
            Clock.fixed(Instant.parse("2026-11-26T08:00:00Z"), ZoneOffset.UTC), nanos::get);

    @AfterEach
    void close() {
        database.close();
        desk.close();
    }

    @Test
    void aFileIsToldFromItsSecondLookOnWithWhatIsLeftAndHowLongItTakes() {
        Intake.Input input = accepted("t", 100);
        desk.ledger().intake().readWhole(input, Optional.empty());
        assertThat(progress.lines()).as("a small file is over before").isEmpty();
        seconds(10);
        end(40);
        assertThat(progress.lines())
                .containsExactly("march.csv: 100 accepted, 1 rejected, 40 done, 60 left; about 15 seconds more");
        seconds(10);
        assertThat(progress.lines()).as("nothing has moved")
                .containsExactly("march.csv: 100 accepted, 1 rejected, 40 done, 60 left");
        desk.run(
                "update orders set state = 'HELD' where id in (select id from orders where state = 'ACCEPTED' limit 5)");
        end(54);
        seconds(10);
        assertThat(progress.lines())
                .containsExactly(
                        "march.csv: 100 accepted, 1 rejected, 94 done, 5 waiting, 1 left; about 0 seconds more");
        end(1);
        desk.run("update intake set report_at = clock_timestamp()");
        desk.lookAtInputs();
        assertThat(progress.lines()).as("it was reported").isEmpty();
    }

    @Test
    void aFileThatIsReadTellsItsShareOfTheBytes() throws Exception {
        Intake.Input input = accepted("t", 20);
        ReadingFile file = new ReadingFile(readings, input, 2_000_000);
        file.read(500_000, 1_500);
        progress.lines();
        seconds(10);
        file.read(250_000, 750);
        assertThat(progress.lines()).containsExactly("march.csv: 2,250 orders read (38 % of the file), 20 accepted,"
                + " 1 rejected, 0 done, 20 left; read to its end in about 50 seconds");
        assertThat(progress.told()).as("health shows the same").hasSize(1);
        Inputs.Standing told = inputs.open(List.of(), 10).get(0);
        assertThat(told.read()).contains(new Inputs.Read(2_000_000, 750_000, 2_250));
        assertThat(told.endsAt()).contains(Instant.parse("2026-11-26T08:00:50Z"));
        assertThat(told.whole()).isFalse();
    }

    @Test
    void manyFilesAreToldByTheirNumber() {
        for (int n = 0; n < 13; n++) {
            desk.ledger().intake().readWhole(accepted("t" + n, 1), Optional.empty());
        }
        progress.lines();
        assertThat(progress.lines()).hasSize(11).endsWith("and 3 more files");
    }

    @Test
    void numbersAreSumsHoweverManyFilesThereAre() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        progress.register(registry);
        desk.ledger().intake().readWhole(accepted("one", 10), Optional.empty());
        new ReadingFile(readings, accepted("two", 5), 1_000).read(500, 7);
        seconds(10);
        assertThat(value(registry, "open")).isEqualTo(2);
        assertThat(value(registry, "read")).isEqualTo(11 + 7);
        assertThat(value(registry, "accepted")).isEqualTo(10 + 5);
        assertThat(value(registry, "left")).isEqualTo(15);
        assertThat(value(registry, "rejected")).isEqualTo(2);
        assertThat(value(registry, "done")).isZero();
        progress.lines();
        end(5);
        seconds(10);
        progress.lines();
        assertThat(value(registry, "left.seconds")).isPositive();
        assertThat(registry.getMeters()).hasSize(8);
    }

    @Test
    void theLedgerIsAskedAtMostEveryFewSeconds() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        progress.register(registry);
        assertThat(value(registry, "open")).isZero();
        desk.ledger().intake().readWhole(accepted("one", 1), Optional.empty());
        seconds(2);
        assertThat(value(registry, "open")).isZero();
        seconds(4);
        assertThat(value(registry, "open")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 seconds", "PT119S, 119 seconds", "PT2M, 2 minutes", "PT119M, 119 minutes", "PT2H, 2 hours",
            "PT47H, 47 hours", "PT48H, 2 days"})
    void timesAreWords(Duration time, String words) {
        assertThat(InputProgress.words(time)).isEqualTo(words);
    }

    /** That many that move, and one that was wrong. */
    private Intake.Input accepted(String token, int count) {
        Submission[] batch = new Submission[count + 1];
        for (int n = 0; n < count; n++) {
            batch[n] = order(n + 2, identity(token + "-" + n), "x");
        }
        batch[count] = wrong(count + 2, Optional.empty());
        desk.accept(token, batch);
        return desk.input(token);
    }

    private void end(int orders) {
        desk.run("update orders set state = 'CANCELLED', completed_at = clock_timestamp() where id in"
                + " (select id from orders where completed_at is null and state = 'ACCEPTED' limit " + orders + ")");
    }

    private void seconds(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static double value(SimpleMeterRegistry registry, String name) {
        return registry.get("guichet.input." + name).gauge().value();
    }
}
