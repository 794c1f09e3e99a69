package io.guichet.service.webstamp;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * {@code xsd:dateTime} of the WebStamp messages (webstamp 2.2) as a time with its offset.
 *
 * <p>A text without offset is read as the service's own local time, an empty one as no time at all.
 * Any other text that is no time is refused with a {@link java.time.format.DateTimeParseException}.
 */
public final class XsDateTime extends XmlAdapter<String, OffsetDateTime> {

    // The schema makes the offset optional; the service stands in Switzerland.
    private static final ZoneId SERVICE_ZONE = ZoneId.of("Europe/Zurich");

    @Override
    public OffsetDateTime unmarshal(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.strip(), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof LocalDateTime local
                ? local.atZone(SERVICE_ZONE).toOffsetDateTime()
                : (OffsetDateTime) time;
    }

    @Override
    public String marshal(OffsetDateTime time) {
        // Not toString(): that leaves out zero seconds, which xsd:dateTime demands.
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
