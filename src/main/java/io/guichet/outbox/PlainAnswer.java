package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.order.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** An answer or a notice as people read it, in the language of its account: what happened, why, and what to do. */
final class PlainAnswer {

    private static final String BUNDLE = "mail";
    private static final String NOTICE = "notice";
    static final String REPORT = "report";
    private static final String UNREADABLE = "unreadable";
    private static final String EVENT = "event";
    private static final int LONGEST_ID = 64;

    private static final Set<String> SENTENCES = Set.of("state.COMPLETED", "state.REJECTED", "state.REFUSED",
            "state.FAILED", "state.CANCELLED", "state.HELD", "state.IN_DOUBT", "state.BOUGHT");

    private final Texts words;
    private final String kind;
    private final JsonNode message;

    private PlainAnswer(Texts words, String kind, JsonNode message) {
        this.words = words;
        this.kind = kind;
        this.message = message;
    }

    static PlainAnswer of(Texts texts, Delivery delivery) {
        JsonNode message = Messages.read(delivery.body());
        Texts words = texts.of(message.path("service").asText(), message.path("account").asText());
        return new PlainAnswer(words, delivery.kind(), message);
    }

    JsonNode message() {
        return message;
    }

    /** One line without anything that a sender wrote but the order's id. */
    String subject() {
        String mode = message.path("mode").asText();
        return switch (kind) {
            case NOTICE -> text("subject.notice", mode, line(message, "kind"));
            case REPORT -> text("subject.report", mode, line(message, "orders"), line(message, "refused"));
            case UNREADABLE -> text("subject.unreadable");
            case EVENT -> text("subject.event", mode, orderId());
            default -> text("subject.order", mode, orderId(), line(message, "state"));
        };
    }

    /** @param attached whether its documents come with it */
    String body(boolean attached) {
        List<String> lines = new ArrayList<>();
        switch (kind) {
            case NOTICE -> {
                notice(lines, message);
                facts(lines);
            }
            case REPORT -> report(lines);
            case UNREADABLE -> {
                lines.add(text("unreadable", line(message, "file")));
                message.path("errors").forEach(error -> error(lines, error));
            }
            case EVENT -> event(lines);
            default -> answer(lines, attached);
        }
        return String.join("\n", lines) + "\n";
    }

    private void answer(List<String> lines, boolean attached) {
        String sentence = "state." + line(message, "state");
        lines.add(text(SENTENCES.contains(sentence) ? sentence : "state.other", orderId(), line(message, "state")));
        lines.add("");
        facts(lines);
        documents(lines, attached);
        message.path("errors").forEach(error -> error(lines, error));
        message.path("notices").forEach(notice -> {
            lines.add("");
            notice(lines, notice);
        });
    }

    private void event(List<String> lines) {
        JsonNode payment = message.path("payment");
        lines.add(text(payment.path("final").asBoolean() ? "event.final" : "event.moving", orderId(),
                line(payment, "state"), line(payment, "previousState")));
        lines.add("");
        facts(lines);
        payment.path("amounts").fields().forEachRemaining(amount -> lines.add(
                text("event.amount", amount.getKey(), line(payment, "currency"),
                        line(payment.path("amounts"), amount.getKey()))));
    }

    private void report(List<String> lines) {
        lines.add(text(message.path("ended").asBoolean() ? "report.ended" : "report.moving", line(message, "file")));
        lines.add("");
        message.path("states").fields().forEachRemaining(
                state -> lines.add(text("report.state", state.getKey(), state.getValue().asText())));
        if (message.path("repeats").asLong() > 0) {
            lines.add(text("report.repeats", line(message, "repeats")));
        }
    }

    /** Which files of a report come with the mail, and which do not. */
    String files(List<String> attached, List<String> apart) {
        List<String> lines = new ArrayList<>();
        if (!attached.isEmpty()) {
            lines.add(text("report.attached", String.join(", ", attached)));
        }
        if (!apart.isEmpty()) {
            lines.add(text("report.apart", String.join(", ", apart)));
        }
        return String.join("\n", lines) + "\n";
    }

    /** What stands below a mail. */
    String end() {
        return text("end");
    }

    private void facts(List<String> lines) {
        fact(lines, "fact.service", line(message, "service"));
        fact(lines, "fact.operation", line(message, "operation"));
        fact(lines, "fact.account", line(message, "account"));
        JsonNode result = message.path("result");
        if (result.hasNonNull("price")) {
            lines.add(text("fact.price", line(result, "currency"), line(result, "price")));
        }
    }

    private void fact(List<String> lines, String key, String value) {
        if (!value.isEmpty()) {
            lines.add(text(key, value));
        }
    }

    private void documents(List<String> lines, boolean attached) {
        List<String> names = StreamSupport.stream(message.path("documents").spliterator(), false)
                .map(document -> line(document, "name")).toList();
        if (!names.isEmpty()) {
            lines.add(text(attached ? "fact.documents" : "fact.documents.apart", String.join(", ", names)));
        }
    }

    private void error(List<String> lines, JsonNode error) {
        lines.add("");
        lines.add(text("why", line(error, "code") + " " + line(error, "message")));
        fact(lines, "place", line(error, "field"));
        if (error.path("service").isObject()) {
            lines.add(text("service", line(error.path("service"), "code"), line(error.path("service"), "text")));
        }
        lines.add(text("advice", line(error, "advice")));
    }

    private void notice(List<String> lines, JsonNode notice) {
        lines.add(text("notice", line(notice, "text")));
        fact(lines, "url", line(notice, "url"));
        fact(lines, "until", line(notice, "confirmUntil"));
    }

    private String orderId() {
        String id = line(message, "orderId");
        return id.isEmpty() ? text("order.none") : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }

    /** What others wrote stays on its line: it can begin no header and no paragraph of its own. */
    private static String line(JsonNode node, String member) {
        return node.path(member).asText("").replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private String text(String key, Object... values) {
        return words.text(BUNDLE, key, values);
    }
}
