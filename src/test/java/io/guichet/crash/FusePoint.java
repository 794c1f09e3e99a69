package io.guichet.crash;

import java.util.Locale;

/**
 * A place in the process under test and what happens to it there, as one line of text that both sides know.
 *
 * @param passing the how manieth passing it is, from 1
 * @param what    the id of a route's step, or a piece of an SQL statement with its values
 */
record FusePoint(Act act, Kind kind, When when, int passing, String what) {

    /** What is done to the process. */
    enum Act {
        /** SIGKILL. */
        KILL,
        /** The thread stands still until the fuse is taken back, and the test does the rest from outside. */
        HOLD,
        /** The heap is used up. */
        EXHAUST
    }

    /** What the place is. */
    enum Kind {
        /** A step of a route. */
        STEP,
        /** The end of a transaction in which such a statement was. */
        COMMIT,
        /** One statement. */
        STATEMENT
    }

    /** On which side of it. */
    enum When {
        BEFORE, AFTER
    }

    static FusePoint beforeStep(String id) {
        return new FusePoint(Act.KILL, Kind.STEP, When.BEFORE, 1, id);
    }

    static FusePoint afterStep(String id) {
        return new FusePoint(Act.KILL, Kind.STEP, When.AFTER, 1, id);
    }

    /** The transaction is whole, but its commit never leaves. */
    static FusePoint beforeCommitOf(String statement) {
        return new FusePoint(Act.KILL, Kind.COMMIT, When.BEFORE, 1, statement);
    }

    /** The server has committed, but its acknowledgement never arrives. */
    static FusePoint afterCommitOf(String statement) {
        return new FusePoint(Act.KILL, Kind.COMMIT, When.AFTER, 1, statement);
    }

    static FusePoint beforeStatement(String statement) {
        return new FusePoint(Act.KILL, Kind.STATEMENT, When.BEFORE, 1, statement);
    }

    static FusePoint afterStatement(String statement) {
        return new FusePoint(Act.KILL, Kind.STATEMENT, When.AFTER, 1, statement);
    }

    FusePoint at(int otherPassing) {
        return new FusePoint(act, kind, when, otherPassing, what);
    }

    FusePoint with(Act otherAct) {
        return new FusePoint(otherAct, kind, when, passing, what);
    }

    static FusePoint parse(String line) {
        String[] words = line.strip().split(" ", 5);
        return new FusePoint(Act.valueOf(words[0]), Kind.valueOf(words[1]), When.valueOf(words[2]),
                Integer.parseInt(words[3]), words[4]);
    }

    String line() {
        return act + " " + kind + " " + when + " " + passing + " " + what;
    }

    /** For people. */
    @Override
    public String toString() {
        String place = switch (kind) {
            case STEP -> "step " + what;
            case COMMIT -> "the commit of \"" + what + "\"";
            case STATEMENT -> "\"" + what + "\"";
        };
        return act.name().toLowerCase(Locale.ROOT) + " " + when.name().toLowerCase(Locale.ROOT) + " " + place
                + (passing == 1 ? "" : ", passing " + passing);
    }
}
