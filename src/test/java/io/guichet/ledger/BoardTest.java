package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final TestDesk ledger = new TestDesk();
    private final Board board = Board.over(ledger.database());

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void dayCountsWhatCameAndWhatEndedSinceThenAndWhatIsOpenHoweverOld() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), TestDesk.done("2.40"));
        ledger.accept("b", order(1, identity("SO-2"), "x"), wrong(2, Optional.of("SO-3")));

        Board.Day day = board.day(LONG_AGO);
        assertThat(day.accepted()).containsEntry(SERVICE, 3L);
        assertThat(day.ended()).contains(new Board.Count(SERVICE, State.COMPLETED, 1));
        assertThat(day.ended()).anyMatch(count -> count.state() == State.REJECTED && count.orders() == 1);
        assertThat(day.open()).containsExactly(new Board.Count(SERVICE, State.ACCEPTED, 1));
        assertThat(board.hours(LONG_AGO, ZoneId.of("Europe/Zurich"))).singleElement()
                .matches(hour -> hour.accepted() == 3 && hour.ended() == 2);
        Board.Day tomorrow = board.day(Instant.parse("2199-01-01T00:00:00Z"));
        assertThat(tomorrow.accepted()).isEmpty();
        assertThat(tomorrow.ended()).isEmpty();
        assertThat(tomorrow.open()).as("still open").isEqualTo(day.open());
    }

    @Test
    void oldestDoubtIsTold() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), new Outcome.Unknown(TestDesk.problem("GUI-4012")));
        ledger.run("update orders set due_at = null where order_id = 'SO-1'");
        ledger.accept("b", order(1, identity("SO-2"), "x"));

        assertThat(board.day(LONG_AGO).doubt()).hasValueSatisfying(
                since -> assertThat(Duration.between(since, Instant.now())).isLessThan(Duration.ofHours(1)));
    }
}
