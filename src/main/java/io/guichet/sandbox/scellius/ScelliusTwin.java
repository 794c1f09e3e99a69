package io.guichet.sandbox.scellius;

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
import io.guichet.sandbox.scellius.Buyer.Choice;
import io.guichet.sandbox.scellius.Notifier.Manner;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The twin of Scellius below {@code /scellius}: the REST API, the buyer's page, and what plays the bank (scellius 7). */
public final class ScelliusTwin implements Twin {

    private static final Logger LOG = LoggerFactory.getLogger(ScelliusTwin.class);
    private static final String API = "/scellius/api-payment/V4/";
    private static final String FORM = "/scellius/pay";
    private static final String LINK = "/scellius/link/";
    private static final String PLAY = "/scellius/play/";
    private static final String WRONG_KEYS = "INT_905";

    private final Payments payments;
    private final WebServices services;
    private final Envelopes envelopes;
    private final Notifier notifier = new Notifier();
    private final Buyer buyer;
    private volatile boolean lax;
    private volatile Switches switches = Switches.USUAL;

    /** Opens the book {@code scellius.book} in the directory and goes on where it ended. */
    public ScelliusTwin(Path directory, Clock clock, String address) throws IOException {
        payments = new Payments(new Book(directory.resolve("scellius.book")), clock);
        services = new WebServices(payments, clock, address);
        envelopes = new Envelopes(clock);
        buyer = new Buyer(payments, notifier, envelopes, clock);
    }

    @Override
    public String name() {
        return "scellius";
    }

    @Override
    public String prefix() {
        return "/scellius";
    }

    @Override
    public Optional<String> announced(Call head) {
        return head.path().startsWith(API) ? Optional.of(head.path().substring(API.length())) : Optional.empty();
    }

    @Override
    public Task read(Call call) {
        if (call.path().startsWith(API)) {
            return new WebService(call, call.path().substring(API.length()));
        }
        return new Page(call);
    }

    @Override
    public List<Purchase> purchases() {
        return payments.purchases();
    }

    @Override
    public boolean change(Fault fault) {
        if (fault.account() != null && Shop.named(fault.account()).isEmpty()) {
            return false;
        }
        switch (fault.kind()) {
            case LAX -> lax = true;
            case STRICT -> lax = false;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void calm() {
        lax = false;
        switches = Switches.USUAL;
        notifier.hold(false);
    }

    @Override
    public void reset() throws IOException {
        calm();
        payments.reset();
    }

    @Override
    public void close() {
        payments.close();
    }

    /** One call of the REST API. Checks come in this order: path, credentials, JSON, fields, business (scellius 7.2). */
    private final class WebService implements Task {

        private final Call call;
        private final String operation;

        private WebService(Call call, String operation) {
            this.call = call;
            this.operation = operation;
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public Answer answer(List<Fault> faults) {
            if (!call.method().equals("POST")) {
                return Answer.html(405, "405 Method Not Allowed").with("Allow", "POST");
            }
            String shopId = null;
            try {
                if (!WebServices.knows(operation)) {
                    throw new Refusal("INT_901", "web-service not found");
                }
                Shop shop = Shop.of(call)
                        .orElseThrow(() -> new Refusal(WRONG_KEYS, "invalid login or private key"));
                shopId = shop.user();
                if (shop.has(Shop.Trait.NO_REST)) {
                    throw new Refusal("PSP_100", "REST API not enabled");
                }
                return envelopes.success(operation, services.answer(shop, operation, body(), lax, switches));
            } catch (Refusal refusal) {
                int status = refusal.code().equals(WRONG_KEYS) ? switches.unauthorized() : 200;
                return envelopes.error(operation, refusal, shopId, status);
            } catch (IOException | RuntimeException broken) {
                LOG.error("twin scellius: {} broke off", operation, broken);
                return envelopes.error(operation, new Refusal("PSP_999", "technical error"), shopId);
            }
        }

        private ObjectNode body() throws IOException {
            try {
                JsonNode body = Json.MAPPER.readTree(call.body());
                if (body instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException notJson) {
                // Told below, as anything else that is no object.
            }
            throw new Refusal("INT_902", "web-service input data validation error",
                    "can't decode JSON data : line: 1 column: 1");
        }

        @Override
        public Answer refuse(Fault fault) {
            return envelopes.error(operation, new Refusal(fault.code() == null ? "PSP_999" : fault.code(),
                    "refused on request"), null);
        }
    }

    /** The buyer's page, and what plays buyer and bank without one. */
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
                if (call.path().equals(FORM)) {
                    return form();
                }
                if (call.path().startsWith(LINK)) {
                    return link(call.path().substring(LINK.length()));
                }
                if (call.path().startsWith(PLAY) && call.method().equals("POST")) {
                    return play(call.path().substring(PLAY.length()), Json.MAPPER.readTree(call.body()));
                }
            } catch (Refusal refusal) {
                return BuyerPage.said(409, refusal.code() + ": " + refusal.getMessage());
            } catch (IllegalArgumentException unknown) {
                return BuyerPage.said(400, String.valueOf(unknown.getMessage()));
            }
            return Answer.html(404, "404 Not Found");
        }

        private Answer form() throws IOException {
            Map<String, String> sent = call.method().equals("POST")
                    ? fields(new String(call.body(), StandardCharsets.UTF_8))
                    : fields(call.query());
            String token = sent.getOrDefault("token", "");
            FormToken known = payments.form(token)
                    .orElseThrow(() -> new Refusal("PSP_108", "payment form expired"));
            FormToken form = payments.form(known.shop(), token);
            if (form.paid()) {
                throw new Refusal("PSP_108", "already paid");
            }
            if (!call.method().equals("POST")) {
                return BuyerPage.choice(Payments.major(form.request().path("amount").asLong(),
                        form.request().path("currency").asText()), form.request().path("currency").asText(),
                        form.request().path("orderId").asText(""), Map.of("token", token));
            }
            return BuyerPage.said(200, said(buyer.atForm(form, Choice.valueOf(sent.getOrDefault("choice", "")))));
        }

        private Answer link(String id) throws IOException {
            PaymentOrder link = payments.link(id)
                    .orElseThrow(() -> new Refusal("PSP_1000", "payment order not found"));
            if (!link.state().equals(PaymentOrder.RUNNING)) {
                throw new Refusal("PSP_1005", "payment order finalised");
            }
            if (!call.method().equals("POST")) {
                return BuyerPage.choice(Payments.major(link.request().path("amount").asLong(),
                        link.request().path("currency").asText()), link.request().path("currency").asText(),
                        link.request().path("orderId").asText(""), Map.of());
            }
            Map<String, String> sent = fields(new String(call.body(), StandardCharsets.UTF_8));
            return BuyerPage.said(200, said(buyer.atLink(link, Choice.valueOf(sent.getOrDefault("choice", "")))));
        }

        /** The verbs of docs/sandbox.md. */
        private Answer play(String verb, JsonNode asked) throws IOException {
            Object told = switch (verb) {
                case "pay" -> {
                    Choice choice = Choice.valueOf(asked.path("choice").asText("PAY"));
                    yield asked.has("link")
                            ? buyer.atLink(payments.link(asked.get("link").asText()).orElseThrow(), choice)
                            : buyer.atForm(payments.form(asked.path("token").asText()).orElseThrow(), choice);
                }
                case "capture" -> payments.keep(transaction(asked).in("CAPTURED"));
                case "expire" -> payments.keep(transaction(asked).in("EXPIRED"));
                case "notify" -> buyer.tell(transaction(asked), true,
                        new Manner(asked.path("escaped").asBoolean(), asked.path("corrupt").asBoolean(),
                                asked.path("returned").asBoolean()));
                case "sent" -> notifier.all();
                case "repeat" -> notifier.repeat();
                case "release" -> notifier.release(asked.path("order").asText().equals("reversed"));
                case "switch" -> {
                    switches = switches.with(asked);
                    notifier.hold(switches.hold());
                    yield switches;
                }
                default -> throw new IllegalArgumentException(verb
                        + " (expected: one of pay, capture, expire, notify, sent, repeat, release, switch)");
            };
            Object body = told instanceof Optional<?> maybe ? maybe.orElse(null) : told;
            return Answer.json(200, Json.MAPPER.writeValueAsBytes(body == null ? Map.of() : body));
        }

        private Transaction transaction(JsonNode asked) {
            return payments.transaction(asked.path("uuid").asText())
                    .orElseThrow(() -> new IllegalArgumentException("uuid: unknown"));
        }
    }

    private static String said(Optional<Transaction> made) {
        return made.map(one -> one.status().equals("UNPAID") ? "Paiement refusé." : "Paiement accepté.")
                .orElse("Paiement abandonné.");
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}
