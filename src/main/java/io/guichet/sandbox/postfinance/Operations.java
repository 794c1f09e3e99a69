package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.postfinance.Operation.Produces;
import io.guichet.sandbox.postfinance.Operation.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of operations (postfinance 2.1). */
final class Operations {

    private static final String TRANSACTIONS = "/payment/transactions";
    private static final String ONE = TRANSACTIONS + "/{id}";
    private static final String TERMINALS = "/payment/terminals";
    private static final String TOKENS = "/payment/tokens";
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final int CREATED = 201;

    private final List<Operation> all = new ArrayList<>();
    private final Entities entities;
    private final Switches switches;
    private final Listing listing;
    private final Expansion expansion;
    private final Desk desk;

    /** Everything that works behind the operations. */
    record Desk(Transactions transactions, Captures captures, Refunds refunds, Tokens tokens, Payer payer,
            PaymentLinks links, Terminals terminals, Documents documents, Webhooks webhooks, Pace pace,
            String address) {
    }

    Operations(Entities entities, Switches switches, Desk desk) {
        this.entities = entities;
        this.switches = switches;
        this.desk = desk;
        listing = new Listing(entities, switches);
        expansion = new Expansion(entities);
        transactions();
        urls();
        afterwards();
        refunds();
        tokens();
        links();
        terminals();
        webhooks();
        spaces();
        // A path with fewer variable parts is the closer one: search is no id.
        all.sort(Comparator.comparingLong(one -> one.template().chars().filter(letter -> letter == '{').count()));
    }

    /** The operation of a call, with the variable parts of its path. */
    record Found(Operation operation, Map<String, String> parts) {
    }

    Optional<Found> of(String method, String rawPath) {
        return all.stream().filter(one -> one.method().equals(method))
                .flatMap(one -> one.parts(rawPath).map(parts -> new Found(one, parts)).stream()).findFirst();
    }

    boolean knows(String rawPath) {
        return all.stream().anyMatch(one -> one.parts(rawPath).isPresent());
    }

    private void transactions() {
        Transactions transactions = desk.transactions();
        add(POST, TRANSACTIONS, CREATED, Right.TRANSACTIONS_WRITE,
                call -> transactions.create(call.space(), call.user().id(), call.body()));
        add(GET, ONE, 200, Right.TRANSACTIONS_READ,
                call -> shown(call, transactions.get(call.space(), call.id()), true));
        add("PATCH", ONE, 200, Right.TRANSACTIONS_WRITE,
                call -> shown(call, transactions.update(call.space(), call.id(), call.body()), false));
        add(POST, ONE + "/confirm", 200, Right.TRANSACTIONS_WRITE,
                call -> shown(call, transactions.confirm(call.space(), call.user(), call.id(), call.body()), false));
        listed(Kind.TRANSACTION, TRANSACTIONS, Right.TRANSACTIONS_READ);
        all.add(new Operation(GET, TRANSACTIONS + "/export", Produces.CSV, 200, Right.TRANSACTIONS_READ, true, call -> {
            transactions.age(call.space());
            return listing.export(Kind.TRANSACTION, call);
        }));
        add(GET, ONE + "/payment-method-configurations", 200, Right.PAYMENT_METHOD_CONFIGURATIONS_READ, call -> {
            String mode = call.needed("integrationMode");
            if (!Connector.INTEGRATION_MODES.contains(mode)) {
                throw Refusal.of(400,
                        "integrationMode: " + mode + " (expected: one of payment_page, iframe, lightbox)");
            }
            return desk.payer().methodConfigurations(call.space(), transactions.get(call.space(), call.id()));
        });
    }

    private void urls() {
        text(ONE + "/payment-page-url", Right.TRANSACTIONS_READ, this::page);
        text(ONE + "/lightbox-javascript-url", Right.TRANSACTIONS_READ, call -> script(call, "lightbox"));
        text(ONE + "/iframe-javascript-url", Right.TRANSACTIONS_READ, call -> script(call, "iframe"));
        text(ONE + "/credentials", Right.TRANSACTIONS_READ, call -> {
            long id = payable(call);
            return call.space().id() + "-" + id + "-" + SecurityToken.of("credentials", id);
        });
        text(ONE + "/charge-flow/payment-page-url", Right.TRANSACTIONS_READ, this::page);
        add(POST, ONE + "/charge-flow/apply", 200, Right.TRANSACTIONS_WRITE, call -> {
            payable(call);
            return desk.transactions().begin(desk.transactions().get(call.space(), call.id()), "PAYMENT_PAGE");
        });
        add(POST, ONE + "/charge-flow/cancel", 200, Right.TRANSACTIONS_WRITE, call -> {
            ObjectNode transaction = desk.transactions().get(call.space(), call.id());
            desk.transactions().require(transaction, Transactions.PROCESSING);
            return desk.transactions().fail(transaction, Outcome.TIMEOUT);
        });
        add(POST, ONE + "/charge-flow/update-recipient", 200, Right.TRANSACTIONS_WRITE, call -> {
            call.needed("type");
            call.needed("recipient");
            payable(call);
            return desk.transactions().get(call.space(), call.id());
        });
    }

    private String page(Request call) {
        return PayerPage.address(desk.address(), call.space(), payable(call));
    }

    private String script(Request call, String name) {
        long id = payable(call);
        return desk.address() + "/postfinance/assets/payment/" + name + "-checkout-handler.js?spaceId="
                + call.space().id() + "&transactionId=" + id + "&securityToken=" + SecurityToken.of("pay", id);
    }

    /** @throws Refusal where no payer may be led to it any more */
    private long payable(Request call) {
        ObjectNode transaction = desk.transactions().get(call.space(), call.id());
        boolean unconfirmed = Transactions.is(transaction, Transactions.PENDING)
                && !transaction.path("autoConfirmationEnabled").booleanValue();
        boolean open = unconfirmed
                ? switches.on(Switches.Name.unconfirmedUrl)
                : desk.transactions().isPayable(transaction);
        if (!open) {
            desk.transactions().require(transaction, Transactions.CONFIRMED, Transactions.PROCESSING);
        }
        return call.id();
    }

    private void afterwards() {
        Captures captures = desk.captures();
        for (String mode : List.of("online", "offline")) {
            String upper = mode.equals("online") ? "ONLINE" : "OFFLINE";
            add(POST, ONE + "/complete-" + mode, 200, Right.TRANSACTIONS_WRITE, call -> captures
                    .complete(call.space(), call.id(), upper, Json.MAPPER.createObjectNode()));
            add(POST, ONE + "/complete-partially-" + mode, 200, Right.TRANSACTIONS_WRITE,
                    call -> captures.complete(call.space(), call.id(), upper, call.body()));
            add(POST, ONE + "/void-" + mode, 200, Right.TRANSACTIONS_WRITE,
                    call -> captures.release(call.space(), call.id(), upper));
        }
        add(POST, ONE + "/process-with-token", 200, Right.TRANSACTIONS_WRITE,
                call -> desk.payer().processWithToken(call.space(), call.id()));
        add(POST, ONE + "/process-without-interaction", 200, Right.TRANSACTIONS_WRITE,
                call -> desk.payer().processWithoutInteraction(call.space(), call.id()));
        add(GET, ONE + "/check-token-creation-possible", 200, Right.TOKENS, call -> BooleanNode.valueOf(!desk.payer()
                .methods(call.space(), desk.transactions().get(call.space(), call.id())).isEmpty()));
        add(GET, ONE + "/invoice-document", 200, Right.TRANSACTIONS_READ,
                call -> desk.documents().invoiceOf(desk.transactions().get(call.space(), call.id())));
        add(GET, ONE + "/packing-slip-document", 200, Right.TRANSACTIONS_READ, call -> desk.documents()
                .rendered(desk.transactions().get(call.space(), call.id()), "Packing slip"));
        add(GET, TRANSACTIONS + "/invoices/{id}/document", 200, Right.TRANSACTIONS_READ, call -> desk.documents()
                .rendered(entities.get(Kind.INVOICE, call.space(), call.id()), "Invoice"));
        add(GET, ONE + "/terminal-receipts", 200, Right.TRANSACTIONS_READ, call -> {
            String format = call.needed("format");
            if (!Set.of("PDF", "TXT").contains(format)) {
                throw Refusal.of(400, "format: " + format + " (expected: PDF or TXT)");
            }
            return desk.terminals().receipts(desk.transactions().get(call.space(), call.id()), format);
        });
        add(POST, "/payment/delivery-indications/{id}/mark-suitable", 200, Right.TRANSACTIONS_WRITE,
                call -> captures.mark(call.space(), call.id(), true));
        add(POST, "/payment/delivery-indications/{id}/mark-not-suitable", 200, Right.TRANSACTIONS_WRITE,
                call -> captures.mark(call.space(), call.id(), false));
    }

    private void refunds() {
        String path = "/payment/refunds";
        all.add(new Operation(POST, path, Produces.JSON, 0, Right.REFUNDS, true, call -> {
            Optional<ObjectNode> before = entities.already(Kind.REFUND, call.space(), call.body().path("externalId"));
            return before.isPresent()
                    ? new Said(switches.number(Switches.Name.refundAgain), before.get())
                    : new Said(CREATED, desk.refunds().create(call.space(), call.user(), call.body()));
        }));
        add(GET, path + "/{id}", 200, Right.REFUNDS,
                call -> shown(call, entities.get(Kind.REFUND, call.space(), call.id()), false));
        listed(Kind.REFUND, path, Right.REFUNDS);
        add(GET, path + "/{id}/document", 200, Right.REFUNDS, call -> desk.documents()
                .rendered(entities.get(Kind.REFUND, call.space(), call.id()), "Refund"));
        add(POST, path + "/{id}/mark-succeeded", 200, Right.REFUNDS,
                call -> desk.refunds().mark(call.space(), call.id(), true));
        add(POST, path + "/{id}/mark-failed", 200, Right.REFUNDS,
                call -> desk.refunds().mark(call.space(), call.id(), false));
    }

    /** An answer whose status its operation does not fix. */
    record Said(int status, JsonNode body) {
    }

    private void tokens() {
        Tokens tokens = desk.tokens();
        add(POST, TOKENS, CREATED, Right.TOKENS, call -> tokens.create(call.space(), call.body()));
        crud(Kind.TOKEN, TOKENS, Right.TOKENS, call -> tokens.update(call.space(), call.id(), call.body()),
                call -> tokens.delete(call.space(), call.id()));
        add(GET, TOKENS + "/{id}/active-version", 200, Right.TOKENS, call -> tokens
                .activeVersion(call.space(), call.id())
                .orElseThrow(() -> Refusal.of(404, "Token " + call.id() + " has no active version")));
    }

    private void links() {
        PaymentLinks links = desk.links();
        add(POST, "/payment/links", CREATED, Right.TRANSACTIONS_WRITE,
                call -> links.create(call.space(), call.user().id(), call.body()));
        crud(Kind.LINK, "/payment/links", Right.TRANSACTIONS_WRITE,
                call -> links.update(call.space(), call.id(), call.body()),
                call -> links.delete(call.space(), call.id()));
    }

    private void terminals() {
        Terminals terminals = desk.terminals();
        String one = TERMINALS + "/{id}";
        add(POST, TERMINALS, CREATED, Right.TERMINALS, call -> terminals.create(call.space(), call.body()));
        crud(Kind.TERMINAL, TERMINALS, Right.TERMINALS,
                call -> terminals.update(call.space(), call.id(), call.body()),
                call -> terminals.delete(call.space(), call.id()));
        add(POST, one + "/perform-transaction", 200, Right.TERMINALS, call -> shown(call, terminals.perform(
                call.space(), entities.get(Kind.TERMINAL, call.space(), call.id()), transaction(call)), false));
        add(POST, TERMINALS + "/by-identifier/{identifier}/perform-transaction", 200, Right.TERMINALS,
                call -> shown(call, terminals.perform(call.space(),
                        terminals.byIdentifier(call.space(), call.parts().get("identifier")), transaction(call)),
                        false));
        text(one + "/till-connection-credentials", Right.TERMINALS, call -> call.id() + "-" + SecurityToken
                .of("till " + entities.get(Kind.TERMINAL, call.space(), call.id()).path("id"), transaction(call)));
        add(POST, one + "/trigger-final-balance", CREATED, Right.TERMINALS,
                call -> terminals.finalBalance(call.space(), call.id()));
        none(POST, one + "/link", Right.TERMINALS,
                call -> terminals.link(call.space(), call.id(), call.needed("serialNumber")));
        none(POST, one + "/unlink", Right.TERMINALS, call -> terminals.unlink(call.space(), call.id()));
    }

    private static long transaction(Request call) {
        return Long.parseLong(Optional.of(call.needed("transactionId")).filter(text -> text.matches("\\d{1,18}"))
                .orElseThrow(() -> Refusal.of(400, "transactionId: no number")));
    }

    private void webhooks() {
        Webhooks webhooks = desk.webhooks();
        add(POST, "/webhooks/urls", CREATED, Right.WEBHOOKS, call -> webhooks.createUrl(call.space(), call.body()));
        crud(Kind.WEBHOOK_URL, "/webhooks/urls", Right.WEBHOOKS,
                call -> webhooks.updateUrl(call.space(), call.id(), call.body()),
                call -> webhooks.delete(Kind.WEBHOOK_URL, call.space(), call.id()));
        add(POST, "/webhooks/listeners", CREATED, Right.WEBHOOKS,
                call -> webhooks.createListener(call.space(), call.body()));
        crud(Kind.WEBHOOK_LISTENER, "/webhooks/listeners", Right.WEBHOOKS,
                call -> webhooks.updateListener(call.space(), call.id(), call.body()),
                call -> webhooks.delete(Kind.WEBHOOK_LISTENER, call.space(), call.id()));
        all.add(new Operation(GET, "/webhooks/encryption-keys/{id}", Produces.TEXT, 200, Right.NONE, false,
                call -> webhooks.publicKey(call.parts().get("id"))));
    }

    private void spaces() {
        all.add(new Operation(GET, "/spaces", Produces.JSON, 200, Right.SPACES_READ, false, call -> {
            ObjectNode to = Json.MAPPER.createObjectNode();
            Space.all().stream().filter(one -> call.user().spaces().contains(one.id()))
                    .forEach(one -> to.withArray("data").add(space(one)));
            to.withArray("data");
            return to.put("hasMore", false).put("limit", call.number("limit", 10, 1, 100));
        }));
        all.add(new Operation(GET, "/spaces/{id}", Produces.JSON, 200, Right.SPACES_READ, false,
                call -> Space.of(Long.toString(call.id())).filter(one -> call.user().spaces().contains(one.id()))
                        .map(this::space).orElseThrow(() -> Refusal.of(404, "Space " + call.id() + ": unknown"))));
    }

    private ObjectNode space(Space space) {
        ObjectNode to = Json.MAPPER.createObjectNode().put("id", space.id()).put("name", space.name())
                .put("state", "ACTIVE").put("primaryCurrency", space.currency()).put("version", 1);
        int limit = desk.pace().limit(space);
        return limit == 0 ? to : to.put("requestLimit", limit);
    }

    private JsonNode shown(Request call, ObjectNode body, boolean read) {
        return expansion.of(call.space(), body, call.queries("expand"), read && switches.on(Switches.Name.collapsed));
    }

    private void listed(Kind kind, String path, Right right) {
        add(GET, path, 200, right, call -> listed(call, kind, false));
        add(GET, path + "/search", 200, right, call -> listed(call, kind, true));
    }

    private ObjectNode listed(Request call, Kind kind, boolean search) {
        desk.transactions().age(call.space());
        ObjectNode page = search ? listing.search(kind, call) : listing.list(kind, call);
        page.path("data").forEach(one -> shown(call, (ObjectNode) one, true));
        return page;
    }

    private void crud(Kind kind, String path, Right right, Work update, Doing delete) {
        listed(kind, path, right);
        add(GET, path + "/{id}", 200, right, call -> shown(call, entities.get(kind, call.space(), call.id()), false));
        add("PATCH", path + "/{id}", 200, right, update);
        none("DELETE", path + "/{id}", right, delete);
    }

    /** Something without an answer's content. */
    private interface Doing {
        void done(Request request);
    }

    private void add(String method, String template, int success, Right right, Work work) {
        all.add(new Operation(method, template, Produces.JSON, success, right, true, work));
    }

    private void text(String template, Right right, Work work) {
        all.add(new Operation(GET, template, Produces.TEXT, 200, right, true, work));
    }

    private void none(String method, String template, Right right, Doing doing) {
        all.add(new Operation(method, template, Produces.NOTHING, 204, right, true, call -> {
            doing.done(call);
            return "";
        }));
    }
}
