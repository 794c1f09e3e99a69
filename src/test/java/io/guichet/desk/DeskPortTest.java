package io.guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Texts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door of the operator's page over real HTTP: what gets past it has a session, the role, the token and the page's origin. */
class DeskPortTest {

    private static final String PASSWORD = "correct-horse-battery";
    private static final String ENCODED = Passwords.encoded(PASSWORD.toCharArray());

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> done = new ArrayList<>();
    private Vertx vertx;
    private String address;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        SignIns signIns = new SignIns(Map.of("anna", new Person("anna", Role.OPERATOR, ENCODED), "ben",
                new Person("ben", Role.READER, ENCODED)), Clock.systemUTC());
        List<Page> pages = List.of(Page.see("/routes", visit -> new View.Shown("routes", Map.of("routes", List.of(
                Map.of("id", "<script>alert(1)</script>", "description", "", "status", "Started"))))),
                Page.act("/orders/#/cancel", visit -> {
                    done.add(visit.person().who() + " " + visit.number(0) + " " + visit.field("why").orElse("-"));
                    return new View.Moved("/routes", "done <b>");
                }), Page.ask("/replay", visit -> new View.Missing()), Page.see("/broken", visit -> {
                    throw new IllegalStateException("Geheimgasse 77");
                }));
        new DeskPort(signIns, new Sessions(Clock.systemUTC(), Duration.ofMinutes(30), Duration.ofHours(12)), pages,
                Optional.of("https://desk.example"), "SANDBOX", new Texts(Locale.ENGLISH)).mount(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get();
        address = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @CsvSource({"GET,/desk", "GET,/desk/routes", "GET,/desk/replay", "POST,/desk/orders/7/cancel",
            "POST,/desk/sign-out",
            "GET,/desk/nowhere"})
    void withoutASessionThereIsNothingButTheSignIn(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, path, "why=x", Map.of("Origin", address));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/desk/sign-in");
        assertThat(done).isEmpty();
    }

    @Test
    void operatorDoesWhatIsPostedWithTheTokenOfThePage() throws Exception {
        String cookie = signIn("anna");

        HttpResponse<String> answer = post("/desk/orders/7/cancel", cookie, token(cookie), address);

        assertThat(answer.headers().firstValue("Location")).contains("/desk/routes");
        assertThat(done).containsExactly("desk anna 7 no longer wanted");
        assertThat(get("/desk/routes", cookie).body()).contains("done &lt;b&gt;");
        assertThat(get("/desk/routes", cookie).body()).as("told once").doesNotContain("done &lt;b&gt;");
    }

    @Test
    void withoutTheTokenTheOriginOrTheRoleNothingIsDone() throws Exception {
        String anna = signIn("anna");
        String ben = signIn("ben");

        assertThat(post("/desk/orders/7/cancel", anna, "", address).statusCode()).isEqualTo(403);
        assertThat(post("/desk/orders/7/cancel", anna, token(ben), address).statusCode()).isEqualTo(403);
        assertThat(post("/desk/orders/7/cancel", anna, token(anna), "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/desk/orders/7/cancel", anna, token(anna), "null").statusCode()).isEqualTo(403);
        assertThat(post("/desk/orders/7/cancel", ben, token(ben), address).statusCode()).isEqualTo(403);
        assertThat(get("/desk/replay", ben).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/desk/routes", "", Map.of("Cookie", anna)).statusCode()).isEqualTo(405);
        assertThat(done).isEmpty();
        assertThat(post("/desk/orders/7/cancel", anna, token(anna), "https://desk.example").statusCode())
                .as("behind its public address").isEqualTo(303);
    }

    @Test
    void whoSignsOutIsOut() throws Exception {
        String cookie = signIn("anna");

        assertThat(post("/desk/sign-out", cookie, token(cookie), address).statusCode()).isEqualTo(303);

        assertThat(get("/desk/routes", cookie).statusCode()).isEqualTo(303);
    }

    @Test
    void whoGuessesWaits() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("anna", "wrong-horse-battery").statusCode()).isEqualTo(403);
        }
        HttpResponse<String> late = signIn("anna", PASSWORD);

        assertThat(late.statusCode()).as("not even the right one is looked at").isEqualTo(429);
        assertThat(late.body()).contains("Too many tries").doesNotContain(PASSWORD);
    }

    @Test
    void everythingIsEscapedAndNothingForeignMayRun() throws Exception {
        String cookie = signIn("anna");

        HttpResponse<String> page = get("/desk/routes", cookie);

        assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
                "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void pageThatFailsQuotesNothingOfWhy() throws Exception {
        HttpResponse<String> answer = get("/desk/broken", signIn("anna"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("Geheimgasse", "Exception");
    }

    @Test
    void cookieIsForTheBrowserAloneAndForHttpsWhereThatIsTheAddress() throws Exception {
        HttpResponse<String> answer = signIn("anna", PASSWORD);

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow().toLowerCase(Locale.ROOT))
                .contains("httponly", "samesite=strict", "secure", "path=/desk");
    }

    @Test
    void formOfAnyLengthIsNotKept() throws Exception {
        String cookie = signIn("anna");
        String body = "csrf=" + token(cookie) + "&why=" + "x".repeat(1_000_000);

        assertThat(send("POST", "/desk/orders/7/cancel", body, Map.of("Cookie", cookie, "Origin", address))
                .statusCode()).isEqualTo(403);
        assertThat(done).isEmpty();
    }

    private String signIn(String name) throws Exception {
        HttpResponse<String> answer = signIn(name, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(303);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> signIn(String name, String password) throws Exception {
        return send("POST", "/desk/sign-in", "name=" + name + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8), Map.of("Origin", address));
    }

    private String token(String cookie) throws Exception {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(get("/desk/routes", cookie).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return send("GET", path, "", Map.of("Cookie", cookie));
    }

    private HttpResponse<String> post(String path, String cookie, String token, String origin) throws Exception {
        return send("POST", path, "csrf=" + token + "&why=no+longer+wanted",
                Map.of("Cookie", cookie, "Origin", origin));
    }

    private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body.isEmpty() || method.equals("GET")
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
