package io.guichet.order;

import static io.guichet.order.Reading.bytes;
import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOrdersTest {

    private final Reading reading = new Reading(Form.CSV);

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void dotsMakeObjectsAndNumbersMakeLists(String delimiter) {
        String text = "orderId,request.product,request.recipients.0.city,request.recipients.1.city\n"
                + "SO-1,15220,Bern,Basel\nSO-2,15220,,Chur\nSO-3,15220,,\n";

        assertThat(reading.of(text.replace(",", delimiter))).extracting(o -> o.message().toString()).containsExactly(
                json("{'orderId':'SO-1','request':{'product':'15220','recipients':[{'city':'Bern'},{'city':'Basel'}]}}")
                        .toString(),
                json("{'orderId':'SO-2','request':{'product':'15220','recipients':[{'city':'Chur'}]}}").toString(),
                json("{'orderId':'SO-3','request':{'product':'15220'}}").toString());
    }

    @Test
    void quotedCellsHoldDelimitersQuotesAndLineBreaks() {
        assertThat(reading.of("\uFEFForderId,a\r\nSO-1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n,\r\nSO-2,b\r\n")).satisfiesExactly(
                first -> {
                    assertThat(first.message().path("a").asText()).isEqualTo("x, \"y\"\r\nz");
                    assertThat(first.place()).isEqualTo("line 2");
                },
                second -> assertThat(second.place()).isEqualTo("line 6"));
    }

    @Test
    void aRowWithMoreCellsThanTheHeaderIsRefusedAlone() {
        assertThat(reading.of("orderId,a\nSO-1,b,c\nSO-2,b,,\n")).satisfiesExactly(
                tooMany -> assertThat(tooMany.problems().get(0).message())
                        .isEqualTo("march.csv, line 2: cell 3 has no column (3 cells, 2 columns)"),
                blanks -> assertThat(blanks.problems()).isEmpty());
    }

    @Test
    void aQuoteThatIsNeverClosedIsToldWithItsPlace() {
        assertThat(reading.of("orderId,a\nSO-1,b\nSO-2,\"c\nSO-3,d\n")).satisfiesExactly(
                first -> assertThat(first.problems()).isEmpty(),
                open -> assertThat(open.problems().get(0).message())
                        .isEqualTo("march.csv, line 3, column 6: the quote is never closed"));
    }

    @Test
    void aQuoteInTheWrongPlaceSpoilsItsRowOnly() {
        assertThat(reading.of("orderId,a\nSO-1,5\" screen\nSO-2,\"a\"b\nSO-3,c\n")).satisfiesExactly(
                inside -> assertThat(inside.problems().get(0).code()).isEqualTo("GUI-1024"),
                after -> assertThat(after.problems().get(0).code()).isEqualTo("GUI-1024"),
                good -> assertThat(good.problems()).isEmpty());
    }

    @Test
    void aRowThatIsNotUtf8OrTooLargeIsRefusedAlone() {
        byte[] text = bytes("orderId,a\nSO-1,Z\u00FCrich\nSO-2," + "x".repeat(200) + "\nSO-3,c\n");

        assertThat(new Reading(Form.CSV, 100).of(text))
                .satisfiesExactly(
                        wrongCharset -> assertThat(wrongCharset.problems().get(0).message())
                                .isEqualTo("march.csv, line 2, column 7: not UTF-8 (byte 16)"),
                        tooLarge -> assertThat(tooLarge.problems().get(0).code()).isEqualTo("GUI-1006"),
                        good -> assertThat(good.place()).isEqualTo("line 4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId,a,a\nx,1,2\n", "orderId,,a\nx,1,2\n",
            "orderId,a,a.b\nx,1,2\n", "orderId,a..b\nx,1\n"})
    void aHeaderThatContradictsItselfIsRefused(String text) {
        assertThat(reading.refusalOf(text).code()).isEqualTo("GUI-1021");
    }

    @Test
    void aFileWithoutHeaderIsRefused() {
        assertThat(reading.refusalOf("SO-1,webstamp,stamps\n").code()).isEqualTo("GUI-1020");
        assertThat(reading.refusalOf(bytes("orderId,stra\u00DFe\nSO-1,1\n")).code()).isEqualTo("GUI-1001");
        assertThat(reading.refusalOf("orderId,\"a\nSO-1,1\n").code()).isEqualTo("GUI-1023");
    }

    @Test
    void nothingOrOnlyAHeaderIsEmpty() {
        assertThat(reading.refusalOf("").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("\r\n").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("orderId,service\r\n\r\n").code()).isEqualTo("GUI-1106");
    }

    @Test
    void aHugeIndexMakesNoHugeList() {
        assertThat(reading.of("orderId,a.999999.b\nSO-1,x\n").get(0).message().path("a")).hasSize(1);
    }

    @Test
    void theLastRowTellsWhetherItWasEnded() throws Exception {
        byte[] text = "orderId\nSO-1\nSO-2".getBytes(StandardCharsets.UTF_8);
        try (OrderStream stream = new OrderReader(Reading.ENGLISH, 100)
                .open("march.csv", new ByteArrayInputStream(text), Form.CSV)) {
            stream.next();
            assertThat(stream.lastWasTerminated()).isTrue();
            stream.next();
            assertThat(stream.lastWasTerminated()).isFalse();
        }
    }
}
