package io.guichet.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.purchase.CallRate.TooManyCalls;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRateTest {

    private static final Account BUSY = new Account("canadapost", "busy", Map.of());
    private static final Account CALM = new Account("canadapost", "calm", Map.of());
    private static final Account SLOW = new Account("canadapost", "slow", Map.of("calls-per-minute", "2"));

    // Near the end of what a long holds, as System.nanoTime() may be.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Rests rests = new Rests(nanos::get);
    private final CallRate rate = new CallRate(10, rests, nanos::get);

    @Test
    void theCallThatIsTooManyIsNotSentAndItsAccountRestsUntilTheWindowHasRoom() {
        rate.take(BUSY, 4);
        pass(20);
        rate.take(BUSY, 6);

        assertThatThrownBy(() -> rate.take(BUSY, 2)).isInstanceOfSatisfying(TooManyCalls.class,
                no -> assertThat(no.left()).isEqualTo(Duration.ofSeconds(40)));
        assertThat(rests.left("canadapost", "busy")).contains(Duration.ofSeconds(40));

        pass(40);
        assertThat(rests.left("canadapost", "busy")).isEmpty();
        rate.take(BUSY, 4);
        assertThatThrownBy(() -> rate.take(BUSY, 1)).isInstanceOf(TooManyCalls.class);
    }

    @Test
    void whatIsWantedTogetherIsTakenWholeOrNotAtAll() {
        rate.take(BUSY, 9);
        assertThatThrownBy(() -> rate.take(BUSY, 4)).isInstanceOf(TooManyCalls.class);
        pass(60);

        rate.take(BUSY, 10);
        assertThatThrownBy(() -> rate.take(BUSY, 1)).isInstanceOf(TooManyCalls.class);
    }

    @Test
    void anAccountThatRestsHoldsUpNoOther() {
        rate.take(BUSY, 10);
        assertThatThrownBy(() -> rate.take(BUSY, 1)).isInstanceOf(TooManyCalls.class);

        rate.take(CALM, 10);
        assertThat(rests.left("canadapost", "calm")).isEmpty();
        assertThat(rests.left("postfinance", "busy")).isEmpty();
    }

    @Test
    void anAccountSaysItselfHowManyCallsItHas() {
        rate.take(SLOW, 1);
        rate.take(SLOW, 1);
        assertThatThrownBy(() -> rate.take(SLOW, 1)).isInstanceOf(TooManyCalls.class)
                .hasMessageContaining("canadapost/slow");
        pass(60);

        // An order that needs more calls than a minute has is still done.
        rate.take(SLOW, 4);
    }

    @Test
    void aRestIsNeverCutShort() {
        rests.rest("canadapost", "busy", Duration.ofSeconds(60));
        rests.rest("canadapost", "busy", Duration.ofSeconds(5));
        rests.rest("canadapost", "calm", Duration.ofSeconds(30));

        assertThat(rests.left("canadapost", "busy")).contains(Duration.ofSeconds(60));
        assertThat(rests.next("canadapost")).contains(Duration.ofSeconds(30));
        assertThatThrownBy(() -> rate.check(BUSY)).isInstanceOf(TooManyCalls.class);

        pass(59);
        assertThatThrownBy(() -> rate.take(BUSY, 1)).isInstanceOf(TooManyCalls.class);
        pass(1);
        assertThat(rests.next("canadapost")).isEmpty();
        rate.take(BUSY, 1);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
