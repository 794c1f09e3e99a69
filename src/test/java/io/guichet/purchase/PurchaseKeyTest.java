package io.guichet.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.OrderIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurchaseKeyTest {

    private static final OrderIdentity IDENTITY = new OrderIdentity("webstamp", "demo", "stamps", "SO-10017");

    @Test
    void itIsTheFirst65BitsOfTheIdentitysHashAsEverybodyComputesThem() {
        assertThat(PurchaseKey.of(IDENTITY, 1, 1)).hasToString("da6xpfigmqcaa-1");
        assertThat(PurchaseKey.of(IDENTITY, 2, 3)).hasToString("6zolzazkanc3w-3");
    }

    @Test
    void itIsThirteenBase32Characters() {
        for (int i = 0; i < 200; i++) {
            OrderIdentity identity = new OrderIdentity("webstamp", "demo", "stamps", "SO-" + i);
            assertThat(PurchaseKey.of(identity, 1, 1).stem()).matches("[a-z2-7]{13}");
        }
    }

    @Test
    void itDependsOnEachMemberOfTheIdentityAndOnTheTry() {
        Set<String> stems = new HashSet<>();
        for (OrderIdentity identity : List.of(IDENTITY, new OrderIdentity("x", "demo", "stamps", "SO-10017"),
                new OrderIdentity("webstamp", "x", "stamps", "SO-10017"),
                new OrderIdentity("webstamp", "demo", "x", "SO-10017"),
                new OrderIdentity("webstamp", "demo", "stamps", "x"))) {
            for (int tryNumber = 1; tryNumber <= 12; tryNumber++) {
                stems.add(PurchaseKey.of(identity, tryNumber, 1).stem());
            }
        }
        assertThat(stems).hasSize(60);
    }

    @Test
    void theAttemptStandsAfterTheDashOnly() {
        assertThat(PurchaseKey.of(IDENTITY, 1, 2).stem()).isEqualTo(PurchaseKey.of(IDENTITY, 1, 1).stem());
        assertThat(PurchaseKey.of(IDENTITY, 1, 12).toString()).endsWith("-12");
    }

    @Test
    void theContentTheTimeAndTheCountOfFailuresDoNotChangeIt() {
        PurchaseKey key = Works.ready().work().key();
        assertThat(
                Works.ready().failed(9).atMost("1.00").accepted(Works.NOW.plusSeconds(9)).in(State.HELD).work().key())
                .isEqualTo(key);
    }
}
