package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request of ten thousand orders, weighing more than the heap of the process, which is killed while it takes them. */
class HttpManyOrdersTest {

    private static final int MANY = 10_000;
    private static final int HEAP_MB = 128;
    /** Cells of blanks mean nothing; so many rows of them weigh a hundred and fifty megabytes. */
    private static final String BLANKS = " ".repeat(15_000);

    @TempDir
    Path folder;
    private final LedgerConnection ledger = TestLedger.freshConnection();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isTakenOnceWhateverKillsItAndHoldsNoneOfItInMemory() throws Exception {
        try (GuichetChild killed = start()) {
            CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request(killed),
                    HttpResponse.BodyHandlers.ofString());
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100))
                    .until(() -> count("orders") > 500);
            killed.process().destroyForcibly().waitFor();
            assertThat(answer.handle((response, broken) -> broken).get()).as("no answer").isNotNull();
        }
        long before = count("orders");
        assertThat(before).isLessThan(MANY);

        try (GuichetChild guichet = start()) {
            HttpResponse<String> answer = http.send(request(guichet), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            JsonNode receipt = new ObjectMapper().readTree(answer.body());
            assertThat(receipt.path("accepted").asInt()).isEqualTo(MANY);
            assertThat(receipt.path("repeats").asInt()).isZero();
            assertThat(count("orders")).isEqualTo(MANY);
            assertThat(count("repeat_request")).isZero();
            assertThat(count("intake")).isEqualTo(1);
            assertThat(told(guichet, receipt)).hasSize(MANY);
            assertThat(guichet.isAlive()).isTrue();
        }
    }

    private GuichetChild start() throws Exception {
        GuichetChild guichet = GuichetChild.start(GuichetChild.jvm("-Xmx" + HEAP_MB + "m"), folder.resolve("data"),
                Map.of("guichet.examples", "false", "guichet.sandbox.port", String.valueOf(FreePorts.next()),
                        "guichet.broker.port", String.valueOf(FreePorts.next()),
                        "guichet.ledger.url", ledger.url(), "guichet.ledger.user", ledger.user(),
                        "guichet.ledger.password", ledger.password()));
        guichet.awaitOpen();
        return guichet;
    }

    /** Every order id that the pages tell. */
    private Set<String> told(GuichetChild guichet, JsonNode first) throws Exception {
        Set<String> told = new HashSet<>();
        JsonNode page = first;
        while (true) {
            page.path("list").forEach(line -> told.add(line.path("orderId").asText()));
            if (!page.has("next")) {
                return told;
            }
            page = new ObjectMapper().readTree(http.send(
                    HttpRequest.newBuilder(guichet.address(page.path("next").asText())).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static HttpRequest request(GuichetChild guichet) {
        return HttpRequest.newBuilder(guichet.address("/orders")).header("Content-Type", "text/csv")
                .header("Idempotency-Key", "\"ten thousand\"")
                .POST(HttpRequest.BodyPublishers.ofInputStream(HttpManyOrdersTest::rows)).build();
    }

    private static InputStream rows() {
        Stream<String> rows = Stream.concat(
                Stream.of("orderId,service,operation,account,notBefore,request.product,request.quantity,request.format,"
                        + "request.printZone,request.reference\n"),
                IntStream.range(0, MANY)
                        .mapToObj(i -> "M-" + i + ",webstamp,stamps,demo,2999-01-01T00:00:00Z,15220,1,pdf,1,"
                                + BLANKS + "\n"));
        Iterator<String> each = rows.iterator();
        // Each is made when its turn comes.
        return new SequenceInputStream(new Enumeration<InputStream>() {

            @Override
            public boolean hasMoreElements() {
                return each.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(each.next().getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private long count(String table) throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
