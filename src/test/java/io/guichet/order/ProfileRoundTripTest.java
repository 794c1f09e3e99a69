package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** What is written down as CSV is what is read, whatever the texts, delimiters, quotes, character sets and line ends. */
class ProfileRoundTripTest {

    private static final ImportProfile ANY = Profiles.of("{'columns': [{'names': ['Nr'], 'to': 'orderId'},"
            + "{'names': ['S'], 'to': 'service'}, {'names': ['O'], 'to': 'operation'},"
            + "{'names': ['A'], 'to': 'request.a'}, {'names': ['B'], 'to': 'request.b'}]}");

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final String HEAD = "Nr;A\nX-1;a\n";
    private static final String TAIL = "\nX-2;b\n";

    /** How one file is written: character set, delimiter and quote, line end. */
    @Provide
    Arbitrary<Tuple3<String, String, String>> dialects() {
        return Arbitraries.of("UTF-8", "windows-1252", "ISO-8859-15", "windows-1250").flatMap(
                charset -> Arbitraries.of(";\"", ",\"", "\t\"", "|'", "§*").filter(
                        marks -> Charset.forName(charset).newEncoder().canEncode(marks)).flatMap(
                                marks -> Arbitraries.of("\n", "\r\n").map(end -> Tuple.of(charset, marks, end))));
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.strings().withChars("abZ0 =+-@\"'*,;|§\t\näöüéß€").ofMaxLength(12).list()
                .ofMinSize(2).ofMaxSize(12).map(list -> list.size() % 2 == 0 ? list : list.subList(1, list.size()));
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("dialects") Tuple3<String, String, String> how,
            @ForAll("cells") List<String> cells) {
        Charset charset = Charset.forName(how.get1());
        List<String> kept = cells.stream().filter(cell -> charset.newEncoder().canEncode(cell)).toList();
        String delimiter = how.get2().substring(0, 1);
        String quote = how.get2().substring(1);
        ImportProfile profile = new ImportProfile("any",
                new CsvDialect(delimiter, quote.charAt(0), charset), true, false, ANY.columns(), ANY.fixed(),
                ANY.groupBy());
        StringBuilder file = new StringBuilder(String.join(delimiter, "B", "Nr", "A")).append(how.get3());
        for (int i = 0; i + 1 < kept.size(); i += 2) {
            file.append(String.join(delimiter, quoted(kept.get(i), quote), "X-" + i, quoted(kept.get(i + 1), quote)))
                    .append(how.get3());
        }

        if (kept.size() > 1) {
            List<RawOrder> orders = new Reading(profile).of(file.toString().getBytes(charset));

            assertThat(orders).allSatisfy(order -> assertThat(order.problems()).isEmpty());
            assertThat(orders.stream().flatMap(order -> List.of(order.message().at("/request/b").asText(),
                    order.message().at("/request/a").asText()).stream()).toList())
                    .isEqualTo(kept.subList(0, kept.size() / 2 * 2).stream().map(ProfileColumn::trimmed).toList());
        }
    }

    @Property(tries = 300)
    void noBytesBreakTheReaderAndEachRowIsAnsweredOnce(@ForAll byte[] noise) {
        byte[] file = (HEAD + new String(noise, LATIN) + TAIL).getBytes(LATIN);

        List<RawOrder> orders = new Reading(ANY).of(file);

        assertThat(orders.get(0).message().path("orderId").asText()).isEqualTo("X-1");
        assertThat(orders.stream().map(RawOrder::number).collect(Collectors.toSet())).hasSameSizeAs(orders);
        boolean openQuote = orders.stream().flatMap(order -> order.problems().stream())
                .anyMatch(problem -> problem.code().equals("GUI-1023"));
        assertThat(openQuote || orders.get(orders.size() - 1).message().path("orderId").asText().equals("X-2"))
                .isTrue();
    }

    private static String quoted(String cell, String quote) {
        return quote + cell.replace(quote, quote + quote) + quote;
    }
}
