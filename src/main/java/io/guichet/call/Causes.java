package io.guichet.call;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** An error and what lies under it: libraries wrap what happened in their own exceptions. */
public final class Causes {

    private Causes() {
    }

    public static Set<Throwable> of(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Throwable> causes = new LinkedHashSet<>();
        for (Throwable cause = error; cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    public static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        return of(error).stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
