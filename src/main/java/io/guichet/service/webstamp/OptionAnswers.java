package io.guichet.service.webstamp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.CustomerType;
import io.guichet.service.webstamp.wire.PaymentType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The lists of the operation {@code catalogue}: every element of the service's answer under its own name in camel
 * case.
 */
public final class OptionAnswers {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .registerModule(new SimpleModule()
                    .addSerializer(BigDecimal.class, as(BigDecimal.class, Money::text))
                    .addSerializer(CustomerType.class, as(CustomerType.class, CustomerType::value))
                    .addSerializer(PaymentType.class, as(PaymentType.class, PaymentType::value)));

    public Outcome read(Work work, Object answer) {
        if (answer == null) {
            throw new UnreadableAnswer(Lack.ANSWER);
        }
        ObjectNode result = JSON.createObjectNode().put("list", CatalogueList.of(work.request()).word());
        JsonNode items = flat(JSON.valueToTree(answer));
        // Customer data is one, all others are many: the caller reads both the same way.
        result.set("items", items.isArray() ? items : JSON.createArrayNode().add(items));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** A list is a wrapper around repeated items on the wire, and a list here. */
    private static JsonNode flat(JsonNode node) {
        if (node.isObject() && node.size() == 1 && node.path("item").isArray()) {
            return flat(node.get("item"));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode flat = JSON.createArrayNode();
            array.forEach(element -> flat.add(flat(element)));
            return flat;
        }
        if (node instanceof ObjectNode object) {
            object.fields().forEachRemaining(field -> field.setValue(flat(field.getValue())));
        }
        return node;
    }

    private static <T> StdSerializer<T> as(Class<T> type, Function<T, String> text) {
        return new StdSerializer<>(type) {

            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
                to.writeString(text.apply(value));
            }
        };
    }
}
