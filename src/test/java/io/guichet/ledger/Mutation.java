package io.guichet.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One place of the ledger's SQL that is written wrongly on purpose. Parameters keep their places: a condition is made true,
 * not left out.
 *
 * @param name      what is missing
 * @param statement words that only the statements meant have
 * @param place     what is replaced, once
 * @param with      its replacement
 * @param check     the test that must turn red, CLASS#METHOD(PARAMETER TYPES)
 * @param happened  how often the place was met
 */
record Mutation(String name, String statement, String place, String with, String check, AtomicInteger happened) {

    Mutation(String name, String statement, String place, String with, String check) {
        this(name, statement, place, with, "io.guichet.ledger." + check, new AtomicInteger());
    }

    String of(String sql) {
        if (!sql.contains(statement) || !sql.contains(place)) {
            return sql;
        }
        happened.incrementAndGet();
        int at = sql.indexOf(place, sql.indexOf(statement) < sql.indexOf(place) ? sql.indexOf(statement) : 0);
        return sql.substring(0, at) + with + sql.substring(at + place.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
