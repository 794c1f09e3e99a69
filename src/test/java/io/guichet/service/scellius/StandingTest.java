package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refund carries no key: what is new since before the call, of the same amount and nobody else's, is it. */
class StandingTest {

    private static final String CREDIT = "{'uuid':'%s','operationType':'CREDIT','status':'PAID','amount':400,"
            + "'currency':'EUR','creationDate':'2026-11-26T08:00:05+00:00','transactionDetails':"
            + "{'parentTransactionUuid':'p'}}";
    private static final JsonNode PAID = Orders.json(
            "{'uuid':'p','operationType':'DEBIT','status':'PAID','detailedStatus':'CAPTURED'}");

    private final FakeArchive archive = new FakeArchive();
    private final Standing standing = new Standing(archive, Orders.ENGLISH);
    private final Work refund = Orders.work("refund", "{'uuid':'p','amount':'4.00'}");

    @Test
    void newOneOfTheSameAmountIsFound() {
        before(1, order(CREDIT.formatted("old")));
        Finding finding = find(refund, order(CREDIT.formatted("old"), CREDIT.formatted("new")));
        assertThat(finding.complete()).isTrue();
        assertThat(finding.bookings()).singleElement().satisfies(found -> {
            assertThat(found.carrierId()).isEqualTo("new");
            assertThat(found.attempt()).isEqualTo(1);
            assertThat(found.price()).contains(new BigDecimal("4.00"));
        });
    }

    @Test
    void nothingNewIsAbsent() {
        before(1, order(CREDIT.formatted("old")));
        assertThat(find(refund, order(CREDIT.formatted("old")))).isEqualTo(new Finding(List.of(), true));
    }

    @Test
    void anotherAmountARefusedOneAndOneOfAnotherPaymentAreNotIt() {
        before(1, order());
        assertThat(find(refund, order(CREDIT.formatted("a").replace("400", "500"),
                CREDIT.formatted("b").replace("PAID", "UNPAID"), CREDIT.formatted("c").replace("'p'", "'q'")))
                .bookings()).isEmpty();
    }

    @Test
    void oneThatAnotherOrderHasMadeIsThatOnes() {
        before(1, order());
        archive.completed("refund", "SO-OTHER", "new");
        assertThat(find(refund, order(CREDIT.formatted("new"))).bookings()).isEmpty();
    }

    @Test
    void oneThatSaysNoPaymentLeavesItOpen() {
        before(1, order());
        Finding finding = find(refund, order(CREDIT.formatted("new").replace("'p'", "null")));
        assertThat(finding.bookings()).isEmpty();
        assertThat(finding.complete()).isFalse();
    }

    @Test
    void attemptIsTheLastBeforeWhichItWasNotThere() {
        before(1, order());
        before(2, order(CREDIT.formatted("first")));
        Finding finding = find(refund, order(CREDIT.formatted("first"), CREDIT.formatted("second")));
        assertThat(finding.bookings()).extracting(Booking::carrierId, Booking::attempt)
                .containsExactly(tuple("first", 1),
                        tuple("second", 2));
    }

    @Test
    void withoutANoteWhatIsOlderThanTheOrderIsNotIt() {
        assertThat(find(refund, order(CREDIT.formatted("new"))).bookings()).hasSize(1);
        assertThat(standing.finding(refund, PAID, order(CREDIT.formatted("new")), Orders.NOW.plusSeconds(60))
                .bookings()).isEmpty();
    }

    @Test
    void withoutAnAmountAnyNewOneIsIt() {
        before(1, order());
        assertThat(find(Orders.work("refund", "{'uuid':'p'}"), order(CREDIT.formatted("new"))).bookings()).hasSize(1);
    }

    @Test
    void paymentWithoutOrderNumberCannotBeCompared() {
        archive.befores.add(new Before(1, standing.parent(PAID, null)));
        assertThat(standing.finding(refund, PAID, null, Orders.NOW).complete()).isFalse();
    }

    @Test
    void cancelledTransactionIsTheCancellation() {
        Work cancel = Orders.work("cancel", "{'uuid':'p'}");
        before(1, order());
        assertThat(find(cancel, order()).bookings()).isEmpty();
        JsonNode cancelled = Orders.json("{'uuid':'p','status':'UNPAID','detailedStatus':'CANCELLED'}");
        assertThat(standing.finding(cancel, cancelled, order(), Orders.NOW).bookings())
                .extracting(Booking::carrierId).containsExactly("p");
    }

    @Test
    void whicheverLooksForBoth() {
        Work either = Orders.work("cancel", "{'uuid':'p','whichever':true}");
        before(1, order());
        assertThat(find(either, order(CREDIT.formatted("new"))).bookings()).hasSize(1);
    }

    @Test
    void parentThatWasActedOnBeforeIsActedOnAgain() {
        Work byOrder = Orders.work("refund", "{'orderId':'SO-1'}");
        assertThat(standing.uuid(byOrder)).isNull();
        before(1, order());
        assertThat(standing.uuid(byOrder)).isEqualTo("p");
    }

    @Test
    void paymentOfSeveralAttemptsIsTheOneThatPays() {
        JsonNode order = Orders.json("{'transactions':[{'uuid':'r','status':'UNPAID','operationType':'DEBIT',"
                + "'creationDate':'2026-11-26T09:00:00+00:00'},{'uuid':'p','status':'PAID','operationType':'DEBIT',"
                + "'creationDate':'2026-11-26T08:00:00+00:00'}," + CREDIT.formatted("c") + "]}");
        assertThat(standing.chosen(refund, order).path("uuid").asText()).isEqualTo("p");
        assertThatThrownBy(() -> standing.chosen(refund, order(CREDIT.formatted("c")).deepCopy())).satisfies(none -> {
            // Only what was given back: nothing to act on.
            assertThat(none).isInstanceOf(NotAsked.class);
        });
    }

    private void before(int attempt, JsonNode order) {
        archive.befores.add(new Before(attempt, standing.parent(PAID, order)));
    }

    private Finding find(Work work, JsonNode order) {
        return standing.finding(work, PAID, order, Orders.NOW);
    }

    private static JsonNode order(String... credits) {
        return Orders.json("{'transactions':[" + String.join(",", credits) + "]}");
    }
}
