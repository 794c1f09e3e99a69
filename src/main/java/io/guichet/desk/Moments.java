package io.guichet.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as the page writes them: of this machine's zone, which the page names. */
final class Moments {

    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Clock clock;
    private final ZoneId zone;

    Moments(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    String text(Instant time) {
        return WHOLE.format(time.atZone(zone));
    }

    String text(Optional<Instant> time) {
        return time.map(this::text).orElse("–");
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return clock.instant();
    }

    /** When today began. */
    Instant today() {
        return LocalDate.ofInstant(now(), zone).atStartOfDay(zone).toInstant();
    }

    /** In minutes, hours or days. */
    String age(Instant since) {
        Duration age = Duration.between(since, now());
        if (age.toHours() < 1) {
            return Math.max(0, age.toMinutes()) + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
