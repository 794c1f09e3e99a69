package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The older API over the same objects, with its own signing, paths and codes (postfinance 1.2, 2.1, 4.1). */
final class VersionOne {

    private static final Logger LOG = LoggerFactory.getLogger(VersionOne.class);
    private static final int CLIENT_ERROR = 442;
    private static final int SERVER_ERROR = 542;
    private static final int LONG_POLL = 543;
    private static final int MOST = 100;
    private static final String ONE = "/payment/transactions/{id}";

    /** Operations by method and path, each with the newer one, and where the object's id stands. */
    private static final Map<String, Way> WAYS = new LinkedHashMap<>();
    private static final Map<String, Kind> SEARCHED =
            Map.of("transaction", Kind.TRANSACTION, "refund", Kind.REFUND, "token", Kind.TOKEN, "payment-link",
                    Kind.LINK,
                    "payment-terminal", Kind.TERMINAL);

    /** @param id a member of the query, or of the body */
    private record Way(String method, String template, String id) {
    }

    static {
        way("POST /transaction/create", "POST /payment/transactions", "");
        way("GET /transaction/read", "GET " + ONE, "id");
        way("POST /transaction/update", "PATCH " + ONE, "id");
        way("POST /transaction/confirm", "POST " + ONE + "/confirm", "id");
        way("GET /transaction/fetch-payment-methods", "GET " + ONE + "/payment-method-configurations", "id");
        way("GET /transaction-payment-page/payment-page-url", "GET " + ONE + "/payment-page-url", "id");
        way("GET /transaction-lightbox/javascript-url", "GET " + ONE + "/lightbox-javascript-url", "id");
        way("GET /transaction-iframe/javascript-url", "GET " + ONE + "/iframe-javascript-url", "id");
        way("POST /transaction/createTransactionCredentials", "GET " + ONE + "/credentials", "id");
        way("POST /transaction-completion/completeOnline", "POST " + ONE + "/complete-online", "id");
        way("POST /transaction-completion/completeOffline", "POST " + ONE + "/complete-offline", "id");
        way("POST /transaction-completion/completePartiallyOnline", "POST " + ONE + "/complete-partially-online",
                "transactionId");
        way("POST /transaction-void/voidOnline", "POST " + ONE + "/void-online", "id");
        way("POST /transaction-void/voidOffline", "POST " + ONE + "/void-offline", "id");
        way("POST /refund/refund", "POST /payment/refunds", "");
        way("POST /refund/succeed", "POST /payment/refunds/{id}/mark-succeeded", "refundId");
        way("POST /refund/fail", "POST /payment/refunds/{id}/mark-failed", "refundId");
        way("GET /refund/read", "GET /payment/refunds/{id}", "id");
        way("POST /token/process-transaction", "POST " + ONE + "/process-with-token", "transactionId");
        way("POST /transaction/processWithoutUserInteraction", "POST " + ONE + "/process-without-interaction", "id");
        way("POST /token/check-token-creation-possible", "GET " + ONE + "/check-token-creation-possible",
                "transactionId");
        way("GET /transaction/getInvoiceDocument", "GET " + ONE + "/invoice-document", "id");
        way("GET /transaction/getPackingSlip", "GET " + ONE + "/packing-slip-document", "id");
        way("GET /refund/getRefundDocument", "GET /payment/refunds/{id}/document", "id");
        way("GET /payment-terminal-till/perform-transaction", "POST /payment/terminals/{id}/perform-transaction",
                "terminalId");
        way("POST /token/create", "POST /payment/tokens", "");
        way("GET /token/read", "GET /payment/tokens/{id}", "id");
        way("POST /webhook-url/create", "POST /webhooks/urls", "");
        way("POST /webhook-listener/create", "POST /webhooks/listeners", "");
        way("POST /payment-link/create", "POST /payment/links", "");
        way("GET /payment-link/read", "GET /payment/links/{id}", "id");
    }

    private final Operations operations;
    private final Entities entities;
    private final Switches switches;
    private final Operations.Desk desk;
    private final Gate gate;
    private final Clock clock;

    VersionOne(Operations operations, Entities entities, Switches switches, Operations.Desk desk, Gate gate,
            Clock clock) {
        this.operations = operations;
        this.entities = entities;
        this.switches = switches;
        this.desk = desk;
        this.gate = gate;
        this.clock = clock;
    }

    private static void way(String from, String to, String id) {
        int blank = to.indexOf(' ');
        WAYS.put(from, new Way(to.substring(0, blank), to.substring(blank + 1), id));
    }

    /** @param path below {@code /api} */
    Answer answer(Call call, String path) throws IOException {
        try {
            String target = "/api" + path + (call.query().isEmpty() ? "" : "?" + call.query());
            ApplicationUser user = MacHeaders.check(call, target, clock.instant(),
                    Duration.ofSeconds(switches.number(Switches.Name.skew)));
            Map<String, List<String>> query = Request.fields(call.query());
            if (path.equals("/webhook-encryption/read")) {
                String id = first(query, "id");
                return json(Json.MAPPER.createObjectNode().put("id", id).put("publicKey",
                        desk.webhooks().publicKey(id)));
            }
            Space space = gate.space(user, first(query, "spaceId"));
            ObjectNode body = Gate.body(call);
            Request request = new Request(user, space, new HashMap<>(), query, body);
            synchronized (entities) {
                return done(call.method() + " " + path, request);
            }
        } catch (Refusal refusal) {
            return told(refusal);
        } catch (RuntimeException broken) {
            LOG.error("twin postfinance: {} broke off", path, broken);
            return told(Refusal.of(500, "technical error"));
        }
    }

    private Answer done(String operation, Request request) throws IOException {
        Optional<Answer> found = searched(operation, request);
        if (found.isPresent()) {
            return found.get();
        }
        Way way = Optional.ofNullable(WAYS.get(operation))
                .orElseThrow(() -> Refusal.of(404, operation + ": unknown"));
        String id = first(request.query(), way.id()).isEmpty()
                ? request.body().path(way.id()).asText()
                : first(request.query(), way.id());
        Operation newer = operations.of(way.method(), way.template().replace("{id}", "0")).orElseThrow().operation();
        gate.pass(request.user(), request.space(), newer.right());
        request.parts().put("id", id);
        if (operation.endsWith("/completePartiallyOnline")
                && !(request.body().hasNonNull("externalId") && request.body().hasNonNull("lastCompletion"))) {
            throw Refusal.wrong("externalId", "externalId and lastCompletion are required");
        }
        try {
            Object told = newer.work().done(request);
            if (told instanceof Operations.Said said) {
                return json(said.body());
            }
            if (told instanceof JsonNode tree) {
                return json(operation.endsWith("fetch-payment-methods") ? tree.path("data") : tree);
            }
            return new Answer(200, "text/plain; charset=utf-8", told.toString().getBytes(StandardCharsets.UTF_8),
                    Map.of());
        } catch (Refusal refusal) {
            if (refusal.status() == 404 && operation.endsWith("/read")) {
                // What is not known is empty.
                return new Answer(200, "application/json", new byte[0], Map.of());
            }
            throw refusal;
        }
    }

    private Optional<Answer> searched(String operation, Request request) throws IOException {
        String[] parts = operation.split("[ /]+");
        boolean count = operation.endsWith("/count");
        if (parts.length != 3 || !SEARCHED.containsKey(parts[1]) || !count && !operation.endsWith("/search")) {
            return Optional.empty();
        }
        Kind kind = SEARCHED.get(parts[1]);
        gate.pass(request.user(), request.space(), kind == Kind.REFUND ? Right.REFUNDS : Right.TRANSACTIONS_READ);
        desk.transactions().age(request.space());
        JsonNode filter = count ? request.body() : request.body().path("filter");
        List<ObjectNode> all = new ArrayList<>(entities.all(kind, Entities.in(request.space())
                .and(FilterTree.of(kind, filter.isEmpty() ? Json.MAPPER.missingNode() : filter))));
        if (count) {
            return Optional.of(json(Json.MAPPER.getNodeFactory().numberNode(all.size())));
        }
        for (JsonNode order : request.body().path("orderBys")) {
            all.sort(Listing.order(kind, order.path("fieldName").asText() + ":" + order.path("sorting").asText("ASC")));
        }
        ArrayNode page = Json.MAPPER.createArrayNode();
        all.stream().skip(request.body().path("startingEntity").asLong())
                .limit(Math.min(MOST, request.body().path("numberOfEntities").asLong(MOST))).forEach(page::add);
        return Optional.of(json(page));
    }

    private Answer told(Refusal refusal) throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", UUID.randomUUID().toString());
        body.put("date", Times.iso(clock.instant()));
        int status = switch (refusal.status()) {
            case 400, 404, 415, 422 -> CLIENT_ERROR;
            case 500 -> SERVER_ERROR;
            default -> refusal.status() == switches.number(Switches.Name.longPoll) ? LONG_POLL : refusal.status();
        };
        if (status == CLIENT_ERROR) {
            body.put("type", "END_USER_ERROR");
            body.put("defaultMessage", refusal.getMessage());
        }
        body.put("message", refusal.getMessage());
        return Answer.json(status, Json.MAPPER.writeValueAsBytes(body));
    }

    private static Answer json(JsonNode tree) throws IOException {
        return Answer.json(200, Json.MAPPER.writeValueAsBytes(tree));
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).get(0);
    }
}
