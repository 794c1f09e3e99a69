package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.StartedTwin;
import io.guichet.sandbox.postfinance.PostfinanceCounter.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for less often (postfinance 2). */
class PostfinanceEdgesTest {

    private static final String TRANSACTIONS = "/payment/transactions";
    private static final String LINES =
            "'lineItems':[{'uniqueId':'1','name':'Licence','type':'PRODUCT','quantity':1,'amountIncludingTax':9.90}]";

    @TempDir
    private Path folder;
    private StartedTwin twin;
    private PostfinanceCounter counter;

    @BeforeEach
    void open() {
        twin = new StartedTwin(folder);
        counter = PostfinanceCounter.demo(twin.port());
    }

    @AfterEach
    void close() {
        twin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'lineItems':{'a':1}}", "{'lineItems':[1]}", "{'lineItems':'x'}",
            "{'lineItems':[{'uniqueId':'1','name':'x','type':'FEE','quantity':'1','amountIncludingTax':1}]}",
            "{" + LINES + ",'metaData':{'a':{'b':1}}}", "{" + LINES + ",'token':'x'}",
            "{" + LINES + ",'billingAddress':{'dateOfBirth':'yesterday'}}"})
    void whatHasTheWrongShapeIs422(String body) {
        assertThat(counter.post(TRANSACTIONS, body).status()).isEqualTo(422);
    }

    @Test
    void listsGoBothWaysFromACursor() {
        long first = create("").id();
        long second = create("").id();
        long third = create("").id();
        assertThat(ids("?order=DESC&limit=2")).containsExactly(third, second);
        assertThat(ids("?order=DESC&after=" + second)).containsExactly(first);
        assertThat(ids("?before=" + third)).containsExactly(first, second);
        assertThat(ids("?order=DESC&before=" + first)).containsExactly(third, second);
        assertThat(counter.get(TRANSACTIONS + "?after=x").status()).isEqualTo(400);
        assertThat(counter.get(TRANSACTIONS + "?order=UP").status()).isEqualTo(400);
        assertThat(counter.get(TRANSACTIONS + "/search?order=id").status()).isEqualTo(422);
    }

    @Test
    void realMoneyIsToldApartFromPlayMoney() {
        long id = create(",'environmentSelectionStrategy':'FORCE_PRODUCTION_ENVIRONMENT'").id();
        counter.play("pay", "{'transaction':" + id + ",'method':'POSTFINANCE_CARD'}");
        JsonNode paid = counter.get(TRANSACTIONS + "/" + id + "?expand=paymentConnectorConfiguration").json();
        assertThat(paid.path("authorizationEnvironment").asText()).isEqualTo("PRODUCTION");
        assertThat(paid.at("/paymentConnectorConfiguration/name").asText())
                .isEqualTo("PostFinance Acquiring - PostFinance Card");
    }

    @Test
    void methodsThatAreNotAllowedAreNotShown() {
        long id = create(",'allowedPaymentMethodConfigurations':[2083]").id();
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/payment-method-configurations?integrationMode=iframe")
                .at("/data/0/name")).isEqualTo("Visa");
        String page = counter.open(counter.get(TRANSACTIONS + "/" + id + "/payment-page-url").text()).text();
        assertThat(page).contains("VISA").doesNotContain("MASTERCARD");
    }

    @Test
    void chargeFlowBeginsAndIsCancelled() {
        long id = create("").id();
        String flow = TRANSACTIONS + "/" + id + "/charge-flow";
        assertThat(counter.post(flow + "/apply", null).at("/state")).isEqualTo("PROCESSING");
        assertThat(counter.get(flow + "/payment-page-url").text()).contains("/payment/transaction/pay/" + id);
        assertThat(counter.post(flow + "/update-recipient?type=1&recipient=a%40example.org", null).status())
                .isEqualTo(200);
        assertThat(counter.post(flow + "/cancel", null).at("/state")).isEqualTo("FAILED");
        assertThat(counter.post(flow + "/cancel", null).status()).isEqualTo(422);
    }

    @Test
    void credentialsAreTexts() {
        long id = create("").id();
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/credentials").type()).startsWith("text/plain");
        assertThat(counter.get("/payment/terminals/3000/till-connection-credentials?transactionId=" + id).status())
                .isEqualTo(200);
        assertThat(counter.get("/payment/terminals/3000/till-connection-credentials").status()).isEqualTo(400);
    }

    @Test
    void deliveryThatAPersonDeclinesIsDecline() {
        counter.play("switch", "{'delivery':'MANUAL_CHECK_REQUIRED'}");
        long id = paid("");
        Said marked;
        long indication = id;
        do {
            marked = counter.post("/payment/delivery-indications/" + ++indication + "/mark-not-suitable", null);
        } while (marked.status() == 404 && indication < id + 20);
        assertThat(counter.get(TRANSACTIONS + "/" + id).at("/state")).isEqualTo("DECLINE");
    }

    @Test
    void offlineCallsRepairAStateWhateverTheProcessorSays() {
        counter.play("switch", "{'completion':'FAILED','voiding':'FAILED'}");
        long first = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        assertThat(counter.post(TRANSACTIONS + "/" + first + "/complete-offline", null).at("/mode"))
                .isEqualTo("OFFLINE");
        assertThat(counter.get(TRANSACTIONS + "/" + first).at("/state")).isEqualTo("FULFILL");
        long second = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        assertThat(counter.post(TRANSACTIONS + "/" + second + "/void-offline", null).at("/state"))
                .isEqualTo("SUCCESSFUL");
    }

    @Test
    void storedCardIsReplaced() {
        long first = paid(",'tokenizationMode':'FORCE_CREATION'");
        long token = counter.get(TRANSACTIONS + "/" + first).json().path("token").asLong();
        long before = counter.get("/payment/tokens/" + token + "/active-version").id();
        paid(",'tokenizationMode':'FORCE_UPDATE','token':" + token);
        assertThat(counter.get("/payment/tokens/" + token + "/active-version").id()).isGreaterThan(before);
        Said changed = counter.call("PATCH", "/payment/tokens/" + token, "{'version':1,'tokenReference':'T'}", "*/*");
        assertThat(changed.json().path("version").asInt()).isEqualTo(2);
        assertThat(counter.call("PATCH", "/payment/tokens/" + token, "{'version':1}", "*/*").status()).isEqualTo(409);
    }

    @Test
    void linkIsOpenOnlyInItsTime() throws Exception {
        twin.clock("2030-01-01T00:00:00Z");
        counter.play("switch", "{'skew':0}");
        Said link = counter.post("/payment/links", "{'externalId':'L1','protectionMode':'NO_PROTECTION'," + LINES
                + ",'availableFrom':'2030-01-02T00:00:00Z','availableUntil':'2030-01-03T00:00:00Z'}");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(410);
        twin.advance("P1DT1H");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(200);
        twin.advance("P1D");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(410);
        counter.call("PATCH", "/payment/links/" + link.id(), "{'availableUntil':'2030-02-01T00:00:00Z'}", "*/*");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(200);
        assertThat(counter.open(link.at("/url").replaceAll("securityToken=.*", "securityToken=0")).status())
                .isEqualTo(403);
        counter.call("DELETE", "/payment/links/" + link.id(), null, "*/*");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(410);
    }

    @Test
    void whatWasCreatedTwiceIsSeenByWhoPlays() {
        create("");
        create("");
        assertThat(counter.play("transactions", "{}").json().size()).isEqualTo(2);
        counter.play("expire", "{'reference':'SO-1'}");
        assertThat(counter.play("transactions", "{}").at("/1/state")).isEqualTo("FAILED");
        assertThat(counter.play("transactions", "{}").at("/0/state")).isEqualTo("PENDING");
    }

    @Test
    void oneSpaceSeesNothingOfAnother() {
        long id = create("").id();
        assertThat(counter.in("406").get(TRANSACTIONS + "/" + id).status()).isEqualTo(404);
        assertThat(counter.in("406").get(TRANSACTIONS + "/search?query=merchantReference%3ASO-1").json().path("data")
                .size()).isZero();
    }

    @Test
    void resetForgetsEverythingButTheTerminals() throws Exception {
        create("");
        twin.reset();
        assertThat(counter.get(TRANSACTIONS).json().path("data").size()).isZero();
        assertThat(counter.get("/payment/terminals").json().path("data").size()).isEqualTo(1);
    }

    private Said create(String more) {
        return counter.post(TRANSACTIONS, "{'currency':'CHF','merchantReference':'SO-1'," + LINES + more + "}");
    }

    private long paid(String more) {
        long id = create(more).id();
        counter.play("pay", "{'transaction':" + id + "}");
        return id;
    }

    private List<Long> ids(String query) {
        List<Long> ids = new ArrayList<>();
        counter.get(TRANSACTIONS + query).json().path("data").forEach(one -> ids.add(one.path("id").asLong()));
        return ids;
    }
}
