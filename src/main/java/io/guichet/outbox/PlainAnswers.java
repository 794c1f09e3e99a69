package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Answers and notices as people read them: what happened, why, and what to do. */
final class PlainAnswers {

    private static final String BUNDLE = "mail";
    private static final int LONGEST_ID = 64;

    private final Texts texts;

    PlainAnswers(Texts texts) {
        this.texts = texts;
    }

    /** One line without anything that a sender wrote but the order's id. */
    String subject(String kind, JsonNode message) {
        String mode = message.path("mode").asText();
        return switch (kind) {
            case "notice" -> text("subject.notice", mode, line(message.path("kind").asText()));
            case "report" -> text("subject.report", mode, line(message.path("state").asText()));
            default -> text("subject.order", mode, orderId(message), message.path("state").asText());
        };
    }

    /** @param attached whether its documents come with it */
    String body(String kind, JsonNode message, boolean attached) {
        List<String> lines = new ArrayList<>();
        if (kind.equals("notice")) {
            notice(lines, message);
            facts(lines, message);
        } else {
            String state = message.path("state").asText();
            lines.add(texts.maybe(BUNDLE, "state." + state, orderId(message))
                    .orElseGet(() -> text("state.other", orderId(message), state)));
            lines.add("");
            facts(lines, message);
            documents(lines, message, attached);
            message.path("errors").forEach(error -> error(lines, error));
            message.path("notices").forEach(notice -> {
                lines.add("");
                notice(lines, notice);
            });
        }
        return String.join("\n", lines) + "\n";
    }

    String end() {
        return text("end");
    }

    private void facts(List<String> lines, JsonNode message) {
        for (String fact : List.of("service", "operation", "account")) {
            if (!message.path(fact).asText().isEmpty()) {
                lines.add(text("fact." + fact, line(message.path(fact).asText())));
            }
        }
        JsonNode result = message.path("result");
        if (result.hasNonNull("price")) {
            lines.add(text("fact.price", line(result.path("currency").asText()), line(result.path("price").asText())));
        }
    }

    private void documents(List<String> lines, JsonNode message, boolean attached) {
        List<String> names = StreamSupport.stream(message.path("documents").spliterator(), false)
                .map(document -> line(document.path("name").asText())).toList();
        if (!names.isEmpty()) {
            lines.add(text(attached ? "fact.documents" : "fact.documents.apart", String.join(", ", names)));
        }
    }

    private void error(List<String> lines, JsonNode error) {
        lines.add("");
        lines.add(text("why", error.path("code").asText() + " " + line(error.path("message").asText())));
        if (!error.path("field").asText().isEmpty()) {
            lines.add(text("place", line(error.path("field").asText())));
        }
        JsonNode service = error.path("service");
        if (service.isObject()) {
            lines.add(text("service", line(service.path("code").asText()), line(service.path("text").asText())));
        }
        lines.add(text("advice", line(error.path("advice").asText())));
    }

    private void notice(List<String> lines, JsonNode notice) {
        lines.add(text("notice", line(notice.path("text").asText())));
        if (notice.hasNonNull("url")) {
            lines.add(text("url", line(notice.path("url").asText())));
        }
        if (notice.hasNonNull("confirmUntil")) {
            lines.add(text("until", line(notice.path("confirmUntil").asText())));
        }
    }

    private String orderId(JsonNode message) {
        String id = line(message.path("orderId").asText());
        return id.isEmpty() ? text("order.none") : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }

    /** What others wrote stays on its line: it can begin no header and no paragraph of its own. */
    private static String line(String value) {
        return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }

    private String text(String key, Object... values) {
        return texts.text(BUNDLE, key, values);
    }
}
