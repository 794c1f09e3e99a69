package io.guichet.service.sips;

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

/** Worldline Sips, Paypage JSON and Sips Office, as the purchase protocol has to know it. */
public final class SipsService implements Service {

    static final String NAME = "sips";
    static final String PAYMENT = "payment";
    static final String STATUS = "status";
    static final String CAPTURE = "capture";
    static final String CANCEL = "cancel";
    static final String REFUND = "refund";
    static final String DUPLICATE = "duplicate";

    /** What begins a transaction of its own. */
    static final Set<String> BEGINNINGS = Set.of(PAYMENT, DUPLICATE);

    private static final Set<String> PLATFORMS = Set.of("sandbox", "simulation", "test", "production");
    private static final String DEMO_SHOPS = "00200100000000\\d";

    private static final String DEMO_KEYS = ".*_KEY\\d+";

    private final OutcomeTable outcomes;
    private final Duration settleTime;

    /** @param settleTime how long after a call the service may still not show what it did */
    public SipsService(OutcomeTable outcomes, Duration settleTime) {
        this.outcomes = outcomes;
        this.settleTime = settleTime;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** A reference is used up by its first request, so that even the beginning of a payment is one attempt (sips 3.4). */
    @Override
    public List<Operation> operations() {
        return List.of(new Operation(PAYMENT, OperationKind.PURCHASE, false),
                new Operation(STATUS, OperationKind.READ, false),
                new Operation(CAPTURE, OperationKind.PURCHASE, false),
                new Operation(CANCEL, OperationKind.PURCHASE, false),
                new Operation(REFUND, OperationKind.PURCHASE, false),
                new Operation(DUPLICATE, OperationKind.PURCHASE, false));
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Brussels");
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return RequestRules.check(request, words);
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        return outcomes.outcome(work, sent, error);
    }

    /** Nobody can have paid on a page that nobody was sent to: what became of its beginning is known at once. */
    @Override
    public Optional<Duration> settleTime(String operation) {
        return switch (operation) {
            case STATUS -> Optional.empty();
            case PAYMENT -> Optional.of(Duration.ZERO);
            default -> Optional.of(settleTime);
        };
    }

    @Override
    public List<String> faults(Account account) {
        AccountFaults faults = new AccountFaults(account).needs(List.of("key", "merchant-id"))
                .oneOf("platform", PLATFORMS).matches("merchant-id", "\\d{15}", "fifteen digits");
        boolean live = account.setting("platform").filter("production"::equals).isPresent();
        if (live && account.setting("merchant-id").filter(id -> id.matches(DEMO_SHOPS)).isPresent()) {
            faults.wrong("merchant-id", "a demonstration shop", "your own in production");
        }
        if (live && account.setting("key").filter(key -> key.matches(DEMO_KEYS)).isPresent()) {
            faults.wrong("key", "the key of a demonstration shop", "your own in production");
        }
        if (account.setting("key").filter(key -> key.chars().anyMatch(Character::isWhitespace)).isPresent()) {
            faults.wrong("key", "blanks in it", "the key alone, as one word");
        }
        return faults.matches("reference-prefix", "[A-Za-z0-9]{1,12}", "at most twelve letters and digits").all();
    }
}
