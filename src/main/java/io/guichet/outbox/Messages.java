package io.guichet.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guichet.ledger.Answers;
import io.guichet.ledger.Reports;
import io.guichet.ledger.Submission;
import io.guichet.order.Cleaned;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Book.NoticeMessage;
import io.guichet.purchase.Decision;
import io.guichet.purchase.Document;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentEvent;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.Work;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The result, error and notice messages, as docs/messages.md describes them. */
public final class Messages implements Answers, AnswerWriter {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT);

    private static final int HASH_SHOWN = 12;

    private final Texts texts;
    private final String mode;
    private final Clock clock;

    /** @param mode {@code SANDBOX}, {@code TEST} or {@code LIVE}: it stands in every message */
    public Messages(Texts texts, String mode, Clock clock) {
        this.texts = texts;
        this.mode = mode;
        this.clock = clock;
    }

    @Override
    public String rejected(Submission submission, List<Problem> problems) {
        ObjectNode message = JSON.createObjectNode();
        submission.orderId().ifPresent(id -> message.put("orderId", id));
        submission.service().ifPresent(service -> message.put("service", service));
        submission.operation().ifPresent(operation -> message.put("operation", operation));
        submission.account().ifPresent(account -> message.put("account", account));
        message.put("state", "REJECTED").put("mode", mode).put("repeat", false);
        message.put("completedAt", now());
        message.set("errors", JSON.valueToTree(problems));
        notices(message, submission.cleaned(), List.of());
        submission.correlationId().ifPresent(id -> message.put("correlationId", id));
        return text(message);
    }

    @Override
    public String repeated(String finalAnswer, Optional<String> correlationId) {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(finalAnswer);
            message.put("repeat", true);
            message.remove("correlationId");
            correlationId.ifPresent(id -> message.put("correlationId", id));
            return text(message);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("an answer in the ledger is no longer JSON", damaged);
        }
    }

    @Override
    public String event(PaymentEvent event) {
        ObjectNode message = JSON.createObjectNode();
        message.put("orderId", event.identity().orderId());
        message.put("service", event.identity().service());
        message.put("operation", event.identity().operation());
        message.put("account", event.identity().account());
        message.put("state", "COMPLETED").put("mode", mode).put("repeat", false);
        message.put("event", PaymentEvent.NAME).put("eventNumber", event.number()).put("at", now());
        message.put("acceptedAt", event.acceptedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        event.completedAt().ifPresent(
                time -> message.put("completedAt", time.truncatedTo(ChronoUnit.MILLIS).toString()));
        event.onBehalfOf().ifPresent(third -> message.put("onBehalfOf", third));
        message.set("payment", payment(event));
        event.correlationId().ifPresent(id -> message.put("correlationId", id));
        return text(message);
    }

    private static ObjectNode payment(PaymentEvent event) {
        PaymentState now = event.now();
        ObjectNode payment = JSON.createObjectNode();
        payment.put("reference", now.reference()).put("state", now.state())
                .put("previousState", event.before().state()).put("final", now.isFinal());
        now.at().ifPresent(time -> payment.put("since", time.toString()));
        now.currency().ifPresent(currency -> payment.put("currency", currency));
        if (!now.amounts().isEmpty()) {
            ObjectNode amounts = payment.putObject("amounts");
            new TreeMap<>(now.amounts()).forEach((name, amount) -> amounts.put(name, amount.toPlainString()));
        }
        if (!now.details().isEmpty()) {
            payment.set("details", now.details());
        }
        return payment;
    }

    @Override
    public String report(Reports.Tally tally) {
        ObjectNode message = JSON.createObjectNode();
        message.put("file", tally.file()).put("door", tally.door()).put("mode", mode).put("at", now());
        message.put("ended", tally.ended()).put("orders", tally.orders()).put("repeats", tally.repeats());
        message.put("refused", tally.refused());
        message.set("states", JSON.valueToTree(new TreeMap<>(tally.states())));
        return text(message);
    }

    @Override
    public Problem otherContent(Submission submission, String firstContentHash) {
        return words(submission).problem("GUI-1102", "/orderId", submission.orderId().orElse(""),
                brief(firstContentHash),
                submission.order().map(order -> brief(order.contentHash())).orElse(""));
    }

    private Texts words(Submission submission) {
        return submission.service().flatMap(service -> submission.account().map(account -> texts.of(service, account)))
                .orElse(texts);
    }

    private static String brief(String hash) {
        return hash.substring(0, Math.min(hash.length(), HASH_SHOWN));
    }

    @Override
    public String answer(Work work, Decision decision, List<Notice> notices) {
        ObjectNode message = JSON.createObjectNode();
        message.put("orderId", work.identity().orderId());
        message.put("service", work.identity().service());
        message.put("operation", work.identity().operation());
        message.put("account", work.identity().account());
        message.put("state", decision.to().name());
        message.put("mode", mode);
        message.put("repeat", false);
        if (decision.dryRun()) {
            message.put("dryRun", true);
        }
        message.put("acceptedAt", work.acceptedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        if (decision.to().isFinal()) {
            message.put("completedAt", now());
        }
        message.put("attempts", decision.attempt().isPresent() || decision.to().attempted()
                ? work.attempt()
                : work.attempt() - 1);
        work.onBehalfOf().ifPresent(third -> message.put("onBehalfOf", third));
        decision.done().ifPresent(done -> describe(work, done, message));
        if (!decision.problems().isEmpty()) {
            message.set("errors", JSON.valueToTree(decision.problems()));
        }
        notices(message, work.cleaned(), notices);
        work.correlationId().ifPresent(id -> message.put("correlationId", id));
        return text(message);
    }

    private static void notices(ObjectNode message, List<Cleaned> cleaned, List<Notice> notices) {
        ArrayNode all = JSON.createArrayNode();
        cleaned.forEach(text -> all.addObject().put("kind", "cleaned").put("field", text.field())
                .put("text", text.text()));
        notices.forEach(notice -> all.add(described(notice)));
        if (!all.isEmpty()) {
            message.set("notices", all);
        }
    }

    private static void describe(Work work, Outcome.Done done, ObjectNode message) {
        message.set("result", done.result());
        if (!done.documents().isEmpty()) {
            var documents = message.putArray("documents");
            for (Document document : done.documents()) {
                documents.addObject()
                        .put("name", work.name() + "." + document.suffix())
                        .put("kind", document.kind())
                        .put("mediaType", document.mediaType())
                        .put("bytes", document.content().length)
                        .put("sha256", sha256(document.content()));
            }
        }
    }

    @Override
    public NoticeMessage notice(String service, String account, Notice notice) {
        ObjectNode message = JSON.createObjectNode();
        message.put("service", service);
        message.put("account", account);
        message.put("mode", mode);
        message.put("at", now());
        message.setAll(described(notice));
        return new NoticeMessage(notice, account, text(message));
    }

    private static ObjectNode described(Notice notice) {
        ObjectNode described = JSON.createObjectNode().put("kind", notice.kind()).put("text", notice.text());
        notice.url().ifPresent(url -> described.put("url", url));
        notice.confirmUntil().ifPresent(until -> described.put("confirmUntil", until.toString()));
        return described;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a message in the ledger is no longer JSON", damaged);
        }
    }

    static String text(JsonNode message) {
        try {
            return JSON.writeValueAsString(message) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
