package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Delivery notes are announced before the service gives them no more (webstamp 3.5). */
class ExpiringNotesTest {

    private static final Instant ENDS = FakeArchive.CALLED.plus(Duration.ofDays(5));

    private final FakeArchive archive = new FakeArchive();
    private final List<Notice> told = new ArrayList<>();

    private List<Notice> announcedAt(Instant now) {
        told.clear();
        new ExpiringNotes(archive, (service, account, notice) -> told.add(notice), new Texts(Locale.ENGLISH),
                Duration.ofDays(5), Duration.ofDays(1), Clock.fixed(now, ZoneOffset.UTC)).announce();
        return List.copyOf(told);
    }

    @Test
    void rule35NoteIsAnnouncedInTheLastDayOfItsWindowWithTheTimeInTheServicesZone() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json("{}"),
                Samples.json("{\"deliveryNote\": {\"document\": \"SO-0.delivery-note.pdf\"}}"));

        assertThat(announcedAt(ENDS.minus(Duration.ofDays(1)))).isEmpty();
        assertThat(announcedAt(ENDS.plusSeconds(1))).isEmpty();
        assertThat(announcedAt(ENDS.minus(Duration.ofHours(3)))).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("delivery-note");
            assertThat(notice.text()).contains("9000001", "SO-0", "2026-09-29T16:40:00+02:00", "counter");
            assertThat(notice.onceKey()).isEqualTo(Optional.of("delivery-note/9000001"));
        });
    }

    @Test
    void rule35NoteThatIsNotFiledHereIsToldMoreUrgentlyAndPlainLettersAreNot() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json("{}"),
                Samples.json("{\"deliveryNote\": {\"document\": null}}"));
        archive.bought(2, "stamps", "SO-2", "9000002", Samples.json("{}"), Samples.json("{}"));

        assertThat(announcedAt(ENDS.minusSeconds(60))).singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("9000001", "not filed"));
    }
}
