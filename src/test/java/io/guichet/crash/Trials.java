package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.crash.FusePoint.Act;
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

    /** The twin books, and its answer is lost. */
    static final String LOST_AFTER = "{\"kind\":\"lost-after\",\"operation\":\"new_order\"}";
    /** The twin books nothing, and closes without an answer. */
    private static final String LOST_BEFORE = "{\"kind\":\"lost-before\",\"operation\":\"new_order\"}";
    private static final String NO_REPRINT =
            "{\"kind\":\"http\",\"status\":503,\"operation\":\"previous_order\"}";

    private Trials() {
    }

    /** What is done to the stage when the orders are to come; the process runs. */
    interface Blow {
        void at(Stage stage, String id) throws Exception;
    }

    private record Told(int point, String how, Blow blow) implements Trial {

        @Override
        public void strike(Stage stage, String id) throws Exception {
            blow.at(stage, id);
        }
    }

    static Trial told(int point, String how, Blow blow) {
        return new Told(point, how, blow);
    }

    /** Twelve for every build: both doors, intent, call, answer, settlement, both ways out. */
    static List<Trial> twelve() {
        return List.of(
                byFile(2, FusePoint.beforeStep("order-file")),
                byFile(5, FusePoint.beforeStep("file-original-away")),
                byQueue(9, FusePoint.afterCommitOf(ORDERS)),
                byFile(18, FusePoint.beforeCommitOf(INTENT)),
                byFile(19, FusePoint.afterStep("commit-intent")),
                readNotBooked(),
                bookedNoAnswer(),
                byFile(29, FusePoint.afterStep("soap-new_order")),
                byFile(31, FusePoint.beforeCommitOf(ANSWER)),
                byFile(32, FusePoint.afterCommitOf(ANSWER)),
                byFile(40, FusePoint.afterStep("write-files")),
                byQueue(43, FusePoint.beforeStep("mark-queue-delivered")));
    }

    /** Every one, for the long form. */
    static List<Trial> all() {
        List<Trial> all = new ArrayList<>(List.of(
                byFile(1, FusePoint.beforeStep("forget-file-headers")),
                byFile(2, FusePoint.beforeStep("order-file")),
                byFile(3, FusePoint.beforeCommitOf(ORDERS)),
                byFile(4, FusePoint.afterCommitOf(ORDERS)),
                byFile(5, FusePoint.beforeStep("file-original-away")),
                byFile(6, FusePoint.beforeStatement("update intake set closed_at")),
                byQueue(7, FusePoint.beforeStep("order-message")),
                byQueue(8, FusePoint.beforeCommitOf(ORDERS)),
                byQueue(9, FusePoint.afterCommitOf(ORDERS)),
                byQueue(9, FusePoint.afterStep("each-batch-of-message")),
                byFile(12, FusePoint.beforeStep("name-order-in-logs")),
                byFile(13, FusePoint.beforeStep("find-product")),
                byFile(14, FusePoint.afterStep("enrich-product")),
                byFile(15, FusePoint.afterStep("build-order-request")),
                ready(FusePoint.afterCommitOf("-- READY")),
                byFile(17, FusePoint.beforeStep("commit-intent")),
                byFile(18, FusePoint.beforeCommitOf(INTENT)),
                byFile(18, FusePoint.afterCommitOf(INTENT)),
                byFile(19, FusePoint.afterStep("commit-intent")),
                byFile(19, FusePoint.beforeStep("call-new-order")),
                byQueue(19, FusePoint.beforeStep("soap-new_order").at(2)),
                readNotBooked(),
                bookedNoAnswer(),
                byFile(29, FusePoint.afterStep("soap-new_order")),
                byFile(30, FusePoint.afterStep("read-order")),
                byFile(31, FusePoint.beforeCommitOf(ANSWER)),
                byFile(31, FusePoint.afterStatement("insert into audit").at(2)),
                byFile(32, FusePoint.afterCommitOf(ANSWER)),
                byFile(40, FusePoint.afterStep("write-files")),
                byFile(41, FusePoint.beforeStatement(MARK)),
                byFile(41, FusePoint.afterStatement(MARK)),
                byQueue(42, FusePoint.beforeStep("send-result")),
                byQueue(43, FusePoint.beforeStep("mark-queue-delivered")),
                inDoubt(33, FusePoint.afterCommitOf("-- BOUGHT"), LOST_AFTER, NO_REPRINT),
                inDoubt(34, FusePoint.afterStep("fetch-documents").at(2), LOST_AFTER, NO_REPRINT),
                deliveredNotArchived(),
                lostCall(FusePoint.beforeStep("settle-lost-calls")),
                lostCall(FusePoint.beforeCommitOf(DOUBT)),
                lostCall(FusePoint.afterCommitOf(DOUBT)),
                inDoubt(47, FusePoint.beforeStep("ask-listing"), LOST_AFTER),
                inDoubt(47, FusePoint.beforeStep("ask-listing"), LOST_BEFORE),
                asked(),
                inDoubt(49, FusePoint.afterStep("soap-get_info_receipt"), LOST_AFTER),
                inDoubt(49, FusePoint.afterStep("soap-get_info_receipt"), LOST_BEFORE),
                inDoubt(50, FusePoint.beforeCommitOf("-- COMPLETED"), LOST_AFTER),
                inDoubt(50, FusePoint.afterCommitOf("-- COMPLETED"), LOST_AFTER),
                inDoubt(50, FusePoint.beforeCommitOf("-- READY"), LOST_BEFORE),
                inDoubt(50, FusePoint.afterCommitOf("-- READY"), LOST_BEFORE),
                inDoubt(52, FusePoint.afterStep("fetch-documents"), LOST_AFTER),
                terminatedWhileSent(),
                outOfMemory()));
        return List.copyOf(all);
    }

    static Trial byFile(int point, FusePoint moment) {
        return new Told(point, moment + ", by file", (stage, id) -> {
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 3));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    static Trial byQueue(int point, FusePoint moment) {
        return new Told(point, moment + ", by queue", (stage, id) -> {
            stage.arm(moment);
            stage.send(ids(id, 3));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    private static Trial ready(FusePoint moment) {
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
            stage.fault(LOST_BEFORE, "{\"kind\":\"delay-before\",\"operation\":\"new_order\",\"millis\":2000}");
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
        FusePoint moment = FusePoint.beforeStep("file-original-away").with(Act.HOLD);
        return new Told(44, "kill when everything is delivered and the original stands in work/", (stage, id) -> {
            stage.arm(moment);
            stage.drop(id + ".ndjson", ids(id, 3));
            stage.awaitMoment();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> stage.records().moving() == 0 && stage.records().undelivered() == 0);
            stage.kill();
        });
    }

    private static Trial lostCall(FusePoint moment) {
        return new Told(46, moment + ", of a call whose worker was lost", (stage, id) -> {
            stage.arm(FusePoint.afterStep("commit-intent"));
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

    /** A call whose answer is lost, and a kill on the way to what became of it. */
    private static Trial inDoubt(int point, FusePoint moment, String... faults) {
        String lost = faults[0].equals(LOST_AFTER) ? "after" : "before";
        return new Told(point, moment + ", when the answer was lost " + lost + " the booking", (stage, id) -> {
            stage.arm(moment);
            stage.fault(faults);
            stage.drop(id + ".ndjson", ids(id, 1));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    private static Trial asked() {
        return new Told(48, "kill when the listing is asked and has not answered", (stage, id) -> {
            long before = stage.calls("get_info_receipt");
            stage.fault(LOST_AFTER,
                    "{\"kind\":\"delay-after\",\"operation\":\"get_info_receipt\",\"millis\":3000}");
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.calls("get_info_receipt") > before);
            stage.kill();
        });
    }

    /** The service's clock is an hour from ours, and an answer is lost. */
    static List<Trial> clocks() {
        return List.of(apart("PT1H", "PT-1H"), apart("PT-1H", "PT1H"));
    }

    private static Trial apart(String step, String back) {
        return new Told(63, "the service's clock is " + step + " from ours, which no test can step without root; an"
                + " answer is lost after the booking", (stage, id) -> {
                    stage.control("clock", "{\"advance\":\"" + step + "\"}");
                    stage.fault(LOST_AFTER);
                    stage.drop(id + ".ndjson", ids(id, 2));
                    stage.awaitRest();
                    stage.control("clock", "{\"advance\":\"" + back + "\"}");
                });
    }

    private static Trial outOfMemory() {
        FusePoint moment = FusePoint.afterStep("soap-new_order").with(Act.EXHAUST);
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
