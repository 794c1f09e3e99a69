package io.guichet.service.postfinance;

import io.guichet.purchase.Account;
import java.util.Base64;

/** The settings of an account as the service has to know them: one space, and the application user who may act in it (postfinance 1.1). */
record Space(String id, String user, byte[] key, boolean isTest) {

    /** The self-test's account has no credentials. */
    static Space of(Account account) {
        return new Space(account.setting("space").orElse(""), account.setting("user").orElse(""),
                Base64.getDecoder().decode(account.setting("key").orElse("eA==")),
                account.setting("platform").filter("production"::equals).isEmpty());
    }

    /** No key: this stands in logs. */
    @Override
    public String toString() {
        return "user " + user + " in space " + id;
    }
}
