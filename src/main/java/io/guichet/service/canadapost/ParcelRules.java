package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Weight and size (canadapost 5.8). */
final class ParcelRules {

    private static final BigDecimal HEAVIEST = new BigDecimal("30");
    private static final BigDecimal HEAVIEST_DOCUMENT = new BigDecimal("1.36");
    private static final BigDecimal LONGEST = new BigDecimal("200");
    private static final BigDecimal LENGTH_AND_GIRTH = new BigDecimal("300");
    private static final BigDecimal TWICE = new BigDecimal("2");
    private static final List<String> SIDES = List.of("length", "width", "height");

    private ParcelRules() {
    }

    static void check(JsonNode request, Texts words, List<Problem> problems) {
        JsonNode parcel = request.path("parcel");
        weight(parcel, words, problems);
        JsonNode dimensions = parcel.path("dimensions");
        for (String side : SIDES) {
            String name = "parcel.dimensions." + side;
            Members.positive(dimensions, side, name, words, problems);
            Measures.of(dimensions.path(side)).filter(length -> length.compareTo(LONGEST) > 0)
                    .ifPresent(length -> problems.add(words.problem("GUI-1343", Members.pointer(name), name,
                            length.toPlainString(), LONGEST.toPlainString())));
        }
        if (Countries.destination(request).equals(Countries.CANADA)) {
            girth(dimensions, words, problems);
        }
    }

    private static void weight(JsonNode parcel, Texts words, List<Problem> problems) {
        String name = "parcel.weight";
        Members.positive(parcel, "weight", name, words, problems);
        Optional<BigDecimal> weight = Measures.of(parcel.path("weight"));
        if (weight.filter(kilograms -> kilograms.compareTo(HEAVIEST) > 0).isPresent()) {
            problems.add(words.problem("GUI-1341", Members.pointer(name), name, weight.get().toPlainString(),
                    HEAVIEST.toPlainString()));
        } else if (parcel.path("document").asBoolean()
                && weight.filter(kilograms -> kilograms.compareTo(HEAVIEST_DOCUMENT) > 0).isPresent()) {
            problems.add(words.problem("GUI-1342", Members.pointer(name), name, weight.get().toPlainString(),
                    HEAVIEST_DOCUMENT.toPlainString()));
        }
    }

    /** The longest side, and once around the two others, whichever is called length. */
    private static void girth(JsonNode dimensions, Texts words, List<Problem> problems) {
        List<BigDecimal> sides = SIDES.stream().flatMap(side -> Measures.of(dimensions.path(side)).stream())
                .sorted(Comparator.reverseOrder()).toList();
        if (sides.size() < SIDES.size()) {
            return;
        }
        BigDecimal together = sides.get(0).add(sides.get(1).add(sides.get(2)).multiply(TWICE));
        if (together.compareTo(LENGTH_AND_GIRTH) > 0) {
            problems.add(words.problem("GUI-1344", Members.pointer("parcel.dimensions"), together.toPlainString(),
                    LENGTH_AND_GIRTH.toPlainString()));
        }
    }
}
