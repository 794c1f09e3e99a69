package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of scellius 5.5 and 6.2: which words are the end of a payment, told or asked for. */
class PaymentStatesTest {

    private final PaymentStates states = new PaymentStates();

    @ParameterizedTest
    @CsvSource({
            "ACCEPTED, PAID, true", "AUTHORISED, PAID, false", "CAPTURED, PAID, true", "PRE_AUTHORISED, PAID, true",
            "PARTIALLY_AUTHORISED, PAID, false", "AUTHORISED_TO_VALIDATE, RUNNING, false",
            "WAITING_AUTHORISATION, RUNNING, false", "WAITING_AUTHORISATION_TO_VALIDATE, RUNNING, false",
            "UNDER_VERIFICATION, RUNNING, false", "WAITING_FOR_PAYMENT, RUNNING, false", "INITIAL, RUNNING, false",
            "SUSPENDED, RUNNING, false", "PENDING, RUNNING, false", "REFUND_TO_RETRY, RUNNING, false",
            "CANCELLED, UNPAID, true", "EXPIRED, UNPAID, true", "CAPTURE_FAILED, UNPAID, true", "ERROR, UNPAID, true",
            "ABANDONED, ABANDONED, true", "NOT_CREATED, UNPAID, true", "NEVER_HEARD_OF, PAID, false",
            "NEVER_HEARD_OF, NEITHER, false",
    })
    void wordIsTheEndOrNot(String detailed, String status, boolean isFinal) throws Exception {
        assertThat(told("CLOSED", detailed, status).isFinal()).isEqualTo(isFinal);
        assertThat(asked(detailed, status, Duration.ofMinutes(1)).isFinal()).isEqualTo(isFinal);
    }

    @Test
    void refusedAttemptEndsAPaymentOnlyWhereNoFurtherOneIsLeft() throws Exception {
        assertThat(told("OPEN", "REFUSED", "UNPAID").isFinal()).isFalse();
        assertThat(told("CLOSED", "REFUSED", "UNPAID").isFinal()).isTrue();
        assertThat(asked("REFUSED", "UNPAID", Duration.ofMinutes(14)).isFinal()).isFalse();
        assertThat(asked("REFUSED", "UNPAID", Duration.ofHours(2)).isFinal()).isTrue();
    }

    @Test
    void notificationSaysReferenceAmountAndTime() throws Exception {
        PaymentState state = told("CLOSED", "AUTHORISED", "PAID");
        assertThat(state.reference()).isEqualTo("SO-1");
        assertThat(state.amounts()).containsExactlyEntriesOf(Map.of("amount", new BigDecimal("9.90")));
        assertThat(state.currency()).contains("EUR");
        assertThat(state.at()).contains(Instant.parse("2026-11-26T08:00:31Z"));
        assertThat(state.details().path("orderStatus").asText()).isEqualTo("PAID");
        assertThat(state.details().has("ordered")).isFalse();
    }

    @Test
    void anotherAmountThanWasOrderedIsSaid() throws Exception {
        ObjectNode ordered = (ObjectNode) Orders.json("{'amount':'12.00','currency':'EUR'}");
        assertThat(states.told(notification(payment("CLOSED", "AUTHORISED", "PAID")), ordered).details()
                .path("ordered").asText()).isEqualTo("12.00 EUR");
    }

    @Test
    void refundAndWhatNamesNoOrderAreNoPaymentsOfOurs() throws Exception {
        assertThat(states.told(notification(payment("CLOSED", "AUTHORISED", "PAID").replace("DEBIT", "CREDIT")), null))
                .isNull();
        assertThat(states.told(notification("{'orderStatus':'PAID','transactions':[]}"), null)).isNull();
        assertThat(states.referenceOf(notification("{'orderStatus':'PAID'}"))).isNull();
    }

    @Test
    void formThatNobodyPaysIsAbandonedAfterADay() {
        assertThat(states.none(payment("payment", Duration.ofHours(23))).isFinal()).isFalse();
        PaymentState over = states.none(payment("payment", Duration.ofHours(24)));
        assertThat(over.isFinal()).isTrue();
        assertThat(over.state()).isEqualTo("ABANDONED");
    }

    @Test
    void linkLivesAsLongAsItSays() {
        String link = "{'paymentOrderStatus':'RUNNING','expirationDate':'2026-12-01T00:00:00+00:00'}";
        assertThat(link(link, "2026-11-30T00:00:00Z").isFinal()).isFalse();
        PaymentState over = link(link, "2026-12-01T00:00:01Z");
        assertThat(over.isFinal()).isTrue();
        assertThat(over.state()).isEqualTo("EXPIRED");
        assertThat(link("{'paymentOrderStatus':'DONE'}", "2026-12-01T00:00:01Z").state()).isEqualTo("DONE");
    }

    private PaymentState link(String link, String now) {
        return states.link(payment("payment-link", Duration.ZERO),
                new Answered(Orders.json(link), Optional.of(Instant.parse(now)), Optional.empty()));
    }

    private PaymentState told(String cycle, String detailed, String status) throws Exception {
        return states.told(notification(payment(cycle, detailed, status)),
                (ObjectNode) Orders.json("{'amount':'9.9','currency':'EUR'}"));
    }

    private PaymentState asked(String detailed, String status, Duration age) {
        return states.asked(payment("payment", age), new Answered(
                Orders.json("{'transactions':[" + transaction(detailed, status) + "]}"), Optional.empty(),
                Optional.empty()));
    }

    private static FollowedPayment payment(String operation, Duration age) {
        return new FollowedPayment(1, 1, new OrderIdentity("scellius", "demo-fr", operation, "SO-1"), "SO-1",
                Optional.of("SO-1"), "INITIAL", 0, age);
    }

    private static String payment(String cycle, String detailed, String status) {
        return "{'orderCycle':'" + cycle + "','orderStatus':'" + status + "','serverDate':'2026-11-26T08:00:31+00:00',"
                + "'orderDetails':{'orderId':'SO-1'},'transactions':[" + transaction(detailed, status) + "]}";
    }

    private static String transaction(String detailed, String status) {
        return "{'uuid':'u','operationType':'DEBIT','amount':990,'currency':'EUR','status':'" + status
                + "','detailedStatus':'" + detailed + "'}";
    }

    private static Notification notification(String body) {
        return new Notification(1, 1, "scellius", "demo-fr",
                body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), 0, Duration.ZERO);
    }
}
