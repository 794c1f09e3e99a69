package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import io.guichet.order.Texts;
import java.time.Instant;
import java.util.Optional;

/** What happens with an order next, in words. */
final class NextStep {

    private final Instant now;
    private final Texts texts;

    NextStep(Instant now, Texts texts) {
        this.now = now;
        this.texts = texts;
    }

    /** For a column. */
    String brief(OrderEntry entry) {
        if (entry.state().isFinal()) {
            return "-";
        }
        if (entry.beforePerson()) {
            return words("next.person");
        }
        return entry.inHand()
                ? words("next.in-hand")
                : entry.dueAt().map(due -> due.isAfter(now) ? Times.local(due) : words("next.now"))
                        .orElse("-");
    }

    String whole(OrderEntry entry) {
        String command = WhichOrder.arguments(entry);
        return switch (entry.state()) {
            case ACCEPTED, READY -> going(entry, "next.ready");
            case HELD -> going(entry, "next.held") + (entry.heldFor().equals(Optional.of("GUI-4014"))
                    ? words("next.held.resume")
                    : words("next.held.release", command));
            case SENT -> words("next.sent");
            case IN_DOUBT -> entry.beforePerson() ? words("next.doubt.person", command) : going(entry, "next.doubt");
            case BOUGHT -> entry.beforePerson() ? words("next.bought.person", command) : going(entry, "next.bought");
            default -> words("next.over");
        };
    }

    private String going(OrderEntry entry, String key) {
        String at = entry.dueAt().filter(due -> due.isAfter(now)).map(due -> words("next.at", Times.local(due)))
                .orElseGet(() -> words("next.free"));
        return entry.inHand() ? words(key + ".worker") : words(key + ".due", at);
    }

    private String words(String key, Object... values) {
        return texts.text("cli", key, values);
    }
}
