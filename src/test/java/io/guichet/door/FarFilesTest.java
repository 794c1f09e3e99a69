package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.Intake;
import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of elsewhere is the same input however often a kill makes it be copied, and another once it was taken away. */
class FarFilesTest {

    private record Remote(String where, String name, long size, long time, String content) implements FarFile {

        static Remote of(String content) {
            return new Remote("sftp:shop/in/a.csv", "a.csv", content.length(), 1_700_000_000_000L, content);
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final TestDesk desk = new TestDesk();
    private final FarFiles far = new FarFiles(desk.ledger().intake());

    @TempDir
    private Path work;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aCopyLiesInWorkUnderTheTokenOfItsInput() throws IOException {
        Intake.Input input = bring(Remote.of("one")).orElseThrow();
        assertThat(names()).containsExactly(input.token());
        assertThat(work.resolve(names().get(0))).hasContent("one");
        assertThat(input.token()).startsWith("20231114221320-").endsWith(".1~a.csv");
        assertThat(input.name()).isEqualTo("a.csv");
        assertThat(input.door()).isEqualTo("sftp.shop");
    }

    @Test
    void whatIsCopiedAgainAfterAKillIsTheSameInputAndNoSecondFile() throws IOException {
        Intake.Input first = bring(Remote.of("one")).orElseThrow();
        assertThat(bring(Remote.of("one"))).contains(first);
        assertThat(names()).hasSize(1);
    }

    @Test
    void whatWasReadMeanwhileIsNotReadAgain() throws IOException {
        Intake.Input first = bring(Remote.of("one")).orElseThrow();
        Files.delete(work.resolve(names().get(0)));
        desk.ledger().intake().readWhole(first, Optional.empty());
        assertThat(bring(Remote.of("one")).orElseThrow().id()).isEqualTo(first.id());
        assertThat(names()).isEmpty();
    }

    @Test
    void theSameBytesThatComeOnceMoreAfterTheyWereTakenAwayAreAnotherInput() throws IOException {
        Intake.Input first = bring(Remote.of("one")).orElseThrow();
        desk.ledger().intake().sourceGone(first);
        Intake.Input second = bring(Remote.of("one")).orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(bring(Remote.of("one")).orElseThrow()).isEqualTo(second);
        assertThat(names()).hasSize(2);
    }

    @Test
    void otherBytesAnotherTimeOrAnotherPlaceAreAnotherInput() throws IOException {
        long first = bring(Remote.of("one")).orElseThrow().id();
        assertThat(bring(Remote.of("two")).orElseThrow().id()).isNotEqualTo(first);
        assertThat(bring(new Remote("sftp:shop/in/a.csv", "a.csv", 3, 1_700_000_001_000L, "one")).orElseThrow().id())
                .isNotEqualTo(first);
        assertThat(bring(new Remote("sftp:shop/in/b.csv", "b.csv", 3, 1_700_000_000_000L, "one")).orElseThrow().id())
                .isNotEqualTo(first);
    }

    @Test
    void aFileThatGrewWhileItWasCopiedIsLookedAtAgain() throws IOException {
        assertThat(bring(new Remote("sftp:shop/in/a.csv", "a.csv", 3, 0, "longer"))).isEmpty();
        assertThat(names()).isEmpty();
        assertThat(desk.count("intake")).isZero();
    }

    @Test
    void aCopyThatBreaksOffIsNotThere() {
        assertThatThrownBy(() -> far.bring(door(), new FarFile() {

            @Override
            public String where() {
                return "there";
            }

            @Override
            public String name() {
                return "a.csv";
            }

            @Override
            public long size() {
                return 3;
            }

            @Override
            public long time() {
                return 0;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("connection reset");
            }
        })).isInstanceOf(IOException.class);
        assertThat(names()).isEmpty();
    }

    private Optional<Intake.Input> bring(FarFile file) throws IOException {
        return far.bring(door(), file);
    }

    private FileDoor door() {
        return new FileDoor("sftp.shop", Optional.empty(), work, NameMask.ALL, Duration.ZERO, false,
                ImportProfile.PLAIN, Map.of(), Optional.empty());
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted()
                    .toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
