package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import java.time.Instant;
import java.util.Optional;

/** What happens with an order next, in words. */
final class NextStep {

    private final Instant now;

    NextStep(Instant now) {
        this.now = now;
    }

    /** For a column. */
    String brief(OrderEntry entry) {
        if (entry.state().isFinal()) {
            return "-";
        }
        if (entry.beforePerson()) {
            return "a person decides";
        }
        return entry.inHand()
                ? "in hand"
                : entry.dueAt().map(due -> due.isAfter(now) ? Times.local(due) : "now")
                        .orElse("-");
    }

    String whole(OrderEntry entry) {
        String command = WhichOrder.arguments(entry);
        return switch (entry.state()) {
            case ACCEPTED, READY -> entry.inHand() ? "a worker has it in hand" : "worked off " + at(entry);
            case HELD -> (entry.inHand() ? "a worker looks at it" : "looked at again " + at(entry))
                    + (entry.heldFor().equals(Optional.of("GUI-4014"))
                            ? "; guichet resume ends the pause"
                            : "; guichet release " + command + " has it looked at now, past the caps of the day");
            case SENT -> "its call is under way";
            case IN_DOUBT -> entry.beforePerson()
                    ? "a person decides: guichet resolve " + command
                            + " --as bought [--carrier-id ID] or --as not-bought"
                    : entry.inHand() ? "its service is being asked" : "its service is asked again " + at(entry);
            case BOUGHT -> entry.beforePerson()
                    ? "a person decides: get its documents from the service's own pages, then guichet resolve "
                            + command + " --as bought"
                    : entry.inHand() ? "its documents are being fetched" : "its documents are fetched " + at(entry);
            default -> "nothing: it is over";
        };
    }

    private String at(OrderEntry entry) {
        return entry.dueAt().filter(due -> due.isAfter(now)).map(due -> "at " + Times.local(due))
                .orElse("as soon as a worker is free");
    }
}
