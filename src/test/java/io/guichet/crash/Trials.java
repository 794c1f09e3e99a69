package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.crash.FusePoint.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The trials that one process, its twin and its ledger are enough for. */
final class Trials {

    private static final int OUT_OF_MEMORY = 3;
    private static final int TERMINATED = 143;

    private static final String ORDERS = "insert into orders";
    private static final String INTENT = "insert into attempt";
    private static final String MARK = "update delivery set state = 'DONE'";
    private static final String DOUBT = "-- IN_DOUBT";

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
                byFile(29, FusePoint.afterStep("soap-" + Ware.STAMPS.buys())),
                byFile(31, FusePoint.beforeCommitOf(Ware.STAMPS.answer())),
                byFile(32, FusePoint.afterCommitOf(Ware.STAMPS.answer())),
                byFile(40, FusePoint.afterStep("write-files")),
                byQueue(43, FusePoint.beforeStep("mark-queue-delivered")));
    }

    /** Every one, for the long form. */
    static List<Trial> all() {
        List<Trial> all = new ArrayList<>(doors());
        all.addAll(List.of(
                byFile(12, FusePoint.beforeStep("name-order-in-logs")),
                byFile(13, FusePoint.beforeStep("find-product")),
                byFile(14, FusePoint.afterStep("enrich-product")),
                byFile(15, FusePoint.afterStep("build-order-request")),
                byFile(19, FusePoint.beforeStep("call-new-order")),
                byFile(30, FusePoint.afterStep("read-order"))));
        all.addAll(purchase(Ware.STAMPS));
        all.addAll(waysOut());
        return List.copyOf(all);
    }

    /** What follows the claim of an order that buys, whatever it buys, to its end. */
    static List<Trial> purchase(Ware ware) {
        String call = ware.callStep();
        String ask = ware.askStep();
        String answer = ware.answer();
        String lostAfter = ware.lostAfter();
        String lostBefore = ware.lostBefore();
        return List.of(
                ready(FusePoint.afterCommitOf("-- READY")),
                byFile(17, FusePoint.beforeStep("commit-intent")),
                byFile(18, FusePoint.beforeCommitOf(INTENT)),
                byFile(18, FusePoint.afterCommitOf(INTENT)),
                byFile(19, FusePoint.afterStep("commit-intent")),
                byQueue(19, FusePoint.beforeStep(call).at(2)),
                readNotBooked(),
                bookedNoAnswer(),
                byFile(29, FusePoint.afterStep(call)),
                byFile(31, FusePoint.beforeCommitOf(answer)),
                byFile(31, FusePoint.afterStatement("insert into audit").at(2)),
                byFile(32, FusePoint.afterCommitOf(answer)),
                inDoubt(33, FusePoint.afterCommitOf("-- BOUGHT"), lostAfter, ware.noDocuments()),
                inDoubt(34, FusePoint.afterStep("fetch-documents").at(2), lostAfter, ware.noDocuments()),
                lostCall(FusePoint.beforeStep("settle-lost-calls")),
                lostCall(FusePoint.beforeCommitOf(DOUBT)),
                lostCall(FusePoint.afterCommitOf(DOUBT)),
                inDoubt(47, FusePoint.beforeStep("ask-listing"), lostAfter),
                inDoubt(47, FusePoint.beforeStep("ask-listing"), lostBefore),
                asked(),
                inDoubt(49, FusePoint.afterStep(ask), lostAfter),
                inDoubt(49, FusePoint.afterStep(ask), lostBefore),
                inDoubt(50, FusePoint.beforeCommitOf("-- COMPLETED"), lostAfter),
                inDoubt(50, FusePoint.afterCommitOf("-- COMPLETED"), lostAfter),
                inDoubt(50, FusePoint.beforeCommitOf("-- READY"), lostBefore),
                inDoubt(50, FusePoint.afterCommitOf("-- READY"), lostBefore),
                inDoubt(52, FusePoint.afterStep("fetch-documents"), lostAfter),
                terminatedWhileSent(),
                outOfMemory(call));
    }

    /**
     * Without documents that could be missing, and with a service that is there: how its payment stands is asked before a
     * refund as well as after it.
     */
    static List<Trial> refund() {
        Set<Integer> not = Set.of(16, 33, 34, 48);
        return purchase(Ware.REFUND).stream().filter(trial -> !not.contains(trial.point())).toList();
    }

    /** Without documents that could be missing, and with a service that is there, as it stores the card. */
    static List<Trial> charge() {
        Set<Integer> not = Set.of(16, 33, 34);
        return purchase(Ware.CHARGE).stream().filter(trial -> !not.contains(trial.point())).toList();
    }

    private static List<Trial> doors() {
        return List.of(
                byFile(1, FusePoint.beforeStep("forget-file-headers")),
                byFile(2, FusePoint.beforeStep("order-file")),
                byFile(3, FusePoint.beforeCommitOf(ORDERS)),
                byFile(4, FusePoint.afterCommitOf(ORDERS)),
                byFile(5, FusePoint.beforeStep("file-original-away")),
                byFile(6, FusePoint.beforeStatement("update intake set closed_at")),
                byQueue(7, FusePoint.beforeStep("order-message")),
                byQueue(8, FusePoint.beforeCommitOf(ORDERS)),
                byQueue(9, FusePoint.afterCommitOf(ORDERS)),
                byQueue(9, FusePoint.afterStep("each-batch-of-message")));
    }

    private static List<Trial> waysOut() {
        return List.of(
                byFile(40, FusePoint.afterStep("write-files")),
                byFile(41, FusePoint.beforeStatement(MARK)),
                byFile(41, FusePoint.afterStatement(MARK)),
                byQueue(42, FusePoint.beforeStep("send-result")),
                byQueue(43, FusePoint.beforeStep("mark-queue-delivered")),
                deliveredNotArchived());
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
            stage.fault(stage.ware().lostBefore(), stage.ware().fault("delay-before", ",\"millis\":2000"));
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.requests() > before);
            stage.kill();
        });
    }

    private static Trial bookedNoAnswer() {
        return new Told(26, "kill when the twin has booked and sent no byte", (stage, id) -> {
            stage.fault(stage.ware().fault("delay-after", ",\"millis\":4000"));
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(10))
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
            await().atMost(Duration.ofMinutes(3))
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
            stage.fault(stage.ware().fault("delay-after", ",\"millis\":2000"));
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.sold(id + "-1"));
            stage.signal("TERM");
            assertThat(stage.awaitEnd()).isEqualTo(TERMINATED);
            assertThat(stage.records().in("SENT")).as("calls in hand that were not finished").isZero();
        });
    }

    /** A call whose answer is lost, and a kill on the way to what became of it. */
    private static Trial inDoubt(int point, FusePoint moment, String... faults) {
        String lost = faults[0].contains("lost-after") ? "after" : "before";
        return new Told(point, moment + ", when the answer was lost " + lost + " the booking", (stage, id) -> {
            stage.arm(moment);
            stage.fault(faults);
            stage.drop(id + ".ndjson", ids(id, 1));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
        });
    }

    private static Trial asked() {
        return new Told(48, "kill when the listing is asked and has not answered", (stage, id) -> {
            long before = stage.calls(stage.ware().lists());
            stage.fault(stage.ware().lostAfter(), "{\"kind\":\"delay-after\",\"operation\":\"" + stage.ware().lists()
                    + "\",\"millis\":3000}");
            stage.drop(id + ".ndjson", ids(id, 1));
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(10))
                    .until(() -> stage.calls(stage.ware().lists()) > before);
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
                    stage.fault(stage.ware().lostAfter());
                    stage.drop(id + ".ndjson", ids(id, 2));
                    stage.awaitRest();
                    stage.control("clock", "{\"advance\":\"" + back + "\"}");
                });
    }

    private static Trial outOfMemory(String call) {
        FusePoint moment = FusePoint.afterStep(call).with(Act.EXHAUST);
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
