package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import io.guichet.outbox.HookServer;
import io.guichet.outbox.HookServer.Got;
import io.guichet.outbox.HookServer.Say;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers to webhooks, mailboxes and a printer, beside the folder and the queue, in the whole process. */
class AnswersTest {

    private static final int MANY = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String STAMP = "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1}";

    @TempDir
    Path folder;

    private final LedgerConnection ledger = TestLedger.freshConnection();

    @Test
    void whoIsDownDelaysNobodyGetsEverythingOnceWhenItIsBackAndIsNamedNowhere() throws Exception {
        int closedPort = FreePorts.next();
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        try (HeardLog log = new HeardLog();
                HookServer well = new HookServer();
                HookServer failing = new HookServer();
                HookServer hanging = new HookServer()) {
            failing.say(Say.of(500));
            hanging.hang(true);
            Map<String, String> settings = settings();
            webhook(settings, "well", well.url("/token-4711"));
            webhook(settings, "failing", failing.url("/token-4711"));
            webhook(settings, "hanging", hanging.url("/token-4711"));
            webhook(settings, "refusing", "http://127.0.0.1:" + closedPort + "/token-4711");
            settings.put("guichet.outbox.webhook.hanging.timeout", "1s");
            settings.put("guichet.outbox.mail.host", "127.0.0.1");
            settings.put("guichet.outbox.mail.port", String.valueOf(post.getSmtp().getPort()));
            settings.put("guichet.outbox.mail.tls", "none");
            settings.put("guichet.outbox.mail.from", "guichet@example.org");
            settings.put("guichet.outbox.mail.office.to", "anna.muster@example.org");
            settings.put("guichet.outbox.mail.office.kinds", "final");
            settings.put("guichet.outbox.print.labels.command-pdf", printer() + " {name} {file}");
            try (GuichetRun run = GuichetRun.start(folder.resolve("data"), ledger, settings)) {
                run.drop("many.ndjson", IntStream.rangeClosed(1, MANY)
                        .mapToObj(i -> GuichetRun.order("SO-" + i, "stamps", "demo", STAMP))
                        .collect(Collectors.joining("\n")));

                await().atMost(PATIENCE).until(() -> count("delivery where state = 'DONE' and channel in "
                        + "('file', 'queue', 'webhook:well', 'mail:office', 'print:labels') and order_id is not null") == 5
                                * MANY);

                assertThat(ids(well.got())).hasSize(MANY);
                assertThat(well.got()).hasSize(MANY);
                assertThat(post.getReceivedMessages()).hasSize(MANY);
                assertThat(Files.readAllLines(folder.resolve("paper"))).hasSize(MANY).doesNotHaveDuplicates();
                assertThat(run.names("out")).filteredOn(name -> name.endsWith(".result.json")).hasSize(MANY);
                assertThat(count("delivery where state = 'DUE' and order_id is not null")).isEqualTo(3L * MANY);
                assertThat(failing.got()).as("it is not called for every delivery").hasSizeLessThan(MANY / 2);
                assertThat(run.observe("health?data=true")).contains("\"webhook:failing\"", "down since", "\"ok\"");

                List<String> taken = new CopyOnWriteArrayList<>();
                failing.say(got -> {
                    taken.add(got.id());
                    return Say.OK;
                });
                hanging.hang(false);
                try (HookServer back = new HookServer(closedPort)) {
                    await().atMost(PATIENCE).until(() -> count("delivery where state = 'DUE'") == 0);
                    assertThat(back.got()).hasSize(MANY);
                    assertThat(ids(back.got())).hasSize(MANY);
                }
                assertThat(taken).hasSize(MANY).doesNotHaveDuplicates();
                // What was never answered comes again under the same id, and nothing else does.
                assertThat(ids(failing.got())).hasSize(MANY);
                assertThat(ids(hanging.got())).hasSize(MANY);
                assertThat(well.got()).as("nobody gets anything again because of the others").hasSize(MANY);
                assertThat(post.getReceivedMessages()).hasSize(MANY);

                List<String> told = new ArrayList<>(log.lines());
                told.addAll(rows("select distinct last_error from delivery where last_error is not null"));
                told.add(run.observe("health?data=true"));
                told.add(run.observe("metrics"));
                assertThat(told).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain("token-4711",
                        "anna.muster", SECRET, SECRET.substring("whsec_".length())));
                assertThat(told).anyMatch(line -> line.contains("webhook:failing") && line.contains("HTTP 500"))
                        .anyMatch(line -> line.contains("webhook:refusing") && line.contains("ConnectException"));
            }
        } finally {
            post.stop();
        }
    }

    @Test
    void aRestartInTheMiddleLosesNothingAndRepeatsUnderTheSameId() throws Exception {
        Map<String, String> firstIds = new ConcurrentHashMap<>();
        try (HookServer shop = new HookServer()) {
            Map<String, String> settings = settings();
            webhook(settings, "shop", shop.url("/hook"));
            settings.put("guichet.outbox.webhook.shop.kinds", "final,interim,notice");
            webhook(settings, "gone", shop.url("/gone"));
            shop.say(got -> {
                if (got.path().equals("/gone")) {
                    return Say.of(410);
                }
                firstIds.putIfAbsent(orderId(got), got.id());
                // Taken, and the answer is lost.
                return Say.of(0);
            });
            try (GuichetRun run = GuichetRun.start(folder.resolve("data"), ledger, settings)) {
                for (int i = 1; i <= 5; i++) {
                    run.drop("SO-" + i + ".json", GuichetRun.order("SO-" + i, "stamps", "demo", STAMP));
                }
                await().atMost(PATIENCE).until(() -> firstIds.size() >= 2
                        && count("delivery where channel = 'file' and state = 'DONE' and order_id is not null") == 5);
                await().atMost(PATIENCE).until(() -> run.names("notice").size() == 1);
                assertThat(Files.readString(folder.resolve("data/notice").resolve(run.names("notice").get(0))))
                        .contains("GUI-5021", "webhook:gone");
                assertThat(run.observe("health?data=true")).contains("wants nothing more (410 Gone)");
            }
            Map<String, String> secondIds = new ConcurrentHashMap<>();
            shop.say(got -> {
                secondIds.put(orderId(got), got.id());
                return Say.OK;
            });
            settings.keySet().removeIf(key -> key.startsWith("guichet.outbox.webhook.gone."));
            try (HeardLog log = new HeardLog();
                    GuichetRun run = GuichetRun.start(folder.resolve("data"), ledger, settings)) {
                await().atMost(PATIENCE)
                        .until(() -> count("delivery where channel = 'webhook:shop' and state = 'DUE'") == 0);

                assertThat(secondIds.keySet()).contains("SO-1", "SO-2", "SO-3", "SO-4", "SO-5");
                assertThat(secondIds).containsAllEntriesOf(firstIds);
                assertThat(count("delivery where channel = 'webhook:gone' and state = 'DUE'"))
                        .as("what is due to one that is no longer set is not lost").isEqualTo(5);
                assertThat(log.lines()).anyMatch(
                        line -> line.contains("webhook:gone") && line.contains("5 due, and the receiver is no longer"));
                assertThat(run.observe("health?data=true")).contains("5 due, and the receiver is no longer set");
            }
        }
    }

    private static String orderId(Got got) {
        try {
            JsonNode body = new ObjectMapper().readTree(got.body());
            return body.path("orderId").asText("notice " + body.path("kind").asText());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Set<String> ids(List<Got> got) {
        return got.stream().map(Got::id).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of("guichet.outbox.retry-first", "100ms", "guichet.outbox.retry-max", "1s",
                "guichet.outbox.retries", "100ms,500ms,1h"));
    }

    private static void webhook(Map<String, String> settings, String name, String url) {
        settings.put("guichet.outbox.webhook." + name + ".url", url);
        settings.put("guichet.outbox.webhook." + name + ".secret", SECRET);
    }

    private Path printer() throws IOException {
        Path script = folder.resolve("lp");
        Files.writeString(script, "#!/bin/sh\necho \"$1\" >> '" + folder.resolve("paper") + "'\n",
                StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private long count(String from) throws Exception {
        return Long.parseLong(rows("select count(*) from " + from).get(0));
    }

    private List<String> rows(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
