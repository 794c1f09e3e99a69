package io.guichet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.service.webstamp.XsDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XsDateTimeTest {

    private final XsDateTime time = new XsDateTime();

    @ParameterizedTest
    @CsvSource({
            "2026-10-05T08:15:30+02:00, 2026-10-05T08:15:30+02:00",
            "2026-10-05T06:15:30Z, 2026-10-05T06:15:30Z",
            "2026-10-05T08:15:30.250-05:00, 2026-10-05T08:15:30.250-05:00",
            "'\n  2026-10-05T08:15:30+02:00 ', 2026-10-05T08:15:30+02:00"})
    void offsetThatIsSentIsKept(String text, OffsetDateTime expected) {
        assertThat(time.unmarshal(text)).hasToString(expected.toString());
    }

    @ParameterizedTest
    @CsvSource({
            "2026-07-01T12:00:00, 2026-07-01T12:00:00+02:00",
            "2026-01-01T12:00:00, 2026-01-01T12:00:00+01:00"})
    void timeWithoutOffsetIsSwissTimeOfThatDay(String text, OffsetDateTime expected) {
        assertThat(time.unmarshal(text)).hasToString(expected.toString());
    }

    @Test
    void emptyTimeIsNoTime() {
        assertThat(time.unmarshal("")).isNull();
        assertThat(time.unmarshal(null)).isNull();
        assertThat(time.marshal(null)).isNull();
    }

    @Test
    void textThatIsNoTimeIsRefused() {
        assertThatThrownBy(() -> time.unmarshal("tomorrow"))
                .isInstanceOf(DateTimeParseException.class)
                .hasMessageContaining("tomorrow");
    }

    @Test
    void zeroSecondsAreWritten() {
        assertThat(time.marshal(OffsetDateTime.parse("2026-09-24T00:00+02:00")))
                .isEqualTo("2026-09-24T00:00:00+02:00");
    }
}
