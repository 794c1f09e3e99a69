package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ledger.Board.Filter;
import io.guichet.ledger.Board.Whose;
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
    void listGoesBackPageByPageAndLosesNone() {
        for (int i = 1; i <= 5; i++) {
            ledger.accept("f" + i, order(1, identity("SO-" + i), "x"));
        }
        List<OrderEntry> first = board.list(all(Optional.empty()), 2);
        List<OrderEntry> second = board.list(all(Optional.of(first.get(1).id())), 2);
        List<OrderEntry> third = board.list(all(Optional.of(second.get(1).id())), 2);

        assertThat(names(first)).containsExactly("SO-5", "SO-4");
        assertThat(names(second)).containsExactly("SO-3", "SO-2");
        assertThat(names(third)).containsExactly("SO-1");
        assertThat(board.list(new Filter(List.of(State.HELD), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty()), 9)).isEmpty();
        assertThat(board.list(new Filter(List.of(State.values()), Optional.of(SERVICE), Optional.of("other"),
                Optional.empty(), Optional.empty()), 9)).isEmpty();
    }

    @Test
    void orderIsFoundByItsIdAndByItsNumberAtTheService() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), TestDesk.done("2.40"));
        String number = ledger.text("select carrier_id from orders where order_id = 'SO-1'");
        List<Whose> accounts = List.of(new Whose(SERVICE, "demo"), new Whose(SERVICE, "other"));

        assertThat(names(board.search("SO-1", accounts, 9))).containsExactly("SO-1");
        assertThat(names(board.search(number, accounts, 9))).containsExactly("SO-1");
        assertThat(board.search(number, List.of(new Whose(SERVICE, "other")), 9)).isEmpty();
        assertThat(board.search("SO-", accounts, 9)).isEmpty();
    }

    @Test
    void peopleSeeWhatNobodyElseMoves() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), new Outcome.Unknown(TestDesk.problem("GUI-4012")));
        ledger.run("update orders set due_at = null where order_id = 'SO-1'");
        ledger.accept("b", order(1, identity("SO-2"), "x"));

        assertThat(names(board.beforePeople(9))).containsExactly("SO-1");
        assertThat(board.day(LONG_AGO).doubt()).hasValueSatisfying(
                since -> assertThat(Duration.between(since, Instant.now())).isLessThan(Duration.ofHours(1)));
    }

    @Test
    void noticeIsDealtWithByOnePersonOnceAndTheAuditKeepsWho() {
        ledger.run("insert into message (kind, body) values ('notice',"
                + " '{\"kind\":\"terms\",\"service\":\"webstamp\",\"account\":\"demo\",\"text\":\"accept\"}')");
        ledger.run("insert into message (kind, body) values ('notice', '{\"kind\":\"price\"}')");

        Board.Told told = board.notices(List.of("terms")).get(0);
        assertThat(board.notices(List.of("terms"))).hasSize(1);
        assertThat(board.dealtWith(told.message(), "webstamp/demo", "desk anna", "accepted")).isTrue();
        assertThat(board.dealtWith(told.message(), "webstamp/demo", "desk ben", "accepted too")).isFalse();

        assertThat(board.notices(List.of("terms"))).isEmpty();
        assertThat(board.done(9)).singleElement().matches(one -> one.who().equals("desk anna")
                && one.scope().equals("webstamp/demo") && one.why().equals("accepted"));
    }

    private static Filter all(Optional<Long> before) {
        return new Filter(List.of(State.values()), Optional.empty(), Optional.empty(), Optional.empty(), before);
    }

    private static List<String> names(List<OrderEntry> entries) {
        return entries.stream().map(entry -> entry.orderId().orElseThrow()).toList();
    }
}
