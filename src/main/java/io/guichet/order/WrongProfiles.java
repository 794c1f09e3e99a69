package io.guichet.order;

import java.util.List;

/** Import profiles that cannot be used: a sentence for each reason, which names the file and the place in it. */
public final class WrongProfiles extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    WrongProfiles(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
