package io.guichet.purchase;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What is wrong with the settings of an account, a line each: the setting, what it is, what is expected. */
public final class AccountFaults {

    private final Account account;
    private final List<String> faults = new ArrayList<>();

    public AccountFaults(Account account) {
        this.account = account;
    }

    public AccountFaults needs(Collection<String> keys) {
        keys.stream().sorted().filter(key -> account.setting(key).isEmpty())
                .forEach(key -> faults.add(account.nameOf(key) + ": missing"));
        return this;
    }

    public AccountFaults oneOf(String key, Set<String> expected) {
        return oneOf(key, account.setting(key).orElse(""), expected);
    }

    /** @param value as it stands there, or what counts where nothing does */
    public AccountFaults oneOf(String key, String value, Set<String> expected) {
        if (!expected.contains(value)) {
            wrong(key, value.isEmpty() ? "missing" : value,
                    "one of " + String.join(", ", expected.stream().sorted().toList()));
        }
        return this;
    }

    /** No secret: it is shown. What is absent is no fault here. */
    public AccountFaults matches(String key, String pattern, String expected) {
        account.setting(key).filter(value -> !value.matches(pattern)).ifPresent(value -> wrong(key, value, expected));
        return this;
    }

    /** @param is what it is, in words where it is a secret */
    public AccountFaults wrong(String key, String is, String expected) {
        faults.add(account.nameOf(key) + ": " + is + " (expected: " + expected + ")");
        return this;
    }

    public List<String> all() {
        return List.copyOf(faults);
    }
}
