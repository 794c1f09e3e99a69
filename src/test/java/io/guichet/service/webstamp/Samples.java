package io.guichet.service.webstamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.contract.WebStampExample;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Account;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.NewOrderPreviewResponse;
import io.guichet.service.webstamp.wire.NewOrderResponse;
import io.guichet.service.webstamp.wire.WswsOrder;
import jakarta.xml.bind.JAXBException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders, accounts and answers that these tests begin with. */
final class Samples {

    static final ObjectMapper JSON = new ObjectMapper();

    static final String LETTERS =
            """
                    {"product": 15220, "quantity": 2, "format": "pdf", "layout": "separate", "printZone": 1, "mediumStartPosition": 1,
                     "reference": "abcd", "comment": "please"}""";

    static final FoundProduct NOT_FOUND = new FoundProduct(Optional.empty(), true, Optional.empty(), Set.of());
    static final LicenceChoice NO_LICENCE = new LicenceChoice(LicenceChoice.Kind.NOT_NEEDED, Optional.empty());

    private Samples() {
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Work work(String operation, String request) {
        return work(operation, request, Optional.empty());
    }

    static Work work(String operation, String request, Optional<BigDecimal> maxPrice) {
        return new Work(7, 1, State.ACCEPTED, new OrderIdentity("webstamp", "demo", operation, "SO-1"), json(request),
                "SO-1", 1, 0, 1,
                Optional.empty(), maxPrice, Optional.empty(), false, Optional.empty(), Optional.empty(),
                Instant.parse("2026-10-05T06:15:30Z"), System.nanoTime() + 600_000_000_000L);
    }

    static Account account(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("user-id", "20000001", "password", "wsws-geheim-1",
                "application-id", "0123456789abcdef0123456789abcdef", "language", "fr", "platform", "sandbox"));
        settings.putAll(more);
        return new Account("webstamp", "demo", settings);
    }

    static WswsOrder answer(WebStampExample example) {
        try {
            Object body = example.read();
            return body instanceof NewOrderResponse order
                    ? order.getNewOrderResult()
                    : ((NewOrderPreviewResponse) body).getNewOrderPreviewResult();
        } catch (JAXBException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
