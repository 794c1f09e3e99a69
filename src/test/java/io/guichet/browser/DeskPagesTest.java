package io.guichet.browser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.GuichetRun;
import io.guichet.desk.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** A morning at the operator's page: what a person sees and decides there, and that the ledger keeps who it was. */
@Tag("browser")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskPagesTest {

    private static final String PASSWORD = "correct-horse-battery";
    private static final String STAMP = "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1}";
    private static final String LETTER = "{\"product\":1307915,\"layout\":\"separate\",\"format\":\"png\",\"dpi\":300,"
            + "\"printZone\":2,\"licence\":\"60000011\",\"recipients\":[{\"reference\":\"R-1\",\"firstName\":\"Apollonia\","
            + "\"lastName\":\"Zurbriggen\",\"street\":\"Geheimgasse 77\",\"zip\":\"3920\",\"city\":\"Zermatt\",\"country\":\"CH\"}],"
            + "\"sender\":{\"organization\":\"Exemple\",\"street\":\"Bahnhofstrasse 1\",\"zip\":\"3011\",\"city\":\"Berne\","
            + "\"country\":\"CH\"},\"reference\":\"R-1\"}";
    /** What stands nowhere on a page. */
    private static final List<String> SECRETS = List.of("Apollonia", "Zurbriggen", "Geheimgasse", "Zermatt",
            "wsws-geheim", "0123456789abcdef0123456789abcdef", PASSWORD, "pbkdf2");

    @TempDir
    private static Path home;
    private static GuichetRun guichet;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        guichet = GuichetRun.start(home, Map.of("guichet.desk.person.anna.password",
                Passwords.encoded(PASSWORD.toCharArray()), "guichet.desk.person.anna.role", "operator",
                "guichet.desk.person.ben.password", Passwords.encoded(PASSWORD.toCharArray()),
                "guichet.reconcile.looks", "200ms,400ms", "guichet.worker.hold-retry", "1h",
                "guichet.account.webstamp.demo.max-spend-per-day", "500.00"));
        guichet.drop("letter.json", GuichetRun.order("SO-LETTER", "stamps", "demo", LETTER));
        guichet.result("SO-LETTER");
        guichet.drop("wrong.json", GuichetRun.order("SO-WRONG", "stamps", "demo", "{\"product\":1}"));
        guichet.drop("terms.json", GuichetRun.order("SO-TERMS", "stamps", "terms", STAMP));
        guichet.result("SO-TERMS");
        browser = Browser.open();
        browser.go(page(""));
    }

    @AfterAll
    static void stop() {
        browser.close();
        guichet.close();
    }

    @Test
    @Order(1)
    void nobodyIsLetInWithAWrongPasswordAndThenByTheKeyboardAlone() throws Exception {
        assertThat(browser.url()).endsWith("/desk/sign-in");
        sound("sign-in");
        type("name", "anna");
        type("password", "wrong-horse-battery" + Keys.ENTER);
        assertThat(browser.find(By.cssSelector("[role=alert]")).getText()).contains("wrong");

        browser.find(By.id("name")).sendKeys("anna" + Keys.TAB);
        browser.keys(PASSWORD + Keys.ENTER);

        await().atMost(20, SECONDS).until(() -> browser.url().endsWith("/desk"));
        browser.keys(Keys.TAB);
        browser.keys(Keys.ENTER);
        assertThat(browser.url()).as("the first stop leads past the navigation").endsWith("#main");
    }

    @Test
    @Order(2)
    void boardOfTheDayIsSeenInLightAndDarkOnADeskAndOnAPhone() throws Exception {
        browser.go(page(""));
        assertThat(browser.find(By.tagName("table")).getText()).contains("webstamp");
        assertThat(browser.text()).contains("webstamp/demo", "500.00", "run.");
        sound("board");
        browser.scheme("dark");
        sound("board-dark");
        browser.size(390, 844);
        assertThat(browser.overflows()).as("nobody scrolls aside").isFalse();
        sound("board-phone");
        browser.scheme("light");
        browser.size(1200, 900);
        browser.go(page("/routes"));
        assertThat(browser.text()).contains("work-webstamp").contains("Started");
        sound("routes");
    }

    @Test
    @Order(3)
    void orderIsFoundWithItsTimeLineItsPictureAndNothingOfAnyPerson() throws Exception {
        browser.go(page("/orders?state=open"));
        type("q", "SO-LETTER" + Keys.ENTER);
        browser.find(By.linkText("SO-LETTER")).click();

        assertThat(browser.find(By.tagName("h1")).getText()).contains("SO-LETTER");
        assertThat(browser.text()).contains("COMPLETED", "accepted by the file door", "DONE");
        WebElement stamp = browser.find(By.cssSelector(".sheet img"));
        await().atMost(20, SECONDS).until(() -> Integer.parseInt(stamp.getDomProperty("naturalWidth")) > 0);
        browser.find(By.xpath("//summary[.='Request']")).click();
        assertThat(browser.text()).as("what is of nobody is shown").contains("1307915");
        sound("order");
        browser.go(page("/orders?q=SO-WRONG"));
        browser.find(By.linkText("SO-WRONG")).click();
        assertThat(browser.text()).contains("REJECTED", "GUI-");
        sound("order-wrong");
    }

    @Test
    @Order(4)
    void doubtfulOrderIsResolvedByAPerson() throws Exception {
        guichet.control("faults", "[{\"kind\":\"lost-before\",\"operation\":\"new_order\"},"
                + "{\"kind\":\"http\",\"status\":502,\"operation\":\"get_info_receipt\",\"calls\":1000}]");
        guichet.drop("doubt.json", GuichetRun.order("SO-DOUBT", "stamps", "demo", STAMP));
        await().atMost(60, SECONDS).until(() -> {
            browser.go(page("/people"));
            return browser.text().contains("SO-DOUBT") && browser.text().contains("a person decides");
        });
        guichet.control("reset", "{}");
        sound("people");
        browser.find(By.linkText("SO-DOUBT")).click();
        sound("order-in-doubt");

        type("why-not-bought", "looked at the journal of the post");
        browser.find(By.id("again")).click();
        press("not-bought");

        awaitTold("bought again");
        assertThat(guichet.result("SO-DOUBT").path("attempts").asInt()).isEqualTo(2);
        browser.go(page("/orders?q=SO-DOUBT"));
        browser.find(By.linkText("SO-DOUBT")).click();
        assertThat(browser.text()).as("who and why").contains("desk anna", "looked at the journal of the post");
    }

    @Test
    @Order(5)
    void termsAreConfirmedAndAnAccountIsPausedAndGoesOn() throws Exception {
        browser.go(page("/people"));
        WebElement terms = browser.find(By.xpath("//fieldset[contains(legend,'webstamp/terms')]"));
        assertThat(terms.findElement(By.tagName("a")).getDomAttribute("href")).contains("confirm");
        terms.findElement(By.name("why")).sendKeys("accepted by the head of post");
        terms.findElement(By.tagName("button")).click();
        awaitTold("Noted as dealt with");
        assertThat(browser.text()).doesNotContain("Terms to accept").contains("accepted by the head of post");

        type("why-pause", "stocktaking");
        press("pause");
        awaitTold("is paused");
        guichet.drop("paused.json", GuichetRun.order("SO-PAUSED", "stamps", "demo", STAMP));
        type("why-resume-0", "counted");
        press("resume");
        awaitTold("goes on");
        assertThat(browser.text()).contains("desk anna", "stocktaking", "counted");
        guichet.result("SO-PAUSED");
    }

    @Test
    @Order(6)
    void answerIsSentAgainAndNothingIsBought() throws Exception {
        int sold = guichet.purchases("SO-LETTER").size();
        browser.go(page("/orders?q=SO-LETTER"));
        browser.find(By.linkText("SO-LETTER")).click();
        Path result = home.resolve("out").resolve("SO-LETTER.result.json");
        Files.delete(result);

        type("why-replay", "the shop lost it");
        press("replay");

        awaitTold("sent again");
        await().atMost(60, SECONDS).until(() -> Files.exists(result));
        assertThat(guichet.purchases("SO-LETTER")).hasSize(sold);
        browser.go(page("/people"));
        assertThat(browser.text()).contains("replay", "the shop lost it");
        browser.go(page("/replay"));
        assertThat(browser.text()).contains("Nothing that was given up");
        sound("replay");
    }

    @Test
    @Order(7)
    void pageSpeaksFourLanguagesAndReadersSeeNoButton() throws Exception {
        browser.go(page("/language?to=fr"));
        assertThat(browser.text()).contains("Tableau de bord", "Dépensé aujourd’hui");
        sound("board-fr");
        browser.go(page("/language?to=de"));
        assertThat(browser.text()).contains("Übersicht");
        browser.go(page("/language?to=it"));
        assertThat(browser.text()).contains("Speso oggi");
        browser.go(page("/language?to=en"));
        browser.find(By.cssSelector("form[action$=sign-out] button")).click();
        type("name", "ben");
        type("password", PASSWORD + Keys.ENTER);
        await().atMost(20, SECONDS).until(() -> browser.url().endsWith("/desk"));
        browser.go(page("/orders?q=SO-LETTER"));
        browser.find(By.linkText("SO-LETTER")).click();
        assertThat(browser.source()).doesNotContain("/replay\"");
        browser.go(page("/replay"));
        assertThat(browser.text()).contains("may see but not decide");
    }

    /** No barrier, no complaint of the browser, nothing that is of a person; its picture is kept where docs are written. */
    private static void sound(String name) throws IOException {
        assertThat(browser.barriers()).as(name).isEmpty();
        assertThat(browser.complaints()).as(name).noneMatch(line -> line.contains("Content Security Policy"));
        assertThat(browser.source()).as(name).doesNotContain(SECRETS.toArray(String[]::new));
        if (Boolean.getBoolean("guichet.docs.write")) {
            Path pictures = Files.createDirectories(Path.of("docs", "pictures"));
            Files.write(pictures.resolve("desk-" + name + ".png"), browser.picture());
        }
    }

    private static void type(String id, String text) {
        WebElement field = browser.find(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    private static void press(String action) {
        browser.find(By.cssSelector("form[action$='/" + action + "'] button")).click();
    }

    /** The page after the action tells what became of it. */
    private static void awaitTold(String part) {
        await().atMost(20, SECONDS).ignoreException(StaleElementReferenceException.class).untilAsserted(
                () -> assertThat(browser.find(By.cssSelector("[role=status]")).getText()).contains(part));
    }

    private static String page(String path) {
        return guichet.address("/desk" + path).toString();
    }
}
