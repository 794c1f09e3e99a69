package io.guichet.cli;

import io.guichet.ledger.Pause;

/** What a pause covers; {@code *} means all. */
record Scope(String service, String account) {

    static final String ALL = "*";

    static Scope of(Pause pause) {
        return new Scope(pause.service(), pause.account());
    }

    String words(Counter counter) {
        if (service.equals(ALL)) {
            return account.equals(ALL)
                    ? counter.words("scope.all")
                    : counter.words("scope.account.everywhere", account);
        }
        return account.equals(ALL)
                ? counter.words("scope.service", service)
                : counter.words("scope.account", account, service);
    }

    /** As a sentence begins with it. */
    String sentence(Counter counter) {
        String words = words(counter);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** As a command takes it. */
    String arguments() {
        return (service.equals(ALL) ? "" : " --service " + service)
                + (account.equals(ALL) ? "" : " --account " + account);
    }
}
