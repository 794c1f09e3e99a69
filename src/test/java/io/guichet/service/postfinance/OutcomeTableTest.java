package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.call.HttpStatus;
import io.guichet.order.Problem;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each status of postfinance 4.2 means, before anything was sent, after it, and after something was made. */
class OutcomeTableTest {

    private static final String CREATE = "POST /payment/transactions";
    private static final String CHARGE = "POST /payment/transactions/{id}/process-with-token";
    private static final String READ = "GET /payment/transactions/{id}";
    private static final Work CARD = Orders.work("stored-card-payment", "{'amount':'1.00','token':'1'}");

    private final Rests rests = new Rests(() -> 0);
    private final OutcomeTable table = new OutcomeTable(Orders.ENGLISH,
            new Accounts(service -> Map.of("demo-pf", Map.of("user", "512", "space", "405", "key", "eA==")),
                    service -> Optional.empty()),
            rests,
            Duration.ofMinutes(2));

    @ParameterizedTest
    @CsvSource({"400, Refused, GUI-2002", "401, Held, GUI-2140", "403, Held, GUI-2141", "404, Refused, GUI-2071",
            "406, Refused, GUI-2002", "409, Unknown, GUI-3002", "413, Refused, GUI-2002", "415, Refused, GUI-2002",
            "422, Refused, GUI-2002", "429, Later, GUI-3007", "500, Unknown, GUI-3002", "502, Unknown, GUI-3002",
            "503, Unknown, GUI-3002", "504, Unknown, GUI-3002", "442, Unknown, GUI-3002", "542, Unknown, GUI-3002"})
    void statusOfARequestThatWasSent(int status, String outcome, String ours) {
        Outcome said = table.outcome(CARD, true, no(status, CREATE));
        assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
        Problem problem = Outcome.problem(said);
        assertThat(problem.code()).isEqualTo(ours);
        assertThat(problem.service().orElseThrow().code()).isEqualTo(String.valueOf(status));
        assertThat(problem.service().orElseThrow().requestId()).isEqualTo("r-1");
        assertThat(problem.advice()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, Held", "403, Held", "404, Refused", "422, Refused", "429, Later", "500, NotSent"})
    void statusOfAQuestionBeforeIt(int status, String outcome) {
        assertThat(table.outcome(CARD, false, no(status, READ)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404", "406", "422", "429", "500", "503"})
    void noToAQuestionAfterACardWasChargedSaysNothingOfTheCharge(int status) {
        assertThat(table.outcome(CARD, true, new MadeBefore(no(status, READ)))).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void noToTheChargeItselfIsOne() {
        assertThat(table.outcome(CARD, true, new MadeBefore(no(422, CHARGE)))).isInstanceOf(Outcome.Refused.class);
        assertThat(table.outcome(CARD, true, new MadeBefore(no(401, CHARGE))))
                .isInstanceOfSatisfying(Outcome.Held.class, held -> assertThat(held.certain()).isFalse());
    }

    @Test
    void whatDidNotLeaveIsNotSentUnlessSomethingWasMadeBefore() {
        for (Exception unsent : List.of(new ConnectException("x"), new ConnectTimeoutException("x"))) {
            assertThat(table.outcome(CARD, true, unsent)).isInstanceOf(Outcome.NotSent.class);
            assertThat(table.outcome(CARD, true, new MadeBefore(unsent))).isInstanceOf(Outcome.Unknown.class);
        }
        for (Exception lost : List.of(new SocketTimeoutException("x"), new NoHttpResponseException("x"),
                new HttpStatus(502), new IllegalStateException("x"))) {
            assertThat(table.outcome(CARD, true, lost)).isInstanceOf(Outcome.Unknown.class);
            assertThat(table.outcome(CARD, true, new MadeBefore(lost))).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void missingRightNamesUserSpaceAndOperation() {
        assertThat(Outcome.problem(table.outcome(CARD, true, no(403, CREATE))).message())
                .contains("512", "405", CREATE);
    }

    @Test
    void spaceThatWantsNoMoreRestsAndWhatWasSentIsAskedForFirst() {
        assertThat(((Outcome.Later) table.outcome(CARD, true, no(429, CREATE))).certain()).isFalse();
        assertThat(((Outcome.Later) table.outcome(CARD, false, no(429, READ))).certain()).isTrue();
        assertThat(rests.left("postfinance", "demo-pf")).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource({"404", "422"})
    void terminalThatIsNotReadySaysSo(int status) {
        assertThat(Outcome.problem(table.outcome(Orders.work("terminal-payment", "{}"), true, new MadeBefore(
                no(status, "POST /payment/terminals/by-identifier/1/perform-transaction")))).code())
                .isEqualTo("GUI-2142");
    }

    private static SaidNo no(int status, String call) {
        return new SaidNo(status, "r-1", "a text", call);
    }
}
