package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.StartedTwin;
import io.guichet.sandbox.postfinance.PostfinanceCounter.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The twin keeps to the contract's own words (postfinance 1 to 6). */
class PostfinanceTwinTest {

    private static final String LINE =
            "{'uniqueId':'1','name':'Licence','type':'PRODUCT','quantity':2,'amountIncludingTax':100.00,"
                    + "'taxes':[{'title':'TVA','rate':8.1}]}";
    private static final String TRANSACTIONS = "/payment/transactions";

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

    // Letting in

    @Test
    void withoutATokenNobodyIsLetInAndTheNoHasTheServicesForm() {
        Said said = counter.send("GET", TRANSACTIONS, null, "application/json", null, null);
        assertThat(said.status()).isEqualTo(401);
        assertThat(said.json().path("id").asText()).isNotEmpty();
        assertThat(said.at("/date")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(said.at("/code")).isNotEmpty();
        assertThat(said.at("/message")).isNotEmpty();
    }

    @Test
    void queryIsSignedAsItIsSent() {
        String sent = "/payment/transactions/search?query=merchantReference%3A%22ORD%22";
        long now = Instant.now().getEpochSecond();
        String otherwise = PostfinanceCounter.token(512, PostfinanceCounter.KEY,
                "/api/v2.0/payment/transactions/search?query=merchantReference:%22ORD%22", "GET", now);
        assertThat(counter.send("GET", sent, null, "*/*", null, otherwise).status()).isEqualTo(401);
        assertThat(counter.get(sent).status()).isEqualTo(200);
    }

    @Test
    void clockThatGoesWrongIs401UnlessNobodyLooks() throws Exception {
        twin.advance("PT11M");
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(401);
        counter.play("switch", "{'skew':0}");
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(200);
    }

    @Test
    void spaceHasToBeNamedAndKnownAndTheUsersOwn() {
        assertThat(counter.in(null).get(TRANSACTIONS).status()).isEqualTo(400);
        assertThat(counter.in("999").get(TRANSACTIONS).status()).isEqualTo(403);
        counter.play("switch", "{'unknownSpace':404}");
        assertThat(counter.in("999").get(TRANSACTIONS).status()).isEqualTo(404);
        assertThat(counter.as(513).get(TRANSACTIONS).status()).isEqualTo(403);
        assertThat(counter.as(513).in("406").get(TRANSACTIONS).status()).isEqualTo(200);
        assertThat(counter.as(516).get(TRANSACTIONS).at("/message")).contains("no role");
    }

    @Test
    void whoLacksARightIsToldSo() {
        Said reader = counter.as(514).post(TRANSACTIONS, transaction(""));
        assertThat(reader.status()).isEqualTo(403);
        assertThat(reader.at("/message")).contains("514", "transactions write");
        assertThat(counter.as(514).get(TRANSACTIONS).status()).isEqualTo(200);
        assertThat(counter.as(515).post("/payment/refunds", "{}").status()).isEqualTo(403);
    }

    @Test
    void formatsThatAreNotOfferedAre406And415() {
        long id = create("").id();
        String url = TRANSACTIONS + "/" + id + "/payment-page-url";
        assertThat(counter.call("GET", url, null, "application/json").status()).isEqualTo(406);
        assertThat(counter.call("GET", url, null, "text/plain").type()).startsWith("text/plain");
        assertThat(counter.call("GET", TRANSACTIONS + "/" + id, null, "text/csv").status()).isEqualTo(406);
        String token = PostfinanceCounter.token(512, PostfinanceCounter.KEY, "/api/v2.0" + TRANSACTIONS, "POST",
                Instant.now().getEpochSecond());
        assertThat(counter.send("POST", TRANSACTIONS, "a=b", "application/json", "application/x-www-form-urlencoded",
                token).status()).isEqualTo(415);
        assertThat(counter.post(TRANSACTIONS, "[").status()).isEqualTo(400);
        assertThat(counter.get("/payment/nothing").status()).isEqualTo(404);
        assertThat(counter.get(TRANSACTIONS + "/1").status()).isEqualTo(404);
    }

    @Test
    void moreThanTheLimitIn2MinutesIs429() throws Exception {
        PostfinanceCounter slow = counter.in("409");
        for (int call = 0; call < 20; call++) {
            assertThat(slow.get(TRANSACTIONS).status()).isEqualTo(200);
        }
        assertThat(slow.get(TRANSACTIONS).status()).isEqualTo(429);
        assertThat(slow.as(515).get(TRANSACTIONS).status()).as("another user").isEqualTo(200);
        twin.advance("PT2M");
        assertThat(slow.get(TRANSACTIONS).status()).isEqualTo(200);
        twin.inject("{'kind':'rate-limit','service':'postfinance','account':'405','limit':1}");
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(200);
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(429);
        assertThat(counter.get("/spaces/405").json().path("requestLimit").asInt()).isEqualTo(1);
        twin.control("DELETE", "faults", "");
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(200);
    }

    // Creation

    @Test
    void transactionIsCreatedPendingWithComputedLines() {
        Said made = create("");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/state")).isEqualTo("PENDING");
        assertThat(made.json().path("version").asInt()).isEqualTo(2);
        assertThat(made.at("/authorizationAmount")).isEqualTo("100.00");
        assertThat(made.text()).contains("\"authorizationAmount\":100.00");
        assertThat(made.json().at("/lineItems/0/unitPriceIncludingTax").decimalValue()).isEqualByComparingTo("50");
        assertThat(made.json().at("/lineItems/0/taxAmount").decimalValue()).isEqualByComparingTo("7.49306198");
        assertThat(made.at("/merchantReference")).isEqualTo("SO-1 k3q7w2n5x4m6a-1");
        assertThat(purchases()).isEmpty();
    }

    @Test
    void withoutAReferenceItIsTheTransactionsId() {
        Said made = counter.post(TRANSACTIONS, "{'currency':'CHF','lineItems':[" + LINE + "],'unknown':1}");
        assertThat(made.at("/merchantReference")).isEqualTo(made.at("/id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'currency':'CHF'} | lineItems", "{'lineItems':[{}]} | lineItems[0].name",
            "{'lineItems':[{}]} | lineItems[0].uniqueId", "{'lineItems':[{}]} | lineItems[0].quantity",
            "{'lineItems':[{}]} | lineItems[0].amountIncludingTax", "{'lineItems':[LINE,LINE]} | lineItems[1].uniqueId",
            "{'lineItems':[LINE],'currency':'XYZ'} | currency",
            "{'lineItems':[LINE],'successUrl':'http://'} | successUrl",
            "{'lineItems':[{'uniqueId':'1','name':'R','type':'DISCOUNT','quantity':1,'amountIncludingTax':-1}]} | lineItems",
            "{'lineItems':[{'uniqueId':'1','name':'R','type':'GIFT','quantity':1,'amountIncludingTax':1}]} | lineItems[0].type",
            "{'lineItems':[{'uniqueId':'1','name':'R','type':'FEE','quantity':1,'amountIncludingTax':1,'taxes':[{'title':'T','rate':101}]}]} | lineItems[0].taxes[0].rate",
            "{'lineItems':[LINE],'billingAddress':{'country':'ZZ'}} | billingAddress.country",
            "{'lineItems':[LINE],'customersPresence':'HERE'} | customersPresence",
            "{'lineItems':[LINE],'token':1} | token"
    })
    void whatIsWrongIsNamedByField(String body, String field) {
        Said said = counter.post(TRANSACTIONS, body.replace("LINE", LINE));
        assertThat(said.status()).isEqualTo(422);
        assertThat(said.json().path("errors").has(field)).as(said.text()).isTrue();
    }

    @Test
    void lengthsAreCountedInCharacters() {
        assertThat(counter.post(TRANSACTIONS, "{'lineItems':[" + LINE.replace("Licence", "é".repeat(150)) + "]}")
                .status()).isEqualTo(201);
        Said said = counter.post(TRANSACTIONS, "{'lineItems':[" + LINE.replace("Licence", "é".repeat(151))
                + "],'merchantReference':'" + "x".repeat(101) + "'}");
        assertThat(said.json().path("errors").size()).isEqualTo(2);
    }

    // Versions

    @Test
    void confirmationNeedsTheVersionThatWasRead() {
        long id = create("").id();
        assertThat(confirm(id, "{}").status()).isEqualTo(422);
        assertThat(confirm(id, "{'version':1}").status()).isEqualTo(409);
        Said confirmed = confirm(id, "{'version':2}");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.at("/state")).isEqualTo("CONFIRMED");
        assertThat(confirmed.json().path("version").asInt()).isEqualTo(3);
        assertThat(confirm(id, "{'version':2}").status()).as("stale").isEqualTo(409);
        assertThat(confirm(id, "{'version':3}").status()).as("another state").isEqualTo(422);
        counter.play("switch", "{'wrongState':409}");
        assertThat(confirm(id, "{'version':3}").status()).isEqualTo(409);
        assertThat(counter.call("PATCH", TRANSACTIONS + "/" + id, "{'version':3}", "*/*").status()).isEqualTo(409);
    }

    @Test
    void updateKeepsTheVersionOrMovesItOn() {
        long id = create("").id();
        Said updated = update(id, "{'version':2,'language':'fr-CH'}");
        assertThat(updated.at("/language")).isEqualTo("fr-CH");
        assertThat(updated.json().path("version").asInt()).isEqualTo(2);
        counter.play("switch", "{'patchVersion':'increment'}");
        assertThat(update(id, "{'version':2,'lineItems':[" + LINE.replace("100.00", "20.5") + "]}")
                .at("/authorizationAmount")).isEqualTo("20.50");
        assertThat(update(id, "{'version':2}").status()).isEqualTo(409);
        assertThat(update(id, "{'version':3}").status()).isEqualTo(200);
    }

    // The payer

    @Test
    void payerPaysAtAPageThatNeedsNoScript() {
        long id = create(",'successUrl':'https://shop.example/ok','failedUrl':'https://shop.example/ko'").id();
        String url = page(id);
        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/postfinance/s/405/payment/transaction/pay/" + id
                + "\\?securityToken=[0-9a-f]{40}");
        Said page = counter.open(url);
        assertThat(page.text()).contains("100.00 CHF", "value=\"success\"", "value=\"fail\"", "value=\"abandon\"")
                .doesNotContain("<script");
        assertThat(page.policy()).as("browsers hold the way back against it")
                .contains("form-action 'self' https://shop.example")
                .doesNotContain("script-src");
        assertThat(state(id)).isEqualTo("PROCESSING");
        Said back = counter.submit(url, "outcome=success&method=VISA");
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.location()).isEqualTo("https://shop.example/ok");
        JsonNode paid = read(id);
        assertThat(paid.path("state").asText()).isEqualTo("FULFILL");
        assertThat(paid.path("completedAmount").decimalValue()).isEqualByComparingTo("100");
        assertThat(paid.path("authorizationEnvironment").asText()).isEqualTo("TEST");
        assertThat(counter.open(url).status()).as("once").isEqualTo(410);
        JsonNode booked = purchases().get(0);
        assertThat(booked.path("attemptKey").asText()).isEqualTo("k3q7w2n5x4m6a-1");
        assertThat(booked.path("reference").asText()).isEqualTo("SO-1");
        assertThat(booked.path("account").asText()).isEqualTo("405");
        assertThat(booked.path("amount").asText()).isEqualTo("100.00");
        assertThat(booked.path("orderId").asText()).isEqualTo(Long.toString(id));
    }

    @Test
    void declinedPayerIsLedBackAndMayPayLater() {
        long id = create(",'failedUrl':'https://shop.example/ko'").id();
        String url = page(id);
        assertThat(counter.submit(url, "outcome=fail").location()).isEqualTo("https://shop.example/ko");
        JsonNode failed = read(id);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.at("/failureReason/category").asText()).isEqualTo("END_USER");
        assertThat(failed.path("userFailureMessage").asText()).isNotEmpty();
        assertThat(counter.submit(page(id), "outcome=success").status()).isEqualTo(200);
        assertThat(state(id)).isEqualTo("FULFILL");
        assertThat(read(id).has("failureReason")).isFalse();
    }

    @Test
    void withoutRetryAFailureIsTheEnd() {
        long id = create(",'chargeRetryEnabled':false").id();
        String url = page(id);
        counter.submit(url, "outcome=fail");
        assertThat(counter.open(url).status()).isEqualTo(410);
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/payment-page-url").status()).isEqualTo(422);
    }

    @Test
    void whoAbandonsFailsWhenTheHourIsOver() throws Exception {
        counter.play("switch", "{'skew':0}");
        long id = create("").id();
        String url = page(id);
        assertThat(counter.submit(url, "outcome=abandon").text()).contains("abandon");
        assertThat(state(id)).isEqualTo("PROCESSING");
        twin.advance("PT61M");
        assertThat(counter.get("/payment/transactions/search?query=state%3AFAILED").json().at("/data/0/id").asLong())
                .isEqualTo(id);
        assertThat(counter.open(url).status()).isEqualTo(410);
        long other = create("").id();
        counter.submit(page(other), "outcome=timeout");
        assertThat(state(other)).isEqualTo("FAILED");
        assertThat(counter.open(otherPage(other, url)).status()).isEqualTo(403);
    }

    @Test
    void somethingUnconfirmedCannotBePaidWhereTheShopConfirms() {
        long id = create(",'autoConfirmationEnabled':false").id();
        String url = page(id);
        assertThat(counter.open(url).text()).contains("pas encore confirm");
        counter.play("switch", "{'unconfirmedUrl':false}");
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/payment-page-url").status()).isEqualTo(422);
        confirm(id, "{'version':2}");
        assertThat(counter.submit(url, "outcome=success").status()).isEqualTo(200);
        assertThat(state(id)).isEqualTo("FULFILL");
    }

    @Test
    void scriptsLeadToThePage() {
        long id = create("").id();
        for (String name : new String[]{"lightbox", "iframe"}) {
            String url = counter.get(TRANSACTIONS + "/" + id + "/" + name + "-javascript-url").text();
            assertThat(url).contains("/assets/payment/" + name + "-checkout-handler.js?spaceId=405&transactionId=" + id
                    + "&securityToken=");
            assertThat(counter.open(url).text()).contains("CheckoutHandler", "/payment/transaction/pay/" + id);
        }
        counter.open(page(id) + "&userInterfaceType=IFRAME");
        assertThat(read(id).path("userInterfaceType").asText()).isEqualTo("IFRAME");
    }

    @Test
    void methodsAreListedUnlessNoneIsConfigured() {
        long id = create("").id();
        String path = TRANSACTIONS + "/" + id + "/payment-method-configurations?integrationMode=";
        assertThat(counter.get(path + "payment_page").json().path("data").size()).isEqualTo(5);
        assertThat(counter.get(path + "PAYMENT_PAGE").status()).isEqualTo(400);
        PostfinanceCounter none = counter.in("408");
        long bare = none.post(TRANSACTIONS, transaction("")).id();
        assertThat(none.get(TRANSACTIONS + "/" + bare + "/payment-method-configurations?integrationMode=iframe").json()
                .path("data").size()).isZero();
    }

    // Afterwards

    @Test
    void deferredCaptureIsAskedFor() {
        long id = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        assertThat(state(id)).isEqualTo("AUTHORIZED");
        Said completion = counter.post(TRANSACTIONS + "/" + id + "/complete-online", null);
        assertThat(completion.status()).isEqualTo(200);
        assertThat(completion.at("/state")).isEqualTo("SUCCESSFUL");
        assertThat(completion.at("/mode")).isEqualTo("ONLINE");
        assertThat(state(id)).isEqualTo("FULFILL");
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/complete-online", null).status()).isEqualTo(422);
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/void-online", null).status()).isEqualTo(422);
    }

    @Test
    void partialCapturesAreRepeatedUnderTheirExternalId() {
        long id = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        String path = TRANSACTIONS + "/" + id + "/complete-partially-online";
        String part =
                "{'externalId':'SO-1-c1','lastCompletion':false,'lineItems':[{'uniqueId':'1','quantity':1,'amount':40}]}";
        Said first = counter.post(path, part);
        assertThat(counter.post(path, part).id()).isEqualTo(first.id());
        assertThat(state(id)).isEqualTo("AUTHORIZED");
        assertThat(read(id).path("completedAmount").decimalValue()).isEqualByComparingTo("40");
        assertThat(counter.post(path, part.replace("c1", "c2").replace("40", "61")).status()).isEqualTo(422);
        assertThat(counter.post(path, part.replace("c1", "c3").replace("false", "true")).at("/amount"))
                .isEqualTo("40.00");
        assertThat(state(id)).isEqualTo("FULFILL");
        assertThat(purchases().get(0).path("amount").asText()).isEqualTo("80.00");
    }

    @Test
    void spaceThatDefersByItselfWaitsForTheCapture() {
        PostfinanceCounter deferred = counter.in("406");
        long id = deferred.post(TRANSACTIONS, transaction("")).id();
        deferred.play("pay", "{'transaction':" + id + "}");
        assertThat(deferred.get(TRANSACTIONS + "/" + id).at("/state")).isEqualTo("AUTHORIZED");
    }

    @Test
    void reservationIsGivenBack() {
        long id = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        counter.play("switch", "{'voiding':'FAILED'}");
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/void-online", null).at("/state")).isEqualTo("FAILED");
        assertThat(state(id)).isEqualTo("AUTHORIZED");
        counter.play("switch", "{'voiding':'SUCCESSFUL'}");
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/void-online", null).at("/state")).isEqualTo("SUCCESSFUL");
        assertThat(state(id)).isEqualTo("VOIDED");
        assertThat(purchases()).isEmpty();
    }

    @Test
    void completionMayTakeItsTimeOrFail() {
        long id = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        counter.play("switch", "{'completion':'FAILED'}");
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/complete-online", null).at("/failureReason/category"))
                .isEqualTo("TEMPORARY_ISSUE");
        counter.play("switch", "{'completion':'PENDING'}");
        long pending = counter.post(TRANSACTIONS + "/" + id + "/complete-online", null).id();
        assertThat(state(id)).isEqualTo("AUTHORIZED");
        counter.play("conclude", "{'completion':" + pending + "}");
        assertThat(state(id)).isEqualTo("FULFILL");
    }

    @Test
    void deliveryThatIsDeclinedIsDecline() {
        long id = create("").id();
        counter.play("pay", "{'transaction':" + id + ",'outcome':'decline'}");
        assertThat(state(id)).isEqualTo("DECLINE");
        assertThat(refund(id, "R1", "1").status()).isEqualTo(422);
    }

    @Test
    void deliveriesAndRefundsWaitForAPersonWhereThatIsSo() {
        PostfinanceCounter byHand = counter.in("407");
        long id = byHand.post(TRANSACTIONS, transaction("")).id();
        byHand.play("pay", "{'reference':'SO-1'}");
        assertThat(byHand.get(TRANSACTIONS + "/" + id).at("/state")).isEqualTo("COMPLETED");
        // The indication was made right before its transaction moved on no further.
        long indication = id;
        Said marked;
        do {
            marked = byHand.post("/payment/delivery-indications/" + ++indication + "/mark-suitable", null);
        } while (marked.status() == 404 && indication < id + 20);
        assertThat(marked.at("/state")).isEqualTo("SUITABLE");
        assertThat(byHand.get(TRANSACTIONS + "/" + id).at("/state")).isEqualTo("FULFILL");
        Said refund = byHand.post("/payment/refunds", refundBody(id, "R1", "'amount':10"));
        assertThat(refund.at("/state")).isEqualTo("MANUAL_CHECK");
        assertThat(byHand.post("/payment/refunds/" + refund.id() + "/mark-succeeded", null).at("/state"))
                .isEqualTo("SUCCESSFUL");
        assertThat(byHand.post("/payment/refunds/" + refund.id() + "/mark-failed", null).status()).isEqualTo(422);
    }

    @Test
    void refundIsMadeOnceUnderItsExternalId() {
        long id = paid("");
        Said refund = refund(id, "SO-1-refund-1", "30");
        assertThat(refund.status()).isEqualTo(201);
        assertThat(refund.at("/state")).isEqualTo("SUCCESSFUL");
        assertThat(refund(id, "SO-1-refund-1", "30").id()).isEqualTo(refund.id());
        counter.play("switch", "{'refundAgain':200}");
        assertThat(refund(id, "SO-1-refund-1", "30").status()).isEqualTo(200);
        assertThat(read(id).path("refundedAmount").decimalValue()).isEqualByComparingTo("30");
        assertThat(refund(id, "SO-1-refund-2", "70.01").status()).isEqualTo(422);
        assertThat(refund(id, "SO-1-refund-2", "70").status()).isEqualTo(201);
        assertThat(counter.get("/payment/refunds/search?query=externalId%3ASO-1-refund-2").json().path("data").size())
                .isEqualTo(1);
        assertThat(purchases()).hasSize(3);
        assertThat(purchases().get(1).path("operation").asText()).isEqualTo("refund");
        assertThat(purchases().get(1).path("attemptKey").asText()).isEqualTo("k3q7w2n5x4m6b-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1 | 0 | 50.00", "0 | 10 | 20.00", "1 | 10 | 60.00", "2 | 0 | 100.00"
    })
    void reductionsAreAddedUpByTheServicesArithmetic(String pieces, String cheaper, String total) {
        long id = paid("");
        Said refund = counter.post("/payment/refunds", refundBody(id, "R", "'reductions':[{'lineItemUniqueId':'1',"
                + "'quantityReduction':" + pieces + ",'unitPriceReduction':" + cheaper + "}]"));
        assertThat(refund.at("/amount")).isEqualTo(total);
    }

    @Test
    void refundsOfWhatIsNotPaidOrNotSaidAreRefused() {
        long id = create("").id();
        assertThat(refund(id, "R1", "1").status()).isEqualTo(422);
        assertThat(counter.post("/payment/refunds", "{'transaction':" + id + "}").json().path("errors").size())
                .isEqualTo(3);
        long payed = paid("");
        assertThat(counter.post("/payment/refunds",
                refundBody(payed, "R2", "'reductions':[{'lineItemUniqueId':'9','quantityReduction':1}]")).status())
                .isEqualTo(422);
        counter.play("switch", "{'refund':'FAILED'}");
        assertThat(refund(payed, "R3", "1").at("/state")).isEqualTo("FAILED");
        counter.play("switch", "{'refund':'PENDING'}");
        Said pending = refund(payed, "R4", "1");
        assertThat(pending.at("/state")).isEqualTo("PENDING");
        assertThat(counter.play("conclude", "{'refund':" + pending.id() + "}").at("/state")).isEqualTo("SUCCESSFUL");
    }

    @Test
    void storedCardIsChargedWhileTheCustomerIsAbsent() {
        long first = paid(",'tokenizationMode':'FORCE_CREATION'");
        Said expanded = counter.get(TRANSACTIONS + "/" + first + "?expand=token");
        long token = expanded.json().at("/token/id").asLong();
        assertThat(read(first).path("token").asLong()).as("an id unless it is expanded").isEqualTo(token);
        String asked = transaction(",'token':" + token + ",'customersPresence':'NOT_PRESENT'");
        long second = counter.post(TRANSACTIONS, asked).id();
        Said charge = counter.post(TRANSACTIONS + "/" + second + "/process-with-token", null);
        assertThat(charge.at("/state")).isEqualTo("SUCCESSFUL");
        assertThat(charge.json().path("transaction").asLong()).isEqualTo(second);
        assertThat(state(second)).isEqualTo("FULFILL");
        assertThat(counter.post(TRANSACTIONS + "/" + second + "/process-with-token", null).status()).isEqualTo(422);
        counter.play("switch", "{'charge':'FAILED'}");
        long third = counter.post(TRANSACTIONS, asked).id();
        assertThat(counter.post(TRANSACTIONS + "/" + third + "/process-with-token", null).at("/state"))
                .isEqualTo("FAILED");
        assertThat(state(third)).isEqualTo("FAILED");
        counter.play("switch", "{'charge':'SUCCESSFUL'}");
        long fourth = counter.post(TRANSACTIONS, asked).id();
        assertThat(counter.post(TRANSACTIONS + "/" + fourth + "/process-without-interaction", null).at("/state"))
                .isEqualTo("PROCESSING");
        assertThat(state(fourth)).isEqualTo("FULFILL");
        assertThat(counter.call("DELETE", "/payment/tokens/" + token, null, "*/*").status()).isEqualTo(204);
        assertThat(counter.post(TRANSACTIONS, asked).status()).as("deleted").isEqualTo(422);
    }

    @Test
    void withoutAStoredCardNothingIsCharged() {
        long bare = create("").id();
        assertThat(counter.post(TRANSACTIONS + "/" + bare + "/process-with-token", null).status()).isEqualTo(422);
        Said token = counter.post("/payment/tokens", "{'externalId':'T1','customerId':'C-77'}");
        assertThat(counter.post("/payment/tokens", "{'externalId':'T1'}").id()).isEqualTo(token.id());
        assertThat(counter.get("/payment/tokens/" + token.id() + "/active-version").status()).isEqualTo(404);
        long id = create(",'token':" + token.id()).id();
        assertThat(counter.post(TRANSACTIONS + "/" + id + "/process-with-token", null).status()).isEqualTo(422);
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/check-token-creation-possible").text()).isEqualTo("true");
    }

    @Test
    void documentsAreFilesAndTheInvoiceComesAfterTheCompletion() {
        long id = paid(",'completionBehavior':'COMPLETE_DEFERRED'");
        assertThat(counter.get(TRANSACTIONS + "/" + id + "/invoice-document").status()).isEqualTo(404);
        Said slip = counter.get(TRANSACTIONS + "/" + id + "/packing-slip-document");
        assertThat(slip.at("/title")).contains("packing slip");
        counter.post(TRANSACTIONS + "/" + id + "/complete-online", null);
        Said invoice = counter.get(TRANSACTIONS + "/" + id + "/invoice-document");
        assertThat(invoice.at("/title")).contains("invoice");
        assertThat(invoice.at("/mimeType")).isEqualTo("application/pdf");
        assertThat(new String(Base64.getDecoder().decode(invoice.at("/data")), 0, 5,
                StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        long refund = refund(id, "R1", "1").id();
        assertThat(counter.get("/payment/refunds/" + refund + "/document").status()).isEqualTo(200);
    }

    @Test
    void terminalTakesACardAndItsLongPollIsResumed() {
        long id = create("").id();
        String path = "/payment/terminals/by-identifier/20004051/perform-transaction?transactionId=" + id
                + "&language=fr-CH";
        counter.play("switch", "{'longPoll':504}");
        assertThat(counter.post(path, null).status()).isEqualTo(504);
        assertThat(state(id)).isEqualTo("PROCESSING");
        counter.play("switch", "{'longPoll':0}");
        assertThat(counter.post(path, null).at("/state")).isEqualTo("FULFILL");
        assertThat(counter.post(path, null).at("/state")).as("again").isEqualTo("FULFILL");
        assertThat(purchases()).hasSize(1);
        Said receipts = counter.get(TRANSACTIONS + "/" + id + "/terminal-receipts?format=TXT&width=40");
        assertThat(receipts.json().path("data").size()).isEqualTo(2);
        assertThat(new String(Base64.getDecoder().decode(receipts.at("/data/0/data")),
                StandardCharsets.UTF_8)).contains("100.00");
        assertThat(read(id).path("userInterfaceType").asText()).isEqualTo("TERMINAL");
    }

    @Test
    void terminalWithoutADeviceTakesNoCard() {
        long terminal = counter.post("/payment/terminals", "{'externalId':'K2','name':'Kasse 2'}").id();
        String path = "/payment/terminals/" + terminal;
        long id = create("").id();
        assertThat(counter.post(path + "/perform-transaction?transactionId=" + id, null).status()).isEqualTo(422);
        assertThat(counter.post(path + "/link?serialNumber=S-1", null).status()).isEqualTo(204);
        assertThat(counter.post(path + "/perform-transaction?transactionId=" + id, null).at("/state"))
                .isEqualTo("FULFILL");
        assertThat(counter.post(path + "/trigger-final-balance", null).status()).isEqualTo(201);
        assertThat(counter.post(path + "/unlink", null).status()).isEqualTo(204);
        assertThat(counter.get("/payment/terminals/search?query=state%3AACTIVE").json().path("data").size())
                .isEqualTo(2);
    }

    @Test
    void paymentLinkIsMadeOnceAndFollowedAsOftenAsItSays() {
        String asked =
                "{'externalId':'SO-9 k3q7w2n5x4m6c-1','protectionMode':'NO_PROTECTION','currency':'CHF','lineItems':["
                        + LINE + "],'maximalNumberOfTransactions':1}";
        Said link = counter.post("/payment/links", asked);
        assertThat(link.status()).isEqualTo(201);
        assertThat(counter.post("/payment/links", asked).at("/url")).isEqualTo(link.at("/url"));
        assertThat(counter.post("/payment/links", "{'externalId':'x'}").status()).isEqualTo(422);
        assertThat(counter.open(link.at("/url")).text()).contains("100.00 CHF");
        assertThat(purchases()).isEmpty();
        counter.submit(link.at("/url"), "outcome=success");
        assertThat(purchases().get(0).path("attemptKey").asText()).isEqualTo("k3q7w2n5x4m6c-1");
        assertThat(counter.open(link.at("/url")).status()).isEqualTo(410);
        assertThat(counter.call("DELETE", "/payment/links/" + link.id(), null, "*/*").status()).isEqualTo(204);
    }

    // Reading

    @Test
    void referencesAreExpandedWhereTheyAreNamed() {
        long id = paid("");
        String path = TRANSACTIONS + "/" + id;
        assertThat(read(id).path("paymentConnectorConfiguration").isIntegralNumber()).isTrue();
        JsonNode deep = counter.get(path + "?expand=group&expand=paymentConnectorConfiguration.processorConfiguration")
                .json();
        assertThat(deep.at("/paymentConnectorConfiguration/name").asText())
                .isEqualTo("Concardis Acquiring - Mastercard");
        assertThat(deep.at("/paymentConnectorConfiguration/processorConfiguration/name").asText())
                .isEqualTo("Concardis Acquiring");
        assertThat(deep.path("group").isObject()).isTrue();
        counter.play("switch", "{'collapsed':true}");
        assertThat(read(id).has("lineItems")).isFalse();
        assertThat(counter.get(path + "?expand=lineItems").json().path("lineItems").size()).isEqualTo(1);
    }

    @Test
    void transactionsAreSearchedAndListedInPages() {
        for (int number = 0; number < 3; number++) {
            create("");
        }
        JsonNode found = counter.get("/payment/transactions/search?limit=2&offset=0&order=id%3ADESC"
                + "&query=merchantReference%3A%22SO-1%20k3q7w2n5x4m6a-1%22").json();
        assertThat(found.path("data").size()).isEqualTo(2);
        assertThat(found.path("hasMore").asBoolean()).isTrue();
        assertThat(found.path("offset").asInt()).isZero();
        assertThat(found.at("/data/0/id").asLong()).isGreaterThan(found.at("/data/1/id").asLong());
        JsonNode list = counter.get("/payment/transactions?limit=2").json();
        assertThat(list.path("limit").asInt()).isEqualTo(2);
        JsonNode rest = counter.get("/payment/transactions?after=" + list.at("/data/1/id").asLong()).json();
        assertThat(rest.path("data").size()).isEqualTo(1);
        assertThat(rest.path("hasMore").asBoolean()).isFalse();
        assertThat(counter.get("/payment/transactions?limit=101").status()).isEqualTo(400);
        assertThat(counter.get("/payment/transactions/search?offset=10001").status()).isEqualTo(416);
        assertThat(counter.get("/payment/transactions/search?query=colour%3Ared").status()).isEqualTo(422);
        Said export = counter.call("GET", "/payment/transactions/export?fields=id&fields=state", null, "text/csv");
        assertThat(export.text().lines()).hasSize(4).first().isEqualTo("id,state");
    }

    @Test
    void spacesOfTheUserAreListed() {
        assertThat(counter.in(null).get("/spaces").json().path("data").size()).isEqualTo(5);
        assertThat(counter.in(null).get("/spaces/409").json().path("requestLimit").asInt()).isEqualTo(20);
        assertThat(counter.as(513).in(null).get("/spaces/405").status()).isEqualTo(404);
    }

    // Faults

    @Test
    void creationWhoseAnswerIsLostIsFoundByItsReference() throws Exception {
        twin.inject("{'kind':'lost-after','service':'postfinance','operation':'POST /payment/transactions'}");
        assertThat(catchThrowable(() -> create(""))).isNotNull();
        assertThat(counter.get("/payment/transactions/search?query=merchantReference%3A~k3q7w2n5x4m6a").json()
                .path("data").size()).isEqualTo(1);
    }

    @Test
    void faultsAreToldInTheServicesForm() throws Exception {
        twin.inject("{'kind':'messages','code':'503','service':'postfinance'}");
        Said refused = counter.get(TRANSACTIONS);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.at("/message")).isNotEmpty();
        twin.inject("{'kind':'throttle','service':'postfinance'}");
        assertThat(counter.get(TRANSACTIONS).status()).isEqualTo(429);
    }

    @Test
    void bookOutlivesTheTwin() {
        long id = paid("");
        twin.close();
        twin = new StartedTwin(folder);
        counter = PostfinanceCounter.demo(twin.port());
        assertThat(state(id)).isEqualTo("FULFILL");
        assertThat(create("").id()).isGreaterThan(id);
        assertThat(purchases()).hasSize(1);
    }

    @Test
    void switchThatIsNoneIsRefused() {
        assertThat(counter.play("switch", "{'colour':1}").status()).isEqualTo(400);
        assertThat(counter.play("switch", "{'wrongState':500}").text()).contains("422");
        assertThat(counter.play("sing", "{}").text()).contains("expected");
    }

    // Short words

    private static String transaction(String more) {
        return "{'currency':'CHF','language':'fr-CH','merchantReference':'SO-1 k3q7w2n5x4m6a-1','lineItems':[" + LINE
                + "]" + more + "}";
    }

    private Said create(String more) {
        return counter.post(TRANSACTIONS, transaction(more));
    }

    private Said confirm(long id, String body) {
        return counter.post(TRANSACTIONS + "/" + id + "/confirm", body);
    }

    private Said update(long id, String body) {
        return counter.call("PATCH", TRANSACTIONS + "/" + id, body, "application/json");
    }

    private long paid(String more) {
        long id = create(more).id();
        counter.play("pay", "{'transaction':" + id + "}");
        return id;
    }

    private String page(long id) {
        return counter.get(TRANSACTIONS + "/" + id + "/payment-page-url").text();
    }

    private static String otherPage(long id, String otherUrl) {
        return otherUrl.replaceFirst("/pay/\\d+", "/pay/" + id);
    }

    private JsonNode read(long id) {
        return counter.get(TRANSACTIONS + "/" + id).json();
    }

    private String state(long id) {
        return read(id).path("state").asText();
    }

    private Said refund(long id, String externalId, String amount) {
        return counter.post("/payment/refunds", refundBody(id, externalId, "'amount':" + amount));
    }

    private static String refundBody(long id, String externalId, String more) {
        return "{'transaction':" + id + ",'externalId':'" + externalId + "','type':'MERCHANT_INITIATED_ONLINE',"
                + "'merchantReference':'SO-1-refund k3q7w2n5x4m6b-1'," + more + "}";
    }

    private JsonNode purchases() {
        try {
            return twin.purchases();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
