package io.guichet.outbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A receiver of webhooks on a socket of its own: it writes down what it gets and answers as the test says. */
public final class HookServer implements AutoCloseable {

    /** A message as it came. */
    public record Got(String path, Map<String, String> headers, String body) {

        public String id() {
            return headers.get("webhook-id");
        }
    }

    /**
     * What is answered.
     *
     * @param status 0 closes without a byte
     */
    public record Say(int status, Map<String, String> headers) {

        public static final Say OK = of(204);

        public static Say of(int status) {
            return new Say(status, Map.of());
        }

        public static Say of(int status, String header, String value) {
            return new Say(status, Map.of(header, value));
        }
    }

    private static final List<String> HEADERS =
            List.of("webhook-id", "webhook-timestamp", "webhook-signature", "Content-Type");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Function<Got, Say> answer = message -> Say.OK;
    private volatile boolean hanging;

    public HookServer() throws IOException {
        this(0);
    }

    public HookServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        // The default handles one request at a time.
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Got message = new Got(exchange.getRequestURI().toString(),
                    HEADERS.stream().filter(exchange.getRequestHeaders()::containsKey).collect(
                            Collectors.toMap(name -> name, exchange.getRequestHeaders()::getFirst)),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            got.add(message);
            if (hanging) {
                closing.await(60, TimeUnit.SECONDS);
                return;
            }
            Say say = answer.apply(message);
            if (say.status() == 0) {
                return;
            }
            say.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(say.status(), -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public void say(Function<Got, Say> answer) {
        this.answer = answer;
    }

    public void say(Say always) {
        say(message -> always);
    }

    /** From now on no answer ever comes. */
    public void hang(boolean hang) {
        hanging = hang;
    }

    /** Everything that came, answered or not. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
