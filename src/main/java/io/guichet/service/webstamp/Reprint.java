package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;

/** What makes an answer that of a reprint: each stamp may be posted once, so that none is new (webstamp 3.5). */
final class Reprint {

    private Reprint() {
    }

    /** @param source {@code service} or {@code archive} */
    static void marked(ObjectNode result, String source) {
        result.put("source", source);
        for (JsonNode stamp : result.path("stamps")) {
            ((ObjectNode) stamp).put("new", false);
        }
    }

    static Notice notice(String carrierId, Texts words) {
        return Notice.of("reprint", words.text(WebstampService.NAME, "reprint", carrierId));
    }
}
