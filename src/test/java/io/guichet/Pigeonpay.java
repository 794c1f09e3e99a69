package io.guichet;

import io.guichet.ledger.LedgerConnection;
import io.guichet.ops.AddedSettings;
import io.guichet.service.pigeonpay.PigeonpayVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Pigeon Pay from its own side: what it sends, and what the ledger has of it. */
public final class Pigeonpay {

    static final String SECRET = "feather";
    private static final String ROUTES =
            "file:{{guichet.installation}}/routes/*.camel.yaml,classpath:pigeonpay/32-pigeonpay.camel.yaml";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final LedgerConnection ledger;

    /** @param address of the product port */
    public Pigeonpay(URI address, LedgerConnection ledger) {
        this.address = address;
        this.ledger = ledger;
    }

    /** A process with the service in it. */
    static GuichetRun run(Path home, LedgerConnection ledger, Map<String, String> more) throws Exception {
        return GuichetRun.start(home, ledger, settings(more),
                system -> AddedSettings.load("pigeonpay/settings.properties", home.resolve("none.properties"), system));
    }

    public static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of("camel.main.routes-include-pattern", ROUTES,
                "guichet.account.pigeonpay.demo.secret", SECRET,
                "guichet.account.pigeonpay.demo.platform", "sandbox"));
        settings.putAll(more);
        return settings;
    }

    public static String order(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"service\":\"pigeonpay\",\"operation\":\"pay\",\"account\":\"demo\","
                + "\"request\":{\"amount\":\"9.90\"},\"replyTo\":{\"correlationId\":\"shop-" + orderId + "\"}}";
    }

    public static String says(String orderId, String state, String at) {
        return "{\"payment\":\"PAY-" + orderId + "\",\"state\":\"" + state + "\",\"at\":\"" + at
                + "\",\"amount\":\"9.90\",\"buyer\":\"Planted Person\"}";
    }

    public HttpResponse<String> tell(String body) throws Exception {
        return tell("/notify/pigeonpay/demo", body.getBytes(StandardCharsets.UTF_8), SECRET);
    }

    HttpResponse<String> tell(String path, byte[] body, String secret) throws Exception {
        return http.send(signed(path, body, secret).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder signed(String path, byte[] body, String secret) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header(PigeonpayVerifier.SIGNATURE, PigeonpayVerifier.signature(secret, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    // What the ledger has

    public long count(String from) throws SQLException {
        return Long.parseLong(value("select count(*) from " + from));
    }

    public String value(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    public void sql(String text) throws SQLException {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    Connection connection() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", ledger.user());
        login.setProperty("password", ledger.password());
        return DriverManager.getConnection(ledger.url(), login);
    }
}
