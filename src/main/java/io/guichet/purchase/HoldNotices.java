package io.guichet.purchase;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.List;
import java.util.Optional;

/** An order that waits concerns people beside its sender: told once per account and reason, until it ends. */
public final class HoldNotices {

    private final Texts texts;

    public HoldNotices(Texts texts) {
        this.texts = texts;
    }

    /** What makes two holds of one account the same. */
    public static String key(String code) {
        return "hold:" + code;
    }

    public List<Notice> of(Work work, Decision decision) {
        if (decision.to() != State.HELD) {
            return List.of();
        }
        Problem problem = decision.problems().get(0);
        return List.of(new Notice("hold",
                texts.of(work.identity()).text("purchase", "hold", work.identity().service(), work.identity().account(),
                        problem.message(),
                        problem.advice()),
                Optional.empty(), Optional.empty(), Optional.of(key(problem.code()))));
    }
}
