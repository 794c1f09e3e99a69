package io.guichet;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Guichet in a process of its own, as an operator starts it; its ports are free ones, its output is kept. */
public final class GuichetChild implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path output;
    private final int managementPort;
    private final int productPort;
    private final int sandboxPort;

    private GuichetChild(Process process, Path output, int managementPort, int productPort, int sandboxPort) {
        this.process = process;
        this.output = output;
        this.managementPort = managementPort;
        this.productPort = productPort;
        this.sandboxPort = sandboxPort;
    }

    /**
     * @param command  what starts Guichet, for example a JVM or bin/guichet
     * @param settings by their keys; they go by the environment, as in a container
     */
    public static GuichetChild start(List<String> command, Path home, Map<String, String> settings) throws IOException {
        int management = FreePorts.next();
        int product = FreePorts.next();
        Path output = Files.createTempFile("guichet", ".log");
        Map<String, String> all = new TreeMap<>(settings);
        all.putIfAbsent("guichet.sandbox.port", String.valueOf(FreePorts.next()));
        ProcessBuilder builder = builder(command, home, all).redirectOutput(output.toFile());
        builder.environment().put("CAMEL_MANAGEMENT_PORT", String.valueOf(management));
        builder.environment().put("CAMEL_SERVER_PORT", String.valueOf(product));
        return new GuichetChild(builder.start(), output, management, product,
                Integer.parseInt(all.get("guichet.sandbox.port")));
    }

    /** A command that ends by itself, with the settings of a process. */
    public static Process command(List<String> command, Path home, Map<String, String> settings) throws IOException {
        return builder(command, home, settings).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static ProcessBuilder builder(List<String> command, Path home, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("guichet.home", home.toString());
        all.putIfAbsent("guichet.broker.port", String.valueOf(FreePorts.next()));
        all.putIfAbsent("guichet.sandbox.port", String.valueOf(FreePorts.next()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        all.forEach((key, value) -> builder.environment().put(variable(key), value));
        return builder;
    }

    /** The JVM of these tests with the product's classes. */
    public static List<String> jvm(String... options) {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
                "io.guichet.Guichet"));
        return command;
    }

    public void awaitOpen() {
        await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Guichet has ended: " + output());
            }
            return output().contains("Guichet is open");
        });
    }

    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Address of the product port. */
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + productPort + path);
    }

    String observe(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/observe/" + path)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    /** How many purchases of this reference its twins have booked. */
    long purchases(String reference) throws IOException, InterruptedException {
        String all = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandboxPort + "/control/purchases")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(all).findValuesAsText("reference").stream().filter(reference::equals)
                .count();
    }

    /** Has it collect its garbage, all of it. */
    void collect() throws IOException, InterruptedException {
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(process.pid()), "GC.run").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /** Asks it to stop and waits until it has. */
    public int stop() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** The process itself, for a test that kills or stops it. */
    public Process process() {
        return process;
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            stop();
        }
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(output);
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
