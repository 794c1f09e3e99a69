package io.guichet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderHistory;
import io.guichet.ledger.Pause;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What reading commands say to other programs; what is not there has no member. */
final class Json {

    // Plain ASCII, whatever the terminal's charset is.
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    private final NextStep next;

    Json(NextStep next) {
        this.next = next;
    }

    String list(List<OrderEntry> entries, List<Pause> pauses) {
        ObjectNode all = JSON.createObjectNode();
        all.putArray("orders").addAll(entries.stream().map(this::entry).toList());
        all.putArray("pauses").addAll(pauses.stream().map(Json::pause).toList());
        return text(all);
    }

    String history(OrderHistory history) {
        ObjectNode all = entry(history.entry());
        all.put("try", history.tries()).put("released", history.released());
        all.putArray("steps").addAll(history.steps().stream().map(Json::step).toList());
        all.putArray("attempts").addAll(history.attempts().stream().map(Json::attempt).toList());
        all.putArray("deliveries").addAll(history.messages().stream().map(Json::message).toList());
        history.documents().forEach(all.putArray("documents")::add);
        history.payment().ifPresent(payment -> put(all.putObject("payment").put("reference", payment.reference())
                .put("state", payment.state()).put("final", payment.isFinal()), "askAt",
                payment.askAt().map(Instant::toString)));
        return text(all);
    }

    static String files(List<Inputs.Standing> files) {
        ObjectNode all = JSON.createObjectNode();
        all.putArray("files").addAll(files.stream().map(Json::file).toList());
        return text(all);
    }

    private static ObjectNode file(Inputs.Standing file) {
        ObjectNode node = JSON.createObjectNode().put("name", file.name()).put("reading", !file.whole());
        file.read().filter(read -> !file.whole()).ifPresent(read -> node.put("bytes", read.bytes())
                .put("bytesRead", read.bytesRead()).put("read", read.orders()));
        if (file.whole()) {
            node.put("read", file.taken());
        }
        node.put("accepted", file.taken() - file.rejected()).put("rejected", file.rejected())
                .put("done", file.done()).put("waiting", file.waiting()).put("left", file.moving());
        put(node, "endsAt", file.endsAt().map(Instant::toString));
        return node;
    }

    private ObjectNode entry(OrderEntry entry) {
        ObjectNode node = JSON.createObjectNode();
        put(node, "orderId", entry.orderId());
        put(node, "service", entry.service());
        put(node, "account", entry.account());
        put(node, "operation", entry.operation());
        node.put("state", entry.state().name());
        node.put("acceptedAt", entry.acceptedAt().toString()).put("since", entry.since().toString());
        put(node, "dueAt", entry.dueAt().map(Instant::toString));
        node.put("inHand", entry.inHand()).put("beforePerson", entry.beforePerson());
        node.put("next", next.whole(entry));
        put(node, "heldFor", entry.heldFor());
        node.put("why", entry.why());
        put(node, "carrierId", entry.carrierId());
        put(node, "price", entry.price().map(BigDecimal::toPlainString));
        return node;
    }

    private static ObjectNode pause(Pause pause) {
        return JSON.createObjectNode().put("service", pause.service()).put("account", pause.account())
                .put("since", pause.since().toString()).put("who", pause.who()).put("why", pause.why());
    }

    private static ObjectNode step(OrderHistory.Step step) {
        ObjectNode node = JSON.createObjectNode().put("at", step.at().toString()).put("who", step.who());
        put(node, "from", step.from());
        return node.put("to", step.to()).put("why", step.why());
    }

    private static ObjectNode attempt(OrderHistory.Attempt attempt) {
        ObjectNode node = JSON.createObjectNode().put("number", attempt.number()).put("key", attempt.key())
                .put("startedAt", attempt.startedAt().toString());
        put(node, "ended", attempt.ended());
        put(node, "endedAt", attempt.endedAt().map(Instant::toString));
        put(node, "reserved", attempt.reserved().map(BigDecimal::toPlainString));
        put(node, "booked", attempt.booked().map(BigDecimal::toPlainString));
        put(node, "lookAt", attempt.lookAt().map(Instant::toString));
        return node;
    }

    private static ObjectNode message(OrderHistory.Message message) {
        ObjectNode node = JSON.createObjectNode().put("kind", message.kind()).put("channel", message.channel())
                .put("state", message.state()).put("failures", message.attempts());
        if (message.doneAt().isEmpty()) {
            node.put("dueAt", message.dueAt().toString());
        }
        put(node, "doneAt", message.doneAt().map(Instant::toString));
        put(node, "lastError", message.lastError());
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
