package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/** Trials with people: what they decide is committed before it has an effect, and two of them decide at once. */
final class PeopleTrials {

    private static final String NO_LISTING =
            "{\"kind\":\"http\",\"status\":502,\"operation\":\"get_info_receipt\",\"calls\":1000}";

    private PeopleTrials() {
    }

    static List<Trial> all() {
        return List.of(
                Trials.told(57, "the process is dead; `guichet resolve` is committed, then the process starts",
                        (stage, id) -> {
                            String number = doubtful(stage, id);
                            assertThat(resolve(stage, id, number).waitFor()).as("exit code").isZero();
                        }),
                Trials.told(58, "two people resolve the same order at once", (stage, id) -> {
                    String number = doubtful(stage, id);
                    Process one = resolve(stage, id, number);
                    Process other = resolve(stage, id, number);
                    assertThat(List.of(one.waitFor(), other.waitFor())).as("exit codes").containsExactlyInAnyOrder(0,
                            1);
                }));
    }

    /** An order whose answer was lost, and the service's number of its booking; the process is dead. */
    private static String doubtful(Stage stage, String id) throws Exception {
        // On a slow machine the process would have ended the doubt by itself before it is killed.
        stage.fault(stage.ware().lostAfter(), NO_LISTING);
        long doubts = stage.records().in("IN_DOUBT");
        stage.drop(id + ".ndjson", Trials.ids(id, 1));
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(5))
                .until(() -> stage.records().in("IN_DOUBT") > doubts);
        stage.kill();
        stage.calm();
        return stage.carrierId(id + "-1");
    }

    private static Process resolve(Stage stage, String id, String number) throws Exception {
        return stage.command("resolve", id + "-1", "--as", "bought", "--carrier-id", number, "--why", "seen there");
    }
}
