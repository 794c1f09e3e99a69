package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaign's short form: a real process, killed, started again, counted. */
class CrashShortTest {

    @TempDir
    Path folder;

    @Test
    void aKillBetweenIntentAndCallBuysNothingTwiceAndLosesNothing() throws Exception {
        try (Stage stage = Stage.set(folder).withFuse()) {
            stage.open();
            stage.drop("a.ndjson", List.of("A-1", "A-2"));
            stage.awaitRest();
            assertThat(Count.findings(stage.evidence())).isEmpty();
            stage.arm(Moment.afterStep("commit-intent"));
            stage.drop("b.ndjson", List.of("B-1", "B-2"));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
            stage.outage(Duration.ofMinutes(2));
            stage.open();
            stage.awaitRest();
            assertThat(Count.findings(stage.evidence())).isEmpty();
        }
    }
}
