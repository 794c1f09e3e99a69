package io.guichet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alert rules that are handed out ask for what a running Guichet tells, and say what to do. */
class AlertRulesTest {

    private static final Path RULES = Path.of("docs/alerts/guichet-alerts.yml");
    private static final Pattern METRIC = Pattern.compile("guichet_[a-z_]+");
    private static final Pattern DURATION = Pattern.compile("[1-9][0-9]*[smhd]");

    @TempDir
    Path home;

    @Test
    void everyMetricOfTheRulesIsTold() throws Exception {
        LedgerConnection ledger = TestLedger.freshConnection();
        try (GuichetRun run = GuichetRun.start(home, ledger,
                Map.of("guichet.account.webstamp.demo.max-spend-per-day", "12.00"))) {
            run.drop("right.json", GuichetRun.order("AL-1", "stamps", "demo",
                    "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1}"));
            run.drop("wrong.json", GuichetRun.order("AL-2", "stamps", "demo", "{\"product\":1}"));
            run.result("AL-1");
            run.error("AL-2");
            try (Connection database = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                    Statement statement = database.createStatement()) {
                statement.execute(
                        "insert into delivery (message_id, channel, state, due_at) select min(id), 'webhook:gone',"
                                + " 'DUE', clock_timestamp() - interval '1 hour' from message");
                statement.execute("insert into delivery (message_id, channel, state) select min(id), 'webhook:shop',"
                        + " 'GIVEN_UP' from message");
            }
            Set<String> asked = new TreeSet<>();
            for (Map<String, Object> rule : rules()) {
                Matcher metrics = METRIC.matcher(rule.get("expr").toString());
                while (metrics.find()) {
                    asked.add(metrics.group());
                }
            }
            assertThat(asked).hasSizeGreaterThan(8);
            await().atMost(90, SECONDS).untilAsserted(() -> {
                String told = run.observe("metrics");
                assertThat(asked).allSatisfy(metric -> assertThat(told).containsPattern("(?m)^" + metric + "[{ ]"));
                assertThat(told).containsPattern("guichet_spent_of_cap\\{[^}]*\"demo\"[^}]*} 0\\.1\\b")
                        .containsPattern("guichet_delivery_lag_seconds\\{channel=\"webhook:gone\"} 36\\d\\d")
                        .containsPattern("guichet_deliveries_given_up\\{channel=\"webhook:shop\"} 1")
                        .containsPattern("guichet_rejected_last_hour\\{code=\"GUI-\\d{4}\"} 1");
            });
        }
    }

    @Test
    void everyRuleHasTheFormOfPrometheusAndSaysWhatToDo() throws Exception {
        for (Map<String, Object> rule : rules()) {
            assertThat(rule).containsOnlyKeys("alert", "expr", "for", "labels", "annotations");
            assertThat(rule.get("alert").toString()).matches("Guichet[A-Za-z]+");
            assertThat(rule.get("for").toString()).matches(DURATION);
            assertThat((Map<?, ?>) rule.get("labels")).extracting("severity").isIn("page", "ticket");
            Map<?, ?> words = (Map<?, ?>) rule.get("annotations");
            assertThat(words.get("summary").toString()).isNotBlank();
            assertThat(words.get("description").toString()).hasSizeGreaterThan(40);
        }
        assertThat(rules().stream().map(rule -> rule.get("alert"))).doesNotHaveDuplicates();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rules() throws Exception {
        Map<String, Object> file =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(RULES));
        List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
        return groups.stream().flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream()).toList();
    }
}
