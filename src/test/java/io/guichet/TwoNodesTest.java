package io.guichet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL and one broker: each order is one node's, whoever took it in. */
class TwoNodesTest {

    private static final int MANY = 120;

    @TempDir
    Path folder;

    @Test
    void shareTheWorkOfOneLedgerAndOneBrokerAndBuyEachOrderOnce() throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        try (GuichetRun one = GuichetRun.start(folder.resolve("one"), ledger, Map.of("guichet.webstamp.hands", "4"));
                GuichetRun two = GuichetRun.start(folder.resolve("two"), ledger, Map.of(
                        "guichet.webstamp.hands", "4",
                        "guichet.broker.url", one.brokerUrl(),
                        "guichet.sandbox.enabled", "false",
                        "guichet.webstamp.endpoint.sandbox", one.twinAddress() + "/webstamp/wsws/soap/v6"))) {
            one.control("faults",
                    "{\"kind\":\"delay-after\",\"operation\":\"new_order\",\"millis\":40,\"calls\":100000}");

            one.drop("a.ndjson", orders("A"));
            two.drop("b.ndjson", orders("B"));

            await().atMost(90, SECONDS).until(() -> count(ledger, "orders where state = 'COMPLETED'") == 2 * MANY);
            Set<String> booked = new HashSet<>();
            JsonNode book = one.purchases();
            book.forEach(entry -> booked.add(entry.path("key").asText()));
            assertThat(book).hasSize(2 * MANY);
            assertThat(booked).hasSize(2 * MANY);
            assertThat(count(ledger, "(select distinct who from audit where to_state = 'SENT') nodes")).isEqualTo(2);
            assertThat(count(ledger, "attempt")).isEqualTo(2L * MANY);
            await().atMost(60, SECONDS).until(() -> count(ledger, "delivery where state = 'DUE'") == 0);
            Set<String> files = new HashSet<>(one.names("out"));
            assertThat(files).as("no answer is written by both").doesNotContainAnyElementsOf(two.names("out"));
            files.addAll(two.names("out"));
            assertThat(files.stream().filter(name -> name.endsWith(".result.json"))).hasSize(2 * MANY);
        }
    }

    private static String orders(String prefix) {
        return IntStream.range(0, MANY).mapToObj(i -> GuichetRun.order(prefix + "-" + i, "stamps", "demo",
                "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1}"))
                .collect(Collectors.joining("\n"));
    }

    private static long count(LedgerConnection ledger, String from) throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + from)) {
            row.next();
            return row.getLong(1);
        }
    }
}
