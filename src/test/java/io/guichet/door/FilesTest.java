package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.guichet.ledger.Intake;
import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import io.guichet.order.OrderReader;
import io.guichet.order.RawOrder;
import io.guichet.order.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    private static final Duration SETTLE = Duration.ofMillis(400);
    private static final Clock CLOCK = Clock.fixed(TestDesk.NOW, ZoneOffset.UTC);

    private final TestDesk desk = new TestDesk();

    @TempDir
    private Path home;
    private Path work;
    private OrderFiles files;
    private final ReadingNow readings = new ReadingNow();

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectories(home.resolve("work"));
        files = new OrderFiles(home, new FileDoors(List.of(door(SETTLE, false))), desk.ledger().intake(),
                new OrderReader(TestDesk.TEXTS, 1000), readings, TestDesk.TEXTS, 2, CLOCK);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    // Settled by observation

    @Test
    void aFileIsTakenWhenItHasStoodStillAsSeenHere() {
        SettledFiles settled = new SettledFiles(door(SETTLE, false));
        long began = System.nanoTime();
        assertThat(settled.accept(seen("a.json", 10, 1))).isFalse();
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(5))
                .until(() -> settled.accept(seen("a.json", 10, 1)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SETTLE);
    }

    @Test
    void anOldTimeOfTheFileIsNotBelieved() {
        SettledFiles settled = new SettledFiles(door(SETTLE, false));
        assertThat(settled.accept(seen("a.json", 10, 1))).as("a copy that keeps its time").isFalse();
    }

    @Test
    void aFileThatGrowsOrChangesBeginsAnew() {
        SettledFiles settled = new SettledFiles(door(SETTLE, false));
        settled.accept(seen("a.json", 10, 1));
        await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(5))
                .until(() -> settled.accept(seen("a.json", 10, 1)));
        assertThat(settled.accept(seen("a.json", 11, 1))).isFalse();
        assertThat(settled.accept(seen("a.json", 11, 2))).isFalse();
    }

    @Test
    void aFileOfTheSameNameAfterTheFirstWasTakenIsAnother() throws IOException {
        SettledFiles settled = new SettledFiles(door(Duration.ofMillis(50), false));
        settled.accept(seen("a.json", 10, 1));
        await().atMost(Duration.ofSeconds(5)).until(() -> settled.accept(seen("a.json", 10, 1)));
        settled.taken(home.resolve("a.json").toString());
        assertThat(settled.accept(seen("a.json", 10, 1))).isFalse();
    }

    @Test
    void whereMarkersAreAskedForNothingIsTakenWithout() throws IOException {
        SettledFiles settled = new SettledFiles(door(Duration.ZERO, true));
        assertThat(settled.accept(seen("a.json", 10, 1))).isFalse();
        Files.createFile(home.resolve("a.json.done"));
        assertThat(settled.accept(seen("a.json", 10, 1))).isTrue();
        settled.taken(home.resolve("a.json").toString());
        assertThat(home.resolve("a.json.done")).as("until the file lies in work/").exists();
    }

    @Test
    void aMarkerGoesOnceItsFileIsTakenAndStaysForTheNextFileOfThatName() throws IOException {
        Path in = Files.createDirectories(home.resolve("in"));
        OrderFile taken = OrderFile.at("file", home.resolve("work/1~a.json"));
        Files.createFile(in.resolve("a.json.done"));

        Files.createFile(in.resolve("a.json"));
        new DoneMarkers(new FileDoors(List.of(door(SETTLE, true)))).remove(taken);
        assertThat(in.resolve("a.json.done")).exists();

        Files.delete(in.resolve("a.json"));
        new DoneMarkers(new FileDoors(List.of(door(SETTLE, true)))).remove(taken);
        assertThat(in.resolve("a.json.done")).doesNotExist();
    }

    @Test
    void aFolderIsNoOrderFile() {
        GenericFile<Object> folder = seen("folder", 0, 1);
        folder.setDirectory(true);
        assertThat(new SettledFiles(door(Duration.ZERO, false)).accept(folder)).isFalse();
    }

    // Read on while it grows

    @Test
    void aFileThatGrowsWhileItIsReadIsReadOn() throws Exception {
        Path file = Files.writeString(work.resolve("t~a.ndjson"), "one\n", StandardCharsets.UTF_8);
        try (StillFile still = new StillFile(file, Duration.ofSeconds(2))) {
            assertThat(still.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("one\n");
            append(file, "two\n");
            assertThat(still.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("two\n");
            CompletableFuture<byte[]> rest = new CompletableFuture<>();
            Thread reader = new Thread(() -> rest.complete(all(still)));
            reader.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> reader.getState() == Thread.State.TIMED_WAITING);
            append(file, "three\n");
            assertThat(rest.get(20, TimeUnit.SECONDS)).asString(StandardCharsets.UTF_8).isEqualTo("three\n");
        }
    }

    @Test
    void aFileThatStandsStillEndsAtOnce() throws IOException {
        Path file = Files.writeString(work.resolve("t~a.ndjson"), "one\n", StandardCharsets.UTF_8);
        long began = System.nanoTime();
        try (StillFile still = new StillFile(file, Duration.ofSeconds(30))) {
            assertThat(still.readAllBytes()).hasSize(4);
            assertThat(still.read()).isEqualTo(-1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aByteAboveSevenBitsIsReadAsItself() throws IOException {
        Path file = Files.write(work.resolve("t~a.csv"), new byte[]{(byte) 0xff});
        try (StillFile still = new StillFile(file, Duration.ZERO)) {
            assertThat(still.read()).isEqualTo(0xff);
        }
    }

    // Files in work/

    @Test
    void aFileIsReadInBatchesUnderItsSendersName() throws Exception {
        OrderFile file =
                file("20261123-1~march~1.ndjson", "{\"orderId\":\"1\"}\n{\"orderId\":\"2\"}\n\n{\"orderId\":\"3\"}\n");
        assertThat(file.name()).isEqualTo("march~1.ndjson");
        List<Batch> batches = new ArrayList<>();
        Iterator<Batch> iterator = files.batches(file);
        iterator.forEachRemaining(batches::add);
        ((Batches) iterator).close();
        assertThat(batches).extracting(batch -> batch.orders().size()).containsExactly(2, 1);
        assertThat(batches.get(0).input().name()).isEqualTo("march~1.ndjson");
        assertThat(batches.get(1).orders().get(0).number()).isEqualTo(4);
    }

    @Test
    void originalsOfOneNameAreKeptApart() throws Exception {
        for (int n = 0; n < 3; n++) {
            files.archive(file("token-" + n + "~march.csv", "content " + n));
        }
        files.archive(file("token-4~noending", "x"));
        Path done = home.resolve("done/2026-11-23");
        assertThat(done.resolve("march.csv")).hasContent("content 0");
        assertThat(done.resolve("march~2.csv")).hasContent("content 1");
        assertThat(done.resolve("march~3.csv")).hasContent("content 2");
        assertThat(done.resolve("noending")).exists();
        assertThat(work).isEmptyDirectory();
        assertThat(desk.ledger().intake().open("file", "token-1~march.csv", "march.csv").closed()).isTrue();
    }

    @Test
    void aFileThatVanishedStopsNothing() throws Exception {
        OrderFile gone = files.named("file", work.resolve("token~gone.csv").toString());
        assertThat(files.batches(gone)).isExhausted();
        files.archive(gone);
        assertThat(home.resolve("done")).doesNotExist();
    }

    @Test
    void anUnreadableFileIsKeptBesideItsReason() throws Exception {
        UnreadableFiles unreadable = new UnreadableFiles(home, desk.ledger().intake(), CLOCK);
        for (int n = 1; n <= 2; n++) {
            OrderFile broken = file("token-" + n + "~broken.json", "[{\"orderId\":");
            UnreadableInput why = catchThrowableOfType(UnreadableInput.class, () -> files.batches(broken));
            unreadable.setAside(broken, why);
        }
        Path error = home.resolve("error/2026-11-23");
        assertThat(error.resolve("broken.json")).hasContent("[{\"orderId\":");
        assertThat(error.resolve("broken.json.error.json")).content(StandardCharsets.UTF_8)
                .contains("\"file\" : \"broken.json\"", "GUI-1002", "\"state\" : \"REJECTED\"", "2026-11-23T08:00:00Z");
        assertThat(error.resolve("broken~2.json.error.json")).exists();
        assertThat(error.toFile().list()).as("and no temporary file").hasSize(4);
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void aFileOfAnUnknownKindAndAnEmptyOneAreUnreadable() throws IOException {
        OrderFile strange = file("t~march.xls", "x");
        OrderFile empty = file("t~march.csv", "");
        assertThatThrownBy(() -> files.batches(strange)).isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("GUI-1103")
                .hasMessageContaining("march.xls");
        assertThatThrownBy(() -> files.batches(empty)).isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("GUI-1106");
    }

    private FileDoor door(Duration settle, boolean marker) {
        return FileDoor.in(home, settle, marker, ImportProfile.PLAIN);
    }

    private OrderFile file(String name, String content) throws IOException {
        return OrderFile.at("file", Files.writeString(work.resolve(name), content, StandardCharsets.UTF_8));
    }

    private GenericFile<Object> seen(String name, long size, long time) {
        GenericFile<Object> file = new GenericFile<>();
        file.setAbsoluteFilePath(home.resolve(name).toString());
        file.setFileNameOnly(name);
        file.setFileLength(size);
        file.setLastModified(time);
        return file;
    }

    private static void append(Path file, String text) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        // A coarse clock of the file system must not hide the change from the test.
        Files.setLastModifiedTime(file,
                FileTime.from(before.toInstant().isAfter(Instant.now())
                        ? before.toInstant().plusMillis(1)
                        : Instant.now().plusMillis(1)));
    }

    private static byte[] all(StillFile still) {
        try {
            return still.readAllBytes();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void theSameFileReadAgainAfterACrashIsTheSameInput() throws Exception {
        OrderFile file = file("token~march.ndjson", "{\"orderId\":\"1\"}\n");
        Intake.Input first = files.batches(file).next().input();
        assertThat(files.batches(file).next().input()).isEqualTo(first);
    }

    @Test
    void whatWasTakenBeforeTheCrashIsPassedOver() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int n = 1; n <= 5; n++) {
            lines.append("{\"orderId\":\"").append(n).append("\"}\n\n");
        }
        OrderFile file = file("token~march.ndjson", lines.toString());
        Intake.Input input = files.batches(file).next().input();
        desk.ledger().intake().accept(input, List.of(TestDesk.wrong(1, Optional.empty()),
                TestDesk.order(3, TestDesk.identity("SO-1"), "x")));
        desk.ledger().intake().accept(input, List.of(TestDesk.order(5, TestDesk.identity("SO-1"), "x")));

        List<Batch> batches = new ArrayList<>();
        try (Batches again = (Batches) files.batches(file)) {
            again.forEachRemaining(batches::add);
            ReadingNow.Reading reading = readings.all().iterator().next();
            assertThat(reading.orders()).hasValue(5);
            assertThat(reading.bytes()).hasValue(reading.size());
        }
        assertThat(batches).hasSize(1);
        assertThat(batches.get(0).orders()).extracting(RawOrder::number).as("5 was a repeat").containsExactly(7L, 9L);
        assertThat(readings.all()).isEmpty();
    }

    @Test
    void originalsAreForgottenADayAtATimeAndNothingElseIs() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        for (String path : List.of("done/2026-11-01/a.csv", "done/2026-11-22/b.csv", "done/mine/c.csv",
                "error/2026-11-15/d.json", "error/2026-11-16/e.json")) {
            Files.createDirectories(home.resolve(path).getParent());
            Files.createFile(home.resolve(path));
        }

        new Originals(home, Optional.empty(), clock).forget();
        assertThat(home.resolve("done/2026-11-01/a.csv")).exists();

        new Originals(home, Optional.of(Duration.ofDays(7)), clock).forget();
        assertThat(home.resolve("done/2026-11-01")).doesNotExist();
        assertThat(home.resolve("error/2026-11-15")).doesNotExist();
        assertThat(home.resolve("error/2026-11-16/e.json")).as("seven days ago, at noon").exists();
        assertThat(home.resolve("done/2026-11-22/b.csv")).exists();
        assertThat(home.resolve("done/mine/c.csv")).exists();
    }
}
