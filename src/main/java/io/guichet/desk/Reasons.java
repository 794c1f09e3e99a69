package io.guichet.desk;

import java.util.Optional;

/** Why somebody does something: it stands in the audit and, where the sender is told, in the answer. */
final class Reasons {

    private static final int LONGEST = 200;

    private Reasons() {
    }

    static Optional<String> of(Visit visit) {
        return visit.field("why").map(why -> why.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(why -> !why.isEmpty() && why.length() <= LONGEST);
    }
}
