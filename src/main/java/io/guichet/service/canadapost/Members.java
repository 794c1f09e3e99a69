package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.List;

/** What every rule asks of single members of a request. */
final class Members {

    private static final String REQUEST = "/request/";

    private Members() {
    }

    /** True where somebody wrote something. */
    static boolean isGiven(JsonNode object, String member) {
        return !object.path(member).asText().isBlank();
    }

    /** Where a member stands, by its dotted name. */
    static String pointer(String name) {
        return REQUEST + name.replace('.', '/');
    }

    /** Amounts and measures of nothing have the schema's form and are refused all the same (canadapost 2.1). */
    static void positive(JsonNode object, String member, String name, Texts words, List<Problem> problems) {
        Measures.of(object.path(member)).filter(value -> value.signum() == 0).ifPresent(zero -> problems
                .add(words.problem("GUI-1340", pointer(name), name, object.path(member).asText())));
    }
}
