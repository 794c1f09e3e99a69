package io.guichet.door.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Inquiries;
import io.guichet.ledger.Inquiries.Became;
import io.guichet.ledger.Inquiries.Line;
import io.guichet.ledger.Inquiries.Page;
import io.guichet.order.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What became of the orders of a request, as the ledger has it: the same for whoever asks again. */
public final class Receipts {

    /** Orders that one answer tells of; the others stand on further pages. */
    private static final int ON_A_PAGE = 1000;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final Inquiries inquiries;
    private final Standing standing;
    private final Texts texts;

    public Receipts(Inquiries inquiries, Standing standing, Texts texts) {
        this.inquiries = inquiries;
        this.standing = standing;
        this.texts = texts;
    }

    /** The answer to a request once its orders are committed. */
    public Reply of(Posted posted) {
        Page page = inquiries.page(posted.input().id(), 0, ON_A_PAGE);
        if (posted.single()) {
            return single(page.lines().get(0));
        }
        boolean nothing = page.accepted() + page.repeats() == 0;
        return Reply.json(nothing ? 422 : 202, described(page, posted.token()))
                .with(Map.of("Location", place(posted.token())));
    }

    /** The same again, later, page by page; only for the caller whose request it was. */
    public Reply input(Call call) throws Refusal {
        String token = call.path().getOrDefault("id", "");
        String after = call.query("after").orElse("0");
        if (!POSITION.matcher(after).matches()) {
            throw new Refusal(400, texts.problem("GUI-1098", "", "after", after));
        }
        long input = (TOKEN.matcher(token).matches()
                ? inquiries.input(call.door(), token)
                : Optional.<Long>empty())
                .orElseThrow(() -> new Refusal(404, texts.problem("GUI-1083", "")));
        return Reply.json(200, described(inquiries.page(input, Long.parseLong(after), ON_A_PAGE), token));
    }

    private Reply single(Line line) {
        ObjectNode answer = answer(line);
        if (line.became() == Became.REJECTED) {
            return Reply.json(status(answer.path("errors")), answer);
        }
        boolean over = line.became() == Became.REPEAT && line.entry().state().isFinal();
        Reply reply = Reply.json(over ? 200 : 202, answer);
        return Standing.place(line.entry()).map(place -> reply.with(Map.of("Location", place))).orElse(reply);
    }

    /** Which of the errors decides what the sender has to do. */
    private static int status(JsonNode errors) {
        Set<String> codes = new TreeSet<>();
        errors.forEach(error -> codes.add(error.path("code").asText()));
        if (codes.contains("GUI-1102")) {
            return 409;
        }
        if (codes.contains("GUI-1006")) {
            return 413;
        }
        return codes.equals(Set.of("GUI-1107")) ? 403 : 422;
    }

    private ObjectNode answer(Line line) {
        ObjectNode answer = standing.of(line.entry(), line.said());
        if (line.became() == Became.REPEAT) {
            answer.put("repeat", true).remove("correlationId");
            line.correlationId().ifPresent(id -> answer.put("correlationId", id));
        }
        return answer;
    }

    private ObjectNode described(Page page, String token) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("input", token).put("complete", page.closed());
        described.put("orders", page.orders()).put("accepted", page.accepted()).put("rejected", page.rejected())
                .put("repeats", page.repeats());
        ArrayNode list = described.putArray("list");
        page.lines().forEach(line -> list.add(described(line)));
        if (page.more()) {
            described.put("next", place(token) + "?after=" + page.lines().get(page.lines().size() - 1).position());
        }
        return described;
    }

    private ObjectNode described(Line line) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("position", line.position())
                .put("became", line.became().name().toLowerCase(Locale.ROOT));
        described.setAll(Standing.names(line.entry()));
        described.put("state", line.entry().state().name());
        if (line.became() != Became.REJECTED) {
            Standing.place(line.entry()).ifPresent(place -> described.put("href", place));
        }
        ObjectNode answer = answer(line);
        for (String told : List.of("errors", "notices")) {
            if (answer.has(told)) {
                described.set(told, answer.get(told));
            }
        }
        return described;
    }

    private static String place(String token) {
        return "/inputs/" + token;
    }
}
