package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.DescribedDoor.Answer;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders and answers over HTTP, as a client of another process sees them; each answer is held against the description. */
class HttpDoorTest {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int AT_ONCE = 4;
    private static final int LONGEST = 2 << 20;

    @TempDir
    static Path folder;
    private static LedgerConnection ledger;
    private static GuichetRun run;
    private static DescribedDoor door;
    /** Would rather speak HTTP/2. */
    private static DescribedDoor door2;

    @BeforeAll
    static void open() throws Exception {
        ledger = TestLedger.freshConnection();
        run = GuichetRun.start(folder.resolve("data"), ledger, Map.of(
                "guichet.intake.http.max-body-bytes", String.valueOf(LONGEST),
                "guichet.intake.http.body-timeout", "2s",
                "guichet.intake.http.at-once", String.valueOf(AT_ONCE),
                "guichet.intake.max-order-bytes", "64KB",
                "guichet.intake.reading", "lenient"));
        door = new DescribedDoor(run.address("/"), HttpClient.Version.HTTP_1_1);
        door2 = new DescribedDoor(run.address("/"), HttpClient.Version.HTTP_2);
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String stamp(String orderId) {
        return stamp(orderId, 1);
    }

    private static String stamp(String orderId, int quantity) {
        return GuichetRun.order(orderId, "stamps", "demo", "{\"product\":15220,\"quantity\":" + quantity
                + ",\"format\":\"pdf\",\"printZone\":1,\"reference\":\"" + orderId + "\"}");
    }

    private static String array(String... orders) {
        return "[" + String.join(",", orders) + "]";
    }

    private static String csv(String... rows) {
        return "orderId,service,operation,account,request.product,request.quantity,request.format,request.printZone,"
                + "request.reference\n" + String.join("", rows);
    }

    private static String row(String orderId, int quantity) {
        return orderId + ",webstamp,stamps,demo,15220," + quantity + ",pdf,1," + orderId + "\n";
    }

    private static Answer completed(String orderId) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> door.get("/orders/" + orderId),
                answer -> answer.status() == 200 && answer.json().path("state").asText().equals("COMPLETED"));
    }

    private static String place(String orderId) {
        return "/orders/" + orderId + "?service=webstamp&account=demo&operation=stamps";
    }

    private static List<String> became(JsonNode receipt) {
        List<String> became = new ArrayList<>();
        receipt.path("list").forEach(line -> became.add(line.path("became").asText()));
        return became;
    }

    private static long count(String from) throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void sql(String text) throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    // One order

    @Test
    void anOrderIsTakenAndItsAnswerAndDocumentsAreFetched() throws Exception {
        Answer taken = door.post(JSON, stamp("H-1"));

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.header("Location")).contains(place("H-1"));
        assertThat(taken.json().path("repeat").asBoolean(true)).isFalse();
        JsonNode result = completed("H-1").json();
        assertThat(result).isEqualTo(run.result("H-1"));
        assertThat(door2.get(place("H-1")).json()).isEqualTo(result);

        String name = result.at("/documents/0/name").asText();
        Answer document = door.get("/orders/H-1/documents/" + name);
        assertThat(document.body()).isEqualTo(run.bytes("out/" + name));
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document.body()));
        assertThat(document.header("Content-Type")).contains("application/pdf");
        assertThat(document.header("Content-Disposition")).contains("attachment; filename=\"" + name + "\"");
        assertThat(document.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(document.header("ETag")).contains("\"" + sha256 + "\"");
        HttpRequest known = door.to("/orders/H-1/documents/" + name).header("If-None-Match", "\"" + sha256 + "\"")
                .build();
        assertThat(door.send(known).status()).isEqualTo(304);
        assertThat(door2.send(known).body()).isEmpty();
    }

    @Test
    void theSameOrderAgainIsAnsweredWithTheFirstResult() throws Exception {
        door.post(JSON, stamp("H-2").replace("}}", "},\"replyTo\":{\"correlationId\":\"first\"}}"));
        JsonNode first = completed("H-2").json();
        Answer again = door2.post(JSON, stamp("H-2").replace("}}", "},\"replyTo\":{\"correlationId\":\"second\"}}"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("repeat").asBoolean()).isTrue();
        assertThat(again.json().path("correlationId").asText()).isEqualTo("second");
        assertThat(again.json().path("result")).isEqualTo(first.path("result"));
        assertThat(first.path("correlationId").asText()).isEqualTo("first");
        assertThat(run.purchases("H-2")).hasSize(1);
    }

    @Test
    void theSameOrderWhileItMovesIsARepeatThatWaits() throws Exception {
        String later = stamp("H-3").replace("}}", "},\"notBefore\":\"2999-01-01T00:00:00Z\"}");
        door.post(JSON, later);

        Answer again = door.post(JSON, later);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("repeat").asBoolean()).isTrue();
        assertThat(again.json().path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(again.header("Location")).contains(place("H-3"));
    }

    @Test
    void otherContentUnderTheSameIdIsAConflict() throws Exception {
        door.post(JSON, stamp("H-4"));

        Answer other = door.post(JSON, stamp("H-4", 2));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.codes()).containsExactly("GUI-1102");
        assertThat(completed("H-4").json().at("/result/stamps")).hasSize(1);
    }

    @Test
    void aWrongOrderIsAnsweredWithEveryReason() throws Exception {
        Answer wrong = door.post(JSON, stamp("H-5", 0).replace("pdf", "jpg"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("state").asText()).isEqualTo("REJECTED");
        assertThat(wrong.codes()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(wrong.json()).isEqualTo(run.error("H-5"));
        assertThat(door.post(JSON, stamp("H-5")).status()).as("the corrected one").isEqualTo(202);
    }

    @Test
    void aTextThatWasCleanedIsToldFromTheFirstAnswerOn() throws Exception {
        String unprintable = stamp("H-7").replace("\"H-7\"}", "\"H\u200B-7\"}");

        JsonNode taken = door.post(JSON, unprintable.replace("}}", "},\"notBefore\":\"2999-01-01T00:00:00Z\"}")).json();

        assertThat(taken.path("state").asText()).isEqualTo("ACCEPTED");
        assertThat(taken.at("/notices/0/kind").asText()).isEqualTo("cleaned");
        assertThat(taken.at("/notices/0/field").asText()).isEqualTo("/request/reference");
        assertThat(door.get("/orders/H-7").json()).isEqualTo(taken);
        JsonNode line = door.post(JSON, array(unprintable.replace("H-7", "H-8"))).json().at("/list/0");
        assertThat(line.at("/notices/0/kind").asText()).isEqualTo("cleaned");
        assertThat(completed("H-8").json().at("/notices/0/kind").asText()).isEqualTo("cleaned");
    }

    @Test
    void oneIdOfSeveralOperationsIsAskedFor() throws Exception {
        String preview = stamp("H-6").replace("\"stamps\"", "\"preview\"");
        door.post(JSON, array(stamp("H-6"), preview));

        Answer several = door.get("/orders/H-6");

        assertThat(several.status()).isEqualTo(300);
        assertThat(several.codes()).containsExactly("GUI-1084");
        List<String> operations = new ArrayList<>();
        for (JsonNode choice : several.json().path("orders")) {
            Answer chosen = door.get(choice.path("href").asText());
            assertThat(chosen.status()).isEqualTo(200);
            operations.add(chosen.json().path("operation").asText());
        }
        assertThat(operations).containsExactlyInAnyOrder("stamps", "preview");
        assertThat(door.get("/orders/H-6?operation=preview").json().path("operation").asText()).isEqualTo("preview");
    }

    // Many

    @Test
    void eachOrderOfManyHasItsOwnAnswer() throws Exception {
        door.post(JSON, stamp("H-11"));

        Answer answer = door2.post(NDJSON, stamp("H-12") + "\n" + stamp("H-11") + "\n\n" + stamp("H-13", 0) + "\n{\n"
                + stamp("H-11", 2));

        assertThat(answer.status()).isEqualTo(202);
        JsonNode receipt = answer.json();
        assertThat(became(receipt)).containsExactly("accepted", "repeat", "rejected", "rejected", "rejected");
        assertThat(receipt.path("orders").asInt()).isEqualTo(5);
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        assertThat(receipt.path("rejected").asInt()).isEqualTo(3);
        assertThat(receipt.path("repeats").asInt()).isEqualTo(1);
        assertThat(receipt.path("complete").asBoolean()).isTrue();
        assertThat(receipt.at("/list/0/href").asText()).isEqualTo(place("H-12"));
        assertThat(receipt.at("/list/2/position").asInt()).as("the line").isEqualTo(4);
        assertThat(receipt.at("/list/2/errors/0/code").asText()).isEqualTo("GUI-1044");
        assertThat(receipt.at("/list/3/errors/0/code").asText()).isEqualTo("GUI-1002");
        assertThat(receipt.at("/list/4/errors/0/code").asText()).isEqualTo("GUI-1102");
        assertThat(answer.header("Location")).contains("/inputs/" + receipt.path("input").asText());
        completed("H-12");
        JsonNode later = door.get(answer.header("Location").orElseThrow()).json();
        assertThat(became(later)).isEqualTo(became(receipt));
        assertThat(later.at("/list/0/state").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void everyFormIsTakenByItsContentType() throws Exception {
        String xml = "<orders xmlns=\"urn:guichet:order:1\"><order><orderId>%s</orderId><service>webstamp</service>"
                + "<operation>stamps</operation><account>demo</account><request><product>15220</product>"
                + "<quantity>1</quantity><format>png</format><printZone>1</printZone></request></order></orders>";
        for (Answer answer : List.of(door.post(JSON, array(stamp("H-21"))),
                door.post("Application/JSON; charset=utf-8", array(stamp("H-22"))),
                door.post("application/xml", xml.formatted("H-23")),
                door.post("text/xml; charset=\"UTF-8\"", xml.formatted("H-24")),
                door.post(CSV, csv(row("H-25", 1))),
                door2.post(NDJSON, "\uFEFF" + stamp("H-26")))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(became(answer.json())).containsExactly("accepted");
        }
        for (int i = 21; i <= 26; i++) {
            completed("H-" + i);
        }
    }

    @Test
    void otherCharsetsOfCsvAndGzipAreReadForWhatTheySayTheyAre() throws Exception {
        String text = csv("H-31,webstamp,stamps,demo,15220,1,pdf,1,Zürich\n");
        Answer windows = door.send(door.to("/orders").header("Content-Type", "text/csv; charset=windows-1252")
                .POST(HttpRequest.BodyPublishers.ofByteArray(text.getBytes(Charset.forName("windows-1252")))).build());
        HttpRequest packed = door.to("/orders").header("Content-Type", CSV).header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(csv(row("H-32", 1), row("H-33", 1))))).build();

        assertThat(windows.status()).isEqualTo(202);
        assertThat(became(door.send(packed).json())).containsExactly("accepted", "accepted");
        assertThat(completed("H-31").json().at("/result/reference").asText()).isEqualTo("Zürich");
    }

    @Test
    void moreThanAThousandOrdersAreToldPageByPage() throws Exception {
        String rows = IntStream.range(0, 1050).mapToObj(i -> row("H-M" + i, 1).strip() + ",2999-01-01T00:00:00Z\n")
                .collect(Collectors.joining());

        Answer answer = door.post(CSV, csv(rows).replace("request.reference\n", "request.reference,notBefore\n"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1050);
        assertThat(answer.json().path("list")).hasSize(1000);
        JsonNode rest = door.get(answer.json().path("next").asText()).json();
        assertThat(rest.path("list")).hasSize(50);
        assertThat(rest.at("/list/0/orderId").asText()).isEqualTo("H-M1000");
        assertThat(rest.at("/list/49/position").asInt()).isEqualTo(1051);
        assertThat(rest.has("next")).isFalse();
        assertThat(door.get(answer.json().path("next").asText().replaceFirst("after=\\d+", "after=-1")).codes())
                .containsExactly("GUI-1098");
    }

    @Test
    void allWrongIsNotAccepted() throws Exception {
        assertThat(door.post(JSON, array(stamp("H-41", 0), stamp("H-42", 0))).status()).isEqualTo(422);
    }

    // Sent again

    @Test
    void aRequestWithItsKeyIsTheSameInputWhenItIsSentAgain() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = stamp("H-51") + "\n" + stamp("H-52", 0) + "\n" + stamp("H-51");
        HttpRequest first = door.posting(NDJSON, body).header("Idempotency-Key", "\"" + key + "\"").build();
        HttpRequest again = door.posting(NDJSON, body).header("Idempotency-Key", key).build();

        JsonNode one = door.send(first).json();
        JsonNode other = door2.send(again).json();

        assertThat(became(one)).containsExactly("accepted", "rejected", "repeat");
        assertThat(became(other)).isEqualTo(became(one));
        assertThat(other.path("input")).isEqualTo(one.path("input"));
        assertThat(other.path("orders").asInt()).isEqualTo(3);
        assertThat(count("orders where order_id in ('H-51', 'H-52')")).isEqualTo(2);
        completed("H-51");
        assertThat(run.purchases("H-51")).hasSize(1);
    }

    @Test
    void oneOrderWithItsKeyIsAnsweredLikeTheFirstTime() throws Exception {
        HttpRequest request = door.posting(JSON, stamp("H-53")).header("Idempotency-Key", "\"one order\"").build();
        assertThat(door.send(request).status()).isEqualTo(202);
        completed("H-53");

        Answer again = door.send(request);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("repeat").asBoolean(true)).isFalse();
        assertThat(again.json().path("state").asText()).isEqualTo("COMPLETED");
        assertThat(count("repeat_request r join orders o on o.id = r.order_id where o.order_id = 'H-53'")).isZero();
    }

    @Test
    void aKeyIsForOneBodyAndHasItsForm() throws Exception {
        door.send(door.posting(JSON, stamp("H-54")).header("Idempotency-Key", "k-54").build());

        Answer other = door.send(door.posting(JSON, stamp("H-55")).header("Idempotency-Key", "k-54").build());

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.codes()).containsExactly("GUI-1090");
        assertThat(door.get("/orders/H-55").status()).isEqualTo(404);
        for (String key : List.of("", "\"\"", "k".repeat(256), "a\"b")) {
            Answer refused = door.send(door.posting(JSON, stamp("H-56")).header("Idempotency-Key", key).build());
            assertThat(refused.status()).as(key).isEqualTo(400);
            assertThat(refused.codes()).containsExactly("GUI-1089");
        }
    }

    // What cannot be read

    @Test
    void aBodyThatCannotBeReadTakesNothing() throws Exception {
        String half = array(stamp("H-61"), stamp("H-62"));
        for (Answer answer : List.of(door.post(JSON, half.substring(0, half.length() - 1)),
                door.post(JSON, ""), door.post(JSON, "[]"), door.post(NDJSON, "\n\n"), door.post(CSV, csv()),
                door.post(CSV, "no header"), door.post(JSON, "\"text\""),
                door.post("application/xml", "<orders xmlns=\"urn:guichet:order:1\"><order>"),
                door2.post("application/xml",
                        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><orders>&y;</orders>"),
                door.send(door.to("/orders").header("Content-Type", NDJSON).header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(cut(gzip(stamp("H-63") + "\n" + stamp("H-64")))))
                        .build()),
                door.send(door.to("/orders").header("Content-Type", "text/csv; charset=utf-16")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[]{0, 65, (byte) 0xD8, 0, 0, 65}))
                        .build()))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.codes()).hasSize(1);
        }
        assertThat(count("orders where order_id between 'H-61' and 'H-64'")).isZero();
    }

    @Test
    void whatIsNoneOfTheFormsIsRefusedBeforeItIsRead() throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                "application/json5", "application/octet-stream")) {
            Answer refused = door.post(type, stamp("H-65"));
            assertThat(refused.status()).as(type).isEqualTo(415);
            assertThat(refused.codes()).containsExactly("GUI-1087");
        }
        assertThat(door.send(door.to("/orders").POST(HttpRequest.BodyPublishers.ofString(stamp("H-65"))).build())
                .status()).isEqualTo(415);
        assertThat(door.post("application/json; charset=iso-8859-1", stamp("H-65")).codes())
                .containsExactly("GUI-1088");
        assertThat(door.post("text/csv; charset=klingon", csv(row("H-65", 1))).status()).isEqualTo(415);
        assertThat(door2.send(door2.posting(JSON, stamp("H-65")).header("Content-Encoding", "br").build()).codes())
                .containsExactly("GUI-1088");
        assertThat(door.get("/orders/H-65").status()).isEqualTo(404);
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        String large = stamp("H-66").replace("\"reference\"", " ".repeat(70_000) + "\"reference\"");
        Answer order = door.post(JSON, large);
        assertThat(order.status()).isEqualTo(413);
        assertThat(order.codes()).containsExactly("GUI-1006");
        assertThat(became(door.post(JSON, array(large, stamp("H-67"))).json())).containsExactly("rejected", "accepted");

        Answer announced = door.post(JSON, array(stamp("H-68")) + " ".repeat(LONGEST));
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.codes()).containsExactly("GUI-1092");
        Answer unannounced = door.send(door.to("/orders").header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Blanks(LONGEST + 1L))).build());
        assertThat(unannounced.codes()).containsExactly("GUI-1092");
        Answer bomb = door.send(door.to("/orders").header("Content-Type", JSON).header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(" ".repeat(LONGEST + 1)))).build());
        assertThat(bomb.status()).isEqualTo(413);
        assertNothingIsSpooled();
    }

    // Bodies that break off

    @Test
    void aBodyThatBreaksOffHasBroughtNothing() throws Exception {
        String lines = stamp("H-71") + "\n" + stamp("H-72") + "\n";
        for (String head : List.of("Content-Length: " + (lines.length() + 1), "Transfer-Encoding: chunked")) {
            try (Socket socket = socket()) {
                boolean chunked = head.startsWith("Transfer");
                write(socket, "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + NDJSON + "\r\n" + head
                        + "\r\n\r\n" + (chunked ? Integer.toHexString(lines.length()) + "\r\n" : "") + lines);
                if (chunked) {
                    await().until(() -> !run.names("spool").isEmpty());
                }
            }
            assertNothingIsSpooled();
        }
        assertThat(count("orders where order_id in ('H-71', 'H-72')")).isZero();
        assertThat(became(door.post(NDJSON, lines).json())).containsExactly("accepted", "accepted");
    }

    @Test
    void aBodyThatComesTooSlowlyIsGivenUp() throws Exception {
        try (Socket socket = socket()) {
            write(socket, "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("GUI-1091");
        }
        assertNothingIsSpooled();
    }

    @Test
    void tooManyAtTheSameTimeAreToldToComeAgain() throws Exception {
        List<Socket> holding = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                Socket socket = socket();
                holding.add(socket);
                write(socket, "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + JSON
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n");
            }
            await().pollInterval(Duration.ofMillis(20)).until(() -> run.names("spool").size() == AT_ONCE);

            Answer busy = door.post(JSON, stamp("H-73"));

            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.codes()).containsExactly("GUI-3112");
            assertThat(busy.header("Retry-After")).contains("1");
        } finally {
            for (Socket socket : holding) {
                socket.close();
            }
        }
        await().until(() -> door.post(JSON, stamp("H-73")).status() != 503);
    }

    @Test
    void tooManyQuestionsAtTheSameTimeAreToldToComeAgain() throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table orders in access exclusive mode");
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> asking = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asking.add(client.sendAsync(door.to("/orders/none").build(), HttpResponse.BodyHandlers.ofString()));
            }

            await().pollInterval(Duration.ofMillis(20)).untilAsserted(
                    () -> assertThat(door.get("/inputs/none").codes()).containsExactly("GUI-3112"));
            assertThat(door.get("/openapi.json").status()).isEqualTo(503);
            assertThat(run.observe("health/live")).as("the other port answers").contains("UP");
            connection.rollback();
            for (CompletableFuture<HttpResponse<String>> answer : asking) {
                assertThat(answer.get().statusCode()).isEqualTo(404);
            }
        }
        await().until(() -> door.get("/inputs/none").status() == 404);
    }

    @Test
    void aSenderWhoAsksFirstIsToldToGoOnOrNot() throws Exception {
        String order = stamp("H-74");
        String head = "POST /orders HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
                + order.length() + "\r\nContent-Type: ";
        try (Socket socket = socket()) {
            write(socket, head + JSON + "\r\n\r\n");
            assertThat(line(socket)).isEqualTo("HTTP/1.1 100 Continue");
            write(socket, order);
            line(socket);
            assertThat(line(socket)).startsWith("HTTP/1.1 202 ");
        }
        try (Socket socket = socket()) {
            write(socket, head + "text/plain\r\n\r\n");
            assertThat(line(socket)).startsWith("HTTP/1.1 415 ");
        }
    }

    // The ledger and the disk

    @Test
    void aLedgerThatCannotTakeOrdersIsToldAndNothingIsTaken() throws Exception {
        sql("""
                create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no room' using errcode = '53100'; end $$""");
        sql("create trigger full_disk before insert on orders execute function refuse()");
        HttpRequest request = door.posting(NDJSON, stamp("H-81") + "\n" + stamp("H-82"))
                .header("Idempotency-Key", "k-81").build();
        try {
            Answer away = door.send(request);

            assertThat(away.status()).isEqualTo(503);
            assertThat(away.codes()).containsExactly("GUI-3110");
            assertThat(away.header("Retry-After")).isPresent();
            assertThat(count("orders where order_id in ('H-81', 'H-82')")).isZero();
        } finally {
            sql("drop trigger full_disk on orders");
        }
        assertThat(became(door.send(request).json())).containsExactly("accepted", "accepted");
    }

    @Test
    void whatNobodyForesawIsAnsweredWithoutTellingMore() throws Exception {
        sql("""
                create function fail() returns trigger language plpgsql as
                $$ begin raise exception 'secret inside' using errcode = 'P0001'; end $$""");
        sql("create trigger unforeseen before insert on intake execute function fail()");
        try {
            Answer failed = door.post(JSON, stamp("H-83"));

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.codes()).containsExactly("GUI-3114");
            assertThat(failed.text()).doesNotContain("secret").doesNotContain("Exception");
        } finally {
            sql("drop trigger unforeseen on intake");
        }
    }

    @Test
    void aBodyForWhichThereIsNoRoomIsRefused() throws Exception {
        Path spool = run.home().resolve("spool");
        Path away = run.home().resolve("spool-away");
        String many = array(IntStream.range(0, 500).mapToObj(i -> stamp("H-84")).toArray(String[]::new));
        Files.move(spool, away);
        try {
            Answer full = door.post(JSON, many);

            assertThat(full.status()).isEqualTo(507);
            assertThat(full.codes()).containsExactly("GUI-3113");
            assertThat(door.post(JSON, stamp("H-85")).status()).as("a small one needs none").isEqualTo(202);
        } finally {
            Files.move(away, spool);
        }
        assertThat(door.get("/orders/H-84").status()).isEqualTo(404);
    }

    @Test
    void aClosedDoorSaysSo() throws Exception {
        run.process().context().getRouteController().stopRoute("receive-http-orders");
        try {
            Answer closed = door.post(JSON, stamp("H-86"));

            assertThat(closed.status()).isEqualTo(503);
            assertThat(closed.codes()).containsExactly("GUI-3111");
        } finally {
            run.process().context().getRouteController().startRoute("receive-http-orders");
        }
        assertThat(door.post(JSON, stamp("H-86")).status()).isEqualTo(202);
    }

    // What HTTP asks for

    @Test
    void whatIsNotThereIsSaidInWords() throws Exception {
        door.post(JSON, stamp("H-91"));
        completed("H-91");
        for (String path : List.of("/orders/none", "/orders/H-91?operation=preview", "/orders/..%2F..%2Fetc%2Fpasswd",
                "/orders/H-91/documents/none.pdf", "/orders/H-91/documents/..%2FH-91.result.json",
                "/orders/none/documents/H-91.1.pdf", "/inputs/none", "/inputs/" + "0".repeat(64), "/nowhere",
                "/orders/" + "x".repeat(2000), "/orders/%00", "/orders/H-91?account=%00", "/orders/H-91/documents/%00",
                "/orders/H-91/documents/" + "x".repeat(2000), "/inputs/%00")) {
            Answer answer = door.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json().at("/errors/0/message").asText()).isNotBlank();
            assertThat(answer.json().at("/errors/0/advice").asText()).isNotBlank();
        }
        assertThat(door.get("/orders/H-91?serivce=webstamp").codes()).containsExactly("GUI-1095");
        assertThat(door.get("/orders/H-91?service=webstamp&service=sips").status()).isEqualTo(400);
        assertThat(door.post(JSON, stamp("H-91")).status()).isEqualTo(200);
        assertThat(door.send(door.to("/orders?profile=none").header("Content-Type", CSV)
                .POST(HttpRequest.BodyPublishers.ofString(csv(row("H-92", 1)))).build()).codes())
                .containsExactly("GUI-1096");
    }

    @Test
    void otherMethodsAndTypesAreToldWhatThereIs() throws Exception {
        door.post(JSON, stamp("H-93"));
        completed("H-93");
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
            Answer answer = door.send(door.to("/orders").method(method, HttpRequest.BodyPublishers.noBody()).build());
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("POST");
        }
        assertThat(door2.send(door2.to("/orders/H-93").DELETE().build()).header("Allow")).contains("GET, HEAD");
        assertThat(door.send(door.to("/orders/H-93").header("Accept", "text/html").build()).status()).isEqualTo(406);
        assertThat(door.send(door.to("/orders/H-93").header("Accept", "text/html, */*;q=0.1").build()).status())
                .isEqualTo(200);
        assertThat(door.send(door.to("/orders/H-93/documents/H-93.1.pdf").header("Accept", "image/*").build()).status())
                .isEqualTo(406);
        for (DescribedDoor each : List.of(door, door2)) {
            Answer head = each.send(each.to("/orders/H-93/documents/H-93.1.pdf")
                    .method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("ETag")).isPresent();
            assertThat(head.header("Content-Length")).contains(
                    String.valueOf(run.bytes("out/H-93.1.pdf").length));
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void theNameOfAnotherSiteIsNoNameOfOurs() throws Exception {
        for (String host : List.of("evil.example", "evil.example:" + run.productPort(), "localhost.evil.example", "")) {
            try (Socket socket = socket()) {
                write(socket, "GET /orders/H-1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                assertThat(line(socket)).as(host).startsWith("HTTP/1.1 421 ");
            }
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8080")) {
            try (Socket socket = socket()) {
                write(socket, "GET /orders/none HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
                assertThat(line(socket)).as(host).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    @Test
    void theLinesOfThePageAnswerAsItSays() throws Exception {
        List<CurlLine> lines = CurlLine.in(Path.of("docs", "http.md")).stream()
                .takeWhile(line -> !line.has("$SECRET")).toList();

        assertThat(lines).hasSizeGreaterThan(8);
        for (CurlLine line : lines) {
            HttpRequest request = line.request(run.address("/"), Map.of());
            // What is asked for may still be on its way.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(
                    () -> assertThat(door.send(request).status()).as(line.toString()).isEqualTo(line.status()));
        }
    }

    // Words

    private static void assertNothingIsSpooled() {
        await().untilAsserted(() -> assertThat(run.names("spool")).isEmpty());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] cut(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 10);
    }

    private static Socket socket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), run.productPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String line(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Until the other side has nothing more to say. */
    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** So many blanks, with no word beforehand of how many. */
    private static final class Blanks extends InputStream {

        private long left;

        Blanks(long count) {
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
