package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import java.util.Map;
import java.util.Optional;

/**
 * Where an account's calls go: below its own endpoint, else below its platform's (canadapost 1.1). The version is part of
 * one path, since it is part of the messages.
 */
public final class CanadaPostEndpoints {

    private static final String SHIPPING = "/ncshipment/v4";
    private static final String ARTIFACT = "/artifact";

    private final Map<String, String> platforms;

    public CanadaPostEndpoints(String sandbox, String development, String production) {
        this.platforms = Map.of("sandbox", sandbox, "development", development, "production", production);
    }

    public String shipping(Account account) {
        return base(account) + SHIPPING;
    }

    public String artifact(Account account) {
        return base(account) + ARTIFACT;
    }

    private String base(Account account) {
        String base = account.setting("endpoint")
                .orElseGet(() -> Optional.ofNullable(platforms.get(account.required("platform")))
                        .orElseThrow(() -> new IllegalStateException(
                                account.nameOf("platform") + ": " + account.required("platform")
                                        + " (expected: sandbox, development or production)")));
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
