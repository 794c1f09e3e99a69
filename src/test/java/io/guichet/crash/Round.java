package io.guichet.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Strike, start again, wait until everything rests, count: on one stage, round after round. */
final class Round {

    /** The design has one point for all that happens to a refund. */
    private static final int WITH_A_REFUND = 59;

    private final Stage stage;
    private final Optional<Diary> diary;
    private long sold;
    private long requests;
    private long attempts;
    private int doubts;

    /** @param diary where each round leaves a line for the report */
    Round(Stage stage, Optional<Diary> diary) {
        this.stage = stage;
        this.diary = diary;
    }

    /**
     * The findings of the count, each one sentence.
     *
     * @param id tells the round from all others of the stage
     */
    List<String> play(Trial trial, String id) throws Exception {
        long began = System.nanoTime();
        trial.strike(stage, id);
        if (!stage.child().process().isAlive()) {
            stage.outage();
            stage.open();
        }
        return count(trial.point(), trial.how(), id, began);
    }

    /** The count of what was played in another way. */
    List<String> count(int point, String how, String id, long began) throws Exception {
        stage.awaitRest();
        Evidence evidence = stage.evidence();
        List<String> findings = Count.findings(evidence);
        tell(point, how, id, evidence, findings, Duration.ofNanos(System.nanoTime() - began));
        return findings;
    }

    private void tell(int point, String how, String id, Evidence evidence, List<String> findings, Duration took) {
        long soldNow = evidence.book().size();
        long requestsNow = evidence.requests().orElse(0L);
        long attemptsNow = evidence.ledger().attempts().size();
        List<Long> doubtsNow = stage.records().doubts();
        ObjectNode line = Diary.line().put("point", stage.ware() == Ware.REFUND ? WITH_A_REFUND : point)
                .put("how", stage.ware() == Ware.STAMPS ? how : how + ", of a " + stage.ware().operation())
                .put("id", id)
                .put("orders", evidence.ledger().orders().size()).put("sold", soldNow - sold)
                .put("requests", requestsNow - requests).put("attempts", attemptsNow - attempts)
                .put("inDoubt", stage.records().doubted()).put("ms", took.toMillis());
        doubtsNow.subList(Math.min(doubts, doubtsNow.size()), doubtsNow.size())
                .forEach(line.withArray("resolvedMs")::add);
        findings.forEach(line.withArray("findings")::add);
        sold = soldNow;
        requests = requestsNow;
        attempts = attemptsNow;
        doubts = doubtsNow.size();
        diary.ifPresent(kept -> kept.write(line));
    }
}
