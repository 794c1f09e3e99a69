package io.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.catalogue.LicenceChoice.Kind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The licence rules as a table (webstamp 3.6). */
class LicenceChoiceTest {

    @ParameterizedTest(name = "{0} customer, product licensed: {1}, given: {2}, customer has: {3}")
    @CsvSource({
            "PRIVATE,  true,  ,  'A B', NOT_NEEDED,     ",
            "BUSINESS, false, ,  'A B', NOT_NEEDED,     ",
            "BUSINESS, true,  A, 'A B', GIVEN,          A",
            "BUSINESS, true,  C, 'A B', GIVEN_NOT_FOUND,C",
            "BUSINESS, true,  X, 'A X', GIVEN_NOT_FOUND,X",
            "BUSINESS, true,  ,  'A',   ONLY_ONE,       A",
            "BUSINESS, true,  ,  'A X', ONLY_ONE,       A",
            "BUSINESS, true,  ,  'A B', SERVICE_CHOOSES,",
            "BUSINESS, true,  ,  '',    NONE,           ",
            "BUSINESS, true,  ,  ,      NOT_KNOWN,      ",
            "BUSINESS, true,  A, ,      NOT_KNOWN,      A",
            "BUSINESS, false, A, 'A',   GIVEN,          A"})
    void rule36(CustomerGroup group, boolean licensed, String given, String has, Kind kind, String shown) {
        var choice = LicenceChoice.of(found(group, licensed), Optional.ofNullable(given), Optional.ofNullable(has)
                .map(numbers -> Stream.of(numbers.split(" ")).filter(number -> !number.isEmpty()).map(this::licence)
                        .toList()));

        assertThat(choice.kind()).isEqualTo(kind);
        assertThat(choice.shown()).isEqualTo(Optional.ofNullable(shown));
    }

    @Test
    void segmentMustMatchWhereBothNameOne() {
        var product = found(CustomerGroup.BUSINESS, true).product().orElseThrow();

        assertThat(new Licence("A", "", Optional.of(35), Optional.of(10)).fits(product)).isTrue();
        assertThat(new Licence("A", "", Optional.of(35), Optional.of(20)).fits(product)).isFalse();
        assertThat(new Licence("A", "", Optional.of(35), Optional.empty()).fits(product)).isTrue();
    }

    @Test
    void listedLicencesAreRememberedForAShortWhileOnly() {
        var start = Instant.parse("2026-10-05T08:00:00Z");
        var now = new Instant[]{start};
        var memory = new LicenceMemory(Duration.ofMinutes(5), new Clock() {

            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });

        memory.keep("demo", 1307915, List.of(licence("A")));

        now[0] = start.plusSeconds(299);
        assertThat(memory.recall("demo", 1307915)).isPresent();
        assertThat(memory.recall("other", 1307915)).isEmpty();
        now[0] = start.plusSeconds(300);
        assertThat(memory.recall("demo", 1307915)).isEmpty();
    }

    /** X is one of another subsystem. */
    private Licence licence(String number) {
        return new Licence(number, "", Optional.of(number.equals("X") ? 36 : 35), Optional.empty());
    }

    private static FoundProduct found(CustomerGroup group, boolean licensed) {
        var product = new Product(38700, 1307915, "R", new BigDecimal("5.80"), 3, true,
                licensed ? Optional.of(35) : Optional.empty(),
                licensed ? Optional.of(10) : Optional.empty(), 1, Optional.empty(), 2, "CC", Optional.of(group));
        return new FoundProduct(Optional.of(product), true, Optional.of(group), Set.of());
    }
}
