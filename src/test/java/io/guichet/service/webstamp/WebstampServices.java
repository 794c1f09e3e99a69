package io.guichet.service.webstamp;

import io.guichet.order.Texts;
import io.guichet.purchase.Accounts;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The service's beans as the shipped settings make them, with the account of the samples. */
public final class WebstampServices {

    private WebstampServices() {
    }

    public static WebstampService of(Texts texts) {
        return new WebstampService(rules(), outcomes(texts, "2268"), Duration.ofMinutes(15));
    }

    static RequestRules rules() {
        return new RequestRules("10000.00 CHF", 0);
    }

    static OutcomeTable outcomes(Texts texts, String termsFaults) {
        Accounts accounts = new Accounts(name -> Map.of("demo", Samples.account(Map.of()).settings()),
                name -> Optional.of("demo"));
        return new OutcomeTable(texts, accounts, termsFaults);
    }

    static ServiceMessages messages(Clock clock) {
        return new ServiceMessages("14,7,3,1", clock);
    }
}
