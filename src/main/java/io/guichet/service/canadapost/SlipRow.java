package io.guichet.service.canadapost;

/** What stands on a card receipt, whatever it is printed on. */
sealed interface SlipRow {

    /** Whose receipt it is. */
    record Heading(String text) implements SlipRow {
    }

    record Centred(String text) implements SlipRow {
    }

    /** A value at the right edge, and what it is at the left. */
    record Pair(String label, String value) implements SlipRow {
    }

    /** The sum of all. */
    record Total(String label, String value) implements SlipRow {
    }

    record Note(String text) implements SlipRow {
    }

    record Rule() implements SlipRow {
    }
}
