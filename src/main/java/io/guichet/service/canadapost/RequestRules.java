package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service refuses for certain and the JSON Schema cannot say, because it lies between distant members or in what
 * a value means (canadapost 4.2, 4.3, 5.6 to 5.8, 9). Unknown codes of services and options are left to the service.
 */
final class RequestRules {

    private RequestRules() {
    }

    /** All that is wrong. The request need not have its schema's shape: what is wrong is to be told at once. */
    static List<Problem> check(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        DestinationRules.check(request, words, problems);
        OptionRules.check(request, words, problems);
        ParcelRules.check(request, words, problems);
        CustomsRules.check(request, words, problems);
        return problems;
    }
}
