package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crash campaign's short form: one home, one ledger, one twin; a real process is killed at twelve points, one after the
 * other, and each next process takes over what the one before has left.
 */
class CrashShortTest {

    @TempDir
    static Path folder;
    private static Stage stage;
    private static Round round;
    private static int played;

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.set(folder).withFuse();
        round = new Round(stage, Optional.empty());
        stage.open();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private record Shown(Trial trial) {

        @Override
        public String toString() {
            CrashPoint point = CrashPoint.of(trial.point());
            return point.number() + " " + point.words() + ": " + trial.how();
        }
    }

    static Stream<Shown> twelve() {
        return Trials.twelve().stream().map(Shown::new);
    }

    @ParameterizedTest
    @MethodSource("twelve")
    void nothingIsBoughtTwiceAndNothingLostAfterAKillAt(Shown shown) throws Exception {
        List<String> findings = round.play(shown.trial(), "K" + ++played);

        assertThat(findings).isEmpty();
    }
}
