package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.FreePorts;
import io.guichet.GuichetChild;
import io.guichet.crash.FusePoint.Act;
import io.guichet.ledger.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the long form plays, in the order in which parts deal them out. */
final class Scenarios {

    private static final int ROUNDS = 5;
    private static final List<Ware> SOAP = Stream.of(Ware.values()).filter(Ware::isSoap).toList();
    private static final int TRIALS_A_STAGE = 10;
    private static final int STAGES_OF_RANDOM_KILLS = 20;
    private static final int RANDOM_KILLS_A_STAGE = 15;
    private static final int OPEN_ORDERS = 1_000;
    private static final int LAST_FLUSH = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ALWAYS_50_MS =
            "{\"kind\":\"delay-before\",\"operation\":\"new_order\",\"millis\":50,\"calls\":1000000}";

    private Scenarios() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            named(all, "named-" + round, Ware.STAMPS, Trials.all());
            named(all, "shipment-" + round, Ware.SHIPMENT, Trials.purchase(Ware.SHIPMENT));
            named(all, "refund-" + round, Ware.REFUND, Trials.refund());
            named(all, "charge-" + round, Ware.CHARGE, Trials.charge());
            int number = round;
            all.add(Scenario.of("zombies-" + round, (folder, diary) -> zombies(folder, diary, number, Ware.STAMPS)));
            all.add(Scenario.of("shipment-zombies-" + round,
                    (folder, diary) -> zombies(folder, diary, number, Ware.SHIPMENT)));
            all.add(Scenario.of("database-" + round, Scenarios::database));
            all.add(Scenario.of("broker-" + round, Scenarios::broker));
            all.add(Scenario.of("twin-" + round, Scenarios::twin));
            all.add(Scenario.of("second-process-" + round, Scenarios::secondProcess));
            all.add(Scenario.of("files-" + round, (folder, diary) -> files(folder, diary, Strace::files)));
            all.add(Scenario.of("reports-" + round, (folder, diary) -> files(folder, diary, Strace::reports)));
            all.add(Scenario.of("clocks-" + round, Scenarios::clocks));
            for (Ware ware : SOAP) {
                all.add(Scenario.of(prefix(ware) + "bytes-" + round, (folder, diary) -> wire(folder, diary, "W", ware,
                        proxy -> WireTrials.kills(proxy, ware))));
            }
            all.add(Scenario.of("people-" + round, Scenarios::people));
        }
        for (int i = 1; i <= STAGES_OF_RANDOM_KILLS; i++) {
            int seed = i;
            all.add(Scenario.of("random-" + i, (folder, diary) -> randomKills(folder, diary, seed)));
        }
        for (Ware ware : SOAP) {
            all.add(Scenario.of(prefix(ware) + "http-faults",
                    (folder, diary) -> wire(folder, diary, "H", ware, WireTrials::faults)));
        }
        for (int minutes : List.of(1, 10, 60)) {
            all.add(Scenario.of("liar-" + minutes,
                    (folder, diary) -> Liar.lie(Duration.ofMinutes(minutes), folder, diary)));
        }
        all.add(Scenario.of("flushes", Scenarios::flushes));
        all.add(Scenario.of("thousand-open", Scenarios::thousandOpen));
        for (Mutation mutation : Mutation.values()) {
            all.add(Scenario.broken("mutation-" + mutation.name(), mutation.words(), mutation::run));
        }
        return List.copyOf(all);
    }

    private static String prefix(Ware ware) {
        return ware == Ware.STAMPS ? "" : ware.operation() + "-";
    }

    private static void named(List<Scenario> all, String id, Ware ware, List<Trial> trials) {
        for (int from = 0; from < trials.size(); from += TRIALS_A_STAGE) {
            List<Trial> some = trials.subList(from, Math.min(from + TRIALS_A_STAGE, trials.size()));
            all.add(Scenario.of(id + "-" + (from / TRIALS_A_STAGE + 1), (folder, diary) -> {
                try (Stage stage = Stage.set(folder, ware).withFuse()) {
                    stage.open();
                    Round rounds = new Round(stage, Optional.of(diary));
                    for (int i = 0; i < some.size(); i++) {
                        rounds.play(some.get(i), "N" + i);
                    }
                }
            }));
        }
    }

    private static void wire(Path folder, Diary diary, String id, Ware ware,
            Function<FaultyProxy, List<Trial>> trials) throws Exception {
        try (Stage stage = Stage.set(folder, ware).withFuse().with("guichet.worker.brake", "1000");
                FaultyProxy proxy = new FaultyProxy(stage.twinPort())) {
            stage.behind(proxy).open();
            Round rounds = new Round(stage, Optional.of(diary));
            int number = 0;
            for (Trial trial : trials.apply(proxy)) {
                rounds.play(trial, id + ++number);
            }
        }
    }

    private static void people(Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            int number = 0;
            for (Trial trial : PeopleTrials.all()) {
                rounds.play(trial, "P" + ++number);
            }
        }
    }

    /** SIGKILL at any moment, with sixteen workers and orders at both doors all the time. */
    private static void randomKills(Path folder, Diary diary, int seed) throws Exception {
        Random random = new Random(seed);
        try (Stage stage = Stage.set(folder).withFuse().with("guichet.webstamp.hands", "16")) {
            stage.fault(ALWAYS_50_MS);
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            for (int i = 1; i <= RANDOM_KILLS_A_STAGE; i++) {
                long began = System.nanoTime();
                String id = "R" + i;
                int wait = random.nextInt(1500);
                stage.drop(id + ".ndjson", Trials.ids(id + "-f", 40));
                stage.send(Trials.ids(id + "-q", 10));
                TimeUnit.MILLISECONDS.sleep(wait);
                stage.kill();
                // Every third time the next process finds leases that still hold.
                if (i % 3 != 0) {
                    stage.outage();
                }
                stage.open();
                rounds.count(0, "kill at a random moment under load", id, began);
            }
        }
    }

    private static void zombies(Path folder, Diary diary, int number, Ware ware) throws Exception {
        try (Stage stage = Stage.set(folder, ware).withFuse()) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            rounds.play(stoppedBeforeTheFirstByte(), "Z54-" + number);
            rounds.play(stoppedAfterTheFirstByte(), "Z55-" + number);
            rounds.play(twoReconcilers(), "Z53-" + number);
        }
    }

    private static Trial stoppedBeforeTheFirstByte() {
        return Trials.told(54, "SIGSTOP past the lease, another node finds out and ends the order, SIGCONT",
                (stage, id) -> {
                    long requests = stage.requests();
                    stage.arm(FusePoint.beforeStep(stage.ware().checksLease()).with(Act.HOLD));
                    stage.drop(id + ".ndjson", Trials.ids(id, 1));
                    stage.awaitMoment();
                    whileStopped(stage);
                    // What the sleeper wants to do it does now; that it does not is seen in the count of requests.
                    stage.drop(id + "-next.ndjson", Trials.ids(id + "-next", 1));
                    stage.awaitRest();
                    assertThat(stage.requests()).as("requests: the second node's, and that of the next order")
                            .isEqualTo(requests + 2);
                });
    }

    private static Trial stoppedAfterTheFirstByte() {
        return Trials.told(55, "SIGSTOP while the twin books, another node finds out and ends the order, SIGCONT",
                (stage, id) -> {
                    stage.fault(stage.ware().fault("delay-after", ",\"millis\":3000"));
                    stage.drop(id + ".ndjson", Trials.ids(id, 1));
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> stage.sold(id + "-1"));
                    whileStopped(stage);
                });
    }

    private static Trial twoReconcilers() {
        return Trials.told(53, "SIGSTOP before the adoption, another node adopts, SIGCONT", (stage, id) -> {
            stage.arm(FusePoint.beforeStep("adopt-booking").with(Act.HOLD));
            stage.fault(stage.ware().lostAfter());
            stage.drop(id + ".ndjson", Trials.ids(id, 1));
            stage.awaitMoment();
            whileStopped(stage);
        });
    }

    private static void whileStopped(Stage stage) throws Exception {
        stage.signal("STOP");
        GuichetChild second = stage.secondNode();
        try {
            // By the real clock, since the sleeper's own monotonic deadline has to see it too.
            await().atMost(PATIENCE).until(() -> stage.records().moving() == 0);
        } finally {
            second.process().destroyForcibly().waitFor();
            second.close();
        }
        stage.disarm();
        stage.signal("CONT");
    }

    /** PostgreSQL is killed and started again while a call is under way, and under load. */
    private static void database(Path folder, Diary diary) throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder.resolve("ledger"));
        int port = Integer.parseInt(first.connection().url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (Stage stage = Stage.set(folder, first.connection()).withFuse()) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            long began = System.nanoTime();
            stage.fault(stage.ware().fault("delay-after", ",\"millis\":3000"));
            stage.drop("D1.ndjson", Trials.ids("D1", 1));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> stage.sold("D1-1"));
            EmbeddedDatabase second = killed(first, folder, port);
            rounds.count(61, "PostgreSQL is killed while the twin has booked, and started again", "D1", began);
            began = System.nanoTime();
            stage.fault(ALWAYS_50_MS);
            stage.drop("D2.ndjson", Trials.ids("D2", 60));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.records().in("COMPLETED") > 10);
            EmbeddedDatabase third = killed(second, folder, port);
            rounds.count(61, "PostgreSQL is killed under load, and started again", "D2", began);
            stage.stop();
            third.close();
        }
    }

    private static EmbeddedDatabase killed(EmbeddedDatabase database, Path folder, int port) throws Exception {
        Path pid = folder.resolve("ledger").resolve("data").resolve("postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pid, StandardCharsets.US_ASCII).get(0).strip());
        ProcessHandle.of(postmaster).ifPresent(handle -> {
            handle.destroyForcibly();
            handle.onExit().join();
        });
        database.close();
        return EmbeddedDatabase.start(folder.resolve("ledger"), port);
    }

    private static void broker(Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse().withBroker()) {
            Process broker = stage.broker();
            try {
                stage.open();
                Round rounds = new Round(stage, Optional.of(diary));
                long began = System.nanoTime();
                stage.arm(FusePoint.afterStep("each-batch-of-message").with(Act.HOLD));
                stage.send(Trials.ids("B1", 2));
                stage.awaitMoment();
                broker.destroyForcibly().waitFor();
                broker = stage.broker();
                stage.disarm();
                rounds.count(11, "the broker is killed when the ledger has committed and the session has not", "B1",
                        began);
                began = System.nanoTime();
                stage.fault(ALWAYS_50_MS);
                stage.send(Trials.ids("B2", 60));
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10))
                        .until(() -> stage.records().in("COMPLETED") > 10);
                broker.destroyForcibly().waitFor();
                broker = stage.broker();
                rounds.count(10, "the broker is killed under load, sessions and sends in doubt", "B2", began);
                stage.stop();
            } finally {
                broker.destroyForcibly().waitFor();
            }
        }
    }

    private static void twin(Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()) {
            Process twin = stage.twinProcess();
            try {
                stage.open();
                stage.fault(ALWAYS_50_MS);
                Round rounds = new Round(stage, Optional.of(diary));
                for (int i = 1; i <= 3; i++) {
                    long began = System.nanoTime();
                    long completed = stage.records().in("COMPLETED");
                    stage.drop("T" + i + ".ndjson", Trials.ids("T" + i, 60));
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10))
                            .until(() -> stage.records().in("COMPLETED") > completed + 10);
                    twin.destroyForcibly().waitFor();
                    twin = stage.twinProcess();
                    rounds.count(0, "the twin is killed under load, and started again", "T" + i, began);
                }
            } finally {
                twin.destroyForcibly().waitFor();
            }
        }
    }

    private static void secondProcess(Path folder, Diary diary) throws Exception {
        Map<String, String> settings = Map.of("guichet.examples", "false", "guichet.sandbox.port",
                String.valueOf(FreePorts.next()));
        try (GuichetChild first = GuichetChild.start(GuichetChild.jvm("-Xmx256m"), folder.resolve("data"), settings)) {
            first.awaitOpen();
            GuichetChild second = GuichetChild.start(GuichetChild.jvm("-Xmx256m"), folder.resolve("data"), settings);
            boolean ended = second.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            ObjectNode line = Diary.line().put("point", 56).put("how", "a second process on the same home");
            if (!ended || second.process().exitValue() == 0) {
                line.withArray("findings").add("the second process opened the ledger of the first");
            }
            diary.write(line);
            second.close();
            assertThat(first.isAlive()).isTrue();
        }
    }

    private static void clocks(Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            int number = 0;
            for (Trial trial : Trials.clocks()) {
                rounds.play(trial, "C" + ++number);
            }
        }
    }

    /** The moments between a file's first byte and its folder's flush, by the system calls themselves. */
    private static void files(Path folder, Diary diary, Supplier<List<Trial>> trials) throws Exception {
        if (!Strace.isThere()) {
            diary.write(Diary.line().put("skipped", "strace is not installed: points 36 to 39, 45 and 60"));
            return;
        }
        try (Stage stage = Stage.set(folder).withFuse()) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            int number = 0;
            for (Trial trial : trials.get()) {
                rounds.play(trial, "S" + ++number);
            }
        }
    }

    /** The process dies at its K-th flush, K growing until a run needs no more of them. */
    private static void flushes(Path folder, Diary diary) throws Exception {
        if (!Strace.isThere()) {
            diary.write(Diary.line().put("skipped", "strace is not installed: kills at the K-th flush"));
            return;
        }
        try (Stage stage = Stage.set(folder).with("guichet.webstamp.hands", "1").with("guichet.outbox.hands", "1")) {
            stage.open();
            Round rounds = new Round(stage, Optional.of(diary));
            boolean clean = false;
            for (int k = 1; !clean; k++) {
                assertThat(k).as("flushes of one thread in one run").isLessThan(LAST_FLUSH);
                long began = System.nanoTime();
                stage.stop();
                stage.withStrace(Strace.killAtFlush(k));
                stage.begin();
                String id = "F" + k;
                stage.drop(id + ".ndjson", Trials.ids(id, 2));
                clean = stage.restsOrEnds();
                stage.stop();
                stage.withFuse();
                stage.outage();
                stage.open();
                rounds.count(0, "kill at the K-th flush of a thread, K = 1, 2, 3 … until a run ends clean", id, began);
            }
        }
    }

    private static void thousandOpen(Path folder, Diary diary) throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()) {
            stage.fault("{\"kind\":\"delay-before\",\"operation\":\"new_order\",\"millis\":1000,\"calls\":1000000}");
            stage.open();
            stage.drop("many.ndjson", Trials.ids("M", OPEN_ORDERS));
            await().atMost(PATIENCE).until(() -> stage.records().orders() == OPEN_ORDERS);
            stage.kill();
            stage.outage();
            stage.calm();
            long completed = stage.records().in("COMPLETED");
            long began = System.nanoTime();
            stage.begin();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5))
                    .until(() -> stage.records().in("COMPLETED") > completed);
            diary.write(Diary.line().put("restartMs", Duration.ofNanos(System.nanoTime() - began).toMillis())
                    .put("open", OPEN_ORDERS - completed));
            stage.child().awaitOpen();
            new Round(stage, Optional.of(diary)).count(0, "kill with a thousand open orders", "M", began);
        }
    }
}
