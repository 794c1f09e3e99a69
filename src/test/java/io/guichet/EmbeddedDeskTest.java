package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in processes of their own on the embedded ledger, whether Guichet runs or not. */
class EmbeddedDeskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Said(int code, String out, String err) {
    }

    @TempDir
    private Path home;

    @Test
    void commandsWorkBesideTheRunningProcessAndWithoutIt() throws Exception {
        try (GuichetChild guichet = GuichetChild.start(GuichetChild.jvm(), home,
                Map.of("guichet.examples", "false", "guichet.intake.file.settle", "100ms"))) {
            guichet.awaitOpen();
            drop("ED-1");
            drop("ED-2");
            await().atMost(PATIENCE).until(() -> orders("list", "--json").size() == 2);

            assertThat(run("cancel", "ED-1").code()).isZero();

            await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("out").resolve("ED-1.error.json")));
            assertThat(guichet.stop()).isIn(0, 143);
        }
        assertThat(orders("list", "--json")).containsExactly("ED-2");
        assertThat(pid()).as("the database runs no longer than the command").doesNotExist();

        Said cancelled = run("cancel", "ED-2");

        assertThat(cancelled.code()).as(cancelled.err()).isZero();
        assertThat(cancelled.out().lines()).as("nothing of the log in between").hasSize(1);
        JsonNode status = new ObjectMapper().readTree(run("status", "ED-2", "--json").out());
        assertThat(status.path("state").asText()).isEqualTo("CANCELLED");
        assertThat(status.at("/deliveries/0/state").asText()).isEqualTo("DUE");
        assertThat(pid()).doesNotExist();
        whileSomebodyElseStarts();
    }

    /** As between a start's first step and its last: the directory is taken and nobody answers yet. */
    private void whileSomebodyElseStarts() throws Exception {
        try (EmbeddedDatabase other = EmbeddedDatabase.startUnseen(home.resolve("ledger"))) {
            Said said = run("list");

            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).isEmpty();
            assertThat(said.err()).contains("in the hands of process " + ProcessHandle.current().pid(),
                    "try again in a moment");
            assertThat(pid()).as("the other's database is left alone").exists();
        }
    }

    @Test
    void whereNoLedgerIsNoneIsMade() throws Exception {
        Said said = run("list");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("There is no ledger in", "guichet.home");
        assertThat(home.resolve("ledger")).doesNotExist();
    }

    private Path pid() {
        return home.resolve("ledger").resolve("data").resolve("postmaster.pid");
    }

    /** An order that is not due for long. */
    private void drop(String orderId) throws IOException {
        Path part = home.resolve("in").resolve("." + orderId + ".part");
        Files.writeString(part, "{\"orderId\":\"" + orderId + "\",\"service\":\"webstamp\",\"operation\":\"stamps\","
                + "\"notBefore\":\"2199-01-01T00:00:00Z\",\"request\":{\"product\":15220,\"quantity\":1,"
                + "\"format\":\"pdf\",\"printZone\":1}}", StandardCharsets.UTF_8);
        Files.move(part, home.resolve("in").resolve(orderId + ".json"));
    }

    private List<String> orders(String... words) throws Exception {
        return new ObjectMapper().readTree(run(words).out()).path("orders").findValuesAsText("orderId");
    }

    private Said run(String... words) throws Exception {
        Path out = Files.createTempFile("guichet", ".out");
        Path err = Files.createTempFile("guichet", ".err");
        List<String> command = new ArrayList<>(GuichetChild.jvm());
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("GUICHET_HOME", home.toString());
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Said said = new Said(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return said;
    }
}
