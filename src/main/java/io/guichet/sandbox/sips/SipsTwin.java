package io.guichet.sandbox.sips;

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
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The twin of Sips below {@code /sips}: Paypage, the payment page, Sips Office, and what plays buyer and bank (sips 5.6). */
public final class SipsTwin implements Twin {

    private static final String API = "/sips/rs-services/v2/";
    private static final String INIT = "paymentInit";
    private static final String PLAY = "/sips/play/";
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final Payments payments;
    private final Paypage paypage;
    private final Office office;
    private final Responder responder;
    private final Clock clock;
    private final String address;
    private volatile boolean window;

    /** Opens the book {@code sips.book} in the directory and goes on where it ended. */
    public SipsTwin(Path directory, Clock clock, String address) throws IOException {
        this.clock = clock;
        this.address = address;
        payments = new Payments(new Book(directory.resolve("sips.book")), clock);
        responder = new Responder(clock);
        paypage = new Paypage(payments, responder, clock);
        office = new Office(payments, clock);
    }

    @Override
    public String name() {
        return "sips";
    }

    @Override
    public String prefix() {
        return "/sips";
    }

    @Override
    public Optional<String> announced(Call head) {
        return operation(head);
    }

    private static Optional<String> operation(Call call) {
        String path = call.path().endsWith("/") ? call.path().substring(0, call.path().length() - 1) : call.path();
        if (path.startsWith(API)) {
            return Optional.of(path.substring(API.length()));
        }
        return path.equals("/sips/" + INIT) ? Optional.of("POST/" + INIT) : Optional.empty();
    }

    @Override
    public Task read(Call call) {
        Optional<String> operation = operation(call);
        if (operation.isEmpty()) {
            return new Page(call);
        }
        return operation.get().startsWith("POST/") ? new FormInit(call) : new WebService(call, operation.get());
    }

    @Override
    public List<Purchase> purchases() {
        return payments.purchases();
    }

    @Override
    public boolean change(Fault fault) {
        return false;
    }

    @Override
    public void calm() {
        window = false;
        responder.hold(false);
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

    /** A call of Paypage JSON or Sips Office. */
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
        public Answer answer(List<Fault> faults) throws IOException {
            if (!call.method().equals("POST")) {
                return Answer.html(405, "405 Method Not Allowed").with("Allow", "POST");
            }
            if (!call.header("content-type").orElse("").toLowerCase(Locale.ROOT)
                    .startsWith("application/json")) {
                return Answer.html(415, "415 Unsupported Media Type");
            }
            if (!operation.equals(INIT) && !Office.OPERATIONS.contains(operation)) {
                return Answer.html(404, "404 Not Found");
            }
            ObjectNode request = Json.MAPPER.createObjectNode();
            try {
                if (!(Json.MAPPER.readTree(call.body()) instanceof ObjectNode read)) {
                    return Answer.html(400, "400 Bad Request");
                }
                request = read;
                Shop shop = Paypage.letIn(request, null, request.path("seal").asText());
                ObjectNode reply = operation.equals(INIT)
                        ? begun(paypage.begin(shop, request, false))
                        : office.answer(shop, operation, request, window);
                return sealed(reply, request, shop);
            } catch (JsonProcessingException notJson) {
                return Answer.html(400, "400 Bad Request");
            } catch (Refusal refusal) {
                return refused(refusal, request);
            }
        }

        private ObjectNode begun(Payment payment) {
            return Json.MAPPER.createObjectNode().put("redirectionData", payment.token())
                    .put("redirectionStatusCode", "00")
                    .put("redirectionStatusMessage", "INITIALISATION REQUEST ACCEPTED")
                    .put("redirectionUrl", address + "/sips/payment").put("redirectionVersion", Paypage.VERSION);
        }

        private Answer refused(Refusal refusal, ObjectNode request) throws IOException {
            ObjectNode reply = operation.equals(INIT)
                    ? Json.MAPPER.createObjectNode().put("redirectionStatusCode", refusal.code())
                            .put("redirectionVersion", Paypage.VERSION)
                    : Office.reply(refusal.code());
            if (refusal.code().equals("24")) {
                reply.put("newStatus", refusal.getMessage());
            }
            if (refusal.field() != null) {
                reply.put("errorFieldName", refusal.field());
            }
            Optional<Shop> shop = Shop.of(request.path("merchantId").asText());
            return refusal.isSigned() && shop.isPresent()
                    ? sealed(reply, request, shop.get())
                    : Answer.json(200, Json.MAPPER.writeValueAsBytes(reply));
        }

        private Answer sealed(ObjectNode reply, ObjectNode request, Shop shop) throws IOException {
            if (operation.equals(INIT) || !shop.has(Shop.Trait.UNSIGNED)) {
                String wanted = request.path("sealAlgorithm").asText(Seals.HMAC_256);
                String algorithm = Seals.ALGORITHMS.contains(wanted) ? wanted : Seals.HMAC_256;
                reply.put("seal", Seals.of(reply, algorithm, shop.key()));
            }
            return Answer.json(200, Json.MAPPER.writeValueAsBytes(reply));
        }

        @Override
        public Answer refuse(Fault fault) {
            try {
                return refused(Refusal.of(fault.code() == null ? "99" : fault.code(), "refused on request", null),
                        (ObjectNode) Json.MAPPER.readTree(call.body()));
            } catch (IOException | ClassCastException unreadable) {
                return Answer.html(500, "500 (injected)");
            }
        }
    }

    /** A browser that brings the form of Paypage POST. */
    private final class FormInit implements Task {

        private final Call call;

        private FormInit(Call call) {
            this.call = call;
        }

        @Override
        public String operation() {
            return "POST/" + INIT;
        }

        @Override
        public Answer refuse(Fault fault) {
            return PaymentPage.said(200, "Technical problem : code=" + (fault.code() == null ? "99" : fault.code()));
        }

        @Override
        public Answer answer(List<Fault> faults) throws IOException {
            Map<String, String> form = fields(new String(call.body(), StandardCharsets.US_ASCII));
            try {
                for (String name : List.of("Data", "InterfaceVersion", "Seal")) {
                    if (form.getOrDefault(name, "").isEmpty()) {
                        throw Refusal.of("12", "Mandatory field missing: " + name, name);
                    }
                }
                String encode = form.getOrDefault("Encode", "");
                if (!List.of("", "base64", "base64url").contains(encode)) {
                    throw Refusal.of("12", "Invalid keyword : ENCODE", null);
                }
                ObjectNode request = Paypage.piped(ResponseData.decoded(form.get("Data"), encode));
                request.put("interfaceVersion", form.get("InterfaceVersion"));
                // By itself this connector takes the older algorithm (sips 0.1).
                ObjectNode judged = request.deepCopy().put("sealAlgorithm",
                        form.getOrDefault("SealAlgorithm", Seals.SHA_256));
                Shop shop = Paypage.letIn(judged, form.get("Data"), form.get("Seal"));
                if (form.containsKey("SealAlgorithm")) {
                    request.put("sealAlgorithm", form.get("SealAlgorithm"));
                }
                return card(paypage.begin(shop, request, true));
            } catch (Refusal refusal) {
                return PaymentPage.said(200, refusal.getMessage());
            } catch (IllegalArgumentException notBase64) {
                return PaymentPage.said(200, "Invalid keyword : ENCODE");
            }
        }
    }

    private static Answer card(Payment payment) {
        String currency = Currencies.letters(payment.asked("currencyCode"));
        return PaymentPage.card(payment, Payments.major(payment.amount(), currency), currency);
    }

    /** The buyer's pages, and what plays buyer and bank without one. */
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
            if (!call.method().equals("POST")) {
                return Answer.html(404, "404 Not Found");
            }
            try {
                if (call.path().startsWith(PLAY)) {
                    return play(call.path().substring(PLAY.length()), Json.MAPPER.readTree(call.body()));
                }
                Map<String, String> form = fields(new String(call.body(), StandardCharsets.US_ASCII));
                Optional<Payment> payment = payments.behind(form.getOrDefault("redirectionData", ""))
                        .filter(Payment::isOpen)
                        .filter(open -> clock.instant().isBefore(open.created().plus(SESSION)));
                if (payment.isEmpty()) {
                    return PaymentPage.said(410, "Cette page n’est plus valable.");
                }
                return switch (call.path()) {
                    case "/sips/payment" -> card(payment.get());
                    case "/sips/payment/pay" -> paid(payment.get(), form);
                    default -> Answer.html(404, "404 Not Found");
                };
            } catch (IllegalArgumentException unknown) {
                return PaymentPage.said(400, String.valueOf(unknown.getMessage()));
            }
        }

        private Answer paid(Payment payment, Map<String, String> form) throws IOException {
            Payment concluded = form.getOrDefault("choice", "").equals("CANCEL")
                    ? paypage.conclude(payment, "17", null)
                    : paypage.pay(payment, form.getOrDefault("pan", ""));
            return PaymentPage.wayBack("00".equals(concluded.responseCode())
                    ? "Paiement accepté."
                    : "Paiement non abouti (" + concluded.responseCode() + ").", payment.asked("normalReturnUrl"),
                    Paypage.response(concluded, clock));
        }

        /** pay, expire, capture, tell, sent, release, response, switch: docs/sandbox.md. */
        private Answer play(String verb, JsonNode asked) throws IOException {
            Object told = switch (verb) {
                case "pay" -> paypage.conclude(payment(asked), asked.path("code").asText("00"), "BCMC");
                case "expire" -> paypage.conclude(payment(asked), "97", null);
                case "capture" -> payments.keep(payment(asked).in("CAPTURED", payment(asked).amount()));
                case "tell" -> {
                    Payment payment = payment(asked);
                    responder.tell(payment, Shop.of(payment.merchantId()).orElseThrow(),
                            asked.path("corrupt").asBoolean());
                    yield responder.all();
                }
                case "response" -> Paypage.response(payment(asked), clock);
                case "sent" -> responder.all();
                case "release" -> responder.release(asked.path("order").asText().equals("reversed"));
                case "switch" -> {
                    responder.hold(asked.path("hold").asBoolean());
                    window = asked.path("window").asBoolean(window);
                    yield Map.of("window", window);
                }
                default -> throw new IllegalArgumentException(verb
                        + " (expected: one of pay, expire, capture, tell, response, sent, release, switch)");
            };
            return Answer.json(200, Json.MAPPER.writeValueAsBytes(told));
        }

        private Payment payment(JsonNode asked) {
            String reference = asked.path("reference").asText();
            return payments.behind(asked.path("token").asText())
                    .or(() -> payments.all().stream().filter(one -> one.reference().equals(reference)).findFirst())
                    .orElseThrow(() -> new IllegalArgumentException("reference: unknown"));
        }
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
