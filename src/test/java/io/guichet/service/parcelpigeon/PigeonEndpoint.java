package io.guichet.service.parcelpigeon;

import io.guichet.purchase.Account;

/** Where an account's calls go: its own endpoint, else its platform's. */
public final class PigeonEndpoint {

    private final String sandbox;

    public PigeonEndpoint(String sandbox) {
        this.sandbox = sandbox;
    }

    public String of(Account account) {
        return account.setting("endpoint").orElse(sandbox);
    }
}
