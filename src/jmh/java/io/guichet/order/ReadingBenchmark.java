package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.InstalledRules;
import io.guichet.purchase.Service;
import io.guichet.service.webstamp.OutcomeTable;
import io.guichet.service.webstamp.RequestRules;
import io.guichet.service.webstamp.WebstampService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a line of a file costs until it is known to be right, with the rules of a real installation. */
@State(Scope.Benchmark)
public class ReadingBenchmark {

    private static final String REQUEST =
            "{\"product\":15220,\"format\":\"pdf\",\"printZone\":2,\"reference\":\"SO-1\","
                    + "\"recipients\":[{\"firstName\":\"Anna\",\"lastName\":\"Muster\",\"street\":\"Rue du Marché 10\","
                    + "\"zip\":\"1003\",\"city\":\"Lausanne\",\"country\":\"CH\"}]}";
    private static final String ORDER = "{\"orderId\":\"SO-1\",\"service\":\"webstamp\",\"operation\":\"stamps\","
            + "\"account\":\"demo\",\"request\":" + REQUEST + "}\n";

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Accounts accounts = new Accounts(
            service -> service.equals("webstamp") ? Map.of("demo", Map.of("platform", "sandbox")) : Map.of(),
            service -> Optional.of("demo"));
    private final Service webstamp = new WebstampService(new RequestRules("10000.00 CHF", 0),
            new OutcomeTable(texts, accounts, ""), Duration.ofMinutes(2));
    private final OrderReader reader = new OrderReader(texts, OrderReader.DEFAULT_MAX_ORDER_BYTES);
    private final OrderValidator validator =
            new OrderValidator(new Schemas(), new InstalledRules(() -> List.of(webstamp), accounts), texts);
    private final byte[] line = ORDER.getBytes(StandardCharsets.UTF_8);
    private final JsonNode request = parsed(REQUEST);

    @Benchmark
    public Order readAndValidateOneOrder() throws IOException, UnreadableInput {
        try (OrderStream orders = reader.open(InputSource.of("orders.ndjson", line), Form.NDJSON)) {
            return validator.validate(orders.next()).order().orElseThrow();
        }
    }

    @Benchmark
    public String contentFingerprint() {
        return CanonicalJson.sha256(request);
    }

    private static JsonNode parsed(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
