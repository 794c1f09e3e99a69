package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/** The list of recent shipments, by Eastern time or by tracking PIN (canadapost 2.7). */
final class ListDesk {

    private final Shipments shipments;
    private final Clock clock;
    private volatile Duration lag = Duration.ZERO;

    ListDesk(Shipments shipments, Clock clock) {
        this.shipments = shipments;
        this.clock = clock;
    }

    /** A shipment is listed only after that time. */
    void lag(Duration duration) {
        lag = duration;
    }

    Elements answer(Account account, Tree args) {
        Predicate<Shipment> wanted = wanted(args);
        Elements out = new Elements();
        shipments.all(account).stream().filter(wanted)
                .filter(shipment -> !clock.instant().isBefore(shipment.time().plus(lag)))
                .forEach(shipment -> out.leaf("shipment-id", shipment.id()));
        return out;
    }

    private Predicate<Shipment> wanted(Tree args) {
        boolean range = args.has("from") || args.has("to");
        if (range && args.has("tracking-pin")) {
            throw new Refusal("9196", "");
        }
        if (args.has("tracking-pin")) {
            return shipment -> args.text("tracking-pin").trim().equals(shipment.pin());
        }
        if (!args.has("from")) {
            throw new Refusal("9105", "from");
        }
        LocalDateTime from = eastern(args.text("from").trim());
        LocalDateTime to = args.has("to")
                ? eastern(args.text("to").trim())
                : LocalDateTime.ofInstant(clock.instant(), Shipments.EASTERN);
        return shipment -> {
            // By the clock on the wall, so that the hour that comes twice in autumn hides nothing.
            LocalDateTime created = LocalDateTime.ofInstant(shipment.time(), Shipments.EASTERN)
                    .truncatedTo(ChronoUnit.SECONDS);
            return !created.isBefore(from) && !created.isAfter(to);
        };
    }

    private static LocalDateTime eastern(String time) {
        try {
            return LocalDateTime.parse(time);
        } catch (DateTimeException withOffset) {
            try {
                return OffsetDateTime.parse(time).atZoneSameInstant(Shipments.EASTERN).toLocalDateTime();
            } catch (DateTimeException e) {
                throw new Refusal("SIM400", time);
            }
        }
    }
}
