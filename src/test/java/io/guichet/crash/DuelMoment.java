package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.crash.Strike.Side;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** One thing that happens to some orders, the same to whoever carries them out. */
record DuelMoment(String words, int orders, Play play) {

    /** The twin's answer then comes when nobody waits for it any more. */
    private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(8);
    private static final String BUYS = Ware.STAMPS.buys();
    /** In the middle of its file. */
    private static final int HIT = 3;
    private static final long SEED = 20_261_127;

    /** Orders and what happens meanwhile; once it returns, the process runs and nothing happens any more. */
    interface Play {

        void play(Duellist one, List<String> orderIds) throws Exception;
    }

    static final List<DuelMoment> ALL = List.of(
            killed("killed when the request is out and the service has heard nothing", Moment.WHOLE_BODY),
            killed("killed when the service has booked and no byte of its answer is read", Moment.BOOKED),
            killed("killed when half of the answer is read", Moment.HALF_ANSWER),
            killed("killed as the last byte of the answer comes, before the result is written", Moment.WHOLE_ANSWER),
            new DuelMoment("killed three times at random, the service takes 100 ms", 20, DuelMoment::random),
            struck("the service books and closes without an answer", Fault.EMPTY_REPLY, Side.AFTER),
            struck("the service books and the connection is reset", Fault.RESET, Side.AFTER),
            struck("the service books and a proxy says 503", Fault.UNAVAILABLE_503, Side.AFTER),
            struck("the service books and answers after 8 s; an answer is waited for 5 s", Fault.DELAY, Side.AFTER),
            struck("503, and nothing is booked", Fault.UNAVAILABLE_503, Side.BEFORE),
            new DuelMoment("the same file is dropped twice", 5, DuelMoment::again));

    private static DuelMoment killed(String words, Moment moment) {
        return new DuelMoment(words, 5, (one, ids) -> {
            one.proxy().arm(new Trigger(BUYS, HIT, moment, Trigger.Then.HOLD, seen -> one.kill()));
            one.drop(ids.get(0) + ".ndjson", ids);
            one.awaitKilled();
            one.proxy().drop();
            one.open();
        });
    }

    private static DuelMoment struck(String words, Fault fault, Side side) {
        return new DuelMoment(words, 5, (one, ids) -> {
            one.proxy().arm(new Strike(BUYS, HIT, fault, side, BEYOND_PATIENCE));
            one.drop(ids.get(0) + ".ndjson", ids);
            one.awaitRest();
            assertThat(one.proxy().waitingStrikes()).as("the fault has struck").isEmpty();
        });
    }

    private static void random(Duellist one, List<String> ids) throws Exception {
        Random chance = new Random(SEED);
        one.twin().slow(100);
        one.drop(ids.get(0) + ".ndjson", ids);
        for (int i = 0; i < 3; i++) {
            LockSupport.parkNanos(Duration.ofMillis(500 + chance.nextInt(1_500)).toNanos());
            one.kill();
            one.open();
        }
        one.twin().calm();
    }

    private static void again(Duellist one, List<String> ids) throws Exception {
        one.drop(ids.get(0) + ".ndjson", ids);
        one.awaitRest();
        one.drop(ids.get(0) + "-again.ndjson", ids);
    }
}
