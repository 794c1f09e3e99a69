package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the reading of texts promises, for any text. */
class TextCleaningTest {

    private static final Unprintable UNPRINTABLE = Installation.SCHEMAS.unprintable("webstamp");

    private final TextCleaning cleaning = new TextCleaning(UNPRINTABLE);

    private static boolean isPrintable(String text, TextForm form, int limit) {
        return UNPRINTABLE.in(text, form).isEmpty()
                && (form == TextForm.CODE || TextCleaning.length(text) <= limit);
    }

    @Property(tries = 1000)
    void whatWasCleanedCanBePrinted(@ForAll("texts") String text, @ForAll TextForm form,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        cleaning.clean(text, form, limit)
                .ifPresent(result -> assertThat(isPrintable(result.text(), form, limit)).as(result.text()).isTrue());
    }

    @Property(tries = 1000)
    void whatCanBePrintedIsLeftAsItIs(@ForAll("texts") String text, @ForAll TextForm form,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        assertThat(cleaning.clean(text, form, limit).isEmpty()).isEqualTo(isPrintable(text, form, limit));
    }

    @Property(tries = 1000)
    void cleaningTwiceIsCleaningOnce(@ForAll("texts") String text, @ForAll TextForm form,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        cleaning.clean(text, form, limit)
                .ifPresent(result -> assertThat(cleaning.clean(result.text(), form, limit)).isEmpty());
    }

    @Property(tries = 1000)
    void nothingIsPutInAndWhatGoesIsTold(@ForAll("texts") String text, @ForAll TextForm form,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        cleaning.clean(text, form, limit).ifPresent(result -> {
            String whole = result.text() + result.cutOff().orElse("");
            StringBuilder expected = new StringBuilder(text);
            result.removed().stream().sorted((one, other) -> other.at() - one.at())
                    .forEach(place -> expected.delete(place.at(), place.at() + Character.charCount(place.character())));
            assertThat(letters(whole)).isEqualTo(letters(expected.toString()));
        });
    }

    /** Without blanks and line ends, letters and their accents apart. */
    private static String letters(String text) {
        return Normalizer.normalize(text.replaceAll("[\\p{Zs}\t\n\u000B\f\r\u0085\u2028\u2029]", ""),
                Normalizer.Form.NFD);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(" ", "  ", "\u00A0", "\t", "\n", "\r\n", "\r", "\u0007", "\u0000",
                "\u200B", "\u202E", "\uFEFF", "\u2028", "\u0085", "\uE000", "\uFFFF", "\uD83D", "\uDE00",
                "\uD83D\uDE00",
                "\uDBFF\uDFFF", "e\u0301", "\u0301", "ü", "Straße", "Genève", "8001", "a", "東京");
        return Arbitraries.oneOf(pieces, pieces, Arbitraries.strings().all().ofMaxLength(5)).list().ofMaxSize(20)
                .map(list -> String.join("", list));
    }

    private String cleaned(String text, TextForm form, int limit) {
        return cleaning.clean(text, form, limit).map(TextCleaning.Result::text).orElse(text);
    }

    @Example
    void breaksBecomeBlanksOnOneLineAndStayWhereThereAreSeveral() {
        assertThat(cleaned("Bahnhofstrasse 1\r\n8001 Zürich", TextForm.LINE, 35))
                .isEqualTo("Bahnhofstrasse 1 8001 Zürich");
        assertThat(cleaning.clean("Bahnhofstrasse 1\r\n8001 Zürich", TextForm.LINES, 35)).isEmpty();
        assertThat(cleaned("a\u2028b\tc\r d", TextForm.LINES, 35)).isEqualTo("a\nb c\nd");
    }

    @Example
    void aTextThatIsTooLongEndsWithAWordAndNeverInsideALetter() {
        assertThat(cleaned("Schweizerische Eidgenossenschaft, Bundesamt", TextForm.LINE, 35))
                .isEqualTo("Schweizerische Eidgenossenschaft,");
        assertThat(cleaning.clean("Schweizerische Eidgenossenschaft, Bundesamt", TextForm.LINE, 35))
                .get().satisfies(result -> {
                    assertThat(result.cutOff()).contains("Bundesamt");
                    assertThat(result.length()).isEqualTo(43);
                });
        assertThat(cleaned("Donaudampfschifffahrtsgesellschaft", TextForm.LINE, 10)).isEqualTo("Donaudampf");
        assertThat(cleaned("A Donaudampfschifffahrt", TextForm.LINE, 10)).as("a blank far from the end")
                .isEqualTo("A Donaudam");
        // Flags, families and letters with several accents are one letter each.
        assertThat(cleaned("x\uD83C\uDDE8\uD83C\uDDED\uD83C\uDDE8\uD83C\uDDED", TextForm.LINE, 4))
                .isEqualTo("x\uD83C\uDDE8\uD83C\uDDED");
    }

    @Example
    void aCodeIsNeverCut() {
        assertThat(cleaning.clean("R".repeat(60), TextForm.CODE, 50)).isEmpty();
        assertThat(cleaned("R\u200B".repeat(60), TextForm.CODE, 50)).isEqualTo("R".repeat(60));
    }

    @Example
    void lettersAndAccentsAreJoinedWhereThatMakesATextFit() {
        assertThat(cleaned("u\u0308".repeat(5), TextForm.LINE, 5)).isEqualTo("üüüüü");
        assertThat(cleaning.clean("u\u0308".repeat(5), TextForm.LINE, 10)).as("it can be printed as it is").isEmpty();
    }

    @Example
    void whatIsLeftMayBeNothing() {
        assertThat(cleaning.clean("\u200B \u0007", TextForm.LINE, 35)).map(TextCleaning.Result::text)
                .isEqualTo(Optional.of(""));
    }

    @Example
    void placesAreCountedInCharacters() {
        assertThat(UNPRINTABLE.in("\uD83D\uDE00ü\u200B\u0007", TextForm.LINE))
                .extracting(place -> place.name() + " " + place.number())
                .isEqualTo(List.of("U+200B 3", "U+0007 4"));
    }
}
