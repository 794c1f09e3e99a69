package io.guichet.service.scellius;

import io.guichet.purchase.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The credentials of a call; always computed, since the text that the service's page prints is another shop's (scellius 1.3). */
public final class BasicAuth {

    public String of(Account account) {
        String pair = account.setting("user").orElse("") + ":" + account.setting("password").orElse("");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
