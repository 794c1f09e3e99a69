package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import io.guichet.ops.GuichetProcess;
import io.guichet.ops.Settings;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The whole process as a user runs it: sandbox profile, real PostgreSQL, real broker, the twins over their sockets. */
public final class GuichetRun implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final int brokerPort;
    private final int sandboxPort;
    private final int managementPort;
    private final int productPort;
    private final GuichetProcess process;

    private GuichetRun(Path home, LedgerConnection ledger, Map<String, String> settings,
            Function<Properties, Settings> load) throws Exception {
        this.home = home;
        this.brokerPort = FreePorts.next();
        this.sandboxPort = FreePorts.next();
        this.managementPort = FreePorts.next();
        this.productPort = FreePorts.next();
        Properties system = new Properties();
        system.setProperty("guichet.home", home.toString());
        system.setProperty("guichet.examples", "false");
        system.setProperty("guichet.intake.file.settle", "100ms");
        system.setProperty("guichet.intake.file.poll", "50ms");
        system.setProperty("guichet.ledger.url", ledger.url());
        system.setProperty("guichet.ledger.user", ledger.user());
        system.setProperty("guichet.ledger.password", ledger.password());
        system.setProperty("guichet.broker.port", String.valueOf(brokerPort));
        system.setProperty("guichet.broker.password", "test");
        system.setProperty("guichet.sandbox.port", String.valueOf(sandboxPort));
        system.setProperty("camel.management.port", String.valueOf(managementPort));
        system.setProperty("camel.server.port", String.valueOf(productPort));
        ServiceTimes.set(system::setProperty, "1s", "2s");
        settings.forEach(system::setProperty);
        this.process = GuichetProcess.start(load.apply(system));
    }

    private GuichetRun(Path home, LedgerConnection ledger, Map<String, String> settings) throws Exception {
        this(home, ledger, settings,
                system -> Settings.load("sandbox", home.resolve("none.properties"), Map.of(), system));
    }

    public static GuichetRun start(Path home) throws Exception {
        return start(home, Map.of());
    }

    public static GuichetRun start(Path home, Map<String, String> settings) throws Exception {
        return new GuichetRun(home, TestLedger.freshConnection(), settings);
    }

    /** With settings that are read in another way, such as those of one more service. */
    static GuichetRun start(Path home, Map<String, String> settings, Function<Properties, Settings> load)
            throws Exception {
        return new GuichetRun(home, TestLedger.freshConnection(), settings, load);
    }

    static GuichetRun start(Path home, LedgerConnection ledger, Map<String, String> settings,
            Function<Properties, Settings> load) throws Exception {
        return new GuichetRun(home, ledger, settings, load);
    }

    public static GuichetRun start(Path home, LedgerConnection ledger, Map<String, String> settings) throws Exception {
        return new GuichetRun(home, ledger, settings);
    }

    public Path home() {
        return home;
    }

    public GuichetProcess process() {
        return process;
    }

    /** Drops a file as a careful sender does: under another name first. */
    public void drop(String name, String content) {
        drop(name, content.getBytes(StandardCharsets.UTF_8));
    }

    void drop(String name, byte[] content) {
        try {
            Path part = home.resolve("in").resolve("." + name + ".part");
            Files.write(part, content);
            Files.move(part, home.resolve("in").resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An order of the service webstamp as one line of JSON. */
    public static String order(String orderId, String operation, String account, String request) {
        return "{\"orderId\":\"" + orderId + "\",\"service\":\"webstamp\",\"operation\":\"" + operation
                + "\",\"account\":\""
                + account + "\",\"request\":" + request + "}";
    }

    /** The final answer in out/, which must be a result. */
    public JsonNode result(String name) {
        JsonNode answer = file("out/" + name + ".result.json", "out/" + name + ".error.json");
        assertThat(answer.path("state").asText()).as("%s", answer).isEqualTo("COMPLETED");
        return answer;
    }

    /** The final answer in out/, which must be an error. */
    JsonNode error(String name) {
        JsonNode answer = file("out/" + name + ".error.json", "out/" + name + ".result.json");
        assertThat(answer.path("state").asText()).as("%s", answer).isNotEqualTo("COMPLETED");
        return answer;
    }

    JsonNode waiting(String name) {
        return file("out/" + name + ".waiting.json");
    }

    /** The event by which a payment is told to have come to this state. */
    public JsonNode event(String name, String state) {
        return await().atMost(PATIENCE).until(() -> names("out").stream()
                .filter(file -> file.startsWith(name + ".event-")).sorted().map(file -> file("out/" + file))
                .filter(event -> event.at("/payment/state").asText().equals(state)).findFirst().orElse(null),
                event -> event != null);
    }

    /** The first of these files that is there. */
    public JsonNode file(String... names) {
        Path found = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(
                () -> Stream.of(names).map(home::resolve).filter(Files::exists).findFirst().orElse(null),
                path -> path != null);
        try {
            return JSON.readTree(found.toFile());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] bytes(String name) {
        Path path = home.resolve(name);
        await().atMost(PATIENCE).until(() -> Files.exists(path));
        try {
            return Files.readAllBytes(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public List<String> names(String folder) {
        try {
            return FilesBelow.in(home.resolve(folder)).stream().map(path -> path.getFileName().toString()).sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A session at the broker, as a client of another process has it. */
    JMSContext jms() {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort, "guichet", "test").createContext();
    }

    void send(String text) {
        try (JMSContext jms = jms()) {
            jms.createProducer().send(jms.createQueue("guichet.orders"), text);
        }
    }

    /** The message of a queue that answers this order. */
    JsonNode message(String queue, String orderId) throws Exception {
        try (JMSContext jms = jms();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue), "orderId = '" + orderId + "'")) {
            Message message = consumer.receive(PATIENCE.toMillis());
            assertThat(message).as("a message of %s in %s", orderId, queue).isInstanceOf(TextMessage.class);
            return JSON.readTree(((TextMessage) message).getText());
        }
    }

    /** What the twins say they sold, to this correlation key's order. */
    public List<JsonNode> purchases(String reference) throws Exception {
        JsonNode all = JSON.readTree(get("http://127.0.0.1:" + sandboxPort + "/control/purchases"));
        JsonNode list = all.isArray() ? all : all.path("purchases");
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get)
                .filter(purchase -> purchase.path("reference").asText().equals(reference)).toList();
    }

    JsonNode purchases() throws Exception {
        JsonNode all = JSON.readTree(get("http://127.0.0.1:" + sandboxPort + "/control/purchases"));
        return all.isArray() ? all : all.path("purchases");
    }

    /** Takes every fault of the twins back; what they sold stays sold. */
    void calm() throws Exception {
        HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandboxPort + "/control/faults")).DELETE()
                .build(), HttpResponse.BodyHandlers.discarding());
    }

    /** What the twins tell under /control. */
    JsonNode told(String what) throws Exception {
        return JSON.readTree(get("http://127.0.0.1:" + sandboxPort + "/control/" + what));
    }

    public void control(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + sandboxPort + "/control/" + verb))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    public String observe(String path) throws Exception {
        return get("http://127.0.0.1:" + managementPort + "/observe/" + path);
    }

    /** Address of the product port. */
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + productPort + path);
    }

    int productPort() {
        return productPort;
    }

    String brokerUrl() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    public String twinAddress() {
        return "http://127.0.0.1:" + sandboxPort;
    }

    String twin(String path) throws Exception {
        return get("http://127.0.0.1:" + sandboxPort + path);
    }

    private static String get(String address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.close();
    }
}
