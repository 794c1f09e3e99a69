package io.guichet.ledger;

import java.util.Objects;

/** Where the ledger's database is and who opens it: a JDBC address, a role and its password. */
public record LedgerConnection(String url, String user, String password) {

    public LedgerConnection {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** The address as messages and logs may show it: without parameters, for these can hold a password. */
    public String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Without the password: a record in a log line must not tell it. */
    @Override
    public String toString() {
        return address() + " as " + user;
    }
}
