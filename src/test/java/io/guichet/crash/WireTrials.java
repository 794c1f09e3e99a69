package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.crash.Strike.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Trials with the proxy between Guichet and its twin: kills at an exact byte, and faults of HTTP. */
final class WireTrials {

    /** Longer than the stage's patience with a call. */
    private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(8);
    private static final Duration DRIBBLE_PACE = Duration.ofMillis(4);

    private WireTrials() {
    }

    static List<Trial> kills(FaultyProxy proxy, Ware ware) {
        return List.of(
                // A connection that is kept open serves the next order too: several orders at once open new ones.
                kill(proxy, 20, Trigger.ANY, Moment.CONNECTED, 6),
                kill(proxy, 22, ware.buys(), Moment.HEAD_SENT, 1),
                kill(proxy, 23, ware.buys(), Moment.HALF_BODY, 1),
                kill(proxy, 24, ware.buys(), Moment.WHOLE_BODY, 1),
                kill(proxy, 25, ware.buys(), Moment.FORWARDED, 1),
                kill(proxy, 26, ware.buys(), Moment.BOOKED, 1),
                kill(proxy, 27, ware.buys(), Moment.STATUS_LINE, 1),
                kill(proxy, 28, ware.buys(), Moment.HALF_ANSWER, 1),
                kill(proxy, 29, ware.buys(), Moment.WHOLE_ANSWER, 1));
    }

    private static Trial kill(FaultyProxy proxy, int point, String operation, Moment moment, int orders) {
        return Trials.told(point, "kill at the byte: " + moment, (stage, id) -> {
            proxy.arm(new Trigger(operation, 1, moment, Trigger.Then.HOLD, seen -> stage.kill()));
            stage.drop(id + ".ndjson", Trials.ids(id, orders));
            assertThat(stage.awaitEnd()).isEqualTo(Stage.KILLED);
            proxy.drop();
        });
    }

    static List<Trial> faults(FaultyProxy proxy) {
        List<Trial> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            Stream.of(Side.values()).map(side -> fault(proxy, fault, side)).forEach(all::add);
        }
        return all;
    }

    private static Trial fault(FaultyProxy proxy, Fault fault, Side side) {
        return Trials.told(0, fault + " " + side + " the booking", (stage, id) -> {
            Duration pace = fault == Fault.DRIBBLE ? DRIBBLE_PACE : BEYOND_PATIENCE;
            proxy.arm(new Strike(stage.ware().buys(), 1, fault, side, pace));
            stage.drop(id + ".ndjson", Trials.ids(id, 1));
            stage.awaitRest();
            assertThat(proxy.waitingStrikes()).isEmpty();
            assertThat(proxy.requestsPerAttempt().values()).as("requests per attempt").containsOnly(1);
        });
    }
}
