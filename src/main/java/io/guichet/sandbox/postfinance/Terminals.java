package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Card devices (postfinance 2.6). Each space has one from the beginning. */
final class Terminals {

    private static final long FIRST = 3000;
    private static final Set<String> MEMBERS = Set.of("name", "externalId", "identifier", "defaultCurrency", "type",
            "configurationVersion", "locationVersion");
    private static final String SERIAL = "deviceSerialNumber";

    private final Entities entities;
    private final Transactions transactions;
    private final Payer payer;
    private final Documents documents;
    private final Switches switches;

    Terminals(Entities entities, Transactions transactions, Payer payer, Documents documents, Switches switches) {
        this.entities = entities;
        this.transactions = transactions;
        this.payer = payer;
        this.documents = documents;
        this.switches = switches;
    }

    /** Puts one terminal into each space that has none. */
    void furnish() {
        int number = 0;
        for (Space space : Space.all()) {
            long id = FIRST + number++;
            if (entities.find(Kind.TERMINAL, id).isEmpty()) {
                entities.keep(Kind.TERMINAL, Json.MAPPER.createObjectNode().put("id", id)
                        .put("linkedSpaceId", space.id()).put("version", 1).put("createdOn", entities.now())
                        .put("state", "ACTIVE").put("name", "Counter " + space.id())
                        .put("identifier", "2000" + space.id() + "1").put(SERIAL, "SIM-" + space.id())
                        .put("deviceName", "Simulated device").put("defaultCurrency", space.currency()));
            }
        }
    }

    ObjectNode create(Space space, ObjectNode asked) {
        Optional<ObjectNode> before = entities.already(Kind.TERMINAL, space, asked.path("externalId"));
        return before.orElseGet(() -> entities.keep(Kind.TERMINAL,
                Members.taken(entities.made(space.id()).put("state", "CREATE"), asked, MEMBERS)));
    }

    ObjectNode update(Space space, long id, ObjectNode asked) {
        return Members.updated(entities, Kind.TERMINAL, entities.get(Kind.TERMINAL, space, id), asked, MEMBERS);
    }

    void delete(Space space, long id) {
        entities.change(Kind.TERMINAL, entities.get(Kind.TERMINAL, space, id), "DECOMMISSIONED");
    }

    void link(Space space, long id, String serialNumber) {
        entities.change(Kind.TERMINAL, entities.get(Kind.TERMINAL, space, id).put(SERIAL, serialNumber), "ACTIVE");
    }

    void unlink(Space space, long id) {
        ObjectNode terminal = entities.get(Kind.TERMINAL, space, id);
        terminal.remove(SERIAL);
        entities.change(Kind.TERMINAL, terminal);
    }

    ObjectNode finalBalance(Space space, long id) {
        ObjectNode terminal = ready(entities.get(Kind.TERMINAL, space, id));
        ObjectNode to = Json.MAPPER.createObjectNode();
        to.set("id", entities.made(space.id()).path("id"));
        to.put("terminalId", id).put("linkedSpaceId", space.id());
        to.set("terminalIdentifier", terminal.path("identifier"));
        return to;
    }

    ObjectNode byIdentifier(Space space, String identifier) {
        return entities.all(Kind.TERMINAL, one -> Entities.in(space).test(one)
                && one.path("identifier").asText().equals(identifier)).stream().findFirst()
                .orElseThrow(() -> Refusal.of(404, "terminal identifier: " + identifier + " unknown"));
    }

    /** A card is put in at once; where the long poll is to end before, the call must be made again (postfinance 2.6). */
    ObjectNode perform(Space space, ObjectNode terminal, long id) {
        ready(terminal);
        ObjectNode transaction = transactions.get(space, id);
        boolean ours = transaction.path("terminal").equals(terminal.path("id"));
        if (ours && !transactions.isPayable(transaction)) {
            return transaction;
        }
        if (!transactions.isPayable(transaction)) {
            transactions.require(transaction, Transactions.PENDING, Transactions.CONFIRMED);
        }
        transaction.set("terminal", terminal.path("id"));
        int ended = switches.number(Switches.Name.longPoll);
        if (ended > 0) {
            ObjectNode begun = transactions.begin(transaction, "TERMINAL");
            entities.keep(Kind.TRANSACTION, begun);
            throw Refusal.of(ended, "The card was not presented yet; call again to resume.");
        }
        boolean good = switches.word(Switches.Name.charge).equals(Captures.SUCCESSFUL);
        return payer.pay(space, transaction, good ? Outcome.SUCCESS : Outcome.FAIL, Connector.MASTERCARD, "TERMINAL");
    }

    private static ObjectNode ready(ObjectNode terminal) {
        if (!terminal.path("state").asText().equals("ACTIVE") || terminal.path(SERIAL).asText("").isEmpty()) {
            throw Refusal.wrong("terminal", "not active, or without a device: " + terminal.path("id"));
        }
        return terminal;
    }

    /** The merchant's and the customer's; none where no terminal was used. */
    ObjectNode receipts(ObjectNode transaction, String format) {
        ObjectNode to = Json.MAPPER.createObjectNode();
        ArrayNode data = to.putArray("data");
        if (transaction.hasNonNull("terminal") && transaction.hasNonNull("authorizedOn")) {
            for (int type = 1; type <= 2; type++) {
                byte[] file = format.equals("PDF")
                        ? documents.page(transaction, "Receipt")
                        : String.join("\n", documents.lines(transaction, "Receipt")).getBytes(StandardCharsets.UTF_8);
                data.addObject().put("mimeType", format.equals("PDF") ? "application/pdf" : "text/plain")
                        .put("data", Base64.getEncoder().encodeToString(file)).put("printed", false)
                        .put("receiptType", type);
            }
        }
        return to.put("hasMore", false).put("limit", 100);
    }
}
