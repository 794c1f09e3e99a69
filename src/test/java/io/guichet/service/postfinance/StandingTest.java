package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Parent;
import io.guichet.purchase.Work;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an order's, and what as nothing at all (postfinance 2.9, 3.1). */
class StandingTest {

    private final List<Before> befores = new ArrayList<>();
    private final Standing standing = new Standing((Archive) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[]{Archive.class}, (proxy, method, arguments) -> befores));

    @ParameterizedTest
    @CsvSource({"payment, PENDING, 1", "payment, CONFIRMED, 1", "payment, FAILED, 1", "payment, FULFILL, 1",
            "stored-card-payment, PENDING, 0", "stored-card-payment, CONFIRMED, 0", "stored-card-payment, FAILED, 0",
            "stored-card-payment, PROCESSING, 1", "stored-card-payment, AUTHORIZED, 1",
            "stored-card-payment, DECLINE, 1", "terminal-payment, CONFIRMED, 0", "terminal-payment, PROCESSING, 0",
            "terminal-payment, FAILED, 0", "terminal-payment, COMPLETED, 1", "terminal-payment, FULFILL, 1"})
    void transactionIsThereOnceItIsOfUseOrMoneyMayHaveMoved(String operation, String state, int found) {
        Work work = Orders.work(operation, "{}");
        Finding finding = standing.found(work, page(one(1, "SO-7 " + work.key(), state)));
        assertThat(finding.bookings()).hasSize(found);
        assertThat(finding.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CREATE, 1", "PENDING, 1", "MANUAL_CHECK, 1", "SUCCESSFUL, 1", "FAILED, 0"})
    void refundThatFailedGaveNothingBack(String state, int found) {
        Work work = Orders.work("refund", "{}");
        String refund = "{'id':5,'externalId':'" + work.key().stem() + "','state':'" + state + "','amount':1}";
        assertThat(standing.found(work, Orders.json("{'hasMore':false,'data':[" + refund + "]}")).bookings())
                .hasSize(found);
    }

    @Test
    void whatIsAnotherOrdersIsNot() {
        Work work = Orders.work("payment", "{}");
        String other = Orders.work("SO-8", "payment", "{}", 1).key().toString();
        assertThat(standing.found(work, page(one(1, "SO-8 " + other, "FULFILL"),
                one(2, work.key() + " by hand", "FULFILL"), one(3, "SO-7", "FULFILL"))).bookings()).isEmpty();
    }

    @Test
    void pageThatIsNotTheLastSaysNothingIsAbsent() {
        Work work = Orders.work("payment", "{}");
        ObjectNode page = page();
        assertThat(standing.found(work, page.put("hasMore", true)).complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data':[]}", "{'hasMore':false}", "{'data':{},'hasMore':false}",
            "{'data':null,'hasMore':false}", "{'data':[],'hasMore':'no'}", "{'items':[],'hasMore':false}",
            "{'status':'ok'}", "{'id':9,'state':'CONFIRMED'}"})
    void whatIsNoListSaysNothingIsAbsent(String answer) {
        assertThatThrownBy(() -> standing.found(Orders.work("payment", "{}"), Orders.json(answer)))
                .isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> standing.earlier(Orders.work("stored-card-payment", "{}", 2), Orders.json(answer)))
                .as("nothing may be begun a second time").isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void laterAttemptMeetsTheSameRefundAgainAndThatIsNoSecondOne() {
        Work second = Orders.work("refund", "{}", 2);
        String refund = "{'id':5,'externalId':'" + second.key().stem() + "','merchantReference':'SO-7 "
                + Orders.work("refund", "{}").key() + "','state':'SUCCESSFUL','amount':1}";
        assertThat(standing.found(second, Orders.json("{'hasMore':false,'data':[" + refund + "]}")).bookings())
                .singleElement().satisfies(one -> assertThat(one.attempt()).isEqualTo(2));
    }

    @Test
    void attemptThatLedATransactionOnIsTheOneThatPaidIt() {
        Work second = Orders.work("stored-card-payment", "{}", 2);
        ObjectNode page = page(one(9, "SO-7 " + Orders.work("stored-card-payment", "{}").key(), "FULFILL"));
        assertThat(standing.found(second, page).bookings().get(0).attempt()).isEqualTo(1);
        befores.add(new Before(2, new Parent("9", (ObjectNode) Orders.json("{}"))));
        assertThat(standing.found(second, page).bookings().get(0).attempt()).isEqualTo(2);
    }

    @Test
    void newestThatBeganIsLedOn() {
        Work second = Orders.work("terminal-payment", "{}", 2);
        String ours = "SO-7 " + Orders.work("terminal-payment", "{}").key();
        assertThat(standing.earlier(second, page(one(8, ours, "FAILED"), one(9, ours, "CONFIRMED"),
                one(10, "SO-8 " + Orders.work("SO-8", "terminal-payment", "{}", 1).key(), "CONFIRMED")))
                .path("id").asInt()).isEqualTo(9);
        assertThat(standing.earlier(second, one(9, ours, "CONFIRMED")).path("id").asInt()).as("read by its number")
                .isEqualTo(9);
        assertThat(standing.earlier(second, page())).isNull();
    }

    @ParameterizedTest
    @CsvSource({"capture, AUTHORIZED, 0, AUTHORIZED, 0, absent", "capture, AUTHORIZED, 0, FULFILL, 30, found",
            "capture, AUTHORIZED, 0, AUTHORIZED, 10, found", "capture, AUTHORIZED, 10, AUTHORIZED, 10, absent",
            "capture, AUTHORIZED, 0, VOIDED, 0, unclear", "cancel, AUTHORIZED, 0, AUTHORIZED, 0, absent",
            "cancel, AUTHORIZED, 0, VOIDED, 0, found", "cancel, AUTHORIZED, 0, FULFILL, 30, unclear",
            "capture, COMPLETED, 30, FULFILL, 30, absent", "capture, COMPLETED, 30, DECLINE, 30, absent",
            "capture, AUTHORIZED, 30, FULFILL, 10, unclear"})
    void captureAndVoidAreSeenInWhatHasChanged(String operation, String before, String completed, String now,
            String completedNow, String expected) {
        befores.add(new Before(1, standing.parent(amounts(before, completed))));
        Finding finding = standing.changed(Orders.work(operation, "{}"), amounts(now, completedNow));
        assertThat(finding.complete() ? finding.bookings().isEmpty() ? "absent" : "found" : "unclear")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"AUTHORIZED, 10.00, found", "AUTHORIZED, 20, unclear", "FULFILL, 30, unclear", "AUTHORIZED, 0, absent"})
    void partIsKnownByItsAmountSinceOthersMayCaptureToo(String now, String completedNow, String expected) {
        befores.add(new Before(1, standing.parent(amounts("AUTHORIZED", "0"))));
        Finding finding =
                standing.changed(Orders.work("capture", "{'lineItems':[{'amount':'7.50'},{'amount':'2.50'}]}"),
                        amounts(now, completedNow));
        assertThat(finding.complete() ? finding.bookings().isEmpty() ? "absent" : "found" : "unclear")
                .isEqualTo(expected);
    }

    @Test
    void answerWithoutAStateIsComparedWithNothing() {
        befores.add(new Before(1, standing.parent(amounts("AUTHORIZED", "0"))));
        assertThatThrownBy(() -> standing.changed(Orders.work("capture", "{}"), Orders.json("{'id':4711}")))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void withoutANoteOfHowItStoodAPersonCompares() {
        assertThat(standing.changed(Orders.work("capture", "{}"), amounts("FULFILL", "1")).complete()).isFalse();
    }

    private static ObjectNode amounts(String state, String completed) {
        return (ObjectNode) Orders.json("{'id':4711,'state':'" + state + "','completedAmount':" + completed + "}");
    }

    private static ObjectNode one(int id, String reference, String state) {
        return (ObjectNode) Orders.json("{'id':" + id + ",'merchantReference':'" + reference + "','state':'" + state
                + "','currency':'CHF'}");
    }

    private static ObjectNode page(ObjectNode... all) {
        ObjectNode page = (ObjectNode) Orders.json("{'hasMore':false}");
        page.putArray("data").addAll(List.of(all));
        return page;
    }
}
