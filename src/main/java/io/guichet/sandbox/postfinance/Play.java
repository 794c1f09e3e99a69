package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Plays payer, bank and network without a browser; the verbs of docs/sandbox.md. */
final class Play {

    private static final List<String> VERBS = List.of("pay", "expire", "conclude", "listen", "notify", "rotate",
            "transactions", "sent", "repeat", "release", "switch");

    private final Entities entities;
    private final Switches switches;
    private final Operations.Desk desk;
    private final WebhookSender sender;

    Play(Entities entities, Switches switches, Operations.Desk desk, WebhookSender sender) {
        this.entities = entities;
        this.switches = switches;
        this.desk = desk;
        this.sender = sender;
    }

    /** @throws IllegalArgumentException for what cannot be understood */
    Object told(String verb, JsonNode asked) {
        Object told = switch (verb) {
            case "sent" -> Map.of();
            case "repeat" -> {
                sender.repeat();
                yield Map.of();
            }
            case "release" -> {
                sender.release(asked.path("order").asText().equals("reversed"));
                yield Map.of();
            }
            default -> {
                synchronized (entities) {
                    yield played(verb, asked);
                }
            }
        };
        // Waits for what is underway, so that who asked finds it told.
        List<WebhookSender.Sent> sent = sender.all();
        return List.of("sent", "repeat", "release").contains(verb) ? sent : told;
    }

    private Object played(String verb, JsonNode asked) {
        return switch (verb) {
            case "pay" -> {
                ObjectNode transaction = transaction(asked);
                yield desk.payer().pay(space(transaction), transaction,
                        Outcome.of(asked.path("outcome").asText("success")),
                        Connector.valueOf(asked.path("method").asText("MASTERCARD").toUpperCase(Locale.ROOT)),
                        "PAYMENT_PAGE");
            }
            case "expire" -> {
                ObjectNode transaction = transaction(asked);
                desk.transactions().require(transaction, Transactions.PENDING, Transactions.CONFIRMED,
                        Transactions.PROCESSING);
                yield desk.transactions().fail(transaction, Outcome.TIMEOUT);
            }
            case "conclude" -> conclude(asked);
            case "listen" -> desk.webhooks().listen(space(asked.path("space").asText()), asked.path("url").asText());
            case "notify" -> {
                Kind kind = Kind.valueOf(asked.path("entity").asText("TRANSACTION").toUpperCase(Locale.ROOT));
                ObjectNode body = kind == Kind.TRANSACTION
                        ? transaction(asked)
                        : entities.find(kind, asked.path("id").asLong())
                                .orElseThrow(() -> new IllegalArgumentException("id: unknown"));
                // What somebody else says of it.
                if (asked.hasNonNull("state")) {
                    body.set("state", asked.get("state"));
                }
                desk.webhooks().tell(kind, body, true, asked.path("manner").asText("usual"));
                yield Map.of();
            }
            case "rotate" -> Map.of("keyId", desk.webhooks().changeKey());
            case "transactions" -> entities.all(Kind.TRANSACTION, any -> true);
            case "switch" -> {
                switches.change(asked);
                yield switches.shown();
            }
            default -> throw new IllegalArgumentException(verb + " (expected: one of " + VERBS + ")");
        };
    }

    private ObjectNode conclude(JsonNode asked) {
        boolean good = asked.path("state").asText(Captures.SUCCESSFUL).equals(Captures.SUCCESSFUL);
        if (asked.has("refund")) {
            return desk.refunds().conclude(open(Kind.REFUND, asked.path("refund").asLong()), good);
        }
        ObjectNode completion = open(Kind.COMPLETION, asked.path("completion").asLong());
        return desk.captures().conclude(space(completion), completion, good ? Captures.SUCCESSFUL : "FAILED",
                Outcome.SUCCESS);
    }

    private ObjectNode open(Kind kind, long id) {
        return entities.find(kind, id)
                .filter(one -> List.of("PENDING", "MANUAL_CHECK").contains(one.path("state").asText()))
                .orElseThrow(() -> new IllegalArgumentException(kind.technicalName() + ": " + id
                        + " (expected: one that is not decided)"));
    }

    /** By its id, or the last one whose merchantReference begins so. */
    private ObjectNode transaction(JsonNode asked) {
        String reference = asked.path("reference").asText();
        Predicate<ObjectNode> wanted = asked.has("transaction")
                ? one -> one.path("id").asText().equals(asked.path("transaction").asText())
                : one -> one.path("merchantReference").asText().equals(reference)
                        || one.path("merchantReference").asText().startsWith(reference + " ");
        return entities.all(Kind.TRANSACTION, wanted).stream().reduce((first, last) -> last)
                .map(desk.transactions()::aged)
                .orElseThrow(() -> new IllegalArgumentException("transaction or reference: unknown"));
    }

    private static Space space(ObjectNode of) {
        return space(of.path("linkedSpaceId").asText());
    }

    private static Space space(String id) {
        return Space.of(id).orElseThrow(() -> new IllegalArgumentException("space: " + id + " unknown"));
    }
}
