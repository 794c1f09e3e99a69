package io.guichet.service.webstamp;

import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Announces delivery notes that the service is about to give no more: letters with barcode are posted only with theirs
 * (webstamp 3.5).
 */
public final class ExpiringNotes {

    private final Archive archive;
    private final NoticeBoard notices;
    private final Texts texts;
    private final Duration window;
    private final Duration ahead;
    private final Clock clock;

    /**
     * @param window how long the service gives a delivery note
     * @param ahead  how long before that ends it is told
     */
    public ExpiringNotes(Archive archive, NoticeBoard notices, Texts texts, Duration window, Duration ahead,
            Clock clock) {
        this.archive = archive;
        this.notices = notices;
        this.texts = texts;
        this.window = window;
        this.ahead = ahead;
        this.clock = clock;
    }

    /** Each note is told once, however often and on however many nodes this runs. */
    public void announce() {
        Instant now = clock.instant();
        archive.bought(WebstampService.NAME, now.minus(window), now.minus(window).plus(ahead), "deliveryNote")
                .forEach(this::announce);
    }

    private void announce(Kept kept) {
        String account = kept.identity().account();
        String number = kept.carrierId().orElse("");
        Instant until = kept.calledAt().map(called -> called.plus(window)).orElseGet(clock::instant);
        boolean filed = kept.result().at("/deliveryNote/document").isTextual();
        String text = texts.of(WebstampService.NAME, account).text(WebstampService.NAME,
                filed ? "delivery-note.expiring" : "delivery-note.expiring.absent", number,
                kept.identity().orderId(), DateTimeFormatter.ISO_OFFSET_DATE_TIME
                        .format(until.truncatedTo(ChronoUnit.MINUTES).atZone(WebstampService.ZONE)));
        notices.tell(WebstampService.NAME, account, new Notice("delivery-note", text, Optional.empty(),
                Optional.empty(), Optional.of("delivery-note/" + number)));
    }
}
