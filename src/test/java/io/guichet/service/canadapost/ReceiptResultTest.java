package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Receipts as they are sent and as they are passed on (canadapost 2.6). */
class ReceiptResultTest {

    @ParameterizedTest
    @ValueSource(strings = {Receipts.LITERAL, Receipts.PAGE})
    void everyElementOfTheReceiptIsFoundAgainUnderItsOwnName(String name) {
        ObjectNode result = ReceiptResult.of(Receipts.read(Receipts.literal(name)));
        List<String> sent = new ArrayList<>();
        leaves(Receipts.response(Receipts.literal(name)), sent);
        List<String> passedOn = new ArrayList<>();
        members("", result, passedOn);

        assertThat(sent).hasSizeGreaterThan(26);
        assertThat(passedOn).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void theResultIsSplitIntoCardAndServiceStandard() {
        ObjectNode result = ReceiptResult.of(Receipts.read(Receipts.literal(Receipts.PAGE)));

        assertThat(names(result)).containsExactlyInAnyOrder("finalShippingPoint", "shippingPointName",
                "shippingPointId", "mailedByCustomer", "serviceCode", "ratedWeight", "baseAmount", "preTaxAmount",
                "gstAmount", "pstAmount", "hstAmount", "pricedOptions", "adjustments", "card", "serviceStandard");
        assertThat(result.at("/card/authTimestamp").textValue()).isEqualTo("2012-04-15T12:17:16-04:00");
        assertThat(result.at("/pricedOptions/0/optionPrice").textValue()).isEqualTo("0.00");
        assertThat(result.at("/adjustments/0/adjustmentAmount").textValue()).isEqualTo("-0.49");
        assertThat(result.at("/ratedWeight").textValue()).isEqualTo("15.000");
        assertThat(result.at("/serviceStandard/expectedTransitTime").intValue()).isEqualTo(1);
        assertThat(result.at("/serviceStandard/guaranteedDelivery").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.75, 1.75", "1.7, 1.70", "0, 0.00", "1.755, 1.755", "1.7500, 1.75", "0E-9, 0.00", "1E+2, 100.00"})
    void noAmountIsRounded(String sent, String passedOn) {
        assertThat(ReceiptResult.of(Receipts.with(">1.75<", ">" + sent + "<")).at("/pricedOptions/1/optionPrice")
                .textValue()).isEqualTo(passedOn);
    }

    @Test
    void aReceiptWithoutOptionsAndAdjustmentsHasNone() {
        String bare = Receipts.literal(Receipts.LITERAL).replaceAll("(?s)<priced-options>.*</adjustments>", "");

        ObjectNode result = ReceiptResult.of(Receipts.read(bare));

        assertThat(result.path("pricedOptions")).isEmpty();
        assertThat(result.path("adjustments")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "<name-on-card>Marie Tremblay</name-on-card>, /card/nameOnCard",
            "<auth-code>730114</auth-code>, /card/authCode",
            "<auth-timestamp>2025-03-04T10:15:30-05:00</auth-timestamp>, /card/authTimestamp",
            "<rated-weight>2.350</rated-weight>, /ratedWeight",
            "<shipping-point-id>0312</shipping-point-id>, /shippingPointId",
            "<am-delivery>false</am-delivery>, /serviceStandard/amDelivery",
            "<expected-transit-time>2</expected-transit-time>, /serviceStandard/expectedTransitTime",
            "<option-code>DC</option-code>, /pricedOptions/0/optionCode"})
    void whatIsMissingIsNull(String element, String member) {
        assertThat(ReceiptResult.of(Receipts.with(element, "")).at(member).isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({">false<, >vrai<, /serviceStandard/amDelivery", ">2<, >two<, /serviceStandard/expectedTransitTime",
            ">2025-03-04T10:15:30-05:00<, >yesterday<, /card/authTimestamp",
            ">2025-03-06<, >soon<, /serviceStandard/expectedDeliveryDate", ">2.350<, >heavy<, /ratedWeight",
            ">2.350<, >1E+999999999<, /ratedWeight"})
    void whatCannotBeReadIsNull(String sent, String instead, String member) {
        assertThat(ReceiptResult.of(Receipts.with(sent, instead)).at(member).isNull()).isTrue();
    }

    @Test
    void aCardTypeThatNobodyKnowsIsPassedOn() {
        assertThat(ReceiptResult.of(Receipts.with(">VIS<", ">JCB<")).at("/card/cardType").textValue()).isEqualTo("JCB");
    }

    @Test
    void anElementThatNobodyKnowsIsPassedOver() {
        assertThat(ReceiptResult.of(Receipts.with("<card-type>", "<wallet>phone</wallet><card-type>"))
                .at("/card/cardType").textValue()).isEqualTo("VIS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base-amount", "pre-tax-amount", "gst-amount", "pst-amount", "hst-amount", "option-price",
            "adjustment-amount", "charge-amount", "currency", "cc-receipt-details"})
    void aReceiptWithoutOneOfItsAmountsIsUnreadableAndSaysWhich(String element) {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL)
                .replaceFirst("(?s)<" + element + ">.*?</" + element + ">", ""));

        assertThatThrownBy(() -> ReceiptResult.of(receipt)).isInstanceOf(UnreadableAnswer.class)
                .hasMessage("no " + element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999999", "0E+999999999", "1234567890123", "free", ""})
    void anAmountThatIsNoneIsMissing(String sent) {
        NonContractShipmentReceiptType receipt = Receipts.with(">12.50<", ">" + sent + "<");

        assertThatThrownBy(() -> ReceiptResult.of(receipt)).isInstanceOf(UnreadableAnswer.class)
                .hasMessage("no base-amount");
    }

    @Test
    void noReceiptIsUnreadable() {
        assertThatThrownBy(() -> ReceiptResult.of(null)).isInstanceOf(UnreadableAnswer.class);
    }

    private static void leaves(Element element, List<String> all) {
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                leaf = false;
                leaves(inner, all);
            }
        }
        if (leaf) {
            all.add(element.getLocalName() + "=" + value(element.getTextContent()));
        }
    }

    private static void members(String name, JsonNode node, List<String> all) {
        if (node.isValueNode()) {
            all.add(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "=" + value(node.asText()));
        }
        node.fields().forEachRemaining(field -> members(field.getKey(), field.getValue(), all));
        if (node.isArray()) {
            node.forEach(entry -> members("", entry, all));
        }
    }

    /** Numbers with a point are the same whatever their zeros. */
    private static String value(String text) {
        return text.matches("-?[0-9]+([.][0-9]+)?") && (text.contains(".") || text.equals("0"))
                ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                : text;
    }

    private static Set<String> names(ObjectNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
