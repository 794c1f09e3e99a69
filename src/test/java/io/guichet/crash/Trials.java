package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.crash.Moment.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The trials that one process, its twin and its ledger are enough for. */
final class Trials {

    private static final int OUT_OF_MEMORY = 3;
    private static final int TERMINATED = 143;

    private static final String ORDERS = "insert into orders";
    private static final String INTENT = "insert into attempt";
    private static final String ANSWER = "insert into document";
    private static final String MARK = "update delivery set state = 'DONE'";
    private static final String DOUBT = "-- IN_DOUBT";

    private Trials() {
    }

    /** What is done to the stage when the orders are to come; the process runs. */
    private interface Strike {
        void at(Stage stage, String id) throws Exception;
    }

    private record Told(int point, String how, Strike strikes) implements Trial {

        @Override
        public void strike(Stage stage, String id) throws Exception {
            strikes.at(stage, id);
        }
    }

    /** Twelve for every build: both doors, intent, call, answer, settlement, both ways out. */
    static List<Trial> twelve() {
        return List.of(
                byFile(2, Moment.beforeStep("order-file")),
                byFile(5, Moment.beforeStep("file-original-away")),
                byQueue(9, Moment.afterCommitOf(ORDERS)),
                byFile(18, Moment.beforeCommitOf(INTENT)),
                byFile(19, Moment.afterStep("commit-intent")),
                readNotBooked(),
                bookedNoAnswer(),
                byFile(29, Moment.afterStep("soap-new_order")),
                byFile(31, Moment.beforeCommitOf(ANSWER)),
                byFile(32, Moment.afterCommitOf(ANSWER)),
                byFile(40, Moment.afterStep("write-files")),
                byQueue(43, Moment.beforeStep("mark-queue-delivered")));
    }

    /** Every one, for the long form. */
    static List<Trial> all() {
        List<Trial> all = new ArrayList<>(List.of(
                byFile(1, Moment.beforeStep("forget-file-headers")),
                byFile(2, Moment.beforeStep("order-file")),
                byFile(3, Moment.beforeCommitOf(ORDERS)),
                byFile(4, Moment.afterCommitOf(ORDERS)),
                byFile(5, Moment.beforeStep("file-original-away")),
                byFile(6, Moment.beforeStatement("update intake set closed_at")),
                byQueue(7, Moment.beforeStep("order-message")),
                byQueue(8, Moment.beforeCommitOf(ORDERS)),
                byQueue(9, Moment.afterCommitOf(ORDERS)),
                byQueue(9, Moment.afterStep("each-batch-of-message")),
                byFile(12, Moment.beforeStep("name-order-in-logs")),
                byFile(13, Moment.beforeStep("find-product")),
                byFile(14, Moment.afterStep("enrich-product")),
                byFile(15, Moment.afterStep("build-order-request")),
                ready(Moment.afterCommitOf("-- READY")),
                byFile(17, Moment.beforeStep("commit-intent")),
                byFile(18, Moment.beforeCommitOf(INTENT)),
                byFile(18, Moment.afterCommitOf(INTENT)),
                byFile(19, Moment.afterStep("commit-intent")),
                byFile(19, Moment.beforeStep("call-new-order")),
                byQueue(19, Moment.beforeStep("soap-new_order").at(2)),
                readNotBooked(),
                bookedNoAnswer(),
                byFile(29, Moment.afterStep("soap-new_order")),
                byFile(30, Moment.afterStep("read-order")),
                byFile(31, Moment.beforeCommitOf(ANSWER)),
                byFile(31, Moment.afterStatement("insert into audit").at(2)),
                byFile(32, Moment.afterCommitOf(ANSWER)),
                byFile(40, Moment.afterStep("write-files")),
                byFile(41, Moment.beforeStatement(MARK)),
                byFile(41, Moment.afterStatement(MARK)),
                byQueue(42, Moment.beforeStep("send-result")),
                byQueue(43, Moment.beforeStep("mark-queue-delivered")),
                deliveredNotArchived(),
                lostCall(Moment.beforeStep("settle-lost-calls")),
                lostCall(Moment.beforeCommitOf(DOUBT)),
                lostCall(Moment.afterCommitOf(DOUBT)),
                terminatedWhileSent(),
                twinInAnotherHour("PT1H"),
                twinInAnotherHour("PT-1H"),
                outOfMemory()));
        return List.copyOf(all);
    }

    static Trial byFile(int point, Moment moment) {
        return new Told(point, moment + ", by file", (stage, id) -> {
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 3));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    static Trial byQueue(int point, Moment moment) {
        return new Told(point, moment + ", by queue", (stage, id) -> {
            stage.arm(moment);
            stage.send(ids(id, 3));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    private static Trial ready(Moment moment) {
        return new Told(16, moment + " while the service is down", (stage, id) -> {
            stage.twinDown();
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 3));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
            stage.twinUp();
        });
    }

    private static Trial readNotBooked() {
        return new Told(25, "kill when the twin has read the request and books nothing", (stage, id) -> {
            long before = stage.requests();
            stage.fault("{\"kind\":\"lost-before\",\"operation\":\"new_order\"}",
                    "{\"kind\":\"delay-before\",\"operation\":\"new_order\",\"millis\":2000}");
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.requests() > before);
            stage.kill();
        });
    }

    private static Trial bookedNoAnswer() {
        return new Told(26, "kill when the twin has booked and sent no byte", (stage, id) -> {
            stage.fault("{\"kind\":\"delay-after\",\"operation\":\"new_order\",\"millis\":4000}");
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.sold(id + "-1"));
            stage.kill();
        });
    }

    private static Trial deliveredNotArchived() {
        Moment moment = Moment.beforeStep("file-original-away").with(Act.HOLD);
        return new Told(44, "kill when everything is delivered and the original stands in work/", (stage, id) -> {
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 3));
            stage.awaitMoment();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.records().moving() == 0 && stage.records().undelivered() == 0);
            stage.kill();
        });
    }

    private static Trial lostCall(Moment moment) {
        return new Told(46, moment + ", of a call whose worker was lost", (stage, id) -> {
            stage.arm(Moment.afterStep("commit-intent"));
            stage.drop(id + ".ndjson", ids(id, 1));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
            stage.outage();
            stage.begin(moment);
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    private static Trial terminatedWhileSent() {
        return new Told(62, "SIGTERM while the twin thinks about it", (stage, id) -> {
            stage.fault("{\"kind\":\"delay-after\",\"operation\":\"new_order\",\"millis\":2000}");
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.sold(id + "-1"));
            stage.signal("TERM");
            assertThat(stage.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(stage.records().in("SENT")).as("calls in hand that were not finished").isZero();
        });
    }

    private static Trial twinInAnotherHour(String step) {
        return new Told(63, "the service's clock steps by " + step + " (ours cannot be stepped without root)",
                (stage, id) -> {
                    stage.control("clock", "{\"advance\":\"" + step + "\"}");
                    stage.drop(id + ".ndjson", ids(id, 3));
                    stage.awaitRest();
                    stage.control("clock", "{\"advance\":\""
                            + (step.startsWith("PT-") ? "PT1H" : "PT-1H") + "\"}");
                });
    }

    private static Trial outOfMemory() {
        Moment moment = Moment.afterStep("soap-new_order").with(Act.EXHAUST);
        return new Told(64, "the heap is used up when the answer is there", (stage, id) -> {
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 1));
            assertThat(stage.awaitEnd()).isEqualTo(OUT_OF_MEMORY);
        });
    }

    static List<String> ids(String id, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> id + "-" + i).toList();
    }
}
