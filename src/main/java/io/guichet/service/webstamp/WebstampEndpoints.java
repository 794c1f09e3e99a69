package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import java.util.Map;
import java.util.Optional;

/** Where an account's calls go: its own endpoint, else its platform's (webstamp 1.1). */
public final class WebstampEndpoints {

    private final Map<String, String> platforms;

    public WebstampEndpoints(String sandbox, String integration, String production) {
        this.platforms = Map.of("sandbox", sandbox, "integration", integration, "production", production);
    }

    public String of(Account account) {
        return account.setting("endpoint")
                .orElseGet(() -> Optional.ofNullable(platforms.get(account.required("platform")))
                        .orElseThrow(() -> new IllegalStateException(
                                account.nameOf("platform") + ": " + account.required("platform")
                                        + " (expected: sandbox, integration or production)")));
    }
}
