package io.guichet.door.http;

import io.guichet.ledger.LedgerUnavailable;
import io.guichet.ledger.Outage;
import io.guichet.order.Texts;
import io.guichet.order.UnreadableInput;
import java.util.Map;

/** What a request is told that failed: what to correct, or when to come again. */
public final class FailedRequests {

    private static final String COME_AGAIN_SECONDS = "5";

    private final Texts texts;

    public FailedRequests(Texts texts) {
        this.texts = texts;
    }

    public Reply of(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refused) {
                return refused.reply();
            }
            if (cause instanceof UnreadableInput unreadable) {
                return Reply.errors(400, unreadable.problem());
            }
            if (cause instanceof LedgerUnavailable) {
                return away();
            }
        }
        return Outage.is(failed) ? away() : Reply.errors(500, texts.problem("GUI-3114", ""));
    }

    private Reply away() {
        return Reply.errors(503, texts.problem("GUI-3110", "")).with(Map.of("Retry-After", COME_AGAIN_SECONDS));
    }
}
