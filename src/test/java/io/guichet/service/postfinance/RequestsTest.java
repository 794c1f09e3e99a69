package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.Archive;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static JsonNode standing() {
        return Orders
                .json("{'id':4711,'authorizationEnvironment':'TEST','completedAmount':29.95,'refundedAmount':9.5}");
    }
}
