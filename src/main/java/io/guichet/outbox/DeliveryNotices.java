package io.guichet.outbox;

import io.guichet.ledger.DeliveryWords;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import java.util.Optional;

/** What people are told of deliveries: GUI-502x, each with the way out. */
public final class DeliveryNotices implements DeliveryWords {

    private final Texts texts;

    public DeliveryNotices(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Notice givenUp(String key, String channel, int count, String error) {
        return notice(key, texts.problem("GUI-5020", "", channel, count, error));
    }

    @Override
    public Notice stopped(String key, String channel, String error) {
        return notice(key, texts.problem("GUI-5021", "", channel, error));
    }

    @Override
    public Notice uncertain(String key, String channel, String name, String error) {
        return notice(key, texts.problem("GUI-5022", "", channel, name, error));
    }

    private static Notice notice(String key, Problem problem) {
        return new Notice("delivery", problem.code() + ": " + problem.message() + " " + problem.advice(),
                Optional.empty(), Optional.empty(), Optional.of(key));
    }
}
