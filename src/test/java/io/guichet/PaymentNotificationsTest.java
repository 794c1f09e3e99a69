package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.RawNotification;
import io.guichet.service.pigeonpay.PigeonpayPayments;
import io.guichet.service.pigeonpay.PigeonpayVerifier;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a payment service tells after its order was answered, through the whole process. */
class PaymentNotificationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LONGEST = 4096;

    @TempDir
    static Path folder;
    private static HeardLog log;
    private static GuichetRun run;
    private static Pigeonpay pigeon;

    @BeforeAll
    static void open() throws Exception {
        log = new HeardLog();
        LedgerConnection ledger = TestLedger.freshConnection();
        run = Pigeonpay.run(folder.resolve("data"), ledger, Map.of(
                "guichet.notify.max-body-bytes", String.valueOf(LONGEST),
                "guichet.notify.answer-within", "3s",
                "guichet.worker.retry-first", "100ms",
                "guichet.worker.retry-max", "1s",
                "guichet.worker.give-up", "1m"));
        pigeon = new Pigeonpay(run.address("/"), ledger);
    }

    @AfterAll
    static void close() {
        run.close();
        log.close();
        assertThat(log.lines()).as("neither buyers nor secrets")
                .noneMatch(line -> line.contains("Planted") || line.contains(Pigeonpay.SECRET));
    }

    /** What was changed in the ledger from outside is seen at once: whoever waits for due rows is woken by a settlement. */
    private static void wake() {
        paying("W-" + UUID.randomUUID());
    }

    private static void paying(String orderId) {
        run.drop(orderId + ".json", Pigeonpay.order(orderId));
        run.result(orderId);
    }

    private static JsonNode event(String orderId, int number) {
        return run.file("out/" + orderId + ".event-" + number + ".json");
    }

    private static List<String> events(String orderId) {
        return run.names("out").stream().filter(name -> name.startsWith(orderId + ".event-")).toList();
    }

    private static void awaitAllActedOn() {
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where due_at is not null") == 0);
        await().atMost(PATIENCE).until(() -> pigeon.count("delivery where state = 'DUE'") == 0);
    }

    private static long counted(String outcome) throws Exception {
        String line = run.observe("metrics").lines().filter(each -> each.startsWith("guichet_notifications_total")
                && each.contains("outcome=\"" + outcome + "\"")).findFirst().orElseThrow();
        return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void aGenuineNotificationIsAnsweredOkAndToldAsAnEventOfItsOrder() throws Exception {
        paying("N-1");

        HttpResponse<String> answer = pigeon.tell(Pigeonpay.says("N-1", "PAID", "2026-11-24T08:00:00Z"));
        JsonNode event = event("N-1", 1);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK");
        assertThat(event.path("event").asText()).isEqualTo("payment.updated");
        assertThat(event.path("orderId").asText()).isEqualTo("N-1");
        assertThat(event.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(event.path("correlationId").asText()).isEqualTo("shop-N-1");
        assertThat(event.at("/payment/state").asText()).isEqualTo("PAID");
        assertThat(event.at("/payment/previousState").asText()).isEqualTo("OPEN");
        assertThat(event.at("/payment/final").asBoolean()).isTrue();
        assertThat(event.at("/payment/amounts/paid").asText()).isEqualTo("9.90");
        assertThat(event.toString()).doesNotContain("Planted");
        assertThat(pigeon.value("select ask_at from payment where reference = 'PAY-N-1'")).as("final").isNull();
    }

    @Test
    void theQueueGetsTheEventAfterTheResultWithItsProperty() throws Exception {
        paying("N-2");
        JsonNode result = run.message("guichet.results", "N-2");

        pigeon.tell(Pigeonpay.says("N-2", "PAID", "2026-11-24T08:00:00Z"));

        assertThat(result.has("event")).isFalse();
        assertThat(run.message("guichet.results", "N-2").path("event").asText()).isEqualTo("payment.updated");
    }

    @Test
    void aThousandForgedOnesAreCountedAndNoneIsKept() throws Exception {
        paying("N-3");
        long before = counted("forged");
        byte[] lie = Pigeonpay.says("N-3", "PAID", "2026-11-24T08:00:00Z").getBytes(StandardCharsets.UTF_8);
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<HttpResponse<String>>> answers = senders.invokeAll(IntStream.range(0, 1000)
                    .mapToObj(i -> (Callable<HttpResponse<String>>) () -> pigeon.tell("/notify/pigeonpay/demo", lie,
                            "not-the-secret-" + i))
                    .toList());
            TreeSet<String> said = new TreeSet<>();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(403);
                said.add(answer.get().body());
            }
            assertThat(said).as("what they learn").hasSize(1);
        } finally {
            senders.shutdownNow();
        }

        assertThat(counted("forged") - before).isEqualTo(1000);
        assertThat(log.lines().stream().filter(line -> line.contains("was forged"))).as("a line a minute at most")
                .hasSizeBetween(1, 2);
        assertThat(pigeon.count("notification where convert_from(body, 'UTF8') like '%PAY-N-3%'")).isZero();
        assertThat(pigeon.value("select state from payment where reference = 'PAY-N-3'")).isEqualTo("OPEN");
    }

    @Test
    void theSameOneTwentyTimesIsAnsweredAlikeAndActedOnOnce() throws Exception {
        paying("N-4");
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = pigeon.tell(Pigeonpay.says("N-4", "PAID", "2026-11-24T08:00:00Z"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("OK");
        }
        event("N-4", 1);
        awaitAllActedOn();

        assertThat(events("N-4")).containsExactly("N-4.event-1.json");
        assertThat(pigeon.count("notification where reference = 'PAY-N-4'")).isEqualTo(1);
    }

    @Test
    void theOrderInWhichTheyArriveSaysNothing() throws Exception {
        paying("N-5");

        pigeon.tell(Pigeonpay.says("N-5", "PAID", "2026-11-24T10:00:00Z"));
        event("N-5", 1);
        pigeon.tell(Pigeonpay.says("N-5", "AUTHORISED", "2026-11-24T09:00:00Z"));
        pigeon.tell(Pigeonpay.says("N-5", "PAID", "2026-11-24T09:30:00Z"));
        awaitAllActedOn();

        assertThat(events("N-5")).hasSize(1);
        assertThat(pigeon.value("select state from payment where reference = 'PAY-N-5'")).isEqualTo("PAID");

        pigeon.tell(Pigeonpay.says("N-5", "CHARGED-BACK", "2026-12-01T09:00:00Z"));

        JsonNode later = event("N-5", 2);
        assertThat(later.at("/payment/previousState").asText()).isEqualTo("PAID");
        assertThat(pigeon.value("select ask_at is not null from payment where reference = 'PAY-N-5'"))
                .as("no longer final, and asked for again").isEqualTo("t");
    }

    @Test
    void aPaymentThatNobodyKnowsIsKeptAndToldOnce() throws Exception {
        pigeon.tell(Pigeonpay.says("N-6", "AUTHORISED", "2026-11-24T08:00:00Z"));
        pigeon.tell(Pigeonpay.says("N-6", "PAID", "2026-11-24T09:00:00Z"));
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where lease_until is null and due_at > "
                + "clock_timestamp() and convert_from(body, 'UTF8') like '%PAY-N-6%'") == 2);
        assertThat(pigeon.count("notice_told where once_key = 'unmatched:PAY-N-6'")).as("its order may be under way")
                .isZero();
        pigeon.sql("update notification set received_at = received_at - interval '1 hour',"
                + " due_at = clock_timestamp() where convert_from(body, 'UTF8') like '%PAY-N-6%'");
        wake();

        await().atMost(PATIENCE).until(
                () -> pigeon.count("notification where reference = 'PAY-N-6' and ended = 'UNMATCHED'") == 2);

        assertThat(pigeon.count("message where kind = 'notice' and body like '%GUI-4030%PAY-N-6%'")).isEqualTo(1);

        // The order comes after all, as when its answer was lost: what was told counts now.
        run.drop("N-6.json", Pigeonpay.order("N-6"));
        assertThat(run.result("N-6").at("/result/payment").asText()).isEqualTo("PAY-N-6");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                pigeon.value("select state from payment where reference = 'PAY-N-6'")).isEqualTo("PAID"));
    }

    @Test
    void whatConcernsNoPaymentIsDoneWithoutAWord() throws Exception {
        assertThat(pigeon.tell("{\"news\":\"a new loft\"}").statusCode()).isEqualTo(200);

        await().atMost(PATIENCE).until(() -> pigeon.count("notification where ended = 'NONE'") == 1);
        assertThat(pigeon.count("notice_told where once_key = 'unmatched:'")).isZero();
    }

    @Test
    void whatCannotBeActedOnIsTriedAgainAndThenLeftForPeopleUntilItIsSentAgain() throws Exception {
        String broken = "{\"payment\":";
        assertThat(pigeon.tell(broken).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where attempts > 1") == 1);
        pigeon.sql("update notification set attempts = 1000, due_at = clock_timestamp(), version = version + 1,"
                + " lease_until = null where attempts > 1");
        wake();

        await().atMost(PATIENCE)
                .until(() -> pigeon.count("notification where due_at is null and done_at is null") == 1);
        assertThat(pigeon.count("message where kind = 'notice' and body like '%GUI-4031%'")).isEqualTo(1);
        assertThat(run.observe("health?data=true")).contains("\"notifications.given-up\"");

        assertThat(pigeon.tell(broken).statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where attempts between 1 and 900") == 1);
        pigeon.sql("delete from notification where attempts > 0");
    }

    @Test
    void whichOfServiceAndAccountIsUnknownIsToldToNobody() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> service = pigeon.tell("/notify/webstamp/demo", body, Pigeonpay.SECRET);
        HttpResponse<String> account = pigeon.tell("/notify/pigeonpay/nobody", body, Pigeonpay.SECRET);

        assertThat(service.statusCode()).isEqualTo(404);
        assertThat(account.statusCode()).isEqualTo(404);
        assertThat(service.body()).contains("GUI-1099").isEqualTo(account.body());
        assertThat(counted("unknown")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsTooLargeOrOfAnotherKindIsTurnedAway() throws Exception {
        byte[] large = new byte[LONGEST + 1];

        assertThat(pigeon.tell("/notify/pigeonpay/demo", large, Pigeonpay.SECRET).statusCode()).isEqualTo(413);
        assertThat(pigeon.tell("/notify/pigeonpay/demo", new byte[0], Pigeonpay.SECRET).statusCode()).isEqualTo(400);
        assertThat(HTTP.send(HttpRequest
                .newBuilder(run.address("/notify/pigeonpay/demo")).header("Content-Type", "image/png")
                .POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(HTTP.send(HttpRequest
                .newBuilder(run.address("/notify/pigeonpay/demo")).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aFormInAnotherCharsetIsVerifiedByteByByte() throws Exception {
        byte[] latin = "{\"news\":\"Pâtisserie\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(HTTP.send(HttpRequest
                .newBuilder(run.address("/notify/pigeonpay/demo?from=backoffice"))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=x-pigeon")
                .header(PigeonpayVerifier.SIGNATURE, PigeonpayVerifier.signature(Pigeonpay.SECRET, latin))
                .POST(BodyPublishers.ofByteArray(latin)).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(pigeon.value("select encode(body, 'hex') from notification where digest = '"
                + new RawNotification(latin, "", Map.of()).digest() + "'"))
                .isEqualTo(HexFormat.of().formatHex(latin));
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where due_at is not null") == 0);
        pigeon.sql("delete from notification where ended = 'NONE'");
    }

    @Test
    void whoComesByAnotherNameMayTellAndMayNotOrder() throws Exception {
        byte[] body = "{\"news\":\"by a proxy\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(status("/notify/pigeonpay/demo", "pay.example.org", body)).isEqualTo("HTTP/1.1 200");
        assertThat(status("/orders", "pay.example.org", body)).isEqualTo("HTTP/1.1 421");
        await().atMost(PATIENCE).until(() -> pigeon.count("notification where due_at is not null") == 0);
        pigeon.sql("delete from notification where ended = 'NONE'");
    }

    private static String status(String path, String host, byte[] body) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), run.productPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                    + PigeonpayVerifier.SIGNATURE + ": " + PigeonpayVerifier.signature(Pigeonpay.SECRET, body)
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void whoSendsTooSlowlyHoldsUpNobody() throws Exception {
        paying("N-7");
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), run.productPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(("POST /notify/pigeonpay/demo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
            out.flush();

            assertThat(pigeon.tell(Pigeonpay.says("N-7", "PAID", "2026-11-24T08:00:00Z")).statusCode())
                    .isEqualTo(200);
            slow.setSoTimeout((int) PATIENCE.toMillis());
            byte[] line = slow.getInputStream().readNBytes("HTTP/1.1 408".length());
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void whileTheLedgerDoesNotAnswerTheServiceIsToldToComeAgainAndThenItIsKept() throws Exception {
        paying("N-8");
        String said = Pigeonpay.says("N-8", "PAID", "2026-11-24T08:00:00Z");
        try (Connection connection = pigeon.connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table notification in access exclusive mode");

            assertThat(pigeon.tell(said).statusCode()).isEqualTo(503);
        }

        assertThat(pigeon.tell(said).statusCode()).isEqualTo(200);
        event("N-8", 1);
        awaitAllActedOn();
        assertThat(events("N-8")).hasSize(1);
    }

    @Test
    void aLedgerThatCannotKeepItIsToldAndTheRepeatIsKept() throws Exception {
        paying("N-12");
        String said = Pigeonpay.says("N-12", "PAID", "2026-11-24T08:00:00Z");
        pigeon.sql("""
                create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'no room' using errcode = '53100'; end $$""");
        pigeon.sql("create trigger full_disk before insert on notification execute function refuse()");
        long failed = counted("failed");
        try {
            HttpResponse<String> away = pigeon.tell(said);

            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(counted("failed") - failed).isEqualTo(1);
        } finally {
            pigeon.sql("drop trigger full_disk on notification");
        }

        assertThat(pigeon.tell(said).statusCode()).isEqualTo(200);
        assertThat(event("N-12", 1).at("/payment/state").asText()).isEqualTo("PAID");
    }

    @Test
    void aPaymentWithoutNotificationIsAskedForUntilItIsFinal() throws Exception {
        paying("N-9");
        assertThat(planned("N-9")).as("seconds until it is first asked for").isEqualTo(120);

        PigeonpayPayments.ANSWERS.put("PAY-N-9", PaymentState.of("PAY-N-9", "OPEN", false));
        dueNow("N-9", "2 minutes");
        await().atMost(PATIENCE).until(() -> planned("N-9") > 600);
        assertThat(planned("N-9")).as("the next is counted from the beginning").isBetween(899L, 901L);
        assertThat(events("N-9")).as("nothing has changed").isEmpty();

        PigeonpayPayments.ANSWERS.put("PAY-N-9", PaymentState.of("PAY-N-9", "PAID", true));
        dueNow("N-9", "30 hours");
        assertThat(event("N-9", 1).at("/payment/state").asText()).isEqualTo("PAID");
        assertThat(pigeon.value("select ask_at from payment where reference = 'PAY-N-9'")).isNull();
    }

    @Test
    void aPaymentThatIsNeverFinalIsAskedForNoMoreAndTold() throws Exception {
        paying("N-10");
        PigeonpayPayments.ANSWERS.put("PAY-N-10", PaymentState.of("PAY-N-10", "OPEN", false));

        dueNow("N-10", "91 days");

        await().atMost(PATIENCE).until(
                () -> pigeon.value("select ask_at from payment where reference = 'PAY-N-10'") == null);
        assertThat(pigeon.count("message where kind = 'notice' and body like '%GUI-4032%PAY-N-10%'")).isEqualTo(1);

        pigeon.tell(Pigeonpay.says("N-10", "PAID", "2027-03-24T08:00:00Z"));
        assertThat(event("N-10", 1).at("/payment/state").asText()).as("notifications still count").isEqualTo("PAID");
    }

    @Test
    void aServiceThatIsOutIsAskedAgainSoon() throws Exception {
        paying("N-11");
        dueNow("N-11", "2 minutes");
        await().atMost(PATIENCE).until(
                () -> pigeon.count("payment where reference = 'PAY-N-11' and failures >= 2") == 1);

        PigeonpayPayments.ANSWERS.put("PAY-N-11", PaymentState.of("PAY-N-11", "REFUSED", true));

        assertThat(event("N-11", 1).at("/payment/state").asText()).isEqualTo("REFUSED");
    }

    /** As if the payment had begun so long ago and its next ask had come. */
    private static void dueNow(String orderId, String age) throws Exception {
        pigeon.sql("update payment set began_at = clock_timestamp() - interval '" + age
                + "', ask_at = clock_timestamp(), version = version + 1 where reference = 'PAY-" + orderId + "'");
        wake();
    }

    private static long planned(String orderId) throws Exception {
        return Math.round(Double.parseDouble(pigeon.value("select extract(epoch from ask_at - began_at)"
                + " from payment where reference = 'PAY-" + orderId + "'")));
    }
}
