package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guichet.DescribedDoor.Answer;
import io.guichet.ops.SettingsException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP door asks who is there: shop may spend from demo, office from favourite, and whole from what the door may. */
class HttpCallersTest {

    private static final String JSON = "application/json";
    private static final String SHOP = "shop-secret-0123456789";
    private static final String OFFICE = "office-secret-0123456789";
    private static final String WHOLE = "whole-secret-0123456789";
    private static final String STAMP =
            "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\"}";

    @TempDir
    static Path folder;
    private static GuichetRun run;
    private static DescribedDoor door;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "guichet.intake.http.authentication", "token",
                "guichet.intake.http.accounts", "webstamp/demo, webstamp/favourite, webstamp/private",
                "guichet.intake.http.caller.shop.token", SHOP,
                "guichet.intake.http.caller.shop.accounts", "webstamp/demo",
                "guichet.intake.http.caller.office.token", OFFICE,
                "guichet.intake.http.caller.office.accounts", "webstamp/favourite",
                "guichet.intake.http.caller.whole.token", WHOLE,
                // Reached from anywhere, which a secret makes good.
                "camel.server.host", "0.0.0.0"));
        door = new DescribedDoor(run.address("/"), HttpClient.Version.HTTP_1_1);
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String stamp(String orderId, String account) {
        return GuichetRun.order(orderId, "stamps", account, STAMP.formatted(orderId));
    }

    private static Answer get(String secret, String path) throws Exception {
        return door.send(door.to(path).header("Authorization", "Bearer " + secret).build());
    }

    private static Answer post(String secret, String body) throws Exception {
        return door.send(door.posting(JSON, body).header("Authorization", "Bearer " + secret).build());
    }

    private static void assertUnknown(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.codes()).containsExactly("GUI-1093");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"guichet\"");
    }

    @Test
    void whoDoesNotSayWhoHeIsGetsNothing() throws Exception {
        assertUnknown(door.post(JSON, stamp("C-1", "demo")));
        assertUnknown(door.get("/orders/C-1"));
        assertUnknown(door.get("/orders/C-1/documents/x"));
        assertUnknown(door.get("/inputs/x"));
        for (String header : List.of("Bearer", "Bearer ", "Bearer " + SHOP + "x", "Bearer shop", "Basic " + SHOP,
                SHOP)) {
            assertUnknown(door.send(door.posting(JSON, stamp("C-1", "demo")).header("Authorization", header).build()));
        }
        assertUnknown(door.send(door.to("/orders?Authorization=Bearer%20" + SHOP).header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString(stamp("C-1", "demo"))).build()));
        assertThat(door.get("/openapi.json").status()).isEqualTo(200);
        assertThat(get(WHOLE, "/orders/C-1").status()).isEqualTo(404);
    }

    @Test
    void eachCallerSpendsFromItsOwnAccounts() throws Exception {
        assertThat(post(SHOP, stamp("C-2", "demo")).status()).isEqualTo(202);

        Answer refused = post(SHOP, stamp("C-3", "favourite"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.codes()).containsExactly("GUI-1107");
        assertThat(refused.json().at("/errors/0/message").asText())
                .isEqualTo("account: \"favourite\" may not be used at the http/shop door (expected: one of demo)");
        assertThat(refused.json().at("/errors/0/advice").asText())
                .contains("webstamp/favourite to guichet.intake.http.caller.shop.accounts");
        assertThat(post(WHOLE, stamp("C-4", "private")).status()).isEqualTo(202);
        Answer beyond = post(WHOLE, stamp("C-5", "terms"));
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.json().at("/errors/0/advice").asText()).contains("to guichet.intake.http.accounts");
        assertThat(post(SHOP, "[" + stamp("C-6", "favourite") + "," + stamp("C-7", "demo") + "]").json()
                .path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void anOrderIsShownToWhomMaySpendFromItsAccountAndToNobodyElse() throws Exception {
        run.drop("shop.json", stamp("C-11", "demo"));
        run.result("C-11");

        for (String secret : List.of(SHOP, WHOLE)) {
            assertThat(get(secret, "/orders/C-11").json().path("state").asText()).isEqualTo("COMPLETED");
            assertThat(get(secret, "/orders/C-11/documents/C-11.1.pdf").status()).isEqualTo(200);
        }
        assertThat(get(OFFICE, "/orders/C-11").status()).isEqualTo(404);
        assertThat(get(OFFICE, "/orders/C-11?account=demo").status()).isEqualTo(404);
        assertThat(get(OFFICE, "/orders/C-11/documents/C-11.1.pdf").status()).isEqualTo(404);
        post(OFFICE, stamp("C-11", "favourite"));
        assertThat(get(OFFICE, "/orders/C-11").json().path("account").asText()).as("one, not one of two")
                .isEqualTo("favourite");
        assertThat(get(WHOLE, "/orders/C-11").status()).isEqualTo(300);
    }

    @Test
    void aReceiptAndAKeyAreTheirCallers() throws Exception {
        HttpRequest.Builder request = door.posting(JSON, "[" + stamp("C-21", "demo") + "]")
                .header("Idempotency-Key", "k");
        String place = door.send(request.copy().header("Authorization", "Bearer " + SHOP).build())
                .header("Location").orElseThrow();

        assertThat(get(SHOP, place).json().at("/list/0/orderId").asText()).isEqualTo("C-21");
        assertThat(get(OFFICE, place).status()).isEqualTo(404);
        assertThat(get(WHOLE, place).status()).isEqualTo(404);
        Answer other = door.send(request.copy().header("Authorization", "Bearer " + WHOLE).build());
        assertThat(other.json().at("/list/0/became").asText()).as("another caller's request").isEqualTo("repeat");
        assertThat(other.header("Location")).contains(place);
        assertThat(get(SHOP, place).json().at("/list/0/became").asText()).isEqualTo("accepted");
    }

    @Test
    void theLinesOfThePageAnswerAsItSays() throws Exception {
        List<CurlLine> lines = CurlLine.in(Path.of("docs", "http.md")).stream()
                .dropWhile(line -> !line.has("$SECRET")).toList();

        assertThat(lines).hasSize(2);
        for (CurlLine line : lines) {
            HttpRequest request = line.request(run.address("/"), Map.of("SECRET", WHOLE));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(door.send(request).status()).as(line.toString()).isEqualTo(line.status()));
        }
    }

    @Test
    void aDoorThatStrangersCouldOrderAtStopsTheStart() {
        assertRefused(Map.of("camel.server.host", "0.0.0.0"),
                "camel.server.host: 0.0.0.0 with guichet.intake.http.authentication: none, so that everybody who reaches"
                        + " this machine could order (expected: 127.0.0.1, or guichet.intake.http.authentication: token or"
                        + " basic)");
        assertRefused(Map.of("guichet.intake.http.authentication", "basic"),
                "guichet.intake.http.authentication: basic, but nobody could come in (expected: a"
                        + " guichet.intake.http.caller.NAME.token)");
        assertRefused(
                Map.of("guichet.intake.http.authentication", "token", "guichet.intake.http.caller.a.token", "short"),
                "guichet.intake.http.caller.a.token: too short (expected: at least 16 characters)");
        assertRefused(
                Map.of("guichet.intake.http.authentication", "token", "guichet.intake.http.caller.a.accounts", "*"),
                "guichet.intake.http.caller.a.token: missing (expected: a text)");
        assertRefused(
                Map.of("guichet.intake.http.caller.a.token", SHOP, "guichet.intake.http.caller.a.accounts", "demo"),
                "guichet.intake.http.caller.a.accounts: demo (expected: * or SERVICE/ACCOUNT, with commas between)");
    }

    private static void assertRefused(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> GuichetRun.start(folder.resolve("other"), settings))
                .isInstanceOf(SettingsException.class).hasMessage(sentence);
    }
}
