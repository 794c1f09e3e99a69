package io.guichet.service.postfinance;

import io.guichet.purchase.Account;
import java.util.Map;

/** Where an account's calls go (postfinance 1.1). Test and production share a host: what is sent says which it is. */
public final class Endpoints {

    private final Map<String, String> hosts;

    public Endpoints(String sandbox, String test, String production) {
        this.hosts = Map.of("sandbox", sandbox, "test", test, "production", production);
    }

    /** The address with its query. */
    String whole(Account account, WebCall call) {
        return base(account) + call.target();
    }

    /** The address without its query, which travels beside it. */
    public String of(Account account, WebCall call) {
        return base(account) + WebCall.API + call.path();
    }

    private String base(Account account) {
        String base = account.setting("endpoint").orElseGet(() -> hosts.get(account.required("platform")));
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
