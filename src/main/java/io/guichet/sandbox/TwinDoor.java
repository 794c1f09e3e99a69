package io.guichet.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.guichet.sandbox.Fault.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before a twin: reads the call, lets the injected faults strike, sends the answer or loses it. */
final class TwinDoor implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TwinDoor.class);
    private static final int MAX_BODY = 64 << 20;
    private static final String LOST = "lost";

    private final Twin twin;
    private final FaultDesk faults;
    private final CallLog log;

    TwinDoor(Twin twin, FaultDesk faults, CallLog log) {
        this.twin = twin;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange without an answer closes the connection without a byte: that is how answers are lost.
        try (exchange) {
            Call head = call(exchange, new byte[0]);
            String announced = twin.announced(head).orElse(null);
            if (faults.refuses(twin.name(), announced)) {
                String operation = announced == null ? "unread" : announced;
                log.arrived(twin.name(), operation);
                log.ended(twin.name(), operation, "refused", List.of());
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            if (body.length == MAX_BODY) {
                send(exchange, Answer.html(413, "413 Payload Too Large"));
                return;
            }
            Twin.Task task = twin.read(call(exchange, body));
            log.arrived(twin.name(), task.operation());
            List<Fault> struck = faults.strike(twin.name(), task.operation());
            work(exchange, task, struck);
        } catch (RuntimeException e) {
            LOG.error("twin {}: the call broke off", twin.name(), e);
        }
    }

    private void work(HttpExchange exchange, Twin.Task task, List<Fault> struck) throws IOException {
        delay(struck, Kind.DELAY_BEFORE);
        if (has(struck, Kind.LOST_BEFORE)) {
            log.ended(twin.name(), task.operation(), LOST, struck);
            return;
        }
        Optional<Fault> replacing = struck.stream().filter(TwinDoor::replaces).findFirst();
        if (replacing.isPresent() && !replacing.get().after()) {
            answer(exchange, replaced(replacing.get(), task), task, struck);
            return;
        }
        Answer answer = task.answer(struck);
        delay(struck, Kind.DELAY_AFTER);
        if (has(struck, Kind.LOST_AFTER)) {
            log.ended(twin.name(), task.operation(), LOST, struck);
            return;
        }
        answer(exchange, replacing.isPresent() ? replaced(replacing.get(), task) : answer, task, struck);
    }

    // Logged first: who has the answer finds it in the log.
    private void answer(HttpExchange exchange, Answer answer, Twin.Task task, List<Fault> struck) throws IOException {
        boolean cut = has(struck, Kind.CUT);
        log.ended(twin.name(), task.operation(), cut ? "cut" : Integer.toString(answer.status()), struck);
        if (cut) {
            cut(exchange, answer);
        } else {
            send(exchange, answer);
        }
    }

    private static boolean replaces(Fault fault) {
        return switch (fault.kind()) {
            case HTTP, HTML, THROTTLE, SOAP, MESSAGES -> true;
            default -> false;
        };
    }

    private static Answer replaced(Fault fault, Twin.Task task) {
        return switch (fault.kind()) {
            case SOAP, MESSAGES -> task.refuse(fault);
            case HTML -> Answer.html(200, "Maintenance");
            case THROTTLE -> task.slowDown(fault);
            default -> Answer.html(fault.status(), fault.status() + " (injected)");
        };
    }

    private static boolean has(List<Fault> struck, Kind kind) {
        return struck.stream().anyMatch(fault -> fault.kind() == kind);
    }

    private static void delay(List<Fault> struck, Kind kind) throws IOException {
        for (Fault fault : struck) {
            if (fault.kind() == kind) {
                try {
                    Thread.sleep(fault.millis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("stopped while a delay was injected");
                }
            }
        }
    }

    private static void cut(HttpExchange exchange, Answer answer) throws IOException {
        head(exchange, answer);
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
    }

    static void send(HttpExchange exchange, Answer answer) throws IOException {
        head(exchange, answer);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.getResponseBody().close();
    }

    private static void head(HttpExchange exchange, Answer answer) {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
    }

    static Call call(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String query = exchange.getRequestURI().getRawQuery();
        return new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawPath(), query == null ? "" : query, headers, body);
    }
}
