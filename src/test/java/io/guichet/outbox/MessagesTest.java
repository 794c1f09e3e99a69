package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.TEXTS;
import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Submission;
import io.guichet.ledger.TestDesk;
import io.guichet.order.Cleaned;
import io.guichet.order.Problem;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Decision.AttemptEnd;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Problem REFUSAL = problem("GUI-2007").with(new Problem.ServiceFault("2224", "Nein", null));

    private final Messages messages = new Messages(TEXTS, "SANDBOX", Clock.fixed(TestDesk.NOW, ZoneOffset.UTC));

    @Test
    void aCompletedOrderIsAnsweredWithItsResultAndItsDocuments() throws JsonProcessingException {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", "9000001").put("price", "2.40");
        Outcome.Done done = new Outcome.Done(result, Optional.of("9000001"), Optional.of(new BigDecimal("2.40")),
                List.of(document("1.png", "one")), List.of());
        Notice terms = new Notice("terms", "New terms", Optional.of("https://example.org/terms"),
                Optional.of(Instant.parse("2026-12-01T00:00:00Z")), Optional.of("key"));
        assertJson(
                messages.answer(work(Optional.of("abc")),
                        decision(State.COMPLETED, Optional.of(done), AttemptEnd.DONE, false),
                        List.of(terms)),
                """
                        {"orderId":"SO-1","service":"webstamp","operation":"stamps","account":"demo","state":"COMPLETED",
                         "mode":"SANDBOX","repeat":false,"acceptedAt":"2026-11-23T07:59:59.123Z","completedAt":"2026-11-23T08:00:00Z",
                         "attempts":2,"result":{"carrierOrderId":"9000001","price":"2.40"},
                         "documents":[{"name":"SO-1.1.png","kind":"stamp","mediaType":"application/pdf","bytes":3,
                           "sha256":"7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"}],
                         "notices":[{"kind":"terms","text":"New terms","url":"https://example.org/terms",
                           "confirmUntil":"2026-12-01T00:00:00Z"}],
                         "correlationId":"abc"}""");
    }

    @ParameterizedTest
    @CsvSource({"REJECTED,, 1", "REFUSED, REFUSED, 2", "FAILED, NOT_SENT, 2", "IN_DOUBT, UNKNOWN, 2", "HELD,, 1"})
    void whatIsNotCompletedSaysWhy(State state, AttemptEnd end, int attempts) throws JsonProcessingException {
        String completedAt = state.isFinal() ? "\"completedAt\":\"2026-11-23T08:00:00Z\"," : "";
        assertJson(messages.answer(work(Optional.empty()), decision(state, Optional.empty(), end, false), List.of()),
                """
                        {"orderId":"SO-1","service":"webstamp","operation":"stamps","account":"demo","state":"%s",
                         "mode":"SANDBOX","repeat":false,"acceptedAt":"2026-11-23T07:59:59.123Z",%s"attempts":%d,
                         "errors":[{"code":"GUI-2007","field":"/request","message":"GUI-2007 happened","advice":"Do something.",
                           "service":{"code":"2224","text":"Nein"}}]}"""
                        .formatted(state, completedAt, attempts));
    }

    @Test
    void aDryRunSaysSo() throws JsonProcessingException {
        Outcome.Done shown =
                new Outcome.Done(JsonNodeFactory.instance.objectNode().put("price", "2.40"), Optional.empty(),
                        Optional.empty(), List.of(), List.of());
        assertJson(
                messages.answer(work(Optional.empty()), decision(State.COMPLETED, Optional.of(shown), null, true),
                        List.of()),
                """
                        {"orderId":"SO-1","service":"webstamp","operation":"stamps","account":"demo","state":"COMPLETED",
                         "mode":"SANDBOX","repeat":false,"dryRun":true,"acceptedAt":"2026-11-23T07:59:59.123Z",
                         "completedAt":"2026-11-23T08:00:00Z","attempts":1,"result":{"price":"2.40"}}""");
    }

    @Test
    void aWrongOrderIsAddressedAsFarAsItCouldBeRead() throws JsonProcessingException {
        Submission nameless =
                new Submission(3, Optional.empty(), Optional.empty(), Optional.of("webstamp"), Optional.empty(),
                        Optional.empty(), Optional.of("abc"), Optional.empty(), List.of(problem("GUI-1040")));
        assertJson(messages.rejected(nameless, nameless.problems()),
                """
                        {"service":"webstamp","state":"REJECTED","mode":"SANDBOX","repeat":false,
                         "completedAt":"2026-11-23T08:00:00Z",
                         "errors":[{"code":"GUI-1040","field":"/request","message":"GUI-1040 happened","advice":"Do something."}],
                         "correlationId":"abc"}""");
    }

    @Test
    void cleanedTextsAreToldInEveryAnswerBeforeWhatElseIsToBeKnown() throws JsonProcessingException {
        List<Cleaned> cleaned = List.of(new Cleaned("/request/comment", "comment: removed U+0007. It now reads \"a\""));
        Work work = work(Optional.empty());
        Work read = new Work(work.id(), work.version(), work.state(), work.identity(), work.request(), work.name(),
                work.attempt(), work.failures(), work.tryNumber(), work.heldFor(), work.maxPrice(), work.notAfter(),
                work.dryRun(), work.onBehalfOf(), work.correlationId(), work.acceptedAt(), cleaned, 0);
        String told = """
                {"kind":"cleaned","field":"/request/comment","text":"comment: removed U+0007. It now reads \\"a\\""}""";

        assertThat(JSON.readTree(messages.answer(read, decision(State.HELD, Optional.empty(), null, false),
                List.of(Notice.of("terms", "New terms")))).path("notices")).isEqualTo(JSON.readTree(
                        "[" + told + ",{\"kind\":\"terms\",\"text\":\"New terms\"}]"));
        Submission wrong = new Submission(3, Optional.empty(), Optional.empty(), Optional.of("webstamp"),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(problem("GUI-1040")),
                cleaned, Optional.empty());
        assertThat(JSON.readTree(messages.rejected(wrong, wrong.problems())).path("notices"))
                .isEqualTo(JSON.readTree("[" + told + "]"));
    }

    @Test
    void aRepeatIsTheFirstAnswerUnderItsOwnCorrelationId() throws JsonProcessingException {
        String first =
                "{\"orderId\":\"SO-1\",\"repeat\":false,\"correlationId\":\"first\",\"errors\":[{\"message\":\"é €\"}]}";
        assertJson(messages.repeated(first, Optional.of("second")),
                "{\"orderId\":\"SO-1\",\"repeat\":true,\"correlationId\":\"second\",\"errors\":[{\"message\":\"é €\"}]}");
        assertJson(messages.repeated(first, Optional.empty()),
                "{\"orderId\":\"SO-1\",\"repeat\":true,\"errors\":[{\"message\":\"é €\"}]}");
    }

    @Test
    void otherContentIsRefusedWithBothHashes() {
        Problem problem = messages.otherContent(order(1, TestDesk.identity("SO-1"), "b"), "0123456789abcdef");
        assertThat(problem.code()).isEqualTo("GUI-1102");
        assertThat(problem.field()).isEqualTo("/orderId");
        assertThat(problem.message()).contains("SO-1", "0123456789ab", "3e23e8160039").doesNotContain("{", "cdef");
    }

    @Test
    void aNoticeNamesServiceAccountAndMode() throws JsonProcessingException {
        assertJson(messages.notice("webstamp", "demo", Notice.of("terms", "New terms")).body(), """
                {"service":"webstamp","account":"demo","mode":"SANDBOX","at":"2026-11-23T08:00:00Z","kind":"terms",
                 "text":"New terms"}""");
    }

    private static Work work(Optional<String> correlationId) {
        return new Work(1, 2, State.SENT, TestDesk.identity("SO-1"), JsonNodeFactory.instance.objectNode(), "SO-1", 2,
                0, 1,
                Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), correlationId,
                Instant.parse("2026-11-23T07:59:59.123456Z"), 0);
    }

    private static Decision decision(State to, Optional<Outcome.Done> done, AttemptEnd end, boolean dryRun) {
        return new Decision(to, done.isPresent() ? List.of() : List.of(REFUSAL), done, true, Optional.empty(), 0,
                Optional.ofNullable(end), dryRun, "test");
    }

    private static void assertJson(String message, String expected) throws JsonProcessingException {
        assertThat(message).endsWith("}\n");
        assertThat(JSON.readTree(message)).isEqualTo(JSON.readTree(expected));
    }
}
