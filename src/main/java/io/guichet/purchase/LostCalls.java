package io.guichet.purchase;

import java.util.List;
import java.util.function.IntFunction;

/** Calls whose worker was lost while they were under way: nobody knows what became of them, so they are in doubt. */
public final class LostCalls {

    private static final int AT_A_TIME = 100;

    private final IntFunction<List<Work>> orphans;
    private final Settlements settlements;

    /** @param orphans finds so many at the most */
    public LostCalls(IntFunction<List<Work>> orphans, Settlements settlements) {
        this.orphans = orphans;
        this.settlements = settlements;
    }

    public void settle() {
        RuntimeException first = null;
        for (Work work : orphans.apply(AT_A_TIME)) {
            try {
                settlements.lost(work);
            } catch (RuntimeException failed) {
                // One that cannot be settled, such as that of a service no longer installed, keeps no other in the dark.
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
