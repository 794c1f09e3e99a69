package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.call.HttpStatus;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each code of scellius 4 means, for a refund that was sent and for a question. */
class OutcomeTableTest {

    private static final Work REFUND = Orders.work("refund", "{'uuid':'0'}");

    private final Rests rests = new Rests(() -> 0);
    private final OutcomeTable table = new OutcomeTable(Orders.ENGLISH, rests, Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
            "INT_905, Held, GUI-2100", "INT_912, Held, GUI-2100", "PSP_100, Held, GUI-2120", "PSP_109, Held, GUI-2121",
            "INT_885, Refused, GUI-2070", "INT_903, Refused, GUI-2070", "INT_906, Refused, GUI-2070",
            "PSP_108, Refused, GUI-2070", "PSP_136, Refused, GUI-2070", "PSP_649, Refused, GUI-2070",
            "PSP_903, Refused, GUI-2070", "PSP_010, Refused, GUI-2071",
            "INT_900, Refused, GUI-2002", "INT_901, Refused, GUI-2002", "INT_902, Refused, GUI-2002",
            "INT_914, Refused, GUI-2002", "INT_999, Refused, GUI-2002",
            "PSP_503, Refused, GUI-2001", "PSP_104, Refused, GUI-2001", "PSP_610, Refused, GUI-2001",
            "ACQ_001, Refused, GUI-2001", "AUTH_149, Refused, GUI-2001", "PSP_1005, Refused, GUI-2001",
            "PSP_099, Later, GUI-3007", "PSP_106, Later, GUI-3007",
            "PSP_113, Unknown, GUI-3002", "PSP_223, Unknown, GUI-3002", "PSP_513, Unknown, GUI-3002",
            "PSP_999, Unknown, GUI-3002", "PSP_9999, Unknown, GUI-3002", "ACQ_999, Unknown, GUI-3002",
            "AUTH_999, Unknown, GUI-3002", "PSP_777, Unknown, GUI-3002", "ACQ_777, Unknown, GUI-3002",
    })
    void codeOfARefundThatWasSent(String code, String outcome, String ours) {
        Outcome said = table.outcome(REFUND, true, no(code, Optional.empty()));
        assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
        Problem problem = Outcome.problem(said);
        assertThat(problem.code()).isEqualTo(ours);
        assertThat(problem.service()).contains(new ServiceFault(code, "a text", "0f0e"));
        assertThat(problem.advice()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PSP_999, NotSent", "PSP_777, NotSent", "PSP_503, Refused", "PSP_106, Later"})
    void troubleOfAQuestionIsTriedAgain(String code, String outcome) {
        assertThat(table.outcome(Orders.work("status", "{'uuid':'0'}"), false, no(code, Optional.empty())).getClass()
                .getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void throttledAccountRestsAndWhatMovesMoneyAsksFirst() {
        assertThat(((Outcome.Later) table.outcome(REFUND, true, no("PSP_106", Optional.empty()))).certain()).isFalse();
        assertThat(rests.left("scellius", "demo-fr")).contains(Duration.ofSeconds(60));
    }

    @Test
    void valueThatIsNamedIsPointedAt() {
        Problem problem = Outcome.problem(table.outcome(Orders.work("update", "{'orderId':'1'}"), true,
                no("INT_203", Optional.of("customer.shoppingCart.cartItemInfo[0].productVat"))));
        assertThat(problem.field()).isEqualTo("/request/customer/shoppingCart/cartItemInfo/0/vatRate");
        assertThat(OutcomeTable.field("orderId")).isEqualTo("/request/reference");
    }

    @Test
    void whatNeverLeftIsNotSentAndWhatMayHaveIsUnknown() {
        assertThat(table.outcome(REFUND, true, new ConnectException("x"))).isInstanceOf(Outcome.NotSent.class);
        assertThat(table.outcome(REFUND, true, new ConnectTimeoutException("x"))).isInstanceOf(Outcome.NotSent.class);
        assertThat(table.outcome(REFUND, true, new SocketTimeoutException("x"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(REFUND, true, new NoHttpResponseException("x"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(REFUND, true, new HttpStatus(503))).isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(REFUND, true, new HttpStatus(403))).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.certain()).isFalse());
    }

    @Test
    void lostLinkThatNobodyWasSentIsMadeAgainAndOneThatWasSentIsNot() {
        SocketTimeoutException lost = new SocketTimeoutException("x");
        assertThat(table.outcome(Orders.work("payment-link", "{}"), true, lost)).isInstanceOf(Outcome.NotSent.class);
        assertThat(table.outcome(Orders.work("payment-link", "{'channel':{'type':'URL'}}"), true, lost))
                .isInstanceOf(Outcome.NotSent.class);
        assertThat(table.outcome(Orders.work("payment-link", "{'channel':{'type':'SMS'}}"), true, lost))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void textOfTheServiceIsOneLineOfABoundedLength() {
        Problem problem = Outcome.problem(table.outcome(REFUND, true,
                new SaidNo(new ServiceFault("PSP_503", "a\r\nb" + "x".repeat(1000), null), Optional.empty())));
        assertThat(problem.message()).contains("a b").doesNotContain("\n").hasSizeLessThan(400);
    }

    @Test
    void everyAdviceIsOfACodeThatHasARow() throws Exception {
        assertThat(Files.readAllLines(Path.of("src/main/resources/messages/scellius.properties")).stream()
                .filter(line -> line.matches("[A-Z]+_[0-9]+[.]advice=.*")).map(line -> line.split("[.]")[0])
                .filter(code -> !OutcomeTable.codes().contains(code))).isEmpty();
    }

    private static SaidNo no(String code, Optional<String> named) {
        return new SaidNo(new ServiceFault(code, "a text", "0f0e"), named);
    }
}
