package io.guichet.outbox;

import io.guichet.ledger.Deliveries.Delivery;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which folder a message goes into: its kind's, or the one that its door has for everything it answers. */
public final class AnswerFolders {

    private final AnswerFolder out;
    private final AnswerFolder notice;
    private final AnswerFolder report;
    private final Map<String, AnswerFolder> ofDoors;

    /** @param ofDoors door to the folder in the place of out/ and report/ */
    public AnswerFolders(Path home, Map<String, AnswerFolder> ofDoors) {
        this.out = new LocalFolder(home.resolve("out"));
        this.notice = new LocalFolder(home.resolve("notice"));
        this.report = new LocalFolder(home.resolve("report"));
        this.ofDoors = Map.copyOf(ofDoors);
    }

    /** Empty where nothing is to be put anywhere. */
    Optional<AnswerFolder> of(Delivery delivery) {
        if (delivery.kind().equals("notice")) {
            return Optional.of(notice);
        }
        if (delivery.kind().equals("unreadable")) {
            // Who drops into in/ finds it beside the original in error/.
            return delivery.source().map(source -> ofDoors.get(source.door()));
        }
        // A door that is no longer set has no folder of its own any more.
        return delivery.source().map(source -> ofDoors.get(source.door()))
                .or(() -> Optional.of(delivery.kind().equals("report") ? report : out));
    }
}
