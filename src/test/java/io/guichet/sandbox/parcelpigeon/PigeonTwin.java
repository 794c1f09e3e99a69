package io.guichet.sandbox.parcelpigeon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Fault;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Twin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Parcel Pigeon on this machine: {@code POST /parcelpigeon/flights} with a key in a header; each call books a flight. */
final class PigeonTwin implements Twin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEAVIEST_GRAMS = 75;

    private final Clock clock;
    private final List<Purchase> book = new CopyOnWriteArrayList<>();

    PigeonTwin(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "parcelpigeon";
    }

    @Override
    public String prefix() {
        return "/parcelpigeon";
    }

    @Override
    public Task read(Call call) {
        return new Task() {

            @Override
            public String operation() {
                return "flights";
            }

            @Override
            public Answer answer(List<Fault> faults) throws IOException {
                return book(call);
            }

            @Override
            public Answer refuse(Fault fault) {
                return told(Integer.parseInt(fault.code()), "refused on request");
            }
        };
    }

    private Answer book(Call call) throws IOException {
        if (!call.method().equals("POST") || !call.path().equals("/parcelpigeon/flights")) {
            return told(404, "nothing flies here");
        }
        if (!call.header("authorization").equals(Optional.of("Bearer coo"))) {
            return told(401, "who are you?");
        }
        JsonNode wanted = JSON.readTree(call.body());
        if (wanted.path("grams").asInt() > HEAVIEST_GRAMS) {
            return told(422, "too heavy for a pigeon");
        }
        String key = call.header("purchase-key").orElseThrow();
        String number = "PP-" + (book.size() + 1);
        book.add(new Purchase(name(), "coo", key.substring(0, key.lastIndexOf('-')), key,
                wanted.path("reference").asText(), number, "4.50", "CHF", clock.instant(), "flights", List.of()));
        ObjectNode answer = JSON.createObjectNode().put("flight", number).put("price", "4.50").put("currency", "CHF");
        return Answer.json(201, JSON.writeValueAsBytes(answer));
    }

    private static Answer told(int status, String words) {
        return Answer.json(status, JSON.createObjectNode().put("message", words).toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Purchase> purchases() {
        return List.copyOf(book);
    }

    @Override
    public boolean change(Fault fault) {
        return false;
    }

    @Override
    public void calm() {
        // Nothing lasts here.
    }

    @Override
    public void reset() {
        book.clear();
    }

    @Override
    public void close() {
        // The book dies with the process.
    }
}
