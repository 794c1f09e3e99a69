package io.guichet.order;

import static io.guichet.order.Reading.bytes;
import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayOrdersTest {

    private final Reading reading = new Reading(Form.JSON);

    @Test
    void oneObjectIsOneOrder() {
        assertThat(reading.of(" {\"orderId\": \"SO-1\", \"a\": [1, {\"b\": \"]}\\\"\"}]}\n")).singleElement()
                .isEqualTo(new RawOrder(1, "order 1", json("{'orderId':'SO-1','a':[1,{'b':']}\\\"'}]}"), List.of()));
    }

    @Test
    void anArrayIsReadElementByElement() {
        assertThat(reading.of("[ {\"a\":1} ,\n{\"a\":2},{\"a\":\",]\"} ]"))
                .extracting(RawOrder::place, order -> order.message().toString())
                .containsExactly(tuple("order 1", "{\"a\":1}"),
                        tuple("order 2", "{\"a\":2}"),
                        tuple("order 3", "{\"a\":\",]\"}"));
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(reading.of("\uFEFF{\"a\":\"é\"}").get(0).message()).isEqualTo(json("{'a':'é'}"));
    }

    @Test
    void amountsStayExact() {
        assertThat(reading.of("{\"a\":0.10000000000000000000000001}").get(0).message().get("a").decimalValue())
                .isEqualTo(new BigDecimal("0.10000000000000000000000001"));
        assertThat(reading.of("{\"a\":5.00}").get(0).message().get("a").decimalValue())
                .isEqualTo(new BigDecimal("5.00"));
    }

    @Test
    void halfAFileIsRefusedWholeWithItsPlace() {
        Problem problem = reading.refusalOf("[{\"a\":1},\n {\"a\":2");

        assertThat(problem.code()).isEqualTo("GUI-1002");
        assertThat(problem.message()).startsWith("march.json, line 2, column ");
    }

    @Test
    void nothingInItIsEmpty() {
        assertThat(reading.refusalOf("").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf("\uFEFF \r\n").code()).isEqualTo("GUI-1106");
        assertThat(reading.refusalOf(" [ ] ").code()).isEqualTo("GUI-1106");
    }

    @Test
    void whatFollowsTheEndIsRefused() {
        assertThat(reading.refusalOf("{\"a\":1}\n{\"a\":2}").message())
                .isEqualTo("march.json, line 2, column 1: something follows after the end");
        assertThat(reading.refusalOf("[{\"a\":1}] xyz").code()).isEqualTo("GUI-1005");
    }

    @Test
    void aBareValueIsNoOrderFile() {
        assertThat(reading.refusalOf("\"orders\"").code()).isEqualTo("GUI-1007");
        assertThat(reading.refusalOf("42").code()).isEqualTo("GUI-1007");
    }

    @Test
    void bytesThatAreNotUtf8AreNeverReplaced() {
        assertThat(reading.refusalOf(bytes("[{\"a\":1},\n{\"city\":\"Z\u00FCrich\"}]")).message())
                .isEqualTo("march.json, line 2, column 11: not UTF-8 (byte 20)");
        // An overlong slash, a surrogate, a sequence cut off by the end.
        assertThat(reading.refusalOf(bytes("{\"a\":\"\u00C0\u00AF\"}")).code()).isEqualTo("GUI-1001");
        assertThat(reading.refusalOf(bytes("{\"a\":\"\u00ED\u00A0\u0080\"}")).code()).isEqualTo("GUI-1001");
        assertThat(reading.refusalOf(bytes("{\"a\":\"\u00E2\u0082")).code()).isEqualTo("GUI-1001");
        assertThat(reading.refusalOf(bytes("\u00FF\u00FE{\0}\0")).code()).isEqualTo("GUI-1001");
    }

    @Test
    void aMemberThatOccursTwiceSpoilsItsOrderOnly() {
        assertThat(reading.of("[{\"a\":1,\n\"a\":2},{\"a\":3}]")).satisfiesExactly(
                twice -> {
                    assertThat(twice.problems().get(0).code()).isEqualTo("GUI-1003");
                    assertThat(twice.problems().get(0).message()).startsWith("march.json, line 2, column ");
                    assertThat(twice.message().isMissingNode()).isTrue();
                },
                good -> assertThat(good.problems()).isEmpty());
    }

    @Test
    void aDepthBombIsRefusedBeforeItGoesOff() {
        assertThat(reading.refusalOf("[".repeat(100_000)).code()).isEqualTo("GUI-1004");
        assertThat(reading.refusalOf("{\"a\":".repeat(100_000)).message()).contains("64 levels");
    }

    @Test
    void sixtyFourLevelsAreTakenInAnObjectAndInAnArray() {
        String deep = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);

        assertThat(reading.of(deep).get(0).problems()).isEmpty();
        assertThat(reading.of("[" + deep + "]").get(0).problems()).isEmpty();
    }

    @Test
    void anOrderThatIsTooLargeIsRefusedAlone() {
        String large = "{\"a\":\"" + "x".repeat(5000) + "\"}";

        assertThat(new Reading(Form.JSON, 1000).of("[{\"a\":1}," + large + ",{\"a\":3}]")).satisfiesExactly(
                first -> assertThat(first.problems()).isEmpty(),
                second -> assertThat(second.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("GUI-1006");
                    assertThat(problem.message())
                            .isEqualTo("march.json, line 1, column 10: an order larger than 1000 bytes");
                }),
                third -> assertThat(third.message()).isEqualTo(json("{'a':3}")));
    }

    @Test
    void aNumberWithAHugeExponentIsRefused() {
        assertThat(reading.problemOf("{\"a\":1e999999999}").code()).isEqualTo("GUI-1009");
        assertThat(reading.problemOf("{\"a\":[1e-999999]}").code()).isEqualTo("GUI-1009");
        assertThat(reading.problemOf("{\"a\":" + "9".repeat(1000) + "}").code()).isEqualTo("GUI-1008");
    }

    @Test
    void moreValuesThanAnyOrderNeedsAreRefused() {
        assertThat(reading.problemOf("{\"a\":[" + "1,".repeat(JsonTexts.MAX_TOKENS) + "1]}").code())
                .isEqualTo("GUI-1008");
    }

    @Test
    void aFileThatGotShorterAfterTheFirstLookEndsInAProblem() throws Exception {
        assertThat(reading.withoutLook(bytes("[{\"a\":1},"))).satisfiesExactly(
                first -> assertThat(first.problems()).isEmpty(),
                cut -> assertThat(cut.problems().get(0).code()).isEqualTo("GUI-1002"));
        assertThat(reading.withoutLook(bytes("[}]}[{,,"))).isNotEmpty();
    }
}
