package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Each safeguard in the ledger's SQL has a test that turns red without it: mvn -Pmutation test. */
@Tag("mutation")
class MutationsTest {

    private static final String EXPECTED = "where id = ? and state = ? and version = ?";

    static Stream<Mutation> mutations() {
        return Stream.of(
                new Mutation("the intent names no version", "set state = 'SENT'", "and version = ?",
                        "and (version = ? or true)", "OrdersTest#aClaimedRowIsNobodyElsesUntilItsLeaseEnds()"),
                new Mutation("the intent names no version: a life", "set state = 'SENT'", "and version = ?",
                        "and (version = ? or true)", "LifeModelTest#aWorkerThatSleptUntilTheNextAttemptSendsNothing()"),
                new Mutation("a settlement expects nothing: random lives", "state = ?, version = version + 1, bound",
                        EXPECTED, "where id = ? and (state = ? or version = ? or true)",
                        "LifeModelTest#whateverHappensNothingIsBookedTwiceOrLost(java.util.List)"),
                new Mutation("an attempt is closed under another number: random lives", "with before as",
                        "and number = ? and (ended is null", "and number <> ? and (ended is null",
                        "LifeModelTest#whateverHappensNothingIsBookedTwiceOrLost(java.util.List)"),
                new Mutation("the intent names no state", "set state = 'SENT'", "and state = ?",
                        "and (state = ? or true)", "OrdersTest#anIntentNamesTheStateThatItExpects()"),
                new Mutation("a settlement names no version", "state = ?, version = version + 1, bound",
                        "and version = ?", "and (version = ? or true)",
                        "OrdersTest#whoeverLostItsLeaseSettlesNothingAlthoughTheStateIsTheSame()"),
                new Mutation("a settlement names no state", "state = ?, version = version + 1, bound",
                        EXPECTED, "where id = ? and (state = ? or true) and version = ?",
                        "OrdersTest#aSettlementNamesTheStateThatItExpects()"),
                new Mutation("a claim waits for rows in other hands", "cross join lateral", "for update skip locked",
                        "for update", "OrdersTest#whoFindsARowInOtherHandsGoesOnToTheNextInsteadOfWaiting()"),
                new Mutation("a claim looks at no lease", "cross join lateral",
                        "and (lease_until is null or lease_until < clock_timestamp())", "",
                        "OrdersTest#aClaimedRowIsNobodyElsesUntilItsLeaseEnds()"),
                new Mutation("a claim asks for no due time", "cross join lateral", "and due_at <= clock_timestamp()",
                        "and due_at is not null", "OrdersTest#nothingIsClaimedBeforeItsTime()"),
                new Mutation("a look looks at no lease", "state in ('IN_DOUBT', 'BOUGHT') and due_at <=",
                        "and (lease_until is null or lease_until < clock_timestamp())", "",
                        "LooksTest#aLookIsNobodyElsesUntilItsLeaseEnds()"),
                new Mutation("an identity is bound twice", "on conflict (service, account, operation, order_id)",
                        "(service, account, operation, order_id) where bound do nothing",
                        "(intake_id, position) do nothing",
                        "IntakeTest#aRepeatAfterTheEndIsAnsweredAtOnce()"),
                new Mutation("the brake counts nothing", "count(*) filter (where ended = 'UNKNOWN')",
                        "count(*) filter (where ended = 'UNKNOWN')", "cast(0 as bigint)",
                        "BrakeTest#threeUnknownOutcomesInARowHoldTheFourthPurchaseAndTwoDoNot()"),
                new Mutation("a pause is not asked for", "from pause where", "from pause where",
                        "from pause where false and", "BrakeTest#aPauseThatEndsLetsTheOrderGoOn()"),
                new Mutation("a call is lost with its lease already", "with lost as",
                        "lease_until + ? * interval '1 ms'", "lease_until + 0 * ? * interval '1 ms'",
                        "OrdersTest#aCallIsLostOnlyWhenItsLeaseAndTheLongestCallAreOver()"),
                new Mutation("a lost call goes to every node", "with lost as",
                        "lease_owner = ?, lease_until = clock_timestamp()", "lease_owner = ?",
                        "BrakeTest#aLostCallGoesToOneNode()"),
                new Mutation("the account's day is not locked", "select orders, spent from account_day",
                        "for update", "",
                        "OrdersTest#twoHandsThatComeToTheLastPlaceOfADayTogetherTakeItOnce()"),
                new Mutation("an attempt is closed under another number", "with before as",
                        "and number = ? and (ended is null", "and number <> ? and (ended is null",
                        "LooksTest#aBookingOfAnEarlierAttemptStaysThatAttemptsWhileItsDocumentsAreFetched()"),
                new Mutation("what was absent leaves its day twice", "with before as",
                        "ended is null or ended = 'UNKNOWN' as counted", "true as counted",
                        "LooksTest#whereAnotherAttemptWasBookedBothCountUntilTheOtherIsExplained()"),
                new Mutation("a late look keeps no lease", "set look_at = clock_timestamp() + ? * interval '1 ms'\n"
                        + "    from taken", "+ ? * interval '1 ms'", "+ 0 * ? * interval '1 ms'",
                        "LooksTest#aLateLookFallsDueAtTheNextLookAndComesBackWhenItsLeaseEnds()"));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aMistakeInTheLedgersSqlTurnsItsTestRed(Mutation mutation) throws SQLException {
        MutatedDriver driver = new MutatedDriver(mutation);
        DriverManager.registerDriver(driver);
        TestLedger.through(MutatedDriver::address);
        try {
            TestExecutionSummary summary = run(mutation.check());
            assertThat(mutation.happened().get()).as("statements that were changed").isPositive();
            assertThat(summary.getTestsFailedCount()).as(mutation.check()).isPositive();
        } finally {
            TestLedger.through(real -> real);
            DriverManager.deregisterDriver(driver);
        }
    }

    @Test
    void withoutAMistakeTheSameTestsAreGreen() {
        for (String check : mutations().map(Mutation::check).distinct().toList()) {
            TestExecutionSummary summary = run(check);
            assertThat(summary.getTestsSucceededCount()).as(check).isPositive();
            StringWriter failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures));
            assertThat(summary.getTestsFailedCount()).as("%s: %s", check, failures).isZero();
        }
    }

    @Test
    void thePageListsThemAll() throws Exception {
        String page = Files.readString(Path.of("docs/mutation-tests.md"), StandardCharsets.UTF_8);
        List<String> rows = mutations().map(mutation -> "| " + mutation.name() + " | `"
                + mutation.check().replace("io.guichet.ledger.", "").replace("()", "") + "` |").toList();
        assertThat(page).contains(rows);
    }

    private static TestExecutionSummary run(String check) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(check)).build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
