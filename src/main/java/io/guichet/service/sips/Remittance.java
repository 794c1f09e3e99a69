package io.guichet.service.sips;

import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/** The hour in which the service hands over to the banks and moves no money otherwise (sips 3.3): what moves some waits. */
public final class Remittance {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Set<String> MOVES_MONEY = Set.of(SipsService.CAPTURE, SipsService.CANCEL, SipsService.REFUND);

    private static final String NONE = "none";

    /** From the first time on, until just before the second. */
    private record Hours(LocalTime from, LocalTime to) {

        boolean hold(LocalTime time) {
            boolean late = !time.isBefore(from);
            boolean early = time.isBefore(to);
            return from.isBefore(to) ? late && early : late || early;
        }
    }

    private final Optional<Hours> hours;
    private final Clock clock;
    private final Texts texts;

    /** @param hours such as 22:00-23:00, French time; none where nothing waits */
    public Remittance(String hours, Clock clock, Texts texts) {
        this.hours = hours.equals(NONE) ? Optional.empty() : Optional.of(read(hours));
        this.clock = clock;
        this.texts = texts;
    }

    private static Hours read(String hours) {
        String[] times = hours.strip().split("\\s*-\\s*", -1);
        try {
            if (times.length == 2) {
                return new Hours(LocalTime.parse(times[0]), LocalTime.parse(times[1]));
            }
        } catch (DateTimeException wrong) {
            // Told below.
        }
        throw new IllegalArgumentException(
                "guichet.sips.remittance: " + hours + " (expected: two times of the day such as 22:00-23:00, or none)");
    }

    /** Null where the order goes on. */
    public Outcome until(Work work) {
        ZonedDateTime now = clock.instant().atZone(PARIS);
        if (!MOVES_MONEY.contains(work.operation())
                || hours.filter(known -> known.hold(now.toLocalTime())).isEmpty()) {
            return null;
        }
        ZonedDateTime end = now.with(hours.get().to());
        Duration left = Duration.between(now, end.isAfter(now) ? end : end.plusDays(1));
        return new Outcome.Later(texts.of(work.identity()).problem("GUI-3008", "", hours.get().to()), left, true);
    }
}
