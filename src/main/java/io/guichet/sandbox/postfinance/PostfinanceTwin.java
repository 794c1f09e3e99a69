package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Fault;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Twin;
import io.guichet.sandbox.postfinance.Operation.Produces;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The twin of PostFinance Checkout below {@code /postfinance}: its APIs, the payer's pages, who plays payer and bank. */
public final class PostfinanceTwin implements Twin {

    private static final Logger LOG = LoggerFactory.getLogger(PostfinanceTwin.class);
    private static final String HOST = "/postfinance";
    private static final String API = "/api/v2.0";
    private static final String OLDER_API = "/api/";
    private static final String PLAY = HOST + "/play/";
    private static final Pattern PAGE =
            Pattern.compile("/postfinance/s/(\\d+)/payment/(transaction/pay|link)/(\\d{1,18})");
    private static final Pattern SCRIPT =
            Pattern.compile("/postfinance/assets/payment/((?:lightbox|iframe)-checkout-handler)\\.js");

    private final Entities entities;
    private final Switches switches = new Switches();
    private final WebhookSender sender = new WebhookSender();
    private final Pace pace;
    private final Gate gate;
    private final VersionOne versionOne;
    private final Operations.Desk desk;
    private final Operations operations;
    private final Purchases purchases;
    private final Play play;
    private final Clock clock;
    private final String address;

    /** Opens the book {@code postfinance.book} in the directory and goes on where it ended. */
    public PostfinanceTwin(Path directory, Clock clock, String address) throws IOException {
        this.clock = clock;
        this.address = address;
        entities = new Entities(new Book(directory.resolve("postfinance.book")), clock);
        pace = new Pace(clock);
        gate = new Gate(switches, pace);
        Transactions transactions = new Transactions(entities, switches, clock);
        Captures captures = new Captures(entities, transactions, switches);
        Tokens tokens = new Tokens(entities);
        Payer payer = new Payer(entities, transactions, captures, tokens, switches);
        Documents documents = new Documents(entities);
        Webhooks webhooks = new Webhooks(entities, switches, clock, sender);
        entities.listen(webhooks);
        desk = new Operations.Desk(transactions, captures, new Refunds(entities, transactions, switches), tokens,
                payer, new PaymentLinks(entities, clock, address),
                new Terminals(entities, transactions, payer, documents, switches), documents, webhooks, pace, address);
        operations = new Operations(entities, switches, desk);
        versionOne = new VersionOne(operations, entities, switches, desk, gate, clock);
        purchases = new Purchases(entities);
        play = new Play(entities, switches, desk, sender);
        desk.terminals().furnish();
    }

    @Override
    public String name() {
        return "postfinance";
    }

    @Override
    public String prefix() {
        return HOST;
    }

    @Override
    public Optional<String> announced(Call head) {
        return below(head).map(path -> name(head, path));
    }

    private String name(Call call, String path) {
        return operations.of(call.method(), path).map(found -> found.operation().name())
                .orElse(call.method() + " " + path);
    }

    private static Optional<String> below(Call call) {
        return call.rawPath().startsWith(HOST + API + "/")
                ? Optional.of(call.rawPath().substring((HOST + API).length()))
                : Optional.empty();
    }

    @Override
    public Task read(Call call) {
        return below(call).<Task>map(path -> new WebService(call, path))
                .orElseGet(() -> call.rawPath().startsWith(HOST + OLDER_API) ? new Older(call) : new Page(call));
    }

    @Override
    public List<Purchase> purchases() {
        return purchases.all();
    }

    @Override
    public boolean change(Fault fault) {
        if (fault.kind() != Fault.Kind.RATE_LIMIT
                || fault.account() != null && Space.of(fault.account()).isEmpty()) {
            return false;
        }
        pace.limit(fault.account(), fault.limit());
        return true;
    }

    @Override
    public void calm() {
        switches.calm();
        pace.calm();
    }

    @Override
    public void reset() throws IOException {
        calm();
        sender.forget();
        entities.reset();
        desk.terminals().furnish();
    }

    @Override
    public void close() {
        sender.close();
        entities.close();
    }

    /**
     * One call of the API. Checks come in this order: token, path, space, role, pace, Accept, content type, body,
     * business (postfinance 6).
     */
    private final class WebService implements Task {

        private final Call call;
        private final String path;

        private WebService(Call call, String path) {
            this.call = call;
            this.path = path;
        }

        @Override
        public String operation() {
            return name(call, path);
        }

        @Override
        public Answer answer(List<Fault> faults) throws IOException {
            try {
                Optional<Operations.Found> found = operations.of(call.method(), path);
                boolean open = found.isPresent() && found.get().operation().right() == Right.NONE
                        && !switches.on(Switches.Name.keyNeedsToken);
                ApplicationUser user = open ? null : letIn();
                if (found.isEmpty()) {
                    throw Refusal.of(operations.knows(path) ? 405 : 404, call.method() + " " + path + ": unknown");
                }
                return done(found.get(), user);
            } catch (Refusal refusal) {
                return refusal.answer(clock.instant());
            } catch (RuntimeException broken) {
                LOG.error("twin postfinance: {} broke off", operation(), broken);
                return Refusal.of(500, "technical error").answer(clock.instant());
            }
        }

        private ApplicationUser letIn() {
            String target = API + path + (call.query().isEmpty() ? "" : "?" + call.query());
            return BearerToken.check(call.header("authorization").orElse(""), call.method(), target, clock.instant(),
                    Duration.ofSeconds(switches.number(Switches.Name.skew)));
        }

        private Answer done(Operations.Found found, ApplicationUser user) throws IOException {
            Operation operation = found.operation();
            Space space = operation.space() ? space(user) : null;
            if (user != null) {
                gate.pass(user, space, operation.right());
            }
            accepted(operation.produces());
            Request request =
                    new Request(user, space, found.parts(), Request.fields(call.query()), Gate.body(call));
            Object told;
            synchronized (entities) {
                told = operation.work().done(request);
            }
            return said(operation, told);
        }

        private Space space(ApplicationUser user) {
            String id = call.header("space").orElseThrow(() -> Refusal.of(400, "Space: header missing"));
            return gate.space(user, id);
        }

        private void accepted(Produces produces) {
            String accept = call.header("accept").orElse("*/*").toLowerCase(Locale.ROOT);
            String family = produces.mediaType().replaceFirst("/.*", "/*");
            boolean fits = produces == Produces.NOTHING || Pattern.compile(",").splitAsStream(accept)
                    .map(one -> one.replaceFirst(";.*", "").strip())
                    .anyMatch(one -> List.of("*/*", family, produces.mediaType()).contains(one));
            if (!fits) {
                throw Refusal.of(406, "Accept: " + accept + " (expected: " + produces.mediaType() + ")");
            }
        }

        private Answer said(Operation operation, Object told) throws IOException {
            if (told instanceof Operations.Said own) {
                return Answer.json(own.status(), Json.MAPPER.writeValueAsBytes(own.body()));
            }
            if (told instanceof JsonNode tree) {
                return Answer.json(operation.success(), Json.MAPPER.writeValueAsBytes(tree));
            }
            String type = operation.produces() == Produces.CSV ? "text/csv" : "text/plain";
            return new Answer(operation.success(), type + "; charset=utf-8",
                    told.toString().getBytes(StandardCharsets.UTF_8), Map.of());
        }

        /** The code of the fault is the status. */
        @Override
        public Answer refuse(Fault fault) {
            int status = fault.code() != null && fault.code().matches("[45]\\d\\d")
                    ? Integer.parseInt(fault.code())
                    : 500;
            return injected(status, "refused on request");
        }

        @Override
        public Answer slowDown(Fault fault) {
            Answer answer = injected(fault.status() == null ? 429 : fault.status(), "too many requests");
            // Whether the service says how long to wait is not known.
            return fault.retryAfter() == null
                    ? answer
                    : answer.with("Retry-After", Integer.toString(fault.retryAfter()));
        }

        private Answer injected(int status, String text) {
            try {
                return Refusal.of(status, text).answer(clock.instant());
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** One call of the older API. */
    private final class Older implements Task {

        private final Call call;
        private final String path;

        private Older(Call call) {
            this.call = call;
            path = call.rawPath().substring((HOST + OLDER_API).length() - 1);
        }

        @Override
        public String operation() {
            return call.method() + " " + path;
        }

        @Override
        public Answer answer(List<Fault> faults) throws IOException {
            return versionOne.answer(call, path);
        }

        @Override
        public Answer refuse(Fault fault) {
            return Answer.html(542, "542 (injected)");
        }
    }

    /** The payer's pages, the scripts of the shop's page, and what plays payer and bank without one. */
    private final class Page implements Task {

        private final Call call;

        private Page(Call call) {
            this.call = call;
        }

        @Override
        public String operation() {
            return "page";
        }

        @Override
        public Answer refuse(Fault fault) {
            return Answer.html(500, "500 (injected)");
        }

        @Override
        public Answer answer(List<Fault> faults) throws IOException {
            try {
                if (call.path().startsWith(PLAY) && call.method().equals("POST")) {
                    JsonNode asked = Json.MAPPER.readTree(call.body());
                    Object told = play.told(call.path().substring(PLAY.length()), asked);
                    return Answer.json(200, Json.MAPPER.writeValueAsBytes(told));
                }
                Matcher script = SCRIPT.matcher(call.path());
                if (script.matches()) {
                    return script(script.group(1));
                }
                Matcher page = PAGE.matcher(call.path());
                if (page.matches()) {
                    return page(page.group(1), page.group(2).equals("link"), Long.parseLong(page.group(3)));
                }
            } catch (Refusal refusal) {
                return PayerPage.said(refusal.status(), refusal.getMessage());
            } catch (JsonProcessingException | IllegalArgumentException unknown) {
                return PayerPage.said(400, String.valueOf(unknown.getMessage()));
            }
            return Answer.html(404, "404 Not Found");
        }

        private Answer script(String name) {
            Map<String, List<String>> query = Request.fields(call.query());
            long id = Long.parseLong(first(query, "transactionId"));
            Space space = letIn(first(query, "spaceId"), "pay", id, query);
            return PayerPage.script(name, PayerPage.address(address, space, id));
        }

        private Space letIn(String spaceId, String kind, long id, Map<String, List<String>> query) {
            if (!SecurityToken.fits(first(query, "securityToken"), kind, id)) {
                throw Refusal.of(403, "securityToken: not that of this payment");
            }
            return Space.of(spaceId).orElseThrow(() -> Refusal.of(404, "space: unknown"));
        }

        private Answer page(String spaceId, boolean link, long id) {
            Map<String, List<String>> fields = Request.fields(call.query());
            Space space = letIn(spaceId, link ? "link" : "pay", id, fields);
            if (call.method().equals("POST")) {
                fields.putAll(Request.fields(new String(call.body(), StandardCharsets.UTF_8)));
            }
            Answer answer;
            synchronized (entities) {
                answer = link ? link(space, id, fields) : pay(space, id, fields);
            }
            // The shop is told before the browser is back.
            sender.all();
            return answer;
        }

        private Answer link(Space space, long id, Map<String, List<String>> fields) {
            ObjectNode link = entities.get(Kind.LINK, space, id);
            if (!desk.links().isOpen(link)) {
                return PayerPage.said(410, "Ce lien n’est plus valable.");
            }
            if (fields.containsKey("outcome")) {
                ObjectNode begun = desk.links().begun(space, link, desk.transactions());
                return concluded(space, begun, fields);
            }
            String currency = link.path("currency").asText(space.currency());
            return PayerPage.choice(link, shown(LineItems.money(LineItems.total(link.path("lineItems")), currency),
                    currency), desk.payer().methods(space, link));
        }

        private Answer pay(Space space, long id, Map<String, List<String>> fields) {
            ObjectNode transaction = desk.transactions().get(space, id);
            if (!desk.transactions().isPayable(transaction)) {
                return PayerPage.said(410, transaction.path("state").asText().equals(Transactions.PENDING)
                        ? "Ce paiement n’est pas encore confirmé."
                        : "Ce paiement n’est plus ouvert (" + transaction.path("state").asText() + ").");
            }
            if (fields.containsKey("outcome")) {
                return concluded(space, transaction, fields);
            }
            ObjectNode begun = desk.transactions().begin(transaction, userInterface(fields));
            return PayerPage.choice(begun, shown(begun.path("authorizationAmount").decimalValue(),
                    begun.path("currency").asText()), desk.payer().methods(space, begun));
        }

        private Answer concluded(Space space, ObjectNode transaction, Map<String, List<String>> fields) {
            Outcome outcome = Outcome.of(first(fields, "outcome"));
            Connector connector = fields.containsKey("method")
                    ? Connector.valueOf(first(fields, "method"))
                    : Connector.MASTERCARD;
            ObjectNode after = desk.payer().pay(space, transaction, outcome, connector, userInterface(fields));
            boolean paid = outcome == Outcome.SUCCESS || outcome == Outcome.DECLINE;
            return PayerPage.wayBack(after.path(paid ? "successUrl" : "failedUrl").asText(""),
                    paid ? "Paiement accepté." : "Paiement non abouti (" + outcome.word() + ").");
        }

        private static String userInterface(Map<String, List<String>> fields) {
            String asked = first(fields, "userInterfaceType");
            return List.of("LIGHTBOX", "IFRAME").contains(asked) ? asked : "PAYMENT_PAGE";
        }

        private static String shown(BigDecimal amount, String currency) {
            return amount.toPlainString() + " " + currency;
        }

        private static String first(Map<String, List<String>> fields, String name) {
            return fields.getOrDefault(name, List.of("")).get(0);
        }
    }
}
