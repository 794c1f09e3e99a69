package io.guichet.service.sips;

import io.guichet.purchase.Account;
import java.util.Map;

/** Where an account's calls go: two hosts on each platform, which are settings since they have changed before (sips 1.1). */
public final class SipsEndpoints {

    private static final String API = "/rs-services/v2/";

    private final Map<String, String> paypage;
    private final Map<String, String> office;

    private SipsEndpoints(Map<String, String> paypage, Map<String, String> office) {
        this.paypage = Map.copyOf(paypage);
        this.office = Map.copyOf(office);
    }

    public SipsEndpoints(String sandbox, String simulation, String test, String production, String officeSimulation,
            String officeTest, String officeProduction) {
        this(Map.of("sandbox", sandbox, "simulation", simulation, "test", test, "production", production),
                Map.of("sandbox", sandbox, "simulation", officeSimulation, "test", officeTest, "production",
                        officeProduction));
    }

    /** Where a browser posts the form of Paypage POST. */
    public String form(Account account) {
        return base(account, false) + "/" + WebCall.INIT;
    }

    public String of(Account account, WebCall call) {
        return base(account, call.isOffice()) + API + call.path();
    }

    private String base(Account account, boolean toOffice) {
        String base = account.setting("endpoint").orElseGet(
                () -> (toOffice ? office : paypage).get(account.required("platform")));
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
