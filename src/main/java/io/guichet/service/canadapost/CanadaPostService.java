package io.guichet.service.canadapost;

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
import java.util.Optional;
import java.util.Set;

/** Canada Post non-contract shipping, SOAP v4, as the purchase protocol has to know it. */
public final class CanadaPostService implements Service {

    static final String NAME = "canadapost";
    static final String SHIPMENT = "shipment";
    static final String STATUS = "shipment-status";
    static final String DETAILS = "details";
    static final String RECEIPT = "receipt";
    static final String LIST = "list";
    static final String REFUND = "refund";
    static final String LABEL = "label";

    /** The service writes and reads times in this zone and without saying so (canadapost 2.7). */
    static final ZoneId ZONE = ZoneId.of("America/Toronto");

    private static final Set<String> PLATFORMS = Set.of("sandbox", "development", "production");

    private final OutcomeTable outcomes;
    private final Duration settleTime;

    /** @param settleTime how long after a call the listing may still lack its shipment */
    public CanadaPostService(OutcomeTable outcomes, Duration settleTime) {
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
                new Operation(SHIPMENT, OperationKind.PURCHASE, false),
                new Operation(STATUS, OperationKind.READ, false),
                new Operation(DETAILS, OperationKind.READ, false),
                new Operation(RECEIPT, OperationKind.READ, false),
                new Operation(LIST, OperationKind.READ, false),
                // A request to people: nobody has promised that a second one opens no second ticket (canadapost 4.2).
                new Operation(REFUND, OperationKind.PURCHASE, false),
                new Operation(LABEL, OperationKind.READ, false));
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return switch (operation) {
            case SHIPMENT -> RequestRules.check(request, words);
            case LIST -> ListRequests.check(request, words);
            default -> List.of();
        };
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        return outcomes.outcome(work, sent, error);
    }

    @Override
    public Optional<Duration> settleTime(String operation) {
        return operation.equals(SHIPMENT) || operation.equals(REFUND) ? Optional.of(settleTime) : Optional.empty();
    }

    @Override
    public List<String> faults(Account account) {
        AccountFaults faults = new AccountFaults(account).needs(Caller.NEEDED);
        if (account.setting("customer-number").filter(number -> !Caller.isCustomerNumber(number)).isPresent()) {
            faults.wrong("customer-number", account.required("customer-number"), "one to ten digits");
        }
        if (account.setting("endpoint").isEmpty() || account.setting("platform").isPresent()) {
            faults.oneOf("platform", PLATFORMS);
        }
        return faults.all();
    }
}
