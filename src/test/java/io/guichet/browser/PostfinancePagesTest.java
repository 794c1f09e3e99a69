package io.guichet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.GuichetRun;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** A payer of PostFinance Checkout, from the link in the result over the service's page to the webhook and the final event. */
@Tag("browser")
class PostfinancePagesTest {

    private static final By METHOD = By.name("method");

    @TempDir
    private static Path home;
    private static GuichetRun guichet;
    private static ShopPage shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopPage();
        // Nobody asks by itself: what is told here was told by a webhook.
        guichet = GuichetRun.start(home, Map.of("guichet.payments.asks", "1h,2h"));
        HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(guichet.twinAddress() + "/postfinance/play/listen"))
                        .POST(BodyPublishers.ofString("{\"space\":405,\"url\":\""
                                + guichet.address("/notify/postfinance/demo-pf") + "\"}"))
                        .build(),
                BodyHandlers.discarding());
    }

    @AfterAll
    static void stop() {
        guichet.close();
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"VISA, Worldline", "TWINT, TWINT"})
    void payerPaysAndComesBackToTheShop(String method, String processor) {
        String link = link("B-" + method, "payment");
        try (Browser browser = Browser.open()) {
            browser.go(link);
            assertThat(browser.text()).contains("29.95");
            choose(browser, method);
            press(browser, "success");
            assertThat(browser.find(By.id("thanks")).getText()).isEqualTo(ShopPage.THANKS);
            assertThat(browser.url()).isEqualTo(shop.url());
        }
        JsonNode last = guichet.event("B-" + method, "FULFILL");
        assertThat(last.at("/payment/final").asBoolean()).isTrue();
        assertThat(last.at("/payment/amounts/completed").asText()).isEqualTo("29.95");
    }

    @Test
    void refusedPayerTriesAgainWithAnotherCard() {
        String link = link("B-again", "payment");
        try (Browser browser = Browser.withoutScript()) {
            browser.go(link);
            choose(browser, "AMERICAN_EXPRESS");
            press(browser, "fail");
            JsonNode failed = guichet.event("B-again", "FAILED");
            assertThat(failed.at("/payment/final").asBoolean()).isFalse();
            assertThat(failed.at("/payment/details/contact").asText()).contains("Swisscard");
            browser.go(link);
            choose(browser, "MASTERCARD");
            press(browser, "success");
            assertThat(browser.find(By.id("thanks")).getText()).isEqualTo(ShopPage.THANKS);
            assertThat(browser.url()).isEqualTo(shop.url());
        }
        assertThat(guichet.event("B-again", "FULFILL").at("/payment/final").asBoolean()).isTrue();
    }

    @Test
    void linkIsPaidByWhoeverHasIt() {
        String link = link("B-link", "payment-link");
        try (Browser browser = Browser.open()) {
            browser.go(link);
            choose(browser, "POSTFINANCE_CARD");
            press(browser, "success");
            // A browser that is closed while it sends has paid nothing.
            assertThat(browser.find(By.cssSelector("[role=status]")).isDisplayed()).isTrue();
        }
        assertThat(guichet.event("B-link", "FULFILL").at("/payment/amounts/completed").asText()).isEqualTo("29.95");
    }

    private static void choose(Browser browser, String method) {
        browser.find(METHOD).findElement(By.cssSelector("option[value=" + method + "]")).click();
    }

    private static void press(Browser browser, String outcome) {
        browser.find(By.cssSelector("button[value=" + outcome + "]")).click();
    }

    private static String link(String id, String operation) {
        String way = operation.equals("payment")
                ? ",\"successUrl\":\"" + shop.url() + "\",\"failedUrl\":\"" + shop.url() + "?refused\""
                : "";
        guichet.drop(id + ".json", "{\"orderId\":\"" + id + "\",\"service\":\"postfinance\",\"operation\":\""
                + operation + "\",\"account\":\"demo-pf\",\"request\":{\"amount\":\"29.95\"" + way + "}}");
        return guichet.result(id).at("/result/link").asText();
    }
}
