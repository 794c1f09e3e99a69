package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Account;
import io.guichet.purchase.Archive;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which request each order becomes, and which it never becomes (postfinance 2.1, 2.5). */
class RequestsTest {

    private final Requests requests = new Requests((Archive) Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[]{Archive.class}, (proxy, method, arguments) -> List.of()), Orders.ENGLISH);

    @ParameterizedTest
    @CsvSource({"refund", "capture", "cancel"})
    void accountForTestsMovesNoRealMoney(String operation) {
        JsonNode real = Orders.json("{'id':4711,'authorizationEnvironment':'PRODUCTION','completedAmount':9,"
                + "'refundedAmount':0}");
        for (String platform : List.of("sandbox", "test")) {
            Account account = Orders.account(Map.of("platform", platform));
            assertThatThrownBy(() -> requests.act(Orders.work(operation, "{}"), account, real))
                    .isInstanceOfSatisfying(NotAsked.class, no -> assertThat(Outcome.problem(no.outcome()).code())
                            .isEqualTo("GUI-2147"));
        }
        assertThat(requests.act(Orders.work(operation, "{}"), Orders.account(Map.of("platform", "production")), real))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"capture | {} | POST /payment/transactions/{id}/complete-online",
            "capture | {'lastCompletion':false} | POST /payment/transactions/{id}/complete-partially-online",
            "cancel | {} | POST /payment/transactions/{id}/void-online", "refund | {} | POST /payment/refunds"})
    void eachActHasItsOperation(String operation, String request, String call) {
        assertThat(requests.act(Orders.work(operation, request), Orders.SPACE, standing()).toString()).isEqualTo(call);
    }

    @Test
    void refundGivesBackAllThatIsLeftUnderTheOrdersKey() {
        JsonNode body = requests.act(Orders.work("refund", "{}"), Orders.SPACE, standing()).body();
        assertThat(body.path("amount").decimalValue()).isEqualByComparingTo("20.45");
        assertThat(body.path("externalId").asText()).isEqualTo(Orders.work("refund", "{}").key().stem());
        assertThat(body.path("type").asText()).isEqualTo("MERCHANT_INITIATED_ONLINE");
        assertThat(requests.act(Orders.work("refund", "{}", 2), Orders.SPACE, standing()).body().path("externalId"))
                .as("every attempt of an order gives back the same").isEqualTo(body.path("externalId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'id':null}", "{'id':''}", "{'id':0}", "{'id':-1}", "{'id':4711.5}",
            "{'id':'4711/x'}",
            "{'id':'../../refunds'}", "{'id':'1?a=b'}", "{'id':{}}", "{'id':12345678901234567890}"})
    void whatIsNoNumberIsPutIntoNoAddress(String answer) {
        JsonNode made = Orders.json(answer);
        List<ThrowingCallable> uses = List.of(() -> requests.readAgain(made), () -> requests.confirm(made),
                () -> requests.charge(made), () -> requests.address(Orders.work("payment", "{}"), made),
                () -> requests.perform(Orders.work("terminal-payment", "{}"), Orders.SPACE, made),
                () -> requests.act(Orders.work("refund", "{}"), Orders.SPACE, made),
                () -> requests.act(Orders.work("capture", "{}"), Orders.SPACE, made));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(UnreadableAnswer.class));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'amount':'31.00','language':'de-CH'} | CONFIRMED | true", "{'amount':'31.00'} | PROCESSING | true",
            "{'amount':'31.00'} | FULFILL | true", "{'confirm':true} | CONFIRMED | true",
            "{'amount':'31.00'} | PENDING | false", "{'amount':'31.00'} | FAILED | false",
            "{'amount':'31.01'} | CONFIRMED | false", "{'language':'fr-CH'} | CONFIRMED | false",
            "{'billingAddress':{'city':'Bern'}} | CONFIRMED | true",
            "{'billingAddress':{'city':'Biel'}} | CONFIRMED | false",
            "{'shippingAddress':{'city':'Bern'}} | CONFIRMED | false"})
    void changeWhoseAnswerWasLostIsKnownAgain(String order, String state, boolean changed) {
        JsonNode stands = Orders.json("{'id':4711,'state':'" + state + "','language':'de-CH','billingAddress':{'id':1,"
                + "'city':'Bern'},'shippingAddress':77,'lineItems':[{'uniqueId':'1','name':'SO-7','type':'PRODUCT',"
                + "'quantity':1,'amountIncludingTax':31.00000000,'taxAmount':0}]}");
        assertThat(requests.isChanged(Orders.work("update", order), stands)).isEqualTo(changed);
    }

    private static JsonNode standing() {
        return Orders
                .json("{'id':4711,'authorizationEnvironment':'TEST','completedAmount':29.95,'refundedAmount':9.5}");
    }
}
