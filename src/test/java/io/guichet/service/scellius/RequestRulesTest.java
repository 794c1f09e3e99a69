package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import io.guichet.purchase.Account;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the service's page that a schema cannot say (scellius 3.3). */
class RequestRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "'amount':'9.90','currency':'EUR'",
            "'amount':'990','currency':'JPY'",
            "'amount':'9.900','currency':'TND'",
            "'amount':'9.900','currency':'EUR'",
            "'customer':{'email':'sample@example.com','billingDetails':{'country':'2a','language':'JP'}}",
            "'customer':{'email':'roy.jean+x@mail.example.museum','billingDetails':{'country':'CORSE','language':'ja'}}",
            "'customer':{'shippingDetails':{'phoneNumber':'(00.571) 638.14.00','address':'12 & 14, rue \u00e9t\u00e9'}}",
            "'customer':{'shoppingCart':{'cartItemInfo':[{'vatRate':'20.0'},{'vatAmount':'12.34'},{}]}}",
            "'metadata':{'orderInfo':'a <b>','MyValueKey':'1234'}",
    })
    void areKeptBy(String request) {
        assertThat(problems(ScelliusService.PAYMENT, request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "payment | \"amount\":\"9.901\",\"currency\":\"EUR\" | GUI-1382 | /request/amount | 2",
            "payment | \"amount\":\"9.5\",\"currency\":\"JPY\" | GUI-1382 | /request/amount | JPY",
            "payment | \"amount\":\"0.00\",\"currency\":\"EUR\" | GUI-1390 | /request/amount | more",
            "refund | \"amount\":\"0\" | GUI-1390 | /request/amount | more",
            "payment | \"currency\":\"EUX\" | GUI-1383 | /request/currency | EUX",
            "payment | \"customer\":{\"billingDetails\":{\"address\":\"a<b\"}} | GUI-1380 | /request/customer/billingDetails/address | a<b",
            "payment | \"customer\":{\"shippingDetails\":{\"address2\":\"a>b\"}} | GUI-1380 | /request/customer/shippingDetails/address2 | a>b",
            "payment | \"customer\":{\"billingDetails\":{\"country\":\"XX\"}} | GUI-1385 | /request/customer/billingDetails/country | XX",
            "payment | \"customer\":{\"billingDetails\":{\"language\":\"xx\"}} | GUI-1386 | /request/customer/billingDetails/language | xx",
            "payment | \"customer\":{\"email\":\"fake-email\"} | GUI-1387 | /request/customer/email | fake-email",
            "payment | \"customer\":{\"email\":\"Ada <a@example.com>\"} | GUI-1387 | /request/customer/email | RFC 2822",
            "payment | \"customer\":{\"email\":\"a@example.com, b@example.com\"} | GUI-1387 | /request/customer/email | RFC",
            "payment-link | \"channel\":{\"recipient\":\"x@\"} | GUI-1387 | /request/channel/recipient | x@",
            "payment | \"customer\":{\"shoppingCart\":{\"cartItemInfo\":[{\"vatRate\":\"20\",\"vatAmount\":\"1\"}]}} | GUI-1381 | /request/customer/shoppingCart/cartItemInfo/0/vatAmount | vatRate",
            "payment | \"currency\":\"EUR\",\"customer\":{\"shoppingCart\":{\"cartItemInfo\":[{\"vatAmount\":\"1.005\"}]}} | GUI-1382 | /request/customer/shoppingCart/cartItemInfo/0/vatAmount | EUR",
            "payment | \"metadata\":{\"guichetKey\":\"x\"} | GUI-1388 | /request/metadata | guichetKey",
            "update | \"amount\":\"12.00\" | GUI-1384 | /request/amount | amount",
            "update | \"formToken\":\"x\",\"renew\":true | GUI-1389 | /request/renew | orderId",
    })
    void areNamed(String operation, String request, String code, String field, String said) {
        assertThat(problems(operation, request)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(said);
            assertThat(problem.advice()).isNotEmpty();
        });
    }

    @Test
    void adviceForAnotherAmountIsANewPayment() {
        assertThat(problems("update", "'amount':'12.00'").get(0).advice()).contains("new payment");
    }

    @Test
    void accountIsCheckedForTheFamilyOfItsPassword() {
        ScelliusService service = new ScelliusService(null, null);
        assertThat(service.faults(Orders.SHOP)).isEmpty();
        assertThat(service.faults(account("test", "prodpassword_x"))).singleElement().asString()
                .contains("testpassword_").doesNotContain("prodpassword_x");
        assertThat(service.faults(account("production", "testpassword_x"))).singleElement().asString()
                .contains("prodpassword_");
        assertThat(service.faults(account("moon", "testpassword_x"))).singleElement().asString()
                .contains("production, sandbox, test");
    }

    private static Account account(String platform, String password) {
        return new Account("scellius", "demo-fr",
                Map.of("user", "42229744", "password", password, "platform", platform));
    }

    private static List<Problem> problems(String operation, String request) {
        return RequestRules.check(operation, Orders.json("{" + request + "}"), Orders.ENGLISH);
    }
}
