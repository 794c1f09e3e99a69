package io.guichet.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.OrderIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"da6xpfigmqcaa-1 | 1", "please da6xpfigmqcaa-12 | 12",
            "two words da6xpfigmqcaa-999999999 | 999999999", "'  please da6xpfigmqcaa-3 ' | 3"})
    void itIsFoundAloneOrAsTheLastWordOfAComment(String comment, int attempt) {
        assertThat(PurchaseKey.endOf(comment)).contains(new PurchaseKey("da6xpfigmqcaa", attempt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "please", "da6xpfigmqcaa", "da6xpfigmqcaa-", "da6xpfigmqcaa-0", "da6xpfigmqcaa-01",
            "da6xpfigmqcaa-1234567890", "xda6xpfigmqcaa-1", "a6xpfigmqcaa-1", "DA6XPFIGMQCAA-1", "da6xpfigmqca1-1",
            "da6xpfigmqcaa-1 please", "da6xpfigmqcaa-1.", "please,da6xpfigmqcaa-1"})
    void whatOnlyLooksLikeOneIsNone(String comment) {
        assertThat(PurchaseKey.endOf(comment)).isEmpty();
    }

    @Test
    void itIsReadAsItWasWritten() {
        PurchaseKey key = PurchaseKey.of(IDENTITY, 2, 7);
        assertThat(PurchaseKey.endOf("please " + key)).contains(key);
    }
}
