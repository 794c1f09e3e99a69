package io.guichet.service.parcelpigeon;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a booked flight says. */
public final class PigeonAnswers {

    public Outcome read(Map<String, Object> flight) {
        String number = flight.get("flight").toString();
        String price = flight.get("price").toString();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("flight", number).put("price", price)
                .put("currency", flight.get("currency").toString());
        return new Outcome.Done(result, Optional.of(number), Optional.of(new BigDecimal(price)), List.of(), List.of());
    }
}
