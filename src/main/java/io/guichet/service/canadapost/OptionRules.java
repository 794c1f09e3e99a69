package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What options need and exclude, as far as it is confirmed (canadapost 5.7). That HFP, DNS and LAD exclude one another is
 * not, and COD without HFP or D2PO becomes HFP by itself.
 */
final class OptionRules {

    private static final int MOST = 20;
    private static final List<String> HANDLING = List.of("RASE", "RTS", "ABAN");
    private static final BigDecimal MOST_COLLECTED = new BigDecimal("1000");
    private static final Set<String> WITH_CONFIRMATION = Set.of("SO", "COV");

    private OptionRules() {
    }

    static void check(JsonNode request, Texts words, List<Problem> problems) {
        JsonNode options = request.path("options");
        if (options.size() > MOST) {
            // The schema has said so, and an order may hold a million.
            return;
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; options.isArray() && i < options.size(); i++) {
            String code = options.get(i).path("code").asText();
            String name = "options." + i;
            if (codes.contains(code)) {
                problems.add(words.problem("GUI-1355", Members.pointer(name + ".code"), name + ".code", code));
            }
            codes.add(code);
            amount(options.get(i), code, name + ".amount", words, problems);
        }
        together(codes, request, words, problems);
        handling(codes, request.path("serviceCode").asText(), words, problems);
        if (codes.contains("D2PO")) {
            postOffice(request, words, problems);
        }
    }

    private static void amount(JsonNode option, String code, String name, Texts words, List<Problem> problems) {
        Members.positive(option, "amount", name, words, problems);
        if (code.equals("COD")) {
            Measures.of(option.path("amount")).filter(amount -> amount.compareTo(MOST_COLLECTED) > 0)
                    .ifPresent(amount -> problems.add(words.problem("GUI-1352", Members.pointer(name), name,
                            amount.toPlainString(), MOST_COLLECTED.setScale(2).toPlainString())));
        }
    }

    private static void together(List<String> codes, JsonNode request, Texts words, List<Problem> problems) {
        if (codes.contains("SO") && codes.contains("LAD")) {
            excluded("SO", "LAD", codes, words, problems);
        }
        // Abroad the service's own messages have coverage without it (canadapost 3.4).
        boolean within = request.path("serviceCode").asText().startsWith("DOM.");
        for (int i = 0; within && i < codes.size(); i++) {
            String code = codes.get(i);
            if (WITH_CONFIRMATION.contains(code) && !codes.contains("DC") && codes.indexOf(code) == i) {
                problems.add(words.problem("GUI-1353", Members.pointer("options." + i + ".code"), code, "DC"));
            }
        }
    }

    private static void handling(List<String> codes, String service, Texts words, List<Problem> problems) {
        List<String> chosen = codes.stream().filter(HANDLING::contains).distinct().toList();
        if (chosen.isEmpty() && isHandled(service)) {
            problems.add(words.problem("GUI-1356", Members.pointer("options"), String.join(", ", HANDLING), service));
        }
        for (String another : chosen.subList(Math.min(1, chosen.size()), chosen.size())) {
            excluded(chosen.get(0), another, codes, words, problems);
        }
    }

    /** Many services need it; that Priority Worldwide does is not known (canadapost 5.7). */
    private static boolean isHandled(String service) {
        return (service.startsWith("USA.") || service.startsWith("INT.")) && !service.contains(".PW.");
    }

    private static void excluded(String one, String other, List<String> codes, Texts words, List<Problem> problems) {
        String later = codes.indexOf(one) < codes.indexOf(other) ? other : one;
        problems.add(words.problem("GUI-1354", Members.pointer("options." + codes.indexOf(later) + ".code"), later,
                later.equals(one) ? other : one));
    }

    private static void postOffice(JsonNode request, Texts words, List<Problem> problems) {
        for (String member : List.of("name", "contactPhone")) {
            if (!Members.isGiven(request.path("recipient"), member)) {
                problems.add(words.problem("GUI-1357", Members.pointer("recipient." + member), "recipient." + member));
            }
        }
        if (!request.hasNonNull("notification")) {
            problems.add(words.problem("GUI-1357", Members.pointer("notification"), "notification"));
        }
    }
}
