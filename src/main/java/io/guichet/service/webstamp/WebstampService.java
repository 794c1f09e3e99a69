package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.AccountFaults;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Service;
import io.guichet.purchase.Work;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Swiss Post WebStamp, SOAP v6, as the purchase protocol has to know it. */
public final class WebstampService implements Service {

    static final String NAME = "webstamp";
    static final String STAMPS = "stamps";
    static final String PREVIEW = "preview";
    static final String CATALOGUE = "catalogue";
    static final String REORDER = "reorder";
    static final String REPRINT = "reprint";
    static final String DELIVERY_NOTE = "delivery-note";
    static final String RECEIPT = "receipt";
    static final String JOURNAL = "journal";
    static final String BILLING = "billing";

    private static final Set<String> PLATFORMS = Set.of("sandbox", "integration", "production");
    private static final Set<String> LANGUAGES = Set.of("de", "fr", "it", "en");
    static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

    private final RequestRules rules;
    private final OutcomeTable outcomes;
    private final Duration settleTime;

    /** @param settleTime how long after a call the listing may still lack its booking */
    public WebstampService(RequestRules rules, OutcomeTable outcomes, Duration settleTime) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.settleTime = settleTime;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation(STAMPS, OperationKind.PURCHASE, true),
                new Operation(PREVIEW, OperationKind.READ, false),
                new Operation(REORDER, OperationKind.PURCHASE, true),
                new Operation(REPRINT, OperationKind.READ, false),
                new Operation(RECEIPT, OperationKind.READ, false),
                new Operation(DELIVERY_NOTE, OperationKind.READ, false),
                new Operation(JOURNAL, OperationKind.READ, false),
                new Operation(BILLING, OperationKind.READ, false),
                new Operation(CATALOGUE, OperationKind.READ, false));
    }

    static boolean buys(String operation) {
        return operation.equals(STAMPS) || operation.equals(REORDER);
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return switch (operation) {
            case STAMPS, PREVIEW -> rules.check(request, words);
            case RECEIPT, JOURNAL -> period(request, words);
            default -> List.of();
        };
    }

    private static List<Problem> period(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        Optional<OffsetDateTime> from = time(request, "from", words, problems);
        Optional<OffsetDateTime> to = time(request, "to", words, problems);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            problems.add(words.problem("GUI-1310", "/request/to", request.get("to").asText(),
                    request.get("from").asText()));
        }
        return problems;
    }

    private static Optional<OffsetDateTime> time(JsonNode request, String member, Texts words,
            List<Problem> problems) {
        try {
            return Optional.ofNullable(request.path(member).textValue()).map(OffsetDateTime::parse);
        } catch (DateTimeException impossible) {
            // A leap second, a day that the calendar has not: right in form only.
            problems.add(words.problem("GUI-1311", "/request/" + member, member, request.get(member).asText()));
            return Optional.empty();
        }
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        return outcomes.outcome(work, sent, error);
    }

    @Override
    public Optional<Duration> settleTime(String operation) {
        return buys(operation) ? Optional.of(settleTime) : Optional.empty();
    }

    @Override
    public List<String> faults(Account account) {
        AccountFaults faults = new AccountFaults(account).needs(Identities.NEEDED);
        if (account.setting("endpoint").isEmpty() || account.setting("platform").isPresent()) {
            faults.oneOf("platform", PLATFORMS);
        }
        return faults.oneOf("encryption", Identities.encryption(account), Set.of(Identities.CLEAR, "md5", "sha1"))
                .oneOf("language", Identities.language(account), LANGUAGES).all();
    }
}
