package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Currencies;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.AccountFaults;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Service;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostFinance Checkout, API v2.0, as the purchase protocol has to know it. */
public final class PostfinanceService implements Service {

    static final String NAME = "postfinance";
    static final String PAYMENT = "payment";
    static final String LINK = "payment-link";
    static final String STATUS = "status";
    static final String CAPTURE = "capture";
    static final String CANCEL = "cancel";
    static final String REFUND = "refund";
    static final String UPDATE = "update";
    static final String DOCUMENT = "document";
    static final String TERMINAL = "terminal-payment";
    static final String STORED_CARD = "stored-card-payment";

    /** What begins a transaction. */
    static final Set<String> BEGINNINGS = Set.of(PAYMENT, TERMINAL, STORED_CARD);

    /** What takes the money itself, of a card that is there or was stored. */
    static final Set<String> CHARGES = Set.of(TERMINAL, STORED_CARD);

    private static final Set<String> READS = Set.of(STATUS, DOCUMENT);
    private static final Set<String> REPEATABLE = Set.of(UPDATE);
    private static final List<String> ALL = List.of(PAYMENT, LINK, STATUS, CAPTURE, CANCEL, REFUND, UPDATE, DOCUMENT,
            TERMINAL, STORED_CARD);
    private static final Set<String> PLATFORMS = Set.of("sandbox", "test", "production");

    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private final OutcomeTable outcomes;
    private final Duration settleTime;

    /** @param settleTime how long after a call the service may still not show what it did */
    public PostfinanceService(OutcomeTable outcomes, Duration settleTime) {
        this.outcomes = outcomes;
        this.settleTime = settleTime;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A transaction is made anew by each request (postfinance 2.2); what is changed is set and not added. */
    @Override
    public List<Operation> operations() {
        return ALL.stream().map(name -> new Operation(name, READS.contains(name)
                ? OperationKind.READ
                : REPEATABLE.contains(name) ? OperationKind.REPEATABLE_WRITE : OperationKind.PURCHASE, false))
                .toList();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Zurich");
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return RequestRules.check(request, words);
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        return outcomes.outcome(work, sent, error);
    }

    /**
     * Nobody can pay a transaction, or by a link, that nobody was led to: whether it was made is known at once. A payer at a
     * terminal waits, and its transaction is led on: it is paid once.
     */
    @Override
    public Optional<Duration> settleTime(String operation) {
        if (READS.contains(operation) || REPEATABLE.contains(operation)) {
            return Optional.empty();
        }
        return Optional.of(Set.of(PAYMENT, LINK, TERMINAL).contains(operation) ? Duration.ZERO : settleTime);
    }

    @Override
    public List<String> faults(Account account) {
        AccountFaults faults = new AccountFaults(account).needs(List.of("key", "space", "user"))
                .matches("space", NUMBER, "a number").matches("user", NUMBER, "a number")
                .oneOf("platform", PLATFORMS);
        if (account.setting("key").filter(key -> !isBase64(key)).isPresent()) {
            faults.wrong("key", "cannot be read", "the authentication key as it was shown once, Base64");
        }
        account.setting("currency").filter(letters -> Currencies.find(letters).isEmpty())
                .ifPresent(letters -> faults.wrong("currency", letters, "a currency of ISO 4217"));
        return faults.all();
    }

    static boolean isBase64(String key) {
        try {
            return Base64.getDecoder().decode(key).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
