package io.guichet.order;

import static io.guichet.order.Reading.bytes;
import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineOrdersTest {

    private final Reading reading = new Reading(Form.NDJSON);

    @Test
    void eachLineIsAnOrderAndKnowsItsLine() {
        assertThat(reading.of("\uFEFF{\"a\":1}\r\n\n  \n{\"a\":2}\n")).satisfiesExactly(
                first -> assertThat(first).isEqualTo(new RawOrder(1, "line 1", json("{'a':1}"), List.of())),
                second -> assertThat(second).isEqualTo(new RawOrder(4, "line 4", json("{'a':2}"), List.of())));
    }

    @Test
    void aBrokenLineIsRefusedAloneWithFileLineAndColumn() {
        assertThat(reading.of("{\"a\":1}\n{\"a\":é}\n{\"a\":3}\n")).satisfiesExactly(
                first -> assertThat(first.problems()).isEmpty(),
                broken -> {
                    assertThat(broken.place()).isEqualTo("line 2");
                    assertThat(broken.message().isMissingNode()).isTrue();
                    assertThat(broken.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("GUI-1002");
                        assertThat(problem.message()).startsWith("march.ndjson, line 2, column 7: not JSON: ");
                    });
                },
                third -> assertThat(third.message()).isEqualTo(json("{'a':3}")));
    }

    @Test
    void aLineThatIsNotUtf8IsRefusedAlone() {
        assertThat(reading.of(bytes("{\"a\":1}\n{\"a\":\"Z\u00FCrich\"}\n{\"a\":3}"))).satisfiesExactly(
                first -> assertThat(first.problems()).isEmpty(),
                broken -> assertThat(broken.problems().get(0).message())
                        .isEqualTo("march.ndjson, line 2, column 8: not UTF-8 (byte 15)"),
                third -> assertThat(third.problems()).isEmpty());
    }

    @Test
    void duplicateMembersGarbageAndDepthSpoilTheirLineOnly() {
        String bomb = "{\"a\":".repeat(70) + "1" + "}".repeat(70);

        assertThat(reading.of("{\"a\":1,\"a\":2}\n{\"a\":1} {}\n{\"a\":1} x\n" + bomb + "\n{}\n"))
                .extracting(order -> order.problems().isEmpty() ? "" : order.problems().get(0).code())
                .containsExactly("GUI-1003", "GUI-1005", "GUI-1005", "GUI-1004", "");
    }

    @Test
    void aLineThatIsTooLongIsRefusedAlone() {
        assertThat(new Reading(Form.NDJSON, 100).of("{\"a\":1}\n{\"a\":\"" + "x".repeat(200) + "\"}\n{\"a\":3}\n"))
                .satisfiesExactly(
                        first -> assertThat(first.problems()).isEmpty(),
                        tooLong -> assertThat(tooLong.problems().get(0).message())
                                .isEqualTo("march.ndjson, line 2, column 1: an order larger than 100 bytes"),
                        third -> assertThat(third.place()).isEqualTo("line 3"));
    }

    @Test
    void nothingButBlankLinesIsEmpty() {
        assertThat(reading.refusalOf("").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("\n \r\n\n").code()).isEqualTo("GUI-1106");
    }

    @Test
    void theStreamTellsWhetherTheOrderReturnedLastWasEndedByANewline() throws Exception {
        OrderReader reader = new OrderReader(Reading.ENGLISH, 1000);
        byte[] text = "{\"a\":1}\n{\"a\":2}".getBytes(StandardCharsets.UTF_8);
        List<Boolean> terminated = new ArrayList<>();
        try (OrderStream stream = reader.open("march.ndjson", new ByteArrayInputStream(text), Form.NDJSON)) {
            while (stream.hasNext()) {
                stream.next();
                // Looking ahead must not change the answer about the one in hand.
                stream.hasNext();
                terminated.add(stream.lastWasTerminated());
            }
        }
        assertThat(terminated).containsExactly(true, false);
    }
}
