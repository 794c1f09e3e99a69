package io.guichet.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoughtTest {

    @Test
    void bookingWithoutItsDocumentsIsBoughtAndToldAndItsAttemptClosedAsDone() {
        var policy =
                new Policy(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofHours(24), Duration.ofMinutes(5),
                        Duration.ofMinutes(5), Duration.ofSeconds(90), List.of(Duration.ofMinutes(2),
                                Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)),
                        3);
        var protocol = new Protocol(policy, new Texts(Locale.ENGLISH));
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", "9000001");
        var missing = new Problem("GUI-3006", "", "1.pdf", "", Optional.empty());

        var decision = protocol.decide(work(), OperationKind.PURCHASE,
                new Outcome.Bought(result, Optional.of("9000001"), Optional.of(new BigDecimal("2.40")), missing,
                        List.of()));

        assertThat(decision.to()).isEqualTo(State.BOUGHT);
        assertThat(decision.to().isFinal()).isFalse();
        assertThat(decision.tell()).isTrue();
        assertThat(decision.attempt()).contains(Decision.AttemptEnd.DONE);
        assertThat(decision.problems()).containsExactly(missing);
        assertThat(decision.done().orElseThrow().price()).contains(new BigDecimal("2.40"));
        assertThat(decision.done().orElseThrow().carrierId()).contains("9000001");
        assertThat(decision.dueIn()).contains(Duration.ofMinutes(2));
    }

    private static Work work() {
        return new Work(7, 2, State.SENT, new OrderIdentity("webstamp", "demo", "stamps", "SO-1"),
                JsonNodeFactory.instance.objectNode(), "SO-1", 1, 0, 1, Optional.empty(), Optional.empty(),
                Optional.empty(), false,
                Optional.empty(), Optional.empty(), Instant.EPOCH, 0);
    }
}
