package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_NAME = 64;
    private static final int MAX_CORRELATION_ID = 255;

    private final Schemas schemas;
    private final OrderRules rules;
    private final Texts texts;
    private final SchemaTyping typing;

    public OrderValidator(Schemas schemas, OrderRules rules, Texts texts) {
        this.schemas = schemas;
        this.rules = rules;
        this.texts = texts;
        this.typing = new SchemaTyping(schemas);
    }

    public Validation validate(RawOrder raw) {
        if (raw.message().isMissingNode()) {
            return new Validation(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), raw.problems());
        }
        return validate(typing.typed(raw.message()), raw);
    }

    private Validation validate(JsonNode message, RawOrder raw) {
        List<Problem> problems = new ArrayList<>(
                new Violations(texts, schemas.envelope(), "", "order").of(message));
        Optional<String> service = name(message.path("service"));
        Optional<String> operation = name(message.path("operation"));
        Optional<String> account = name(message.path("account"));
        if (service.isPresent()) {
            if (rules.services().contains(service.get())) {
                account = account(service.get(), message.path("account"), problems);
                operation.ifPresent(name -> operation(service.get(), name, message, problems));
            } else {
                problems.add(texts.problem("GUI-1060", "/service", service.get(), sorted(rules.services())));
            }
        }
        Optional<Instant> notBefore = instant(message, "notBefore", problems);
        Optional<Instant> notAfter = instant(message, "notAfter", problems);
        if (notBefore.isPresent() && notAfter.isPresent() && !notAfter.get().isAfter(notBefore.get())) {
            problems.add(texts.problem("GUI-1065", "/notAfter", message.path("notAfter").asText(),
                    message.path("notBefore").asText()));
        }
        Optional<String> orderId = text(message.path("orderId")).filter(id -> ORDER_ID.matcher(id).matches());
        Optional<String> correlationId = text(message.path("replyTo").path("correlationId"))
                .filter(id -> id.length() <= MAX_CORRELATION_ID);
        List<Problem> all = merged(raw, problems);
        Optional<Order> order = all.isEmpty()
                ? Optional.of(new Order(
                        new OrderIdentity(service.get(), account.get(), operation.get(), orderId.get()),
                        (ObjectNode) message.get("request"),
                        CanonicalJson.sha256(message.get("request")),
                        text(message.path("limits").path("maxPrice")).map(BigDecimal::new),
                        notBefore, notAfter,
                        message.path("dryRun").asBoolean(false),
                        text(message.path("onBehalfOf")),
                        correlationId))
                : Optional.empty();
        return new Validation(order, orderId, service, operation, account, correlationId, capped(all));
    }

    /** What could not be read comes first and is told once; the rest is told with the place where its value stands. */
    private static List<Problem> merged(RawOrder raw, List<Problem> found) {
        List<Problem> merged = new ArrayList<>(raw.problems());
        for (Problem problem : found) {
            if (raw.problems().stream().noneMatch(told -> says(told, problem))) {
                merged.add(raw.origin().of(problem.field()).map(problem::at).orElse(problem));
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

    private Optional<String> account(String service, JsonNode named, List<Problem> problems) {
        Optional<String> account = name(named);
        if (account.isPresent()) {
            if (!rules.accountExists(service, account.get())) {
                problems.add(texts.problem("GUI-1062", "/account", account.get(), service,
                        sorted(rules.accounts(service))));
            }
        } else if (named.isMissingNode()) {
            account = rules.defaultAccount(service);
            if (account.isEmpty()) {
                problems.add(texts.problem("GUI-1063", "/account", service, sorted(rules.accounts(service))));
            }
        }
        return account;
    }

    private void operation(String service, String operation, JsonNode message, List<Problem> problems) {
        if (!rules.operations(service).contains(operation)) {
            problems.add(texts.problem("GUI-1061", "/operation", operation, service,
                    sorted(rules.operations(service))));
            return;
        }
        if (message.path("limits").has("maxPrice") && !rules.tellsPrice(service, operation)) {
            problems.add(texts.problem("GUI-1064", "/limits/maxPrice", service, operation));
        }
        JsonNode request = message.path("request");
        if (request.isObject()) {
            Schema schema = schemas.request(service, operation).orElseThrow(
                    () -> new IllegalStateException("schemas/" + service + "/" + operation + ".schema.json: missing"));
            List<Problem> found = new Violations(texts, schema, "/request", service).of(request);
            // The service's own rules are written for requests that have the schema's shape.
            problems.addAll(found.isEmpty() ? rules.check(service, operation, request) : found);
        }
    }

    private Optional<Instant> instant(JsonNode message, String name, List<Problem> problems) {
        Optional<String> written = text(message.path(name));
        String field = "/" + name;
        if (written.isEmpty() || problems.stream().anyMatch(problem -> problem.field().equals(field))) {
            return Optional.empty();
        }
        try {
            return written.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException impossible) {
            // A leap second, a day that the calendar has not: right in form only.
            problems.add(texts.problem("GUI-1049", field, name, "\"" + written.get() + "\"", "date-time"));
            return Optional.empty();
        }
    }

    private List<Problem> capped(List<Problem> problems) {
        if (problems.size() <= MAX_PROBLEMS) {
            return List.copyOf(problems);
        }
        List<Problem> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        first.add(texts.problem("GUI-1066", "", MAX_PROBLEMS));
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
