package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMaskTest {

    @ParameterizedTest
    @CsvSource({"*, a.csv, true", "*.csv, a.CSV, true", "*.csv, a.csv.txt, false", "shop-*.csv, Shop-1.csv, true",
            "shop-*.csv, my-shop-1.csv, false", "?.csv, a.csv, true", "?.csv, ab.csv, false",
            "a+b[1].csv, a+b[1].csv, true",
            "a+b[1].csv, aab1.csv, false", "'', '', true"})
    void aMaskMeansNamesInAnyLetterCase(String mask, String name, boolean meant) {
        assertThat(new NameMask(mask).matches(name)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"*, *, true", "*, a.csv, true", "*.csv, *.xml, false", "*.csv, *.CSV, true", "a*, *z, true",
            "a*.csv, b*.csv, false", "shop-*, *-2026.csv, true", "?.csv, ??.csv, false", "*a*, *b*, true",
            "ab, abc, false", "ab*, abc, true", "ab, abc*, false"})
    void twoMasksOverlapWhereANameFitsBoth(String one, String other, boolean overlap) {
        assertThat(new NameMask(one).overlaps(new NameMask(other))).isEqualTo(overlap);
        assertThat(new NameMask(other).overlaps(new NameMask(one))).isEqualTo(overlap);
    }

    /** Whoever says that two masks are apart must never be caught with a name that fits both. */
    @Property
    void noNameFitsBothOfTwoMasksThatAreApart(@ForAll("masks") String one, @ForAll("masks") String other,
            @ForAll("names") String name) {
        NameMask first = new NameMask(one);
        NameMask second = new NameMask(other);
        if (first.matches(name) && second.matches(name)) {
            assertThat(first.overlaps(second)).as("%s and %s mean %s", one, other, name).isTrue();
        }
    }

    @Provide
    Arbitrary<String> masks() {
        return Arbitraries.strings().withChars('a', 'b', '*', '?').ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(5);
    }
}
