package io.guichet.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.GuichetRun;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** A buyer of Sips, from the link in the result to the shop's page, and what the shop's software is told meanwhile. */
@Tag("browser")
class SipsPagesTest {

    private static final By CARD = By.name("pan");
    private static final By PAY = By.cssSelector("button[value=PAY]");
    private static final By CANCEL = By.cssSelector("button[value=CANCEL]");
    private static final By GO_ON = By.tagName("button");
    /** Not that of the page before, which may stand there for a moment more. */
    private static final By BACK = By.cssSelector("form[action*='/return/'] button");

    @TempDir
    private static Path home;
    private static GuichetRun guichet;
    private static ShopPage shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopPage();
        guichet = GuichetRun.start(home);
    }

    @AfterAll
    static void stop() {
        guichet.close();
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"demo-be, 00, TO_CAPTURE", "demo-be, 05, REFUSED", "by-form, 00, TO_CAPTURE"})
    void buyerPaysAndComesBackToTheShop(String account, String code, String state) {
        String id = "B-" + account + "-" + code;
        try (Browser browser = Browser.open()) {
            browser.go(link(id, account));
            pay(browser, code);
            browser.find(BACK).click();
            assertThat(browser.find(By.id("thanks")).getText()).isEqualTo(ShopPage.THANKS);
            assertThat(browser.url()).isEqualTo(shop.url());
        }
        assertThat(event(id).at("/payment/state").asText()).isEqualTo(state);
        assertThat(guichet.names("out")).as("both responses are one").doesNotContain(id + ".event-2.json");
    }

    @Test
    void buyerWithoutScriptPressesButtons() {
        String link = link("B-plain", "demo-be");
        try (Browser browser = Browser.withoutScript()) {
            browser.go(link);
            assertThat(browser.text()).contains("taken to the payment");
            browser.find(GO_ON).click();
            pay(browser, "00");
            browser.find(BACK).click();
            assertThat(browser.find(By.id("thanks")).getText()).isEqualTo(ShopPage.THANKS);
        }
        assertThat(event("B-plain").at("/payment/state").asText()).isEqualTo("TO_CAPTURE");
    }

    @Test
    void buyerWhoGivesUpComesBackToo() {
        try (Browser browser = Browser.open()) {
            browser.go(link("B-gone", "demo-be"));
            browser.find(CANCEL).click();
            browser.find(BACK).click();
            assertThat(browser.find(By.id("thanks")).getText()).isEqualTo(ShopPage.THANKS);
        }
        assertThat(event("B-gone").at("/payment/state").asText()).isEqualTo("REFUSED");
    }

    @Test
    void buyerWhoWritesHisOwnResponseIsBelievedNothing() {
        try (Browser browser = Browser.open()) {
            browser.go(link("B-forged", "demo-be"));
            pay(browser, "05");
            browser.find(By.name("Data"));
            browser.script("let data = document.getElementsByName('Data')[0];"
                    + "data.value = data.value.replace('responseCode=05', 'responseCode=00')");
            browser.find(BACK).click();
            assertThat(browser.find(By.cssSelector("[role=status]")).getText()).contains("before you pay again");
            assertThat(browser.url()).contains("/return/sips/demo-be");
        }
        assertThat(event("B-forged").at("/payment/state").asText()).isEqualTo("REFUSED");
    }

    @Test
    void linkThatIsNoneSaysSo() {
        String link = link("B-none", "demo-be");
        try (Browser browser = Browser.open()) {
            browser.go(link.substring(0, link.length() - 3) + "AAA");
            assertThat(browser.find(By.cssSelector("[role=status]")).isDisplayed()).isTrue();
        }
    }

    /** The last two digits of the card are what becomes of it (sips 5.5). */
    private static void pay(Browser browser, String code) {
        browser.find(CARD).clear();
        browser.find(CARD).sendKeys("41000000000000" + code);
        browser.find(PAY).click();
    }

    private static String link(String id, String account) {
        guichet.drop(id + ".json", "{\"orderId\":\"" + id + "\",\"service\":\"sips\",\"operation\":\"payment\","
                + "\"account\":\"" + account + "\",\"request\":{\"amount\":\"12.50\",\"currency\":\"EUR\","
                + "\"returnUrl\":\"" + shop.url() + "\"}}");
        return guichet.result(id).at("/result/link").asText();
    }

    private static JsonNode event(String id) {
        return guichet.file("out/" + id + ".event-1.json");
    }
}
