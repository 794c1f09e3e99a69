package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.FollowedPayment;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.PurchaseKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state machine of postfinance 3.1, walked to every end, with what is said twice, late and out of order. */
class StatesTest {

    private static final Map<String, List<String>> NEXT = Map.of("CREATE", List.of("PENDING", "CONFIRMED"), "PENDING",
            List.of("CONFIRMED", "FAILED"), "CONFIRMED", List.of("PROCESSING", "FAILED"), "PROCESSING",
            List.of("AUTHORIZED", "FAILED"), "FAILED", List.of("AUTHORIZED"), "AUTHORIZED",
            List.of("COMPLETED", "VOIDED"), "COMPLETED", List.of("FULFILL", "DECLINE"), "FULFILL", List.of(),
            "DECLINE", List.of(), "VOIDED", List.of());
    private static final Set<String> ENDS = Set.of("FULFILL", "DECLINE", "VOIDED");

    private final States states = new States();

    @Test
    void everyWalkComesToItsEndInWhateverOrderItIsTold() {
        List<List<String>> walks = new ArrayList<>();
        walk(List.of("CREATE"), walks);
        assertThat(walks).extracting(walk -> walk.get(walk.size() - 1)).containsOnly(ENDS.toArray(String[]::new));
        assertThat(walks).anyMatch(walk -> walk.contains("FAILED") && walk.contains("FULFILL")).hasSize(21);
        for (List<String> walk : walks) {
            for (int i = 0; i < walk.size(); i++) {
                assertThat(told(walk.get(i)).isFinal()).as(walk.get(i)).isEqualTo(i == walk.size() - 1);
                for (int before = 0; before < i; before++) {
                    // One that comes late, or again, changes nothing.
                    assertThat(told(walk.get(before)).isOlderThan(told(walk.get(i)))).isTrue();
                    assertThat(told(walk.get(i)).isOlderThan(told(walk.get(before)))).isFalse();
                }
                assertThat(told(walk.get(i)).differsFrom(told(walk.get(i)))).isFalse();
            }
        }
    }

    private static void walk(List<String> so, List<List<String>> walks) {
        List<String> next = NEXT.get(so.get(so.size() - 1));
        if (next.isEmpty()) {
            walks.add(so);
        }
        next.forEach(state -> {
            List<String> on = new ArrayList<>(so);
            on.add(state);
            walk(on, walks);
        });
    }

    @ParameterizedTest
    @CsvSource({"true, PT1H, false", "true, PT25H, true", "false, PT0S, true"})
    void failureIsTheEndOnceNobodyTriesAgain(boolean retry, Duration age, boolean end) {
        ObjectNode failed = transaction("FAILED").put("chargeRetryEnabled", retry);
        assertThat(states.asked(payment("payment", "CONFIRMED", age), failed, Orders.SPACE).isFinal()).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"P4DT10M, false", "P5D, false", "P5DT1S, true"})
    void payerWhoComesAfterDaysMayStillTryAgain(Duration age, boolean end) {
        ObjectNode failed = transaction("FAILED").put("createdOn", "2026-11-01T10:00:00.000Z").put("failedOn",
                "2026-11-05T10:00:00.000Z");
        assertThat(states.asked(payment("payment", "CONFIRMED", age), failed, Orders.SPACE).isFinal()).isEqualTo(end);
    }

    @Test
    void answerWithoutAStateSaysNothing() {
        assertThatThrownBy(() -> states.told(Orders.json("{'id':4711}"), Orders.SPACE))
                .isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> states.link(payment("payment-link", "ACTIVE", Duration.ZERO), Orders.json("{}")))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void wordThatNobodyKnowsIsPassedOnAndNoEnd() {
        PaymentState said = told("SOMETHING_NEW");
        assertThat(said.state()).isEqualTo("SOMETHING_NEW");
        assertThat(said.isFinal()).isFalse();
        assertThat(said.rank()).isEmpty();
    }

    @Test
    void amountsEnvironmentTokenAndWhomToAskAreTold() {
        ObjectNode transaction = transaction("FAILED").put("currency", "CHF").put("authorizationAmount", 29.95)
                .put("completedAmount", 0).put("authorizationEnvironment", "TEST").put("token", 77)
                .put("failedOn", "2026-11-27T08:00:00.123Z");
        transaction.putObject("failureReason").putObject("description").put("de-DE", "nein").put("en-US", "no");
        transaction.putObject("paymentConnectorConfiguration").put("name", "Concardis Acquiring - Mastercard");
        PaymentState said = states.told(transaction, Orders.SPACE);
        assertThat(said.amounts().get("amount")).isEqualTo("29.95");
        assertThat(said.amounts().get("completed")).isEqualTo("0.00");
        assertThat(said.at()).isPresent();
        assertThat(said.details().path("environment").asText()).isEqualTo("TEST");
        assertThat(said.details().path("token").asText()).isEqualTo("77");
        assertThat(said.details().path("reason").asText()).isEqualTo("no");
        assertThat(said.details().path("contact").asText()).contains("servicech@nets.eu");
    }

    @Test
    void paymentOfALinkIsToldAsItsOrdersAndNoOtherIs() {
        PurchaseKey key = Orders.work("payment-link", "{}").key();
        ObjectNode byLink = transaction("FULFILL");
        byLink.putArray("lineItems").addObject().put("uniqueId", "SO-7 " + key);
        assertThat(states.told(byLink, Orders.SPACE).reference()).isEqualTo(key.stem());
        assertThat(states.told(byLink.put("merchantReference", "4711"), Orders.SPACE).reference())
                .isEqualTo(key.stem());
        PurchaseKey own = Orders.work("SO-8", "payment", "{}", 1).key();
        assertThat(states.told(byLink.put("merchantReference", "SO-8 " + own), Orders.SPACE).reference())
                .as("a line of somebody else's").isEqualTo("4711");
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, ACTIVE, ACTIVE, false", "ACTIVE, INACTIVE, INACTIVE, true",
            "ACTIVE, CREATE, ACTIVE, false", "ACTIVE, SOMETHING_NEW, ACTIVE, false",
            "FULFILL, INACTIVE, FULFILL, false", "PROCESSING, DELETED, PROCESSING, false"})
    void linkIsFollowedWhileItMayBe(String known, String says, String state, boolean end) {
        PaymentState said = states.link(payment("payment-link", known, Duration.ZERO),
                Orders.json("{'state':'" + says + "'}"));
        assertThat(said.state()).isEqualTo(state);
        assertThat(said.isFinal()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-27", "1700000000"})
    void timeThatIsNoneIsLeftOut(String text) {
        assertThat(states.told(transaction("FULFILL").put("completedOn", text), Orders.SPACE).at()).isEmpty();
    }

    private PaymentState told(String state) {
        return states.told(transaction(state), Orders.SPACE);
    }

    private static ObjectNode transaction(String state) {
        return (ObjectNode) Orders.json("{'id':4711,'state':'" + state + "'}");
    }

    private static FollowedPayment payment(String operation, String state, Duration age) {
        return new FollowedPayment(1, 1, new OrderIdentity("postfinance", "demo-pf", operation, "SO-7"), "4711",
                Optional.of("4711"), state, 0, age);
    }
}
