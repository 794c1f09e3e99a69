package io.guichet.service.scellius;

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
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scellius of La Banque Postale, REST API V4, as the purchase protocol has to know it. */
public final class ScelliusService implements Service {

    static final String NAME = "scellius";
    static final String PAYMENT = "payment";
    static final String UPDATE = "update";
    static final String STATUS = "status";
    static final String VALIDATE = "validate";
    static final String CANCEL = "cancel";
    static final String REFUND = "refund";
    static final String CAPTURE = "capture";
    static final String LINK = "payment-link";
    static final String LINK_STATUS = "payment-link-status";
    static final String LINK_UPDATE = "payment-link-update";
    static final String LINK_CANCEL = "payment-link-cancel";

    /** What begins a payment. */
    static final Set<String> BEGINNINGS = Set.of(PAYMENT, LINK);

    /** What cannot be asked for again without giving money back twice, or sending a second link (scellius 4.3). */
    private static final Set<String> PURCHASES = Set.of(CANCEL, REFUND, LINK);
    private static final Set<String> READS = Set.of(STATUS, LINK_STATUS);
    private static final List<String> ALL = List.of(PAYMENT, UPDATE, STATUS, VALIDATE, CANCEL, REFUND, CAPTURE, LINK,
            LINK_STATUS, LINK_UPDATE, LINK_CANCEL);

    /** The mode is chosen by the family of the password; the host is the same (scellius 1.1, 1.2). */
    private static final Map<String, String> PASSWORDS =
            Map.of("sandbox", "testpassword_", "test", "testpassword_", "production", "prodpassword_");
    private static final Set<String> NEEDED = Set.of("user", "password");

    private final OutcomeTable outcomes;
    private final Duration settleTime;

    /** @param settleTime how long after a call the service may still not show what it did */
    public ScelliusService(OutcomeTable outcomes, Duration settleTime) {
        this.outcomes = outcomes;
        this.settleTime = settleTime;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A second form token is inert, what is changed is set and not added: such calls may be repeated (scellius 4.3). */
    @Override
    public List<Operation> operations() {
        return ALL.stream().map(name -> new Operation(name, PURCHASES.contains(name)
                ? OperationKind.PURCHASE
                : READS.contains(name) ? OperationKind.READ : OperationKind.REPEATABLE_WRITE, false)).toList();
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Paris");
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return RequestRules.check(operation, request, words);
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        return outcomes.outcome(work, sent, error);
    }

    @Override
    public Optional<Duration> settleTime(String operation) {
        return PURCHASES.contains(operation) ? Optional.of(settleTime) : Optional.empty();
    }

    @Override
    public List<String> faults(Account account) {
        AccountFaults faults = new AccountFaults(account).needs(NEEDED).oneOf("platform", PASSWORDS.keySet());
        account.setting("platform").map(PASSWORDS::get)
                .filter(family -> account.setting("password").filter(one -> !one.startsWith(family)).isPresent())
                .ifPresent(family -> faults.wrong("password", "does not begin with " + family,
                        "the password of the platform " + account.required("platform")
                                + "; it decides whether money moves"));
        return faults.all();
    }
}
