package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private final JsonTemplateLayout layout =
            JsonTemplateLayout.newBuilder().setConfiguration(new DefaultConfiguration())
                    .setEventTemplateUri("classpath:log-line.json").build();

    @Test
    void lineOfAnOrderSaysWhoseItIs() throws IOException {
        JsonNode line = line(Map.of("orderId", "SO-7", "account", "demo", "service", "webstamp", "operation", "stamps",
                "mode", "SANDBOX", "camel.routeId", "work"), null);

        assertThat(line.fieldNames()).toIterable().containsExactly("timestamp", "level", "logger", "message", "thread",
                "orderId", "account", "service", "operation", "mode", "routeId");
        assertThat(line.get("orderId").asText()).isEqualTo("SO-7");
        assertThat(line.get("routeId").asText()).isEqualTo("work");
        assertThat(line.get("timestamp").asText()).isEqualTo("2026-11-22T00:00:00.000Z");
    }

    @Test
    void lineWithoutAnOrderStaysShortAndAnExceptionBringsItsStack() throws IOException {
        JsonNode line = line(Map.of(), new IllegalStateException("broken"));

        assertThat(line.fieldNames()).toIterable().containsExactly("timestamp", "level", "logger", "message", "thread",
                "exception");
        assertThat(line.get("exception").get("type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.get("exception").get("stack").asText()).contains("broken", "LogLineTest");
    }

    private JsonNode line(Map<String, String> context, Throwable thrown) throws IOException {
        StringMap data = ContextDataFactory.createContextData();
        context.forEach(data::putValue);
        String text = layout.toSerializable(Log4jLogEvent.newBuilder().setLevel(Level.INFO).setLoggerName("a.B")
                .setMessage(new SimpleMessage("said")).setThreadName("main").setTimeMillis(1795305600000L)
                .setContextData(new SortedArrayStringMap(data)).setThrown(thrown).build());
        assertThat(text).endsWith(System.lineSeparator()).doesNotContain("\n{");
        return new ObjectMapper().readTree(text);
    }
}
