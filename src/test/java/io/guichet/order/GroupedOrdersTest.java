package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in which an order has many rows, a recipient each. */
class GroupedOrdersTest {

    private static final ImportProfile MAILING = Profiles.of("{'groupBy': 'orderId', 'charset': 'windows-1252',"
            + "'fixed': {'service': 'webstamp', 'operation': 'stamps', 'request': {'format': 'pdf'}}, 'columns': ["
            + "{'names': ['Nr'], 'to': 'orderId'},"
            + "{'names': ['Produkt'], 'to': 'request.product', 'values': {'A-Post': 15220, 'B-Post': 15242}},"
            + "{'names': ['Preis'], 'to': 'limits.maxPrice', 'default': '9.00'},"
            + "{'names': ['Name'], 'to': 'request.recipients.*.lastName'},"
            + "{'names': ['Ort'], 'to': 'request.recipients.*.city', 'required': true},"
            + "{'names': ['Land'], 'to': 'request.recipients.*.country', 'default': 'CH'}]}");
    private static final String HEADER = "Nr;Produkt;Preis;Name;Ort;Land\n";

    private final Reading reading = new Reading(MAILING);

    @Test
    void rowsThatFollowEachOtherWithTheSameIdAreOneOrder() {
        List<RawOrder> orders = reading.of(HEADER + "A;A-Post;5;Muster;Bern;\nA;;;Beispiel;Wien;AT\n"
                + "B;B-Post;;Esempio;Chur;\n A ;A-Post;;Muster;Genf;\n");

        assertThat(orders).hasSize(3).allSatisfy(order -> assertThat(order.problems()).isEmpty());
        assertThat(orders.get(0).message()).isEqualTo(json("{'orderId':'A','service':'webstamp','operation':'stamps',"
                + "'limits':{'maxPrice':'5'},'request':{'format':'pdf','product':15220,'recipients':["
                + "{'lastName':'Muster','city':'Bern','country':'CH'},"
                + "{'lastName':'Beispiel','city':'Wien','country':'AT'}]}}"));
        assertThat(orders.get(1).message().at("/limits/maxPrice").asText()).isEqualTo("9.00");
        assertThat(orders).extracting(RawOrder::number).containsExactly(2L, 4L, 5L);
        assertThat(orders).extracting(RawOrder::last).containsExactly(3L, 4L, 5L);
        assertThat(orders).extracting(RawOrder::place).containsExactly("lines 2 to 3", "line 4", "line 5");
    }

    @Test
    void whatTheOrderHasOnceMayBeRepeatedOrLeftOutAndMayNotDiffer() {
        List<RawOrder> orders = reading.of(HEADER + "A;A-Post;;a;Bern;\nA; a-post ;;b;Chur;\nA;;;c;Genf;\n"
                + "B;A-Post;;a;Bern;\nB;B-Post;;b;Chur;\n");

        assertThat(orders.get(0).problems()).isEmpty();
        assertThat(orders.get(1).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("GUI-1059");
            assertThat(problem.field()).isEqualTo("/request/product");
            assertThat(problem.message()).isEqualTo("march.csv, line 6: the rows of this order do not fit together: "
                    + "column Produkt has \"15242\" here and \"15220\" in line 5");
        });
    }

    @Test
    void aRowThatAddsNothingIsToldAndNotDropped() {
        assertThat(reading.of(HEADER + "A;A-Post;;a;Bern;\nA;A-Post;;;;\nB;B-Post;;;;\n")).satisfiesExactly(
                nothing -> assertThat(nothing.problems().get(0).message()).endsWith("it adds nothing to line 2"),
                onlyOne -> assertThat(onlyOne.message().path("request").has("recipients")).isFalse());
    }

    @Test
    void aWrongCellRefusesItsWholeOrderAndNamesItsLine() {
        assertThat(reading.of(HEADER + "A;A-Post;;a;Bern;\nA;;;b;;AT\nA;C-Post;;c;Genf;\nB;;;d;Chur;\n"))
                .satisfiesExactly(
                        wrong -> {
                            assertThat(wrong.problems()).extracting(Problem::message).containsExactly(
                                    "march.csv, line 3, column Ort: \"\" (expected: a value)",
                                    "march.csv, line 4, column Produkt: \"C-Post\" (expected: one of A-Post, B-Post)");
                            assertThat(wrong.problems()).extracting(Problem::field)
                                    .containsExactly("/request/recipients/1/city", "/request/product");
                            assertThat(wrong.message().path("orderId").asText()).isEqualTo("A");
                        },
                        good -> assertThat(good.problems()).isEmpty());
    }

    @Test
    void whatTheSchemaSaysOfARecipientIsToldWithItsLineAndColumn() {
        OrderValidator validator = new OrderValidator(Installation.SCHEMAS,
                new Installation(Map.of("webstamp", Set.of("stamps")), List.of()), Reading.ENGLISH);

        List<Problem> problems = validator.validate(reading.of(HEADER + "A;A-Post;x;a;Bern;\nA;;;;;\nA;;;"
                + "x".repeat(36) + ";Bern;Schweiz\n").get(0)).problems();

        assertThat(problems).extracting(Problem::message).satisfiesExactly(
                nothing -> assertThat(nothing).contains("line 3", "adds nothing"),
                price -> assertThat(price).startsWith("march.csv, line 2, column Preis: limits.maxPrice: \"x\""),
                country -> assertThat(country)
                        .startsWith("march.csv, line 4, column Land: recipients.1.country: \"Schweiz\""),
                name -> assertThat(name).startsWith("march.csv, line 4, column Name: recipients.1.lastName: "));
    }

    @Test
    void whatIsWrongIsToldInTheLanguageOfTheAccountThatTheOrderIsOf() {
        Texts words = new Texts(Locale.ENGLISH,
                (service, account) -> Optional.of("de").filter(german -> account.equals("demo")));
        OrderValidator validator = new OrderValidator(Installation.SCHEMAS,
                new Installation(Map.of("webstamp", Set.of("stamps")), List.of()), words);
        RawOrder order = reading.of(HEADER + "A;A-Post;;a;Bern;\nA;B-Post;;b;;AT\nA;C-Post;;;;\n").get(0);

        assertThat(validator.validate(order).problems()).extracting(Problem::message).containsExactly(
                "march.csv, Zeile 3: die Zeilen dieses Auftrags passen nicht zusammen: die Spalte Produkt hat hier "
                        + "\u00AB15242\u00BB und in Zeile 2 \u00AB15220\u00BB",
                "march.csv, Zeile 3, Spalte Ort: \u00AB\u00BB (erwartet: ein Wert)",
                "march.csv, Zeile 4, Spalte Produkt: \u00ABC-Post\u00BB (erwartet: eines von A-Post, B-Post)",
                "march.csv, Zeile 4: die Zeilen dieses Auftrags passen nicht zusammen: sie f\u00FCgt der Zeile 2 nichts "
                        + "hinzu");
        RawOrder other = order.with(((ObjectNode) order.message().deepCopy()).put("account", "branch-2"));
        assertThat(validator.validate(other).problems()).extracting(Problem::message)
                .contains("march.csv, line 3, column Ort: \"\" (expected: a value)");
    }

    @Test
    void anotherMessageLeavesTheOrderWhereItStands() {
        RawOrder order = reading.of(HEADER + "A;A-Post;;a;Bern;\nA;;;b;Chur;\n").get(0);

        RawOrder other = order.with(json("{'orderId':'B'}"));

        assertThat(other.last()).isEqualTo(3);
        assertThat(other.origin().of("/request/recipients/1/city", Reading.ENGLISH))
                .contains("march.csv, line 3, column Ort");
    }

    @Test
    void aMissingValueIsToldOnceAndNotAsAChoiceAsWell() {
        ImportProfile needed = Profiles.of("{'fixed': {'service': 'webstamp', 'operation': 'stamps'}, 'columns': ["
                + "{'names': ['Nr'], 'to': 'orderId'}, {'names': ['Menge'], 'to': 'request.quantity'},"
                + "{'names': ['Produkt'], 'to': 'request.product', 'required': true}]}");
        OrderValidator validator = new OrderValidator(Installation.SCHEMAS,
                new Installation(Map.of("webstamp", Set.of("stamps")), List.of()), Reading.ENGLISH);

        assertThat(validator.validate(new Reading(needed).of("Nr;Produkt;Menge\nA;;0\n").get(0)).problems())
                .extracting(Problem::message).containsExactly(
                        "march.csv, line 2, column Produkt: \"\" (expected: a value)",
                        "march.csv, line 2, column Menge: quantity: 0 (expected: 1..500)");
    }

    @Test
    void aRowWithoutAnIdStandsAloneAndIsRefused() {
        assertThat(reading.of(HEADER + ";A-Post;;a;Bern;\n;A-Post;;b;Bern;\nA;A-Post;;c;Bern;\n"))
                .extracting(order -> order.problems().size()).containsExactly(1, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A;;;\"b\"x;Bern;", "A;;;b;Bern;;AG;Bern", "A\u0081;;;b;Bern;"})
    void anUnreadableRowRefusesTheOrdersBesideItAndNoOther(String row) {
        List<RawOrder> orders = reading.of(Reading.bytes(HEADER + "Z;A-Post;;z;Bern;\nA;A-Post;;a;Bern;\n" + row
                + "\nB;A-Post;;a;Bern;\nB;;;b;Bern;\nC;A-Post;;c;Bern;\n"));

        assertThat(orders).extracting(order -> order.problems().isEmpty()).containsExactly(true, false, false, true);
        assertThat(orders.get(1).problems()).extracting(Problem::message)
                .contains("march.csv, line 4: the rows of this order do not fit together: "
                        + "the row cannot be read and may belong to the order of line 3");
        assertThat(orders.get(2).problems()).extracting(Problem::message)
                .containsExactly("march.csv, line 4: the rows of this order do not fit together: "
                        + "the row cannot be read and may belong to the order of line 5");
        assertThat(orders).extracting(RawOrder::place)
                .containsExactly("line 2", "lines 3 to 4", "lines 5 to 6", "line 7");
    }

    @Test
    void anUnreadableRowInsideAnOrderRefusesThatOneOnly() {
        assertThat(reading.of(HEADER + "A;A-Post;;a;Bern;\nA;;;\"b\"x;Bern;\nA;;;c;Bern;\nB;A-Post;;a;Bern;\n"))
                .satisfiesExactly(
                        broken -> assertThat(broken.place()).isEqualTo("lines 2 to 4"),
                        good -> assertThat(good.problems()).isEmpty());
    }

    @Test
    void aNameThatCannotBeDecodedStaysWithItsOrder() {
        List<RawOrder> orders = reading.of(Reading.bytes(HEADER + "A;A-Post;;a;Bern;\nA;;;b\u0081;Bern;\n"
                + "B;A-Post;;a;Bern;\n"));

        assertThat(orders).extracting(order -> order.problems().isEmpty()).containsExactly(false, true);
        assertThat(orders.get(0).problems()).extracting(Problem::code).containsExactly("GUI-1001");
    }

    @Test
    void anOrderOfTooManyRowsIsPassedOverAndTheNextIsRead() {
        String rows = "A;A-Post;;a;Bern;\n".repeat(100);
        Reading small = new Reading(Form.CSV, MAILING, 1000);

        assertThat(small.of(HEADER + rows + "B;A-Post;;a;Bern;\n")).satisfiesExactly(
                large -> {
                    assertThat(large.problems()).extracting(Problem::code).containsExactly("GUI-1006");
                    assertThat(large.place()).isEqualTo("lines 2 to 101");
                },
                next -> assertThat(next.problems()).isEmpty());
        assertThat(reading.of(HEADER + "A;A-Post;;a;Bern;\n" + "A;;;;;\n".repeat(200_000)).get(0).problems())
                .extracting(Problem::code).containsExactly("GUI-1008");
    }

    @Test
    void theLastRowTellsWhetherItWasEnded() throws Exception {
        byte[] text = (HEADER + "A;A-Post;;a;Bern;\nA;;;b;Bern;").getBytes(StandardCharsets.UTF_8);
        try (OrderStream stream = new OrderReader(Reading.ENGLISH, 100)
                .open("march.csv", new ByteArrayInputStream(text), Form.CSV, MAILING)) {
            stream.next();
            assertThat(stream.lastWasTerminated()).isFalse();
            assertThat(stream.hasNext()).isFalse();
        }
    }
}
