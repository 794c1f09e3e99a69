package io.guichet.order;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in the sender's own spelling, which become ISO 8601: days, or instants with their offset. */
final class DateForm implements CellForm {

    private static final OffsetDateTime EXAMPLE = OffsetDateTime.of(2026, 12, 31, 16, 30, 0, 0, ZoneOffset.ofHours(1));

    private final String format;
    private final DateTimeFormatter formatter;
    private final Optional<ZoneId> zone;
    private final LocalTime time;
    private final boolean onlyDay;

    private DateForm(String format, Optional<ZoneId> zone, LocalTime time, boolean onlyDay) {
        this.format = format;
        // With y a strict formatter asks for the era as well.
        this.formatter = DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
        this.zone = zone;
        this.time = time;
        this.onlyDay = onlyDay;
    }

    /** @throws IllegalArgumentException for a format that is none */
    static DateForm day(String format) {
        return new DateForm(format, Optional.empty(), LocalTime.MIDNIGHT, true);
    }

    /**
     * @param zone of a format without an offset
     * @param time of a format without one
     * @throws IllegalArgumentException for a format that is none
     */
    static DateForm instant(String format, Optional<ZoneId> zone, LocalTime time) {
        return new DateForm(format, zone, time, false);
    }

    /** False where what it writes is not read again: a format that lacks the year, or a zone. */
    boolean isComplete() {
        return read(formatter.format(EXAMPLE)).isPresent();
    }

    @Override
    public Optional<String> read(String cell) {
        try {
            if (onlyDay) {
                return Optional.of(LocalDate.parse(cell, formatter).toString());
            }
            TemporalAccessor read = formatter.parseBest(cell, OffsetDateTime::from, LocalDateTime::from,
                    LocalDate::from);
            return (read instanceof OffsetDateTime exact ? Optional.of(exact) : inZone(read))
                    .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** A time that the clocks of the zone show twice or never is none. */
    private Optional<OffsetDateTime> inZone(TemporalAccessor read) {
        LocalDateTime local =
                read instanceof LocalDate day ? LocalDateTime.of(day, time) : LocalDateTime.from(read);
        List<ZoneOffset> offsets = zone.map(known -> known.getRules().getValidOffsets(local)).orElse(List.of());
        return offsets.size() == 1 ? Optional.of(local.atOffset(offsets.get(0))) : Optional.empty();
    }

    @Override
    public String expected(Complaints complaints) {
        return complaints.text("cell.date", format, formatter.format(EXAMPLE));
    }
}
