package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.List;
import java.util.Set;

/** The recipient, and whether the service goes there (canadapost 2.3, 4.3, 5.6, 5.8). */
final class DestinationRules {

    private static final Set<String> WITH_PHONE = Set.of("USA.EP", "USA.XP", "USA.TP", "INT.XP", "INT.TP");
    /** Whether they count as the United States is not known, so that the service decides. */
    private static final Set<String> TERRITORIES = Set.of("AS", "GU", "MP", "PR", "UM", "VI");

    private DestinationRules() {
    }

    static void check(JsonNode request, Texts words, List<Problem> problems) {
        JsonNode recipient = request.path("recipient");
        String service = request.path("serviceCode").asText();
        String country = Countries.destination(request);
        if (!country.isEmpty() && !reaches(service, country)) {
            problems.add(
                    words.problem("GUI-1345", Members.pointer("serviceCode"), service, country, beginning(country)));
        }
        if (WITH_PHONE.contains(service) && !Members.isGiven(recipient, "contactPhone")) {
            problems.add(words.problem("GUI-1349", Members.pointer("recipient.contactPhone"), service));
        }
        if (country.equals(Countries.CANADA) || country.equals(Countries.STATES)) {
            for (String member : List.of("city", "province", "zip")) {
                if (!Members.isGiven(recipient, member)) {
                    problems.add(words.problem("GUI-1346", Members.pointer("recipient." + member),
                            "recipient." + member, country));
                }
            }
            zip(recipient.path("zip").asText(), country, words, problems);
        }
    }

    /** Where each zone's codes go; what begins otherwise may be new. */
    private static boolean reaches(String service, String country) {
        boolean canada = country.equals(Countries.CANADA);
        if (service.startsWith("DOM.")) {
            return canada;
        }
        if (service.startsWith("USA.")) {
            return country.equals(Countries.STATES) || TERRITORIES.contains(country);
        }
        return !service.startsWith("INT.") || !canada && !country.equals(Countries.STATES);
    }

    private static String beginning(String country) {
        return switch (country) {
            case Countries.CANADA -> "DOM.…";
            case Countries.STATES -> "USA.…";
            default -> "INT.…";
        };
    }

    private static void zip(String written, String country, Texts words, List<Problem> problems) {
        String sent = PostalCodes.sent(written, country);
        if (sent.isBlank()) {
            return;
        }
        if (country.equals(Countries.CANADA) && !PostalCodes.isCanadian(sent)) {
            problems.add(words.problem("GUI-1347", Members.pointer("recipient.zip"), written));
        }
        if (country.equals(Countries.STATES) && !PostalCodes.isZip(sent)) {
            problems.add(words.problem("GUI-1348", Members.pointer("recipient.zip"), written));
        }
    }
}
