package io.guichet.cli;

import io.guichet.ledger.Pause;

/** What a pause covers; {@code *} means all. */
record Scope(String service, String account) {

    static final String ALL = "*";

    static Scope of(Pause pause) {
        return new Scope(pause.service(), pause.account());
    }

    String words() {
        if (service.equals(ALL)) {
            return account.equals(ALL) ? "everything" : "account " + account + " of every service";
        }
        return account.equals(ALL) ? "service " + service : "account " + account + " of " + service;
    }

    /** As a sentence begins with it. */
    String sentence() {
        return Character.toUpperCase(words().charAt(0)) + words().substring(1);
    }

    /** As a command takes it. */
    String arguments() {
        return (service.equals(ALL) ? "" : " --service " + service)
                + (account.equals(ALL) ? "" : " --account " + account);
    }
}
