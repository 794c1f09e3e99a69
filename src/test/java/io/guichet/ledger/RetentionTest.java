package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses and documents of finished orders are forgotten after the time that is set; nothing else is. */
class RetentionTest {

    private static final Optional<Duration> A_WEEK = Optional.of(Duration.ofDays(7));

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void requestsAreForgottenAfterTheirTimeAndTheResultStays() {
        completed("SO-1");
        completed("SO-2");
        age("SO-1", 8);

        retention(A_WEEK, Optional.empty()).run();

        assertThat(request("SO-1")).isEqualTo("{}");
        assertThat(request("SO-2")).contains("same");
        assertThat(desk.count("message where kind = 'final' and body like '%COMPLETED%'")).isEqualTo(2);
        assertThat(desk.count("document")).as("not asked to be forgotten").isEqualTo(2);
        assertThat(desk.accept("again", order(1, identity("SO-1"), "same")).repeated())
                .as("the same order is still known").isEqualTo(1);
    }

    @Test
    void whatAResultSaysOfCleanedTextsIsForgottenWithTheRequestAndNothingElseOfIt() {
        desk.accept("t", TestDesk.cleaned(1, identity("SO-1"), "same", "It now reads Planted Street"));
        desk.settle(desk.sent(desk.claim(1).get(0)), done("2.40", document("1.pdf", "%PDF")));
        delivered();
        assertThat(desk.text("select body from message where kind = 'final'")).contains("Planted Street");
        age("SO-1", 8);

        retention(A_WEEK, Optional.empty()).run();

        assertThat(desk.text("select body from message where kind = 'final'")).contains("COMPLETED", "2.40")
                .doesNotContain("Planted", "cleaned");
        assertThat(desk.count("orders where cleaned is not null")).isZero();
    }

    @Test
    void messagesThatQuoteARequestAreForgottenWithIt() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.refused());
        delivered();
        age("SO-1", 8);

        retention(A_WEEK, Optional.empty()).run();

        assertThat(desk.count("message where body = '{}'")).isEqualTo(1);
    }

    @Test
    void documentsAreForgottenAfterTheirTime() {
        completed("SO-1");
        completed("SO-2");
        age("SO-1", 8);

        retention(Optional.empty(), A_WEEK).run();

        assertThat(desk.count("document")).isEqualTo(1);
        assertThat(request("SO-1")).contains("same");
    }

    @Test
    void nothingIsForgottenOfAnOrderThatIsNotFinalOrNotDelivered() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.unknown());
        desk.settle(desk.sent(desk.inHand("SO-2")), done("2.40", document("1.pdf", "%PDF")));
        desk.run("update orders set accepted_at = accepted_at - interval '30 days'");
        age("SO-2", 8);

        retention(A_WEEK, A_WEEK).run();

        assertThat(desk.count("orders where request = '{}'")).isZero();
        assertThat(desk.count("document")).isEqualTo(1);
    }

    @Test
    void withoutSettingsNothingIsEverForgotten() {
        completed("SO-1");
        age("SO-1", 3650);

        retention(Optional.empty(), Optional.empty()).run();

        assertThat(request("SO-1")).contains("same");
        assertThat(desk.count("document")).isEqualTo(1);
    }

    private void completed(String orderId) {
        desk.settle(desk.sent(desk.inHand(orderId)), done("2.40", document("1.pdf", "%PDF")));
        delivered();
    }

    private void delivered() {
        desk.run("update delivery set state = 'DONE'");
    }

    private void age(String orderId, int days) {
        desk.run("update orders set completed_at = completed_at - interval '" + days + " days' where order_id = '"
                + orderId + "'");
    }

    private String request(String orderId) {
        return desk.text("select request from orders where order_id = '" + orderId + "'");
    }

    private Retention retention(Optional<Duration> requests, Optional<Duration> documents) {
        return new Retention(desk.database(), requests, documents, Optional.empty());
    }
}
