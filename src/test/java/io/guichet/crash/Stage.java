package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.FilesBelow;
import io.guichet.FreePorts;
import io.guichet.GuichetChild;
import io.guichet.ServiceTimes;
import io.guichet.cli.Sandbox;
import io.guichet.crash.Evidence.Booking;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Where the process is killed: its home, and outside of it the twin and the database, which see everything. */
final class Stage implements AutoCloseable {

    /** The exit code of a process that was ended by SIGKILL. */
    static final int KILLED = 137;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int GLANCES = 20;

    private final Ware ware;
    private final Path home;
    private final Path fuse;
    private final LedgerConnection ledger;
    private final Records records;
    private final Path books;
    private Sandbox.Running twin;
    private long requestsBefore;
    private boolean counted = true;
    private final int brokerPort = FreePorts.next();
    private final Map<String, String> settings = new TreeMap<>();
    private final Set<String> sent = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private List<String> command = jvm();
    private boolean traced;
    private GuichetChild child;

    private Stage(Path folder, LedgerConnection ledger, Ware ware) throws IOException {
        this.ware = ware;
        this.home = folder.resolve("data");
        this.fuse = folder.resolve("fuse");
        this.ledger = ledger;
        this.records = new Records(ledger);
        this.books = folder.resolve("twins");
        this.twin = twins(0);
        settings.put("guichet.examples", "false");
        settings.put("guichet.sandbox.enabled", "false");
        settings.put("guichet.sandbox.port", String.valueOf(twin.port()));
        settings.put("guichet.ledger.url", ledger.url());
        settings.put("guichet.ledger.user", ledger.user());
        settings.put("guichet.ledger.password", ledger.password());
        settings.put("guichet.ledger.pool", "10");
        settings.put("guichet.broker.port", String.valueOf(brokerPort));
        settings.put("guichet.broker.password", "test");
        settings.put("guichet.intake.file.settle", "50ms");
        settings.put("guichet.intake.file.poll", "50ms");
        settings.put("guichet.intake.queue.consumers", "2");
        // The shortest there are: a lease that is lost is waited for.
        settings.put("guichet.worker.lease", "10s");
        settings.put("guichet.worker.retry-first", "100ms");
        settings.put("guichet.worker.retry-max", "1s");
        settings.put("guichet.worker.hold-retry", "1s");
        settings.put("guichet.outbox.retry-first", "100ms");
        settings.put("guichet.outbox.retry-max", "1s");
        ServiceTimes.set(settings::put, "1s", "5s");
        for (Ware any : Ware.values()) {
            // The twin lists a booking at once.
            settings.put("guichet." + any.service() + ".settle-time", "2s");
            settings.putAll(any.settings());
        }
        settings.put("guichet.reconcile.looks", "1s,2s,3s,5s,10s,20s,30s,60s,2m,5m,10m");
    }

    /** An empty home, an empty ledger of the tests, a twin that has sold nothing. */
    static Stage set(Path folder) throws IOException {
        return set(folder, Ware.STAMPS);
    }

    /** The same for another purchase. */
    static Stage set(Path folder, Ware ware) throws IOException {
        return new Stage(folder, TestLedger.freshConnection(), ware);
    }

    /** The same on another database. */
    static Stage set(Path folder, LedgerConnection ledger) throws IOException {
        return new Stage(folder, ledger, Ware.STAMPS);
    }

    private Sandbox.Running twins(int port) throws IOException {
        return ServiceLoader.load(Sandbox.class).findFirst().orElseThrow().start(port, books);
    }

    /** The twin listens no more; its book stays. */
    void twinDown() throws Exception {
        requestsBefore = requests();
        twin.close();
    }

    /** It listens again where it did. */
    void twinUp() throws IOException {
        twin = twins(twin.port());
    }

    private static List<String> jvm(String... more) {
        List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Duser.language=en"));
        options.addAll(List.of(more));
        return GuichetChild.jvm(options.toArray(String[]::new));
    }

    Stage with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** The process sees the fuse, by the class path of the tests and two properties; nothing of the product knows it. */
    Stage withFuse() {
        traced = false;
        command = jvm("-D" + Fuse.PROPERTY + "=" + fuse, "-D" + FuseSteps.PROPERTY + "=" + FuseSteps.class.getName());
        return this;
    }

    /** The process runs under strace, which does something at its system calls; nothing of what it writes is kept. */
    Stage withStrace(String... options) {
        traced = true;
        command = Stream.of(Stream.of("strace", "-f", "-qq", "-o", "/dev/null"), Arrays.stream(options),
                jvm().stream()).flatMap(part -> part).toList();
        return this;
    }

    /** Ends the process as an operator would. */
    void stop() throws Exception {
        if (traced) {
            destroy(child);
        } else {
            child.stop();
        }
        awaitEnd();
    }

    /**
     * A second node on the same ledger, with a home and a broker of its own. It hands out nothing: what the first would have
     * to deliver does not go where nobody counts.
     */
    GuichetChild secondNode() throws IOException {
        Path second = home.resolveSibling("second");
        Map<String, String> own = new TreeMap<>(settings);
        own.put("guichet.broker.port", String.valueOf(FreePorts.next()));
        if (!Files.exists(second)) {
            Path installation = Installations.copy(second, Map.of());
            Files.delete(installation.resolve("routes").resolve("50-dispatch.camel.yaml"));
        }
        own.put("guichet.installation", second.toString());
        return GuichetChild.start(jvm(), second.resolve("data"), own);
    }

    Path home() {
        return home;
    }

    Records records() {
        return records;
    }

    GuichetChild child() {
        return child;
    }

    /** The broker is a process of its own. */
    Stage withBroker() {
        return with("guichet.broker.url", "tcp://127.0.0.1:" + brokerPort);
    }

    Process broker() throws IOException {
        return Outsider.broker(home.resolveSibling("broker"), brokerPort);
    }

    /** The twin is a process of its own from now on; requests are not counted, since it forgets them with its life. */
    Process twinProcess() throws Exception {
        if (counted) {
            twin.close();
            counted = false;
        }
        return Outsider.twins(books, twin.port());
    }

    int twinPort() {
        return twin.port();
    }

    /** Starts the process and waits for nothing. */
    void begin() throws IOException {
        disarm();
        keepWords();
        child = GuichetChild.start(command, home, settings);
    }

    /** The same with a fuse that is armed from the first step on. */
    void begin(FusePoint moment) throws IOException {
        keepWords();
        arm(moment);
        child = GuichetChild.start(command, home, settings);
    }

    void open() throws IOException {
        begin();
        child.awaitOpen();
    }

    void arm(FusePoint moment) throws IOException {
        Files.deleteIfExists(Fuse.told(fuse));
        Path part = fuse.resolveSibling("fuse.part");
        Files.writeString(part, moment.line(), StandardCharsets.UTF_8);
        Files.move(part, fuse, StandardCopyOption.ATOMIC_MOVE);
    }

    void disarm() throws IOException {
        Files.deleteIfExists(fuse);
    }

    /** Until the armed moment has come. */
    void awaitMoment() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> Files.exists(Fuse.told(fuse)));
    }

    /** Until the process has ended, by whatever; its exit code. */
    int awaitEnd() {
        // Whoever waits for the same end may have started the next one already.
        GuichetChild ending = child;
        try {
            if (!ending.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Guichet lives on after " + PATIENCE + ": " + ending.output());
            }
            return ending.process().exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void kill() {
        destroy(child);
        awaitEnd();
    }

    /** The JVM may run under another program, which must not outlive it. */
    private static void destroy(GuichetChild child) {
        child.process().descendants().forEach(ProcessHandle::destroyForcibly);
        child.process().destroyForcibly();
    }

    /** SIGSTOP, SIGCONT, SIGTERM … */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(child.process().pid())).start().waitFor();
    }

    /** While no process runs: every lease is over, so that nobody has to wait for it. */
    void outage() {
        records.waitsAreOver();
    }

    /** Orders as one file, as a careful sender drops it. */
    void drop(String file, Collection<String> orderIds) throws IOException {
        sent.addAll(orderIds);
        orderIds.forEach(id -> ware.prepare(twinPort(), id));
        Path part = home.resolve("in").resolve("." + file + ".part");
        Files.writeString(part, orderIds.stream().map(ware::order).collect(Collectors.joining("\n")),
                StandardCharsets.UTF_8);
        Files.move(part, home.resolve("in").resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Orders as messages of their own. */
    void send(Collection<String> orderIds) {
        sent.addAll(orderIds);
        orderIds.forEach(id -> ware.prepare(twinPort(), id));
        try (JMSContext connection = jms(); JMSContext jms = connection.createContext(JMSContext.SESSION_TRANSACTED)) {
            orderIds.forEach(id -> jms.createProducer().send(jms.createQueue("guichet.orders"), ware.order(id)));
            // All at once: what the first message sets off may kill the broker before the last one has left.
            try {
                jms.commit();
            } catch (JMSRuntimeException killed) {
                // The commit has set it off; that it was one is seen in the count, which misses what was not sent.
                assertThat(killed).hasMessageContaining("AMQ219016");
            }
        }
    }

    Ware ware() {
        return ware;
    }

    /** Until every order has its end and every answer is out. */
    void awaitRest() {
        awaitRest(PATIENCE);
    }

    /** Until everything rests or the process has ended; true for the first. */
    boolean restsOrEnds() {
        await().atMost(PATIENCE.multipliedBy(2)).pollInterval(Duration.ofMillis(100))
                .until(() -> !child.process().isAlive() || child.output().contains("Guichet is open") && rests());
        return child.process().isAlive();
    }

    void awaitRest(Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!child.process().isAlive()) {
                throw new IllegalStateException("Guichet has ended: " + child.output());
            }
            return rests();
        });
    }

    private boolean rests() throws Exception {
        return records.orders() >= sent.size() && records.moving() == 0 && records.unreported() == 0
                && records.undelivered() == 0 && isEmpty("in") && isEmpty("work") && browse("guichet.orders").isEmpty();
    }

    private boolean isEmpty(String folder) throws IOException {
        return FilesBelow.in(home.resolve(folder)).isEmpty();
    }

    /** Everything there is to count, while the process runs. */
    Evidence evidence() throws Exception {
        List<Booking> book = new ArrayList<>();
        for (JsonNode entry : get("/control/purchases")) {
            if (!isOrdered(entry)) {
                continue;
            }
            List<String> documents = new ArrayList<>();
            entry.path("documents").forEach(document -> documents.add(document.path("sha256").asText()));
            book.add(new Booking(entry.path("reference").asText(), entry.path("attemptKey").asText(null), documents));
        }
        Map<String, List<JsonNode>> queues = new HashMap<>();
        for (String queue : List.of("guichet.orders", "guichet.orders.dead", "guichet.results", "guichet.errors",
                "guichet.notices")) {
            queues.put(queue, browse(queue));
        }
        List<String> said = new ArrayList<>(words);
        said.add(child.output());
        return new Evidence(Set.copyOf(sent), book, counted ? Optional.of(requests()) : Optional.empty(), records.all(),
                home, queues, new Evidence.Secrets(ware.secrets(), List.of(Ware.PLANTED)),
                said);
    }

    /** Requests to buy that have reached the twin. */
    long requests() throws Exception {
        return requestsBefore + calls(ware.buys());
    }

    /** How often the twin was called for this operation since it began. */
    long calls(String operation) throws Exception {
        return get("/control/calls").path(ware.service()).path(operation).asLong();
    }

    /** Every call goes through it; whether it counts requests or not, the twin does. */
    Stage behind(FaultyProxy proxy) {
        return with("guichet." + ware.service() + ".endpoint.sandbox", ware.endpoint(proxy.port()));
    }

    /** A command of the command line on this stage's ledger, as somebody beside the process types it. */
    Process command(String... words) throws IOException {
        List<String> all = new ArrayList<>(jvm());
        all.addAll(List.of(words));
        return GuichetChild.command(all, home, settings);
    }

    /** The number under which the twin has booked an order of this reference. */
    String carrierId(String reference) throws Exception {
        for (JsonNode entry : get("/control/purchases")) {
            if (entry.path("reference").asText().equals(reference)) {
                return entry.path("orderId").asText();
            }
        }
        throw new IllegalStateException(reference + ": not booked");
    }

    /** What a buyer has paid nobody here has ordered: it has no key of ours. */
    private static boolean isOrdered(JsonNode entry) {
        return !entry.path("operation").asText().equals("payment") || entry.hasNonNull("attemptKey");
    }

    /** Whether the twin has booked an order of this reference. */
    boolean sold(String reference) throws Exception {
        for (JsonNode entry : get("/control/purchases")) {
            if (isOrdered(entry) && entry.path("reference").asText().equals(reference)) {
                return true;
            }
        }
        return false;
    }

    /** Takes every fault back. */
    void calm() throws Exception {
        HTTP.send(HttpRequest.newBuilder(twin("/control/faults")).DELETE().build(),
                HttpResponse.BodyHandlers.discarding());
    }

    /** Faults for the next calls, beside those that are there. */
    void fault(String... faults) throws Exception {
        control("faults", "[" + String.join(",", faults) + "]");
    }

    /**
     * Browsed to the end, without a window: a browser that waits for its next megabyte from a busy broker takes the first
     * for the whole.
     */
    private List<JsonNode> browse(String queue) throws Exception {
        List<JsonNode> before = glance(queue);
        List<JsonNode> now = glance(queue);
        for (int i = 0; i < GLANCES && now.size() != before.size(); i++) {
            before = now;
            now = glance(queue);
        }
        return now;
    }

    private List<JsonNode> glance(String queue) throws Exception {
        try (JMSContext jms = jms("?consumerWindowSize=-1");
                QueueBrowser browser = jms.createBrowser(jms.createQueue(queue))) {
            List<JsonNode> bodies = new ArrayList<>();
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                bodies.add(JSON.readTree(((TextMessage) (Message) messages.nextElement()).getText()));
            }
            return bodies;
        }
    }

    private JMSContext jms() {
        return jms("");
    }

    private JMSContext jms(String options) {
        return new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort + options, "guichet", "test")
                .createContext();
    }

    void control(String verb, String json) throws Exception {
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(twin("/control/" + verb))
                .POST(HttpRequest.BodyPublishers.ofString(json)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(HTTP.send(HttpRequest.newBuilder(twin(path)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    private URI twin(String path) {
        return URI.create("http://127.0.0.1:" + twin.port() + path);
    }

    private void keepWords() {
        if (child != null) {
            words.add(child.output());
            try {
                if (traced) {
                    destroy(child);
                }
                child.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    @Override
    public void close() throws Exception {
        keepWords();
        if (counted) {
            twin.close();
        }
    }
}
