package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The syntax that official tests exercise (postfinance 2.9). */
class PostfinanceSearchTest {

    private static final ObjectNode ONE = Json.MAPPER.createObjectNode().put("id", 4711).put("state", "FULFILL")
            .put("merchantReference", "ORD-1001 k3q7w2n5x4m6a-1").put("currency", "CHF")
            .put("createdOn", "2026-02-09T13:37:06.359Z").put("token", 99);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "id:4711 | true", "id:4712 | false", "state:FULFILL | true", "-state:FULFILL | false",
            "merchantReference:\"ORD-1001 k3q7w2n5x4m6a-1\" | true", "merchantReference:\"ORD-1001\" | false",
            "merchantReference:~ORD-1001 | true", "merchantReference:~\"1001 k3\" | true",
            "id:>4710 | true", "id:>4711 | false", "id:>=4711 | true", "id:<=4711 | true", "id:<1000 | false",
            "createdOn:>'2026-02-09' | true", "createdOn:<'2026-02-09' | false",
            "createdOn:<=\"2026-02-09T13:37:06.359Z\" | true", "state:FAILED OR currency:CHF | true",
            "state:FULFILL currency:EUR | false", "state:FULFILL AND currency:CHF | true",
            "(state:FAILED OR state:FULFILL) AND -(currency:EUR) | true", "customerId:* | true", "currency:* | false",
            "token.id:99 | true", "`` | true"
    })
    void queryFits(String query, boolean fits) {
        Predicate<JsonNode> search = Search.of(Kind.TRANSACTION, query == null ? "" : query.replace("`", ""));
        assertThat(search.test(ONE)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour:red", "(state:FULFILL", "state", "state:FULFILL)"})
    void queryIsRefused(String query) {
        assertThatThrownBy(() -> Search.of(Kind.TRANSACTION, query)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.status()).isEqualTo(422));
    }
}
