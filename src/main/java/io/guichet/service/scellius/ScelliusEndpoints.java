package io.guichet.service.scellius;

import io.guichet.purchase.Account;

/** Where an account's calls go: its own endpoint, else its platform's; the path below is the service's (scellius 1.1). */
public final class ScelliusEndpoints {

    private static final String API = "/api-payment/V4/";

    private final String sandbox;
    private final String test;
    private final String production;

    public ScelliusEndpoints(String sandbox, String test, String production) {
        this.sandbox = sandbox;
        this.test = test;
        this.production = production;
    }

    public String of(Account account, WebCall call) {
        return base(account) + API + call.webService();
    }

    String base(Account account) {
        String base = account.setting("endpoint").orElseGet(() -> switch (account.required("platform")) {
            case "sandbox" -> sandbox;
            case "test" -> test;
            case "production" -> production;
            default -> throw new IllegalStateException(account.nameOf("platform") + ": " + account.required("platform")
                    + " (expected: sandbox, test or production)");
        });
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
