package io.guichet.sandbox;

import static io.guichet.sandbox.StartedTwin.registered;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book outlives the process, a kill and a torn line. */
class BookTest {

    @TempDir
    private Path directory;

    @Test
    void afterARestartNumbersGoOnAndOrdersAreCalledUpWithTheSameBytes() throws IOException {
        SoapReply first;
        JsonNode purchases;
        try (StartedTwin twin = new StartedTwin(directory)) {
            first = twin.ask(1, "new_order", registered().replace("pdf", "png"));
            twin.ask(1, "new_order", stamps(38610, 3));
            twin.ask(5, "new_order", stamps(39610, 1));
            twin.inject("{'kind':'balance','account':'20000005','amount':'10'}");
            twin.ask(5, "new_order", stamps(39610, 1));
            twin.get("/webstamp/confirm/9001?user=20000006");
            purchases = twin.purchases();
        }
        try (StartedTwin twin = new StartedTwin(directory)) {
            assertThat(twin.purchases()).isEqualTo(purchases);
            SoapReply again = twin.ask(1, "previous_order", "<order_id>9000001</order_id>");
            assertThat(again.texts("print_data")).isEqualTo(first.texts("print_data"));
            assertThat(again.texts("delivery_receipt")).isEqualTo(first.texts("delivery_receipt"));
            assertThat(twin.ask(5, "get_info_billing", "").amount("balance")).isEqualTo("8.80");
            assertThat(twin.ask(6, "get_info_journal", "").texts("message_type")).isEmpty();
            SoapReply next = twin.ask(1, "new_order", registered());
            assertThat(next.text("order_id")).isEqualTo("9000005");
            assertThat(next.text("stamp_id")).isEqualTo("80000007");
            assertThat(next.text("tracking_number")).isEqualTo("986000001100000002");
        }
    }

    @Test
    void aTornLastLineIsDropped() throws IOException {
        book(twin -> twin.ask(1, "new_order", stamps(38610, 1)));
        Files.writeString(file(), "{\"type\":\"order\",\"ord", StandardOpenOption.APPEND);

        book(twin -> {
            assertThat(twin.purchases()).hasSize(1);
            return twin.ask(1, "new_order", stamps(38610, 1));
        });

        book(twin -> assertThat(twin.purchases()).hasSize(2));
    }

    @Test
    void aCompleteLastLineWithoutItsEndIsKept() throws IOException {
        book(twin -> twin.ask(1, "new_order", stamps(38610, 1)));
        Files.write(file(), Files.readString(file()).strip().getBytes(StandardCharsets.UTF_8));

        book(twin -> twin.ask(1, "new_order", stamps(38610, 1)));

        book(twin -> assertThat(twin.purchases()).hasSize(2));
    }

    @Test
    void aDamagedLineInTheMiddleStopsTheStart() throws IOException {
        book(twin -> twin.ask(1, "new_order", stamps(38610, 1)));
        Files.writeString(file(), "{\"type\":\"ord\n{}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> new StartedTwin(directory)).hasMessageContaining("line 2");
    }

    @Test
    void aSecondSandboxOnTheSameBookDoesNotStart() {
        try (StartedTwin first = new StartedTwin(directory)) {
            assertThat(first.port()).isPositive();
            assertThatThrownBy(() -> new StartedTwin(directory)).hasMessageContaining("webstamp.book");
        }
    }

    @Test
    void thePasswordIsNotWrittenIntoTheBook() throws IOException {
        book(twin -> twin.ask(1, "new_order", stamps(38610, 1)));

        assertThat(Files.readString(file())).contains("9000001").doesNotContain("geheim");
    }

    @Test
    void ordersAtTheSameTimeGetTheirOwnNumbers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (StartedTwin twin = new StartedTwin(directory)) {
            List<Callable<SoapReply>> orders = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                orders.add(() -> twin.ask(1, "new_order", stamps(38610, 2)));
            }
            HashSet<String> ids = new HashSet<>();
            HashSet<String> stamps = new HashSet<>();
            for (Future<SoapReply> reply : threads.invokeAll(orders)) {
                ids.add(reply.get().text("order_id"));
                stamps.addAll(reply.get().texts("stamp_id"));
            }
            assertThat(ids).hasSize(80);
            assertThat(stamps).hasSize(160);
        } finally {
            threads.shutdown();
        }
        assertThat(Files.readAllLines(file())).hasSize(80);
    }

    @Test
    void whatWasAnsweredSurvivesAKill() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-cp", System.getProperty("java.class.path"), KilledSandbox.class.getName(),
                directory.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> answered = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            URI service = URI.create("http://127.0.0.1:" + lines.readLine() + "/webstamp/wsws/soap/v6");
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 20; i++) {
                HttpRequest order = HttpRequest.newBuilder(service).header("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString(StartedTwin.envelope(1, "new_order", stamps(38610, 1)))).build();
                answered.add(new SoapReply(client.send(order, BodyHandlers.ofByteArray())).text("order_id"));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        book(twin -> assertThat(twin.purchases().findValuesAsText("orderId")).containsExactlyElementsOf(answered));
    }

    @Test
    void aBookLineIsOneJsonObjectPerLine() throws IOException {
        Path file = directory.resolve("plain.book");
        try (Book book = new Book(file)) {
            book.append(Map.of("text", "a\nb"));
            book.append(Map.of("text", "c"));
        }
        try (Book book = new Book(file)) {
            assertThat(book.lines()).extracting(line -> line.get("text").asText()).containsExactly("a\nb", "c");
            book.clear();
        }
        assertThat(Files.size(file)).isZero();
    }

    private Path file() {
        return directory.resolve("webstamp.book");
    }

    private void book(Visit visit) throws IOException {
        try (StartedTwin twin = new StartedTwin(directory)) {
            visit.to(twin);
        }
    }

    private interface Visit {
        Object to(StartedTwin twin) throws IOException;
    }
}
