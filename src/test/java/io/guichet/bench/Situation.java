package io.guichet.bench;

import java.util.Map;

/** What Guichet is put into, to be compared with itself where nothing but that is otherwise. */
enum Situation {

    FOLDER("orders by the folder", 16, 0), //
    QUEUE("orders by the queue", 16, 0), //
    UNWATCHED("metrics and names of orders in logs switched off", 16, 0), //
    NEIGHBOUR_HANGS("another service hangs with all its hands", 16, 0), //
    FULL_LEDGER("finished orders in the ledger", 16, 0), //
    SLOW_16("the service takes 50 ms, 16 hands", 16, 50), //
    SLOW_64("the service takes 50 ms, 64 hands", 64, 50), //
    ONE_NODE("50 ms, one node of 4 hands", 4, 50), //
    TWO_NODES("50 ms, two nodes of 4 hands", 4, 50);

    private final String words;
    private final int hands;
    private final int delayMillis;

    Situation(String words, int hands, int delayMillis) {
        this.words = words;
        this.hands = hands;
        this.delayMillis = delayMillis;
    }

    String words() {
        return words;
    }

    int hands() {
        return hands;
    }

    int delayMillis() {
        return delayMillis;
    }

    int nodes() {
        return this == TWO_NODES ? 2 : 1;
    }

    Map<String, String> settings() {
        return this == UNWATCHED
                ? Map.of("camel.metrics.enabled", "false", "camel.management.metrics-enabled", "false",
                        "camel.mdc.enabled", "false")
                : Map.of();
    }
}
