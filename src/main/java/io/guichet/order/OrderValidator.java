package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.RequestReading.Read;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks an order whole: what stands around the request, the request by its schema, the service's own rules. Every
 * error is told at once, since nobody likes to correct a file nine times.
 */
public final class OrderValidator {

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String REQUEST = "/request";
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_NAME = 64;
    private static final int MAX_CORRELATION_ID = 255;

    private final Schemas schemas;
    private final OrderRules rules;
    private final Texts texts;
    private final SchemaTyping typing;
    private final RequestReading reading;
    private final Strictness usual;

    /** One that reads strictly. */
    public OrderValidator(Schemas schemas, OrderRules rules, Texts texts) {
        this(schemas, rules, texts, Strictness.STRICT);
    }

    /** @param usual how orders are read where nothing else is said */
    public OrderValidator(Schemas schemas, OrderRules rules, Texts texts, Strictness usual) {
        this.schemas = schemas;
        this.rules = rules;
        this.texts = texts;
        this.typing = new SchemaTyping(schemas);
        this.reading = new RequestReading(schemas);
        this.usual = usual;
    }

    public Validation validate(RawOrder raw) {
        return validate(raw, usual);
    }

    public Validation validate(RawOrder raw, Strictness strictness) {
        if (raw.message().isMissingNode()) {
            return new Validation(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), raw.problems(), List.of(), Optional.empty());
        }
        return validate(typing.typed(raw.message()), raw, strictness);
    }

    private Validation validate(JsonNode message, RawOrder raw, Strictness strictness) {
        Optional<String> service = name(message.path("service"));
        Optional<String> operation = name(message.path("operation"));
        boolean installed = service.filter(rules.services()::contains).isPresent();
        Optional<String> account = installed && message.path("account").isMissingNode()
                ? rules.defaultAccount(service.get())
                : name(message.path("account"));
        Texts words = installed && account.isPresent() ? texts.of(service.get(), account.get()) : texts;
        Optional<Read> read = Optional.empty();
        List<Problem> problems = new ArrayList<>(
                new Violations(words, schemas.envelope(), "", "order").of(message));
        if (service.isPresent()) {
            if (installed) {
                account(service.get(), account, message.path("account"), words).ifPresent(problems::add);
                read = operation.flatMap(name -> operation(service.get(), name, message, strictness, words, problems));
            } else {
                problems.add(words.problem("GUI-1060", "/service", service.get(), sorted(rules.services())));
            }
        }
        Optional<Instant> notBefore = instant(message, "notBefore", words, problems);
        Optional<Instant> notAfter = instant(message, "notAfter", words, problems);
        if (notBefore.isPresent() && notAfter.isPresent() && !notAfter.get().isAfter(notBefore.get())) {
            problems.add(words.problem("GUI-1065", "/notAfter", message.path("notAfter").asText(),
                    message.path("notBefore").asText()));
        }
        Optional<String> orderId = text(message.path("orderId")).filter(id -> ORDER_ID.matcher(id).matches());
        Optional<String> correlationId = text(message.path("replyTo").path("correlationId"))
                .filter(id -> id.length() <= MAX_CORRELATION_ID);
        List<Problem> all = merged(raw, problems, words);
        // A request that is wrong may still be one that was taken before.
        Optional<Fingerprint> fingerprint = raw.problems().isEmpty()
                && problems.stream().allMatch(p -> p.field().startsWith(REQUEST))
                && message.path("request").isObject()
                        ? Optional.of(new Fingerprint(
                                new OrderIdentity(service.get(), account.get(), operation.get(), orderId.get()),
                                CanonicalJson.sha256(message.get("request"))))
                        : Optional.empty();
        List<Cleaned> cleaned = read.map(Read::cleaned).orElse(List.of());
        Optional<Order> order = all.isEmpty()
                ? Optional.of(new Order(
                        fingerprint.get().identity(),
                        (ObjectNode) read.get().request(),
                        fingerprint.get().contentHash(),
                        text(message.path("limits").path("maxPrice")).map(BigDecimal::new),
                        notBefore, notAfter,
                        message.path("dryRun").asBoolean(false),
                        text(message.path("onBehalfOf")),
                        correlationId,
                        cleaned))
                : Optional.empty();
        return new Validation(order, orderId, service, operation, account, correlationId, capped(all, words),
                cleaned, fingerprint);
    }

    /** What could not be read comes first and is told once; the rest is told with the place where its value stands. */
    private static List<Problem> merged(RawOrder raw, List<Problem> found, Texts words) {
        List<Problem> unread = raw.problems(words);
        List<Problem> merged = new ArrayList<>(unread);
        for (Problem problem : found) {
            if (unread.stream().noneMatch(told -> says(told, problem))) {
                merged.add(raw.origin().of(problem.field(), words).map(problem::at).orElse(problem));
            }
        }
        return merged;
    }

    /** True where the one is about the other's value, or that one is missing because of it. */
    private static boolean says(Problem told, Problem problem) {
        boolean choice = problem.code().equals("GUI-1051") || problem.code().equals("GUI-1052");
        return !told.field().isEmpty() && ((problem.field() + "/").startsWith(told.field() + "/")
                || choice && told.field().startsWith(problem.field() + "/"));
    }

    private Optional<Problem> account(String service, Optional<String> account, JsonNode named, Texts words) {
        if (named.isMissingNode()) {
            return account.isPresent()
                    ? Optional.empty()
                    : Optional.of(words.problem("GUI-1063", "/account", service, sorted(rules.accounts(service))));
        }
        return account.filter(name -> !rules.accountExists(service, name))
                .map(name -> words.problem("GUI-1062", "/account", name, service, sorted(rules.accounts(service))));
    }

    private Optional<Read> operation(String service, String operation, JsonNode message, Strictness strictness,
            Texts words, List<Problem> problems) {
        if (!rules.operations(service).contains(operation)) {
            problems.add(words.problem("GUI-1061", "/operation", operation, service,
                    sorted(rules.operations(service))));
            return Optional.empty();
        }
        if (message.path("limits").has("maxPrice") && !rules.tellsPrice(service, operation)) {
            problems.add(words.problem("GUI-1064", "/limits/maxPrice", service, operation));
        }
        JsonNode request = message.path("request");
        if (!request.isObject()) {
            return Optional.empty();
        }
        Schema schema = schemas.request(service, operation).orElseThrow(
                () -> new IllegalStateException("schemas/" + service + "/" + operation + ".schema.json: missing"));
        Read read = reading.read(service, schema, request, strictness, words);
        List<Problem> found = new ArrayList<>(new Violations(words, schema, REQUEST, service).of(read.request()));
        found.addAll(read.problems());
        found.sort(Comparator.comparing(Problem::field));
        problems.addAll(found);
        // Of what the schema has refused the service's rules have nothing to add.
        rules.check(service, operation, read.request(), words).stream()
                .filter(rule -> found.stream().noneMatch(told -> !told.field().equals(REQUEST)
                        && (rule.field() + "/").startsWith(told.field() + "/")))
                .forEach(problems::add);
        return Optional.of(read);
    }

    private Optional<Instant> instant(JsonNode message, String name, Texts words, List<Problem> problems) {
        Optional<String> written = text(message.path(name));
        String field = "/" + name;
        if (written.isEmpty() || problems.stream().anyMatch(problem -> problem.field().equals(field))) {
            return Optional.empty();
        }
        try {
            return written.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException impossible) {
            // A leap second, a day that the calendar has not: right in form only.
            problems.add(words.problem("GUI-1049", field, name, words.text("errors", "value.text", written.get()),
                    "date-time"));
            return Optional.empty();
        }
    }

    private List<Problem> capped(List<Problem> problems, Texts words) {
        if (problems.size() <= MAX_PROBLEMS) {
            return List.copyOf(problems);
        }
        List<Problem> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        first.add(words.problem("GUI-1066", "", MAX_PROBLEMS));
        return List.copyOf(first);
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(value -> !value.isBlank());
    }

    /** The name of a service, operation or account; what is too long for one is the envelope schema's to refuse. */
    private static Optional<String> name(JsonNode node) {
        return text(node).filter(name -> name.length() <= MAX_NAME);
    }

    private static String sorted(Set<String> names) {
        return names.isEmpty() ? "–" : String.join(", ", new TreeSet<>(names));
    }
}
