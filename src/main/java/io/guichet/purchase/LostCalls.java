package io.guichet.purchase;

import io.guichet.order.Texts;
import java.util.List;
import java.util.function.IntFunction;

/** Calls whose worker was lost while they were under way: nobody knows what became of them, so they are in doubt. */
public final class LostCalls {

    private static final int AT_A_TIME = 100;

    private final IntFunction<List<Work>> orphans;
    private final Settlements settlements;
    private final Texts texts;

    /** @param orphans finds so many at the most */
    public LostCalls(IntFunction<List<Work>> orphans, Settlements settlements, Texts texts) {
        this.orphans = orphans;
        this.settlements = settlements;
        this.texts = texts;
    }

    public void settle() {
        RuntimeException first = null;
        for (Work work : orphans.apply(AT_A_TIME)) {
            try {
                settlements.settle(work, new Outcome.Unknown(texts.problem("GUI-4012", "", work.identity().orderId())));
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
