package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.GuichetChild;
import io.guichet.Pigeonpay;
import io.guichet.PigeonpayProcess;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while a notification comes in or is acted on: what was answered with 200 is never lost, what was not is
 * sent again by its service, and each change is told once, whatever was done twice.
 */
class NotificationKillsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** @param answered whether its service has the answer when the process dies */
    private record Place(FusePoint fuse, Optional<Boolean> answered) {
    }

    /** From the first byte that the route sees to the mark behind the event's file. */
    private static final List<Place> PLACES = List.of(
            new Place(FusePoint.beforeStep("verify-notification"), Optional.of(false)),
            new Place(FusePoint.beforeCommitOf("insert into notification"), Optional.of(false)),
            new Place(FusePoint.afterCommitOf("insert into notification"), Optional.of(false)),
            new Place(FusePoint.beforeCommitOf("insert into message"), Optional.empty()),
            new Place(FusePoint.afterStep("write-files"), Optional.empty()));

    @TempDir
    Path folder;

    private final LedgerConnection ledger = TestLedger.freshConnection();
    private GuichetChild child;
    private Pigeonpay pigeon;

    @AfterEach
    void close() throws Exception {
        child.close();
    }

    @Test
    void whatWasAnsweredIsNeverLostAndEachChangeIsToldOnce() throws Exception {
        start();
        for (int i = 0; i < PLACES.size(); i++) {
            paying("K-" + i);
        }
        for (int i = 0; i < PLACES.size(); i++) {
            killedAt(PLACES.get(i), "K-" + i);
        }

        assertThat(pigeon.count("notification")).isEqualTo(PLACES.size());
        assertThat(pigeon.count("message where kind = 'event'")).isEqualTo(PLACES.size());
    }

    private void killedAt(Place place, String orderId) throws Exception {
        Path event = folder.resolve("data/out/" + orderId + ".event-1.json");
        String said = Pigeonpay.says(orderId, "PAID", "2026-11-24T08:00:00Z");
        arm(place.fuse());

        boolean answered = isTaken(said);
        assertThat(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("%s", place).isTrue();
        place.answered().ifPresent(expected -> assertThat(answered).as("%s", place).isEqualTo(expected));
        Optional<String> before = Files.exists(event) ? Optional.of(Files.readString(event)) : Optional.empty();

        child.close();
        Files.delete(folder.resolve("fuse"));
        // The leases of the dead are over.
        pigeon.sql("update notification set lease_until = null");
        pigeon.sql("update delivery set lease_until = null");
        start();
        if (!answered) {
            assertThat(isTaken(said)).as("%s", place).isTrue();
        }

        await(place.toString()).atMost(PATIENCE).until(
                () -> Files.exists(event) && pigeon.count("notification where due_at is not null") == 0
                        && pigeon.count("delivery where state = 'DUE'") == 0);
        assertThat(events(orderId)).as("%s", place).containsExactly(orderId + ".event-1.json");
        assertThat(Files.readString(event)).as("%s", place).contains("\"PAID\"");
        before.ifPresent(bytes -> assertThat(event).as("%s", place).hasContent(bytes));
    }

    private List<String> events(String orderId) throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("data/out"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(orderId + ".event")).toList();
        }
    }

    private boolean isTaken(String said) throws Exception {
        try {
            return pigeon.tell(said).statusCode() == 200;
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private void paying(String orderId) throws IOException {
        Path part = folder.resolve("data/in/." + orderId + ".part");
        Files.writeString(part, Pigeonpay.order(orderId), StandardCharsets.UTF_8);
        Files.move(part, folder.resolve("data/in/" + orderId + ".json"));
        await().atMost(PATIENCE)
                .until(() -> Files.exists(folder.resolve("data/out/" + orderId + ".result.json"))
                        && pigeon.count("delivery where state = 'DUE'") == 0);
    }

    private void arm(FusePoint fuse) throws IOException {
        Path part = Files.writeString(folder.resolve("fuse.part"), fuse.line(), StandardCharsets.UTF_8);
        Files.move(part, folder.resolve("fuse"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() throws IOException {
        Map<String, String> settings = new TreeMap<>(Pigeonpay.settings(Map.of()));
        settings.put("guichet.examples", "false");
        settings.put("guichet.sandbox.enabled", "false");
        settings.put("guichet.ledger.url", ledger.url());
        settings.put("guichet.ledger.user", ledger.user());
        settings.put("guichet.ledger.password", ledger.password());
        settings.put("guichet.broker.password", "test");
        settings.put("guichet.intake.file.settle", "50ms");
        settings.put("guichet.intake.file.poll", "50ms");
        child = GuichetChild.start(
                PigeonpayProcess.jvm("-XX:TieredStopAtLevel=1", "-D" + Fuse.PROPERTY + "=" + folder.resolve("fuse"),
                        "-D" + FuseSteps.PROPERTY + "=" + FuseSteps.class.getName()),
                folder.resolve("data"), settings);
        child.awaitOpen();
        pigeon = new Pigeonpay(child.address("/"), ledger);
    }
}
