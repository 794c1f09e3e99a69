package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.List;

/** Customs: needed abroad, and no heavier than the parcel (canadapost 2.3, 4.3, 5.8). */
final class CustomsRules {

    private static final int MOST = 500;

    private CustomsRules() {
    }

    static void check(JsonNode request, Texts words, List<Problem> problems) {
        JsonNode customs = request.path("customs");
        String country = Countries.destination(request);
        if (!country.isEmpty() && !country.equals(Countries.CANADA) && !request.hasNonNull("customs")) {
            problems.add(words.problem("GUI-1350", Members.pointer("customs"), country));
        }
        for (String member : List.of("conversionFromCad", "dutiesAndTaxesPrepaid")) {
            Members.positive(customs, member, "customs." + member, words, problems);
        }
        items(customs.path("items"), request.path("parcel").path("weight"), words, problems);
    }

    private static void items(JsonNode items, JsonNode parcel, Texts words, List<Problem> problems) {
        if (items.size() > MOST) {
            // The schema has said so, and an order may hold a million.
            return;
        }
        BigDecimal together = BigDecimal.ZERO;
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            JsonNode item = items.get(i);
            for (String member : List.of("unitWeight", "unitValue")) {
                Members.positive(item, member, "customs.items." + i + "." + member, words, problems);
            }
            BigDecimal units = BigDecimal.valueOf(item.path("quantity").asInt());
            together = together.add(Measures.of(item.path("unitWeight")).orElse(BigDecimal.ZERO).multiply(units));
        }
        BigDecimal goods = together;
        Measures.of(parcel).map(Measures::weighed).filter(weight -> goods.compareTo(weight) > 0)
                .ifPresent(weight -> problems.add(words.problem("GUI-1351", Members.pointer("customs.items"),
                        goods.toPlainString(), weight.toPlainString())));
    }
}
