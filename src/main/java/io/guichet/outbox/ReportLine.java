package io.guichet.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.guichet.ledger.Reports;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One order's row in its file's report (docs/folders.md lists the columns). */
final class ReportLine {

    static final List<String> COLUMNS = List.of("position", "orderId", "service", "account", "operation", "state",
            "repeat", "code", "message", "advice", "price", "currency", "carrierOrderId", "tracking", "documents");

    private static final int MOST_PROBLEMS = 5;

    private ReportLine() {
    }

    static List<String> of(Reports.Line line) {
        JsonNode answer = line.answer().map(Messages::read).orElseGet(MissingNode::getInstance);
        // An answer to an earlier state says nothing of this one.
        JsonNode now = answer.path("state").asText().equals(line.state()) ? answer : MissingNode.getInstance();
        JsonNode result = now.path("result");
        return List.of(String.valueOf(line.position()), line.orderId().orElse(""), line.service().orElse(""),
                line.account().orElse(""), line.operation().orElse(""), line.state(), line.repeat() ? "true" : "",
                String.join(" ", new LinkedHashSet<>(texts(now.path("errors"), "code"))),
                several(texts(now.path("errors"), "message")), several(texts(now.path("errors"), "advice")),
                text(result, "price"), text(result, "currency"), text(result, "carrierOrderId"),
                result.findValues("trackingNumber").stream().filter(JsonNode::isTextual).map(JsonNode::asText)
                        .collect(Collectors.joining(" ")),
                String.join(" ", texts(now.path("documents"), "name")));
    }

    private static String several(List<String> sentences) {
        List<String> once = new ArrayList<>(new LinkedHashSet<>(sentences));
        String first = String.join(" / ", once.subList(0, Math.min(once.size(), MOST_PROBLEMS)));
        return once.size() > MOST_PROBLEMS ? first + " / … (+" + (once.size() - MOST_PROBLEMS) + ")" : first;
    }

    private static List<String> texts(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false).map(entry -> text(entry, member))
                .filter(text -> !text.isEmpty()).toList();
    }

    private static String text(JsonNode node, String member) {
        return Optional.of(node.path(member)).filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asText).orElse("");
    }
}
