package io.guichet.sandbox.postfinance;

import java.util.Locale;

/** What an application user may do in a space; the service's own names of permissions are not known (postfinance 5.2). */
enum Right {
    TRANSACTIONS_READ, TRANSACTIONS_WRITE, PAYMENT_METHOD_CONFIGURATIONS_READ, REFUNDS, TOKENS, TERMINALS, SPACES_READ, WEBHOOKS, NONE;

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
