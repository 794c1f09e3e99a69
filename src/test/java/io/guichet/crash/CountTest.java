package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.crash.Evidence.AttemptRow;
import io.guichet.crash.Evidence.AuditRow;
import io.guichet.crash.Evidence.Booking;
import io.guichet.crash.Evidence.OrderRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A count that finds nothing wherever something is wrong would praise every campaign: each lie here has to be found. */
class CountTest {

    private static final String BYTES = "a stamp";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;
    private String hash;
    private final Set<String> sent = new HashSet<>(Set.of("A-1"));
    private final List<Booking> book = new ArrayList<>();
    private final List<OrderRow> orders = new ArrayList<>();
    private final List<AuditRow> audit = new ArrayList<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final List<Long> answered = new ArrayList<>(List.of(1L));
    private final List<Long> handedOver = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<String, List<JsonNode>> queues = new HashMap<>();
    private final List<String> words = new ArrayList<>(List.of("Guichet is open."));
    private long requests = 1;

    @BeforeEach
    void oneOrderThatWentWell() throws IOException {
        for (String folder : List.of("in", "work", "done", "out")) {
            Files.createDirectories(home.resolve(folder));
        }
        hash = sha256(BYTES);
        write("out/A-1.1.pdf", BYTES);
        write("out/A-1.result.json", answer("COMPLETED"));
        book.add(new Booking("A-1", "abcdefghijklm-1", List.of(hash)));
        orders.add(row("COMPLETED"));
        audit.addAll(List.of(new AuditRow(1, 0, Optional.empty(), "ACCEPTED"),
                new AuditRow(1, 2, Optional.of("ACCEPTED"), "SENT"),
                new AuditRow(1, 3, Optional.of("SENT"), "COMPLETED")));
        attempts.add(new AttemptRow(1, "abcdefghijklm-1", Optional.of("DONE")));
        queues.put("guichet.results", new ArrayList<>(List.of(JSON.readTree(answer("COMPLETED")))));
    }

    @Test
    void whatWentWellLeavesNothingToSay() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void aSecondBookingIsFound() {
        book.add(new Booking("A-1", "abcdefghijklm-1", List.of(hash)));

        assertThat(findings()).contains("A-1 was bought 2 times: [abcdefghijklm-1, abcdefghijklm-1]");
    }

    @Test
    void moreRequestsThanAttemptsAreFound() {
        requests = 2;

        assertThat(findings()).containsExactly("2 requests to buy for 1 attempts");
    }

    @Test
    void anOrderThatIsNowhereIsFound() {
        sent.add("A-2");

        assertThat(findings()).containsExactly("A-2 is lost: in no folder, on no queue, not in the ledger");
    }

    @Test
    void anOrderThatStillLiesInTheFolderIsNotLost() throws IOException {
        sent.add("A-2");
        write("in/more.ndjson", "{\"orderId\":\"A-2\"}");

        assertThat(findings()).isEmpty();
    }

    @Test
    void aResultWithoutABookingIsFound() {
        book.clear();

        assertThat(findings()).contains("A-1 is COMPLETED and was never booked");
    }

    @Test
    void anErrorForABookedOrderIsFound() throws IOException {
        orders.set(0, row("FAILED"));
        write("out/A-1.error.json", answer("FAILED"));

        assertThat(findings()).contains("A-1 was booked and is FAILED", "A-1 is FAILED and has a result file",
                "A-1 is FAILED, the queues say [COMPLETED]");
    }

    @Test
    void aBookingWithoutAnIntentIsFound() {
        attempts.clear();

        assertThat(findings()).anyMatch(finding -> finding.contains("for which no intent stands in the ledger"));
    }

    @Test
    void aResultThatIsMissingIsFound() throws IOException {
        Files.delete(home.resolve("out/A-1.result.json"));

        assertThat(findings()).containsExactly("A-1 is COMPLETED and has no result file");
    }

    @Test
    void aDocumentWithOtherBytesIsFound() throws IOException {
        write("out/A-1.1.pdf", BYTES + "?");

        assertThat(findings()).containsExactly("A-1: A-1.1.pdf has other bytes than its result says",
                "A-1: 1 documents in out/ are not the 1 that the twin sold");
    }

    @Test
    void twoAnswersThatDifferAreFound() throws IOException {
        queues.get("guichet.results").add(JSON.readTree(answer("COMPLETED").replace("1.10", "1.20")));

        assertThat(findings()).containsExactly("A-1 has 2 final answers on the queues that differ");
    }

    @Test
    void theSameAnswerTwiceIsAllowed() throws IOException {
        queues.get("guichet.results").add(JSON.readTree(answer("COMPLETED")));

        assertThat(findings()).isEmpty();
    }

    @Test
    void aDoubtThatNobodyWillLookAtIsFound() throws IOException {
        inDoubt(false);

        assertThat(findings()).containsExactly("A-1 is IN_DOUBT with neither a next look nor a person");
    }

    @Test
    void aDoubtThatWasHandedToAPersonIsAllowed() throws IOException {
        inDoubt(false);
        handedOver.add(1L);

        assertThat(findings()).isEmpty();
    }

    @Test
    void anAttemptThatEndedWithoutItsOrderIsFound() {
        attempts.set(0, new AttemptRow(1, "abcdefghijklm-1", Optional.of("UNKNOWN")));

        assertThat(findings()).containsExactly("A-1 is COMPLETED and no attempt of it is DONE");
    }

    @Test
    void anOpenDoubtOfABookedOrderIsAllowed() throws IOException {
        inDoubt(true);

        assertThat(findings()).isEmpty();
    }

    @Test
    void aFinalStateWithoutAnAnswerBesideItIsFound() {
        answered.clear();

        assertThat(findings()).containsExactly("A-1 is COMPLETED without an answer beside it");
    }

    @Test
    void whatIsLeftLyingIsFound() throws IOException {
        write("work/1~a.ndjson", "{\"orderId\":\"A-1\"}");
        write("out/.A-1.1.pdf.part", "a st");

        assertThat(findings()).containsExactly("1~a.ndjson is left in work/", ".A-1.1.pdf.part is left in out/");
    }

    @Test
    void aFileWithoutAReportIsFound() throws IOException {
        write("done/2026-11-25/a.ndjson", "{\"orderId\":\"A-1\"}");

        assertThat(findings()).containsExactly("a.ndjson has no report");
    }

    @Test
    void aReportThatLacksAnOrderIsFound() throws IOException {
        write("done/2026-11-25/a.ndjson", "{\"orderId\":\"A-1\"}");
        write("report/a.report.csv", "position,orderId,service,account,operation,state\n");

        assertThat(findings()).containsExactly("A-1 is missing in the report of a.ndjson");
    }

    @Test
    void aReportThatSaysSomethingElseIsFound() throws IOException {
        write("done/2026-11-25/a.ndjson", "{\"orderId\":\"A-1\"}");
        write("report/a.report.csv", "1,A-1,webstamp,demo,stamps,SENT,,\n");

        assertThat(findings()).containsExactly("A-1 is COMPLETED, the report of a.ndjson says SENT");
    }

    @Test
    void aBrokenAuditIsFound() {
        audit.remove(1);

        assertThat(findings())
                .containsExactly("A-1: the audit goes from ACCEPTED on with SENT in version 3");
    }

    @Test
    void secretsAreFoundInLogFilesAndLedger() throws IOException {
        write("notice/n.json", "for Planted Street 7");
        words.add("login with hunter2-secret failed");
        texts.add("{\"text\":\"hunter2-secret\"}");
        write("done/a.ndjson", "Planted Street 7");
        write("report/a.report.csv", "position,orderId,service,account,operation,state\n");

        assertThat(findings()).containsExactlyInAnyOrder("notice/n.json tells a secret, Plan…",
                "the log tells a secret, hunt…", "an answer, a notice or the audit tells a secret, hunt…");
    }

    private void inDoubt(boolean due) throws IOException {
        orders.set(0, new OrderRow(1, "A-1", "stamps", "A-1", "IN_DOUBT", 3, due, false));
        audit.set(2, new AuditRow(1, 3, Optional.of("SENT"), "IN_DOUBT"));
        Files.delete(home.resolve("out/A-1.result.json"));
        write("out/A-1.waiting.json", answer("IN_DOUBT"));
        queues.clear();
        attempts.set(0, new AttemptRow(1, "abcdefghijklm-1", Optional.of("UNKNOWN")));
    }

    private List<String> findings() {
        return Count.findings(new Evidence(sent, book, Optional.of(requests),
                new Evidence.Ledger(orders, audit, attempts, answered, handedOver, texts), home, queues,
                new Evidence.Secrets(List.of("hunter2-secret"), List.of("Planted Street 7")), words));
    }

    private static OrderRow row(String state) {
        return new OrderRow(1, "A-1", "stamps", "A-1", state, 3, false, false);
    }

    private String answer(String state) {
        return "{\"orderId\":\"A-1\",\"state\":\"" + state
                + "\",\"completedAt\":\"2026-11-25T10:00:00Z\",\"price\":\"1.10\","
                + "\"documents\":[{\"name\":\"A-1.1.pdf\",\"sha256\":\"" + hash + "\"}]}";
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), content, StandardCharsets.UTF_8);
    }

    private static String sha256(String content) {
        return Count.sha256(content.getBytes(StandardCharsets.UTF_8));
    }
}
