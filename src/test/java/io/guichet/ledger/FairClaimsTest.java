package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Work;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten thousand orders of one account do not delay another's. */
class FairClaimsTest {

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    /** By one hand alone the turns are drawn by lot; that five of sixty would not come is one in ten thousand million. */
    @ParameterizedTest(name = "{0} hands, {1} claims")
    @CsvSource({"16,1", "4,3", "2,5", "1,60"})
    void fiveOrdersBehindAThousandOfAnotherAccountAreWorkedWithinTheFirstClaims(int hands, int claims) {
        accept("many", 1000);
        accept("few", 5);

        List<String> worked = claim(List.of("many", "few"), hands, claims);

        assertThat(worked).filteredOn("few"::equals).hasSize(5);
        assertThat(worked).as("and no hand is idle meanwhile").hasSize(hands * claims);
    }

    @ParameterizedTest(name = "{0} hands")
    @CsvSource({"1", "2", "5"})
    void withMoreAccountsThanHandsNoneStarves(int hands) {
        List<String> accounts = IntStream.rangeClosed('a', 'l').mapToObj(Character::toString).toList();
        accounts.forEach(account -> accept(account, 100));

        assertThat(claim(accounts, hands, 200)).containsAll(accounts);
    }

    private List<String> claim(List<String> accounts, int hands, int claims) {
        Dues dues = desk.ledger().orders().due(SERVICE, () -> accounts);
        return IntStream.range(0, claims).boxed().flatMap(i -> dues.claim(hands).stream())
                .map(row -> ((Work) row).identity().account()).toList();
    }

    private void accept(String account, int orders) {
        desk.accept(account + " orders", LongStream.rangeClosed(1, orders)
                .mapToObj(n -> order(n, new OrderIdentity(SERVICE, account, "stamps", account + "-" + n), "a"))
                .toArray(Submission[]::new));
    }
}
