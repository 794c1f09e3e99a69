package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service refuses for certain and the JSON Schema cannot say, because it lies between distant members
 * (webstamp 2.13, 3.7). Products, licences and addresses are left to the service: it knows more than we do.
 */
final class RequestRules {

    private RequestRules() {
    }

    static List<Problem> check(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        if (request.hasNonNull("medium") && request.hasNonNull("customMedium")) {
            problems.add(words.problem("GUI-1301", "/request/customMedium"));
        }
        cashOnDelivery(request, words, problems);
        if (request.hasNonNull("delivery") && request.hasNonNull("letter")) {
            problems.add(words.problem("GUI-1305", "/request/delivery"));
        }
        if (request.hasNonNull("delivery") && !request.path("printService").asBoolean()) {
            problems.add(words.problem("GUI-1306", "/request/delivery"));
        }
        return problems;
    }

    private static void cashOnDelivery(JsonNode request, Texts words, List<Problem> problems) {
        boolean account = request.hasNonNull("cashOnDelivery");
        String kind = request.path("cashOnDelivery").path("kind").asText();
        JsonNode recipients = request.path("recipients");
        boolean collected = false;
        for (int i = 0; i < recipients.size(); i++) {
            JsonNode cash = recipients.get(i).path("cashOnDelivery");
            if (cash.isObject()) {
                collected = true;
                reference(kind, cash, "/request/recipients/" + i + "/cashOnDelivery", words, problems);
            }
        }
        if (collected && !account) {
            problems.add(words.problem("GUI-1302", "/request/cashOnDelivery"));
        }
        if (account && !collected) {
            problems.add(words.problem("GUI-1303", "/request/recipients"));
        }
    }

    private static void reference(String kind, JsonNode cash, String field, Texts words, List<Problem> problems) {
        String member = switch (kind) {
            case "esr" -> "esrReference";
            case "qriban" -> "qrReference";
            default -> "amount";
        };
        if (!cash.hasNonNull(member)) {
            problems.add(words.problem("GUI-1304", field + "/" + member, member, kind));
        }
    }
}
