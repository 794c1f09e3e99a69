package io.guichet.ledger;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a ledger that is away for a while from a statement that will never work. */
public final class Outage {

    /** Connection gone, out of resources (a full disk), stopped by an operator, rolled back by the server. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "40");

    private Outage() {
    }

    /** Whether the same statement may succeed once the database is back. */
    public static boolean is(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().length() == 5
                    && PASSING.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}
