package io.guichet.order;

import static io.guichet.order.Reading.bytes;
import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one order a row, as their senders write them. */
class ProfileOrdersTest {

    private static final String NOTE = "{'names': ['Notiz', 'Note'], 'to': 'request.note'}";
    private static final String RATE = "{'names': ['Satz'], 'to': 'request.rate', 'type': 'number'}";

    @Test
    void columnsAreKnownByTheirNamesInAnyOrderAndLetterCase() {
        Reading reading = new Reading(Profiles.tiny(NOTE + "," + RATE));

        assertThat(messages(reading.of(" satz ;\u00A0NOTE;nr\n 1.5 ; a b ;X-1\n"))).containsExactly(
                "{'operation':'echo','orderId':'X-1','request':{'note':'a b','rate':'1.5'},'service':'tiny'}");
        assertThat(messages(reading.of("No,Satz\nX-2,\n"))).containsExactly(
                "{'operation':'echo','orderId':'X-2','service':'tiny'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theDelimiterIsFoundByItselfAlsoWhereCellsHoldOthers(String delimiter) {
        String file = "Nr~Notiz\nX-1~\"a,b;c|d\"\n".replace("~", delimiter);

        assertThat(messages(new Reading(Profiles.tiny(NOTE)).of(file)).get(0)).contains("a,b;c|d");
    }

    @Test
    void anyCharacterCanBeTheDelimiterAndTheQuote() {
        Reading odd = new Reading(Profiles.tiny(NOTE, "'delimiter': '§'", "'quote': '*'"));
        Reading none = new Reading(Profiles.tiny(NOTE, "'delimiter': ';'", "'quote': ''"));

        assertThat(messages(odd.of("Nr§Notiz\nX-1§*a§\"b*\n")).get(0)).contains("'a§\\'b'");
        assertThat(messages(none.of("Nr;Notiz\nX-1;5\" x\n")).get(0)).contains("5\\' x");
    }

    @Test
    void aFileWithoutHeaderIsReadByPosition() {
        Reading reading = new Reading(Profiles.of("{" + Profiles.TINY + ", 'header': false, 'columns': ["
                + "{'position': 3, 'to': 'orderId'}, {'position': 1, 'to': 'request.note'},"
                + "{'position': 2, 'ignore': true}]}"));

        assertThat(reading.of("a;x;X-1\n;;X-2;;\nb;;X-3;y\n;;;\n")).satisfiesExactly(
                first -> assertThat(first.message().at("/request/note").asText()).isEqualTo("a"),
                second -> assertThat(second.message().has("request")).isFalse(),
                tooMany -> assertThat(tooMany.problems().get(0).message())
                        .isEqualTo("march.csv, line 3: cell 4 has no column (4 cells, 3 columns)"));
        assertThat(messages(reading.of("\tx\tX-1\n")).get(0)).contains("X-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "windows-1252 | Zürich – 5 €",
            "ISO-8859-1 | Zürich",
            "ISO-8859-15 | Zürich 5 €",
            "windows-1250 | Kraków Łódź",
            "UTF-8 | Zürich Łódź 🚀"})
    void textOfEachCharsetIsRead(String charset, String text) {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': '" + charset + "'"));

        assertThat(messages(reading.of(("Nr;Notiz\nX-1;" + text + "\n").getBytes(Charset.forName(charset)))).get(0))
                .contains(text);
    }

    @Test
    void aMarkOfUtf8WinsOverTheProfile() {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': 'windows-1252'"));

        assertThat(messages(reading.of("\uFEFFNr;Notiz\nX-1;Zürich Łódź\n")).get(0)).contains("Zürich Łódź");
    }

    @Test
    void bytesThatTheCharsetDoesNotHaveAreToldAndNeverReplaced() {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': 'windows-1252'"));

        assertThat(reading.of(bytes("Nr;Notiz\nX-1;a\u0081b\u00FC\nX-2;\u00FC\n"))).satisfiesExactly(
                undefined -> assertThat(undefined.problems().get(0).message())
                        .isEqualTo("march.csv, line 2, column 6: not windows-1252 (byte 14)"),
                good -> assertThat(good.message().at("/request/note").asText()).isEqualTo("ü"));
    }

    @Test
    void utf8ThatWasTakenForAnotherCharsetIsNoticed() {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': 'windows-1252'"));

        assertThat(reading.of("Nr;Notiz\nX-1;Zürich\n")).singleElement().satisfies(
                row -> assertThat(row.problems().get(0).message())
                        .isEqualTo("march.csv, line 2, column 1: not windows-1252 but UTF-8 (byte 9)"));
        assertThat(reading.refusalOf("Nr;Notiz;Größe\nX-1;a;1\n").code()).isEqualTo("GUI-1001");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "windows-1252 | Strauß’sche Gasse",
            "windows-1252 | CAFÉ™ Âge",
            "ISO-8859-15  | Ångström",
            "windows-1250 | RĂŞINARI",
            "windows-1251 | Вёшки"})
    void realTextIsNotTakenForUtf8(String charset, String text) {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': '" + charset + "'"));

        assertThat(messages(reading.of(("Nr;Notiz\nX-1;" + text + "\n").getBytes(Charset.forName(charset)))).get(0))
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "12,50       | 12.50",
            "1'234,5     | 1234.5",
            "1’234’567   | 1234567",
            "-0,05       | -0.05",
            "007         | 7",
            "000         | 0",
            "0,5         | 0.5",
            "12.50       | -",
            "1'23        | -",
            "12345'678   | -",
            "1'234’567   | -",
            "1'234,5'6   | -",
            "1,2,3       | -",
            ",5          | -",
            "5,          | -",
            "1 234       | -",
            "1e3         | -",
            "+5          | -",
            "=1+1        | -",
            "CHF 5,00    | -",
            "٣           | -"})
    void numbersAreReadAsTheProfileSaysAndNotGuessed(String cell, String number) {
        Reading reading =
                new Reading(Profiles.tiny(RATE, "'decimalMark': ','", "'thousandsMarks': ['\\u0027', '’']"));
        RawOrder order = reading.of("Nr;Satz\nX-1;" + cell + "\n").get(0);

        if (number == null) {
            assertThat(order.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("GUI-1057");
                assertThat(problem.field()).isEqualTo("/request/rate");
                assertThat(problem.message()).isEqualTo("march.csv, line 2, column Satz: \"" + cell
                        + "\" (expected: a number as in 1'234,50)");
            });
        } else {
            assertThat(order.problems()).isEmpty();
            assertThat(order.message().at("/request/rate").asText()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "date     | dd.MM.yyyy       | -             | 31.12.2026       | 2026-12-31",
            "date     | d.M.yy           | -             | 1.2.26           | 2026-02-01",
            "date     | yyyyMMdd         | -             | 20261231         | 2026-12-31",
            "date     | dd.MM.yyyy       | -             | 31.11.2026       | -",
            "date     | dd.MM.yyyy       | -             | 1.2.2026         | -",
            "dateTime | dd.MM.yyyy       | Europe/Zurich | 31.07.2026       | 2026-07-31T23:59:59+02:00",
            "dateTime | dd.MM.yyyy HH:mm | Europe/Zurich | 31.12.2026 06:00 | 2026-12-31T06:00:00+01:00",
            "dateTime | dd/MM/yyyy HH:mmXXX | -          | 31/12/2026 06:00+05:00 | 2026-12-31T06:00:00+05:00",
            "dateTime | dd.MM.yyyy HH:mm | Europe/Zurich | 29.03.2026 02:30 | -",
            "dateTime | dd.MM.yyyy HH:mm | Europe/Zurich | 25.10.2026 02:30 | -"})
    void datesBecomeIsoDates(String type, String format, String zone, String cell, String date) {
        String more = zone == null ? "" : ", 'zone': '" + zone + "'";
        String time = type.equals("dateTime") && format.equals("dd.MM.yyyy") ? ", 'time': '23:59:59'" : "";
        Reading reading = new Reading(Profiles.tiny("{'names': ['Bis'], 'to': 'notAfter', 'type': '" + type
                + "', 'format': '" + format + "'" + more + time + "}"));
        RawOrder order = reading.of("Nr;Bis\nX-1;" + cell + "\n").get(0);

        if (date == null) {
            assertThat(order.problems().get(0).message()).contains("column Bis: \"" + cell + "\"",
                    "a date written " + format);
        } else {
            assertThat(order.problems()).isEmpty();
            assertThat(order.message().path("notAfter").asText()).isEqualTo(date);
        }
    }

    @Test
    void wordsOfTheSenderBecomeOursAndOthersAreRefusedOrKept() {
        String words = "'names': ['Notiz'], 'to': 'request.note', 'values': {'A-Post': 'a', 'B-Post': 'b'}";
        Reading strict = new Reading(Profiles.tiny("{" + words + "}"));
        Reading lenient = new Reading(Profiles.tiny("{" + words + ", 'otherValues': 'keep'}"));
        String file = "Nr;Notiz\nX-1; a-POST \nX-2;C-Post\n";

        assertThat(strict.of(file)).satisfiesExactly(
                known -> assertThat(known.message().at("/request/note").asText()).isEqualTo("a"),
                unknown -> assertThat(unknown.problems().get(0).message()).isEqualTo(
                        "march.csv, line 3, column Notiz: \"C-Post\" (expected: one of A-Post, B-Post)"));
        assertThat(lenient.of(file).get(1).message().at("/request/note").asText()).isEqualTo("C-Post");
    }

    @Test
    void wordsCanMeanNumbersAndYesOrNo() {
        Reading reading = new Reading(Profiles.tiny("{'names': ['Ja'], 'to': 'request.flag', "
                + "'values': {'ja': true, 'nein': false}}, {'names': ['Satz'], 'to': 'request.rate', "
                + "'values': {'halb': 0.5}}"));

        assertThat(messages(reading.of("Nr;Ja;Satz\nX-1;Nein;halb\n")).get(0))
                .contains("'request':{'flag':false,'rate':0.5}");
    }

    @Test
    void blankCellsAndAbsentColumnsGetTheDefault() {
        Reading reading = new Reading(Profiles.tiny("{'names': ['Notiz'], 'to': 'request.note', 'default': 'x'}"));

        assertThat(messages(reading.of("Nr;Notiz\nX-1;\nX-2;y\n"))).satisfiesExactly(
                blank -> assertThat(blank).contains("'note':'x'"), own -> assertThat(own).contains("'note':'y'"));
        assertThat(messages(reading.of("Nr\nX-1\n")).get(0)).contains("'note':'x'");
    }

    @Test
    void aDefaultMakesNoEntryOfAListWithoutOtherValues() {
        Reading reading = new Reading(Profiles.of("{'fixed': {'service': 'webstamp', 'operation': 'stamps'}, "
                + "'columns': [{'names': ['Nr'], 'to': 'orderId'},"
                + "{'names': ['Ort'], 'to': 'request.recipients.0.city', 'required': true},"
                + "{'names': ['Name'], 'to': 'request.recipients.0.lastName'},"
                + "{'names': ['Land'], 'to': 'request.recipients.0.country', 'default': 'CH'}]}"));

        assertThat(reading.of("Nr;Name;Ort;Land\nX-1;;;\nX-2;;Bern;\nX-3;Muster;;\n")).satisfiesExactly(
                none -> assertThat(none.message().has("request")).isFalse(),
                one -> assertThat(one.message().path("request"))
                        .isEqualTo(json("{'recipients':[{'city':'Bern','country':'CH'}]}")),
                incomplete -> assertThat(incomplete.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.message())
                            .isEqualTo("march.csv, line 4, column Ort: \"\" (expected: a value)");
                    assertThat(problem.field()).isEqualTo("/request/recipients/0/city");
                }));
    }

    @Test
    void fixedValuesStandInEveryOrder() {
        Reading reading = new Reading(Profiles.of("{'fixed': {'service': 'tiny', 'operation': 'echo', "
                + "'account': 'till', 'request': {'numbers': [1, '2'], 'rate': 0.5}}, "
                + "'columns': [{'names': ['Nr'], 'to': 'orderId'}]}"));

        assertThat(messages(reading.of("Nr\nX-1\n")).get(0)).isEqualTo("{'account':'till','operation':'echo',"
                + "'orderId':'X-1','request':{'numbers':[1,'2'],'rate':0.5},'service':'tiny'}");
    }

    @Test
    void aHeaderThatDoesNotFitIsToldWholeInOneSentence() {
        Reading reading = new Reading(Profiles.tiny(NOTE
                + ", {'names': ['Menge', 'Anzahl'], 'to': 'request.rate', 'required': true}"));

        Problem problem = reading.refusalOf("Notiz;Farbe;NOTE;Größe;;\nx;rot;y;3;;\n");

        assertThat(problem.code()).isEqualTo("GUI-1058");
        assertThat(problem.message()).isEqualTo("march.csv, line 1: the header does not fit the import profile "
                + "march: missing \"Nr / No\", \"Menge / Anzahl\"; not known \"Farbe\", \"Größe\"; twice \"NOTE\"");
    }

    @Test
    void columnsThatAreIgnoredAreSaidSo() {
        String file = "Nr;Farbe;Note\nX-1;rot;y\n";

        assertThat(new Reading(Profiles.tiny(NOTE + ", {'names': ['Farbe'], 'ignore': true}")).of(file))
                .singleElement().satisfies(order -> assertThat(order.problems()).isEmpty());
        assertThat(new Reading(Profiles.tiny(NOTE, "'otherColumns': 'ignore'")).of(file))
                .singleElement().satisfies(order -> assertThat(order.message().toString()).doesNotContain("rot"));
        assertThat(new Reading(Profiles.tiny(NOTE)).refusalOf(file).message()).contains("not known \"Farbe\"");
    }

    @Test
    void aColumnWithoutANameMayHaveNoValues() {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(reading.of("Nr;;Notiz;\nX-1;;a;\nX-2;b;c\n")).satisfiesExactly(
                blank -> assertThat(blank.problems()).isEmpty(),
                value -> assertThat(value.problems().get(0).code()).isEqualTo("GUI-1022"));
    }

    @Test
    void everythingThatIsWrongInARowIsToldAndTheOthersGoOn() {
        Reading reading = new Reading(Profiles.tiny(RATE
                + ", {'names': ['Ja'], 'to': 'request.flag', 'values': {'ja': true}}"));

        assertThat(reading.of("Nr;Satz;Ja\nX-1;viel;vielleicht\nX-2;1;ja\n")).satisfiesExactly(
                wrong -> {
                    assertThat(wrong.problems()).extracting(Problem::field)
                            .containsExactly("/request/rate", "/request/flag");
                    assertThat(wrong.message().path("orderId").asText()).isEqualTo("X-1");
                },
                right -> assertThat(right.problems()).isEmpty());
    }

    @Test
    void whatTheSchemaSaysIsToldWithLineAndColumn() {
        Reading reading = new Reading(Profiles.tiny(NOTE + "," + RATE
                + ", {'names': ['Bis'], 'to': 'notAfter', 'type': 'dateTime', 'format': 'dd.MM.yyyy', "
                + "'zone': 'Europe/Zurich'}"));

        List<Problem> problems = validated(reading.of("Nr;note;Satz;Bis\nX-1;abcdef;x;31.12.2026\n").get(0));

        assertThat(problems).extracting(Problem::message).containsExactly(
                "march.csv, line 2, column Satz: \"x\" (expected: a number as in 1234.50)",
                "march.csv, line 2, column note: note: \"abcdef\" has 6 characters (expected: ≤ 5)");
        assertThat(validated(reading.of("Nr;note\n;a\n").get(0))).extracting(Problem::message)
                .containsExactly("march.csv, line 2, column Nr: \"\" (expected: a value)");
    }

    @Test
    void secretsAndDocumentsAreNotShown() {
        Reading reading = new Reading(Profiles.tiny("{'names': ['PIN'], 'to': 'request.secret', 'type': 'number'}"));
        Reading unknown = new Reading(Profiles.of("{'columns': [{'names': ['Nr'], 'to': 'orderId'}, {'names': ['S'], "
                + "'to': 'service'}, {'names': ['O'], 'to': 'operation'}, {'names': ['PIN'], 'to': 'request.pin', "
                + "'type': 'number'}]}"));

        for (RawOrder order : List.of(reading.of("Nr;PIN\nX-1;geheim\n").get(0),
                unknown.of("Nr;S;O;PIN\nX-1;a;b;geheim\n").get(0))) {
            assertThat(order.problems().get(0).message()).contains("column PIN: (6 characters, not shown)")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void formulasAreTextLikeAnyOther() {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(messages(reading.of("Nr;Notiz\n=1;\"=cmd|' /C calc'!A0\"\n")).get(0))
                .contains("'orderId':'=1'", "=cmd|' /C calc'!A0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "a\0b        | U+0000",
            "a\rb        | U+000D"})
    void charactersThatNoTextHasAreToldInTheirRowOnly(String cell, String name) {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(reading.of("Nr;Notiz\r\nX-1;" + cell + "\nX-2;\"a\r\nb\rc\td\"\r\n")).satisfiesExactly(
                strange -> {
                    assertThat(strange.problems().get(0).code()).isEqualTo("GUI-1030");
                    assertThat(strange.problems().get(0).message()).contains("line 2", name);
                },
                good -> assertThat(good.message().at("/request/note").asText()).isEqualTo("a\r\nb\rc\td"));
    }

    @Test
    void aFileInUtf16OrWithLinesThatEndWithCrAloneIsUnreadable() {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(reading.refusalOf("Nr;Notiz\nX-1;a\n".getBytes(StandardCharsets.UTF_16LE)).code())
                .isEqualTo("GUI-1030");
        assertThat(reading.refusalOf("Nr;Notiz\nX-1;a\n".getBytes(StandardCharsets.UTF_16)).code())
                .isEqualTo("GUI-1001");
        assertThat(reading.refusalOf("Nr;Notiz\rX-1;a\r").message())
                .startsWith("march.csv, line 1, column 9: the character U+000D");
    }

    @Test
    void unterminatedQuotesHugeCellsAndTooManyCellsAreToldAndNothingIsCut() {
        Reading small = new Reading(Form.CSV, Profiles.tiny(NOTE, "'charset': 'windows-1252'"), 100);

        assertThat(small.of("Nr;Notiz\nX-1;" + "x".repeat(200) + "\nX-2;a\nX-3;a;b\nX-4;\"a\nX-5;b\n"))
                .extracting(order -> order.problems().isEmpty() ? "" : order.problems().get(0).code())
                .containsExactly("GUI-1006", "", "GUI-1022", "GUI-1023");
        assertThat(small.of("Nr;Notiz\n" + ";".repeat(20_000) + "X-1\nX-2;a\n")).hasSize(2);
        assertThat(small.refusalOf("Nr;" + ";x".repeat(600_000) + "\nX-1;a\n").code()).isEqualTo("GUI-1008");
        assertThat(small.refusalOf("Nr;\"Notiz\nX-1;a\n").code()).isEqualTo("GUI-1023");
    }

    @Test
    void linesOfAnyEndAreReadAndCountedInOneFile() {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(reading.of("\r\n\nNr;Notiz\r\nX-1;\"a\nb\"\nX-2;c\r\n;\r\nX-3;d")).satisfiesExactly(
                first -> {
                    assertThat(first.number()).isEqualTo(4);
                    assertThat(first.last()).isEqualTo(5);
                    assertThat(first.place()).isEqualTo("line 4");
                },
                second -> assertThat(second.number()).isEqualTo(6),
                third -> {
                    assertThat(third.number()).isEqualTo(8);
                    assertThat(third.last()).isEqualTo(8);
                });
    }

    @Test
    void windows1252ThatWasTakenForIso88591IsNoticed() {
        Reading reading = new Reading(Profiles.tiny(NOTE, "'charset': 'ISO-8859-1'"));

        assertThat(reading.of("Nr;Notiz\nX-1;5 €\n".getBytes(Charset.forName("windows-1252")))).singleElement()
                .satisfies(order -> assertThat(order.problems().get(0).message()).contains("U+0080"));
    }

    @Test
    void aFileWithoutRowsIsEmpty() {
        Reading reading = new Reading(Profiles.tiny(NOTE));

        assertThat(reading.refusalOf("").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("Nr;Notiz\r\n;\r\n").code()).isEqualTo("GUI-1106");
    }

    @Test
    void otherFormsKnowNoProfile() throws Exception {
        OrderReader reader = new OrderReader(Reading.ENGLISH, 1000);
        InputSource source = InputSource.of("a.json", "{\"orderId\":\"X-1\"}".getBytes(StandardCharsets.UTF_8));

        reader.check(source, Form.JSON, Profiles.tiny(NOTE));

        try (OrderStream orders = reader.open(source, Form.JSON, Profiles.tiny(NOTE))) {
            assertThat(orders.next().message()).isEqualTo(json("{'orderId':'X-1'}"));
        }
    }

    private static List<Problem> validated(RawOrder order) {
        return new OrderValidator(Installation.SCHEMAS, Installation.usual(), Reading.ENGLISH)
                .validate(new RawOrder(order.number(), order.last(), order.place(),
                        with(order, "account", "till"), order.problems(), order.origin()))
                .problems();
    }

    private static JsonNode with(RawOrder order, String name, String value) {
        return ((ObjectNode) order.message().deepCopy()).put(name, value);
    }

    private static List<String> messages(List<RawOrder> orders) {
        return orders.stream().map(order -> {
            assertThat(order.problems()).isEmpty();
            return order.message().toString().replace('"', '\'');
        }).toList();
    }
}
