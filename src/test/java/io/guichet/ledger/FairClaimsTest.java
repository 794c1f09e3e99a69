package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Account;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void anAccountThatRestsTakesNoHandFromAnother() {
        accept("resting", 100);
        accept("awake", 5);
        AtomicLong nanos = new AtomicLong();
        Rests rests = new Rests(nanos::get);
        Dues dues = new DueCatalog(desk.ledger(),
                service -> List.of(new Account(service, "resting", Map.of()), new Account(service, "awake", Map.of())),
                rests).dues("orders", SERVICE);
        rests.rest(SERVICE, "resting", Duration.ofSeconds(60));

        assertThat(accounts(dues.claim(100))).hasSize(5).containsOnly("awake");
        assertThat(dues.nextDue()).as("the rest ends before the lease of what was claimed")
                .contains(Duration.ofSeconds(60));

        nanos.set(Duration.ofSeconds(60).toNanos());
        assertThat(accounts(dues.claim(100))).hasSize(100).containsOnly("resting");
    }

    private static List<String> accounts(List<?> rows) {
        return rows.stream().map(row -> ((Work) row).identity().account()).toList();
    }

    private List<String> claim(List<String> accounts, int hands, int claims) {
        Dues dues = desk.ledger().orders().due(SERVICE, () -> accounts, Optional::empty);
        return IntStream.range(0, claims).boxed().flatMap(i -> dues.claim(hands).stream())
                .map(row -> ((Work) row).identity().account()).toList();
    }

    private void accept(String account, int orders) {
        desk.accept(account + " orders", LongStream.rangeClosed(1, orders)
                .mapToObj(n -> order(n, new OrderIdentity(SERVICE, account, "stamps", account + "-" + n), "a"))
                .toArray(Submission[]::new));
    }
}
