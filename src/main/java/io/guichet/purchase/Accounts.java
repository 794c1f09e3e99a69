package io.guichet.purchase;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The accounts that the operator has set, and the one that is meant when an order names none. */
public final class Accounts {

    private final Function<String, Map<String, Map<String, String>>> settings;
    private final Function<String, Optional<String>> defaults;

    /**
     * @param settings service to account name to its settings
     * @param defaults service to the name of its default account
     */
    public Accounts(Function<String, Map<String, Map<String, String>>> settings,
            Function<String, Optional<String>> defaults) {
        this.settings = settings;
        this.defaults = defaults;
    }

    public Collection<Account> of(String service) {
        return settings.apply(service).entrySet().stream()
                .map(entry -> new Account(service, entry.getKey(), entry.getValue()))
                .toList();
    }

    public Optional<Account> find(String service, String name) {
        return Optional.ofNullable(settings.apply(service).get(name)).map(values -> new Account(service, name, values));
    }

    public Account accountOf(Work work) {
        return named(work.identity().service(), work.identity().account());
    }

    /** An account that was set when something of it began. */
    public Account named(String service, String name) {
        return find(service, name).orElseThrow(
                () -> new IllegalStateException("account " + name + " of " + service + " is no longer set"));
    }

    public Optional<String> defaultAccount(String service) {
        return defaults.apply(service);
    }
}
