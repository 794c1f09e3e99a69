package io.guichet.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /control}: what was booked and called, the clock, the faults to come; see docs/sandbox.md. */
final class ControlDesk implements HttpHandler {

    private final List<Twin> twins;
    private final FaultDesk faults;
    private final CallLog log;
    private final TwinClock clock;

    ControlDesk(List<Twin> twins, FaultDesk faults, CallLog log, TwinClock clock) {
        this.twins = twins;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = TwinDoor.call(exchange, exchange.getRequestBody().readAllBytes());
            Answer answer;
            try {
                answer = answer(call);
            } catch (JsonProcessingException e) {
                answer = json(400, Map.of("error", e.getOriginalMessage()));
            } catch (IllegalArgumentException e) {
                answer = json(400, Map.of("error", String.valueOf(e.getMessage())));
            }
            TwinDoor.send(exchange, answer);
        }
    }

    private Answer answer(Call call) throws IOException {
        return switch (call.method() + " " + call.path()) {
            case "GET /control/purchases" -> json(200, purchases());
            case "GET /control/calls" -> json(200, log.counts());
            case "GET /control/log" -> json(200, log.recent());
            case "GET /control/faults" -> json(200, faults.waiting());
            case "POST /control/faults" -> inject(call.body());
            case "DELETE /control/faults" -> {
                faults.clear();
                twins.forEach(Twin::calm);
                yield json(200, List.of());
            }
            case "GET /control/clock" -> now();
            case "POST /control/clock" -> moveClock(Json.MAPPER.readTree(call.body()));
            case "POST /control/reset" -> reset();
            default -> json(404, Map.of("error",
                    call.method() + " " + call.path() + ": unknown (see docs/sandbox.md)"));
        };
    }

    private List<Purchase> purchases() {
        List<Purchase> all = new ArrayList<>();
        twins.forEach(twin -> all.addAll(twin.purchases()));
        return all;
    }

    private Answer inject(byte[] body) throws IOException {
        JsonNode tree = Json.MAPPER.readTree(body);
        List<Fault> asked = new ArrayList<>();
        for (JsonNode one : tree.isArray() ? tree : List.of(tree)) {
            Fault fault = Json.MAPPER.treeToValue(one, Fault.class);
            if (fault == null) {
                throw new IllegalArgumentException("body: empty (expected: a fault or a list of faults)");
            }
            fault.missing().ifPresent(words -> {
                throw new IllegalArgumentException(words);
            });
            if (fault.service() != null && twins.stream().noneMatch(twin -> twin.name().equals(fault.service()))) {
                throw new IllegalArgumentException("service: " + fault.service() + " (expected: one of "
                        + twins.stream().map(Twin::name).toList() + ")");
            }
            asked.add(fault);
        }
        for (Fault fault : asked) {
            if (fault.kind().lasting()) {
                change(fault);
            } else {
                faults.arm(fault);
            }
        }
        return json(200, faults.waiting());
    }

    private void change(Fault fault) throws IOException {
        boolean taken = false;
        for (Twin twin : twins) {
            if (fault.service() == null || fault.service().equals(twin.name())) {
                taken |= twin.change(fault);
            }
        }
        if (!taken) {
            throw new IllegalArgumentException("account: " + fault.account() + " (expected: one that a twin knows)");
        }
    }

    private Answer moveClock(JsonNode asked) throws IOException {
        try {
            if (asked.hasNonNull("now")) {
                clock.set(Instant.parse(asked.get("now").asText()));
            } else if (asked.hasNonNull("advance")) {
                clock.advance(Duration.parse(asked.get("advance").asText()));
            } else if (asked.path("real").asBoolean()) {
                clock.real();
            } else {
                throw new IllegalArgumentException("clock: expected one of now (instant), advance (duration), real");
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("clock: " + e.getParsedString()
                    + " (expected: 2026-12-01T00:00:00Z or PT120H)", e);
        }
        return now();
    }

    private Answer now() throws IOException {
        return json(200, Map.of("now", clock.instant()));
    }

    private Answer reset() throws IOException {
        faults.clear();
        log.clear();
        clock.real();
        for (Twin twin : twins) {
            twin.reset();
        }
        return json(200, Map.of("reset", true));
    }

    private static Answer json(int status, Object body) throws IOException {
        return Answer.json(status, Json.MAPPER.writeValueAsBytes(body));
    }
}
