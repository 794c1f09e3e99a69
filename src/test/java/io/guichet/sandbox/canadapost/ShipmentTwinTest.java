package io.guichet.sandbox.canadapost;

import static io.guichet.sandbox.canadapost.CanadaPostCounter.about;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.artifact;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.envelope;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.leaves;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.listing;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.literal;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.order;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.orderAbroad;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.payload;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.refund;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.SoapReply;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The seventeen rows of canadapost chapter 6, in their order, and the accounts of docs/sandbox.md. */
class ShipmentTwinTest {

    private static final String FIRST = "500000000000000017";
    private static final String KEY = "abcdefghij234-2";

    private static CanadaPostCounter counter;

    @BeforeAll
    static void start(@TempDir Path directory) {
        counter = new CanadaPostCounter(directory);
    }

    @AfterAll
    static void stop() {
        counter.close();
    }

    @BeforeEach
    void reset() throws IOException {
        counter.twin().reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {CanadaPostCounter.SHIPMENTS, CanadaPostCounter.ARTIFACTS})
    void row1OtherMethodsAre405AndTheWsdlCanBeRead(String path) throws IOException {
        assertThat(counter.twin().get(path).statusCode()).isEqualTo(405);
        assertThat(counter.twin().get(path + "?wsdl").statusCode()).isEqualTo(200);
        assertThat(new String(counter.twin().get(path + "?WSDL").body(), StandardCharsets.UTF_8))
                .contains("location=\"http://127.0.0.1:")
                .contains(path).contains("<xsd:schema");
        assertThat(counter.twin().get(path + "9").statusCode()).isEqualTo(404);
    }

    @Test
    void row2TheRootElementDecidesAndNotTheSoapAction() throws IOException {
        SoapReply reply = counter.twin().call(CanadaPostCounter.SHIPMENTS, CanadaPostCounter.NC + "/GetNCShipment",
                envelope(token("KEYUSER", "<wsse:Password>KEYPASSWORD</wsse:Password>"), order(1)));

        assertThat(reply.text("shipment-id")).isEqualTo(FIRST);
        assertThat(counter.twin().control("GET", "calls", "").get("canadapost").get("CreateNCShipment").asInt())
                .isEqualTo(1);
    }

    @Test
    void row2AnElementOfTheOtherServiceOrNoneIsAFault() throws IOException {
        SoapReply other = counter.twin().call(CanadaPostCounter.SHIPMENTS, "",
                envelope(token("KEYUSER", "<wsse:Password>KEYPASSWORD</wsse:Password>"), artifact("1")));
        assertFault(other, "Server", "cvc-elt.1");
        assertFault(counter.ask(1, literal("create.answer")), "Server", "cvc-elt.1");
        assertFault(counter.send("<nonsense>"), "Server", "envelope");
        assertFault(
                counter.send("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + envelope("", "<a>&b;</a>")),
                "Server", "envelope");
        assertFault(counter.ask(1, order(1) + order(1)), "Server", "envelope");
    }

    @Test
    void row3NoKeyOrAWrongOneIsAnAuthenticationFault() throws IOException {
        assertFault(counter.send(envelope("", order(1))), "E002", "AAA Authentication Failure");
        assertFault(counter.ask("KEYUSER", "wrong", order(1)), "E002", "AAA Authentication Failure");
        assertFault(counter.ask("nobody", "KEYPASSWORD", order(1)), "E002", "AAA Authentication Failure");
        assertFault(counter.send(envelope(token("KEYUSER", ""), order(1))), "E002", "AAA Authentication Failure");
        // A digest is no plain password (1.4).
        assertFault(counter.send(envelope(token("KEYUSER", "<wsse:Password Type=\"a#PasswordDigest\">KEYPASSWORD"
                + "</wsse:Password>"), order(1))), "E002", "AAA Authentication Failure");
        // Get Artifact wants the same header, though its WSDL has no policy.
        assertFault(counter.send(envelope("", artifact("1"))), "E002", "AAA Authentication Failure");
        assertThat(counter.twin().purchases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"<weight>2.350<,<weight>0<", "<weight>2.350<,<weight>2.3501<", "H2X1Y4</postal,H2X 1Y4</postal",
            "jean.roy@example.com,jean.roy@example.online", "<name>Jean Roy</name>,<colour>red</colour>",
            "<length>30.0<,<length>30.05<", "<company>Atelier Boreal</company>,''"})
    void row4WhatTheSchemaForbidsIsAFaultThatBeginsWithCvc(String there, String instead) throws IOException {
        assertThat(order(1)).contains(there);

        assertFault(counter.ask(1, order(1).replace(there, instead)), "Server", "cvc-");

        assertThat(counter.twin().purchases()).isEmpty();
    }

    @Test
    void row4AnEmptyListOfOptionsIsInvalid() throws IOException {
        assertFault(counter.ask(1, order(1).replaceAll("(?s)<options>.*</options>", "<options/>")), "Server", "cvc-");
    }

    @Test
    void row4TheOrderOfTheChildrenIsFree() throws IOException {
        String turned = order(1).replace("<mailed-by>0007654321</mailed-by>", "").replace("</non-contract-shipment>",
                "</non-contract-shipment><mailed-by>7654321</mailed-by>");

        assertThat(counter.ask(1, turned).text("shipment-id")).isEqualTo(FIRST);
    }

    @Test
    void row5AChildInTheNamespaceIsRefused() throws IOException {
        String body = about("get-non-contract-shipment", 1, FIRST);

        assertFault(counter.ask(1, body.replace("<mailed-by>", "<nc:mailed-by>").replace("</mailed-by>",
                "</nc:mailed-by>")), "Server", "cvc-");
        assertFault(counter.ask(1, body.replace("nc:", "").replace("xmlns:nc", "xmlns").replace(":nc=", "=")),
                "Server", "cvc-");
    }

    @Test
    void row6TheCustomerNumberIsPaddedAndMustBeTheKeys() throws IOException {
        counter.ask(1, order(1));

        assertThat(counter.ask(1, about("get-non-contract-shipment-receipt", 1, FIRST)).text("mailed-by-customer"))
                .isEqualTo("0007654321");
        assertMessages(counter.ask(1, order(1).replace("0007654321", "99")), "AA003");
        assertMessages(counter.ask(2, order(1)), "AA004");
        assertMessages(counter.ask(4, order(4)), "AA004");
        assertMessages(counter.ask(1, order(1).replace("<locale>", "<platform-id>1</platform-id><locale>")), "AA009");
        assertThat(counter.twin().purchases()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3,9174", "6,1162", "7,9173", "8,AA001", "9,AA002"})
    void anAccountShowsItsTrouble(int account, String code) throws IOException {
        assertMessages(counter.ask(account, order(account)), code);

        assertThat(counter.twin().purchases()).isEmpty();
    }

    @Test
    void row7EachCreateIsAnotherPurchaseWithIdsOfItsOwn() throws IOException {
        SoapReply first = counter.ask(1, order(1));
        SoapReply again = counter.ask(1, order(1));

        assertThat(first.text("shipment-id")).matches("\\d{18}").isNotEqualTo(again.text("shipment-id"));
        assertThat(first.text("artifact-id")).isNotEqualTo(again.text("artifact-id"));
        assertThat(counter.twin().purchases()).hasSize(2);
    }

    @Test
    void row7ThePinIsAlwaysTheSameInDevelopmentAndUniqueOtherwise() throws IOException {
        assertThat(counter.ask(1, order(1)).text("tracking-pin")).isEqualTo("123456789012");
        assertThat(counter.ask(1, order(1)).text("tracking-pin")).isEqualTo("123456789012");

        String one = counter.ask(2, order(2)).text("tracking-pin");
        String two = counter.ask(2, order(2)).text("tracking-pin");
        assertThat(List.of(one, two)).doesNotHaveDuplicates().allMatch(pin -> pin.matches("\\d{16}"));
    }

    @Test
    void row7AProductWithoutTrackingHasNoPinAndAnOrderAbroadAnInvoice() throws IOException {
        SoapReply reply = counter.ask(2, orderAbroad(2).replace("USA.EP", "USA.SP.AIR"));

        assertThat(reply.texts("tracking-pin")).isEmpty();
        assertThat(reply.elements("artifact")).extracting(element -> element.getAttribute("type"))
                .containsExactly("label", "commercialInvoice");
        assertThat(counter.ask(2, about("get-non-contract-shipment-details", 2, FIRST)).texts("tracking-pin"))
                .isEmpty();
    }

    @Test
    void row8AllThatIsWrongIsToldTogether() throws IOException {
        String wrong = orderAbroad(3).replace("USA.EP", "USA.XP").replaceAll("(?s)<customs>.*</customs>", "")
                .replaceAll("<option><option-code>RASE</option-code></option>", "")
                .replaceAll("<client-voice-number>.*</client-voice-number>", "")
                .replaceAll("(?s)<dimensions>.*</dimensions>", "").replace("<city>New York</city>", "");

        assertMessages(counter.ask(3, wrong), "9174", "2695", "1157", "8716", "9162", "1151");
        assertMessages(counter.ask(3, orderAbroad(3).replace("USA.EP", "DOM.NO")), "9174", "10028");
        assertThat(counter.twin().purchases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"<country-code>US<,<country-code>XX<,10033", "USA.EP,DOM.EP,3000", "USA.EP,INT.XP,3000",
            "USA.EP,DOM.XP.CERT,10028", ">SOG<,>XXX<,1459", ">SOG<,>OTH<,SIM420",
            "<unit-weight>0.400,<unit-weight>0.451,2700",
            "<conversion-from-cad>0.732100</conversion-from-cad>,'',SIM420", "<prov-state>NY</prov-state>,'',1159",
            "<postal-zip-code>10001</postal-zip-code>,'',SIM420", ">10001<,>1OOO1<,SIM421",
            "<weight>0.900,<weight>30.001,SIM413", "<length>25<,<length>200.1<,SIM413",
            "COV</option-code>,DC</option-code>,SIM422",
            ">80.00<,>5000.01<,SIM422", "RASE,HFP,SIM422",
            "<preferences>,<settlement-info><promo-code>NO</promo-code></settlement-info><preferences>,SIM421"})
    void row8OneMistakeIsToldByItsCode(String there, String instead, String code) throws IOException {
        assertThat(orderAbroad(2)).contains(there);

        SoapReply reply = counter.ask(2, orderAbroad(2).replace(there, instead));

        assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
        assertThat(reply.texts("code")).contains(code);
        assertThat(counter.twin().purchases()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DC,LAD", "DC,NOPE", "DC,SO", "DC,COV", "DC,D2PO"})
    void row8OptionsThatDoNotFitAreRefused(String there, String instead) throws IOException {
        String body = order(2).replace("<option-code>" + there + "<", "<option-code>" + instead + "<");

        assertThat(counter.ask(2, body).texts("code")).isNotEmpty().allMatch(code -> code.matches("SIM42[02]"));
    }

    @Test
    void row8ADocumentNeedsNoDimensions() throws IOException {
        String body = order(2).replaceAll("(?s)<dimensions>.*</dimensions>", "<document>true</document>");

        assertMessages(counter.ask(2, body), "SIM413");
        assertThat(counter.ask(2, body.replace("2.350", "1.360")).text("shipment-id")).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"ON,0,0,13", "QC,5,9.975,0", "BC,5,7,0", "AB,5,0,0", "NS,0,0,14", "NU,5,0,0"})
    void row9TheReceiptAddsUpWithTheTaxesOfTheDestination(String province, BigDecimal gst, BigDecimal pst,
            BigDecimal hst) throws IOException {
        counter.ask(2, order(2).replace("<prov-state>ON<", "<prov-state>" + province + "<")
                .replace("<option-code>DC</option-code>",
                        "<option-code>COV</option-code><option-amount>250.00</option-amount>"));

        SoapReply receipt = receipt(2, FIRST);

        BigDecimal preTax = assertAddsUp(receipt);
        assertThat(receipt.amount("gst-amount")).isEqualByComparingTo(percent(preTax, gst));
        assertThat(receipt.amount("pst-amount")).isEqualByComparingTo(percent(preTax, pst));
        assertThat(receipt.amount("hst-amount")).isEqualByComparingTo(percent(preTax, hst));
        // Delivery confirmation is added by the service.
        assertThat(receipt.texts("option-code")).containsExactly("DC", "COV", "SO");
        assertThat(receipt.texts("option-price")).containsExactly("0", "5.50", "1.75");
    }

    @Test
    void row9AReceiptFromAbroadHasNoTaxAndTheVolumeCanBeTheWeight() throws IOException {
        counter.ask(2, orderAbroad(2).replace("<length>25<", "<length>100<"));

        SoapReply receipt = receipt(2, FIRST);

        assertAddsUp(receipt);
        assertThat(receipt.texts("gst-amount")).containsExactly("0.00");
        assertThat(receipt.text("rated-weight")).isEqualTo("2.160");
        assertThat(receipt.text("merchant-name")).isEqualTo("Canada Post");
        assertThat(receipt.text("merchant-url")).isEqualTo("www.canadapost.ca");
        assertThat(receipt.text("currency")).isEqualTo("CAD");
        assertThat(receipt.text("transaction-type")).isEqualTo("Sale");
    }

    @Test
    void row9APromotionIsTakenOff() throws IOException {
        counter.ask(2, order(2).replace("<preferences>",
                "<settlement-info><promo-code>SIM10</promo-code></settlement-info><preferences>"));

        SoapReply receipt = receipt(2, FIRST);

        assertAddsUp(receipt);
        assertThat(receipt.texts("adjustment-code")).containsExactly("AUTDISC", "PROMODISC", "FUELSC");
        assertThat(receipt.texts("adjustment-amount")).contains("-1.25");
    }

    @Test
    void row10DetailsGiveTheWholeOrderBack() throws IOException {
        counter.ask(2, orderAbroad(2).replace("Ann Lee", "Ann &amp; &lt;Lee&gt;"));

        SoapReply details = counter.ask(2, about("get-non-contract-shipment-details", 2, FIRST));

        assertValid(details);
        List<String> sent = leaves(payload(orderAbroad(2))).stream().filter(leaf -> leaf.contains("/delivery-spec/"))
                .map(leaf -> leaf.substring(leaf.indexOf("/delivery-spec/")).replace("Ann Lee", "Ann & <Lee>"))
                .toList();
        List<String> shown = leaves(payload(details.raw())).stream().filter(leaf -> leaf.contains("/delivery-spec/"))
                .map(leaf -> leaf.substring(leaf.indexOf("/delivery-spec/"))).toList();
        assertThat(shown).isEqualTo(sent);
        assertThat(details.text("final-shipping-point")).isEqualTo("H2X1Y4");
        assertThat(details.elements("refund-request-info")).isEmpty();
    }

    @Test
    void row10AParcelForAPostOfficeShowsTheAddresseeApart() throws IOException {
        String body = order(2).replace("<option-code>DC</option-code>",
                "<option-code>D2PO</option-code><option-qualifier-2>1234</option-qualifier-2>").replace(
                        "<name>Jean Roy</name>", "<name>Jean Roy</name><client-voice-number>1</client-voice-number>");
        counter.ask(2, body);

        SoapReply details = counter.ask(2, about("get-non-contract-shipment-details", 2, FIRST));

        assertValid(details);
        assertThat(leaves(details.elements("recipient").get(0)))
                .contains("/recipient/address-details/address-line-1=12 Wellington St");
        assertThat(leaves(details.elements("destination").get(0))).contains("/destination/company=POST OFFICE 1234");
    }

    @Test
    void row11TheListGoesByEasternTimeInSummerAndInWinter() throws IOException {
        counter.twin().clock("2026-03-01T17:00:05Z");
        counter.ask(2, order(2));
        counter.twin().clock("2026-05-15T16:00:05Z");
        counter.ask(2, order(2));

        assertThat(listed(2, "<from>2026-03-01T11:59:00</from><to>2026-03-01T12:10:00</to>")).containsExactly(FIRST);
        assertThat(listed(2, "<from>2026-05-15T11:59:00</from><to>2026-05-15T12:10:00</to>"))
                .containsExactly("500000000000000018");
        assertThat(listed(2, "<from>2026-03-01T17:00:00</from><to>2026-03-01T17:10:00</to>")).isEmpty();
        // Without an end the list goes on until now; an offset is understood.
        assertThat(listed(2, "<from>2026-05-15T15:59:00Z</from>")).containsExactly("500000000000000018");
        assertThat(listed(1, "<from>2026-01-01T00:00:00</from>")).isEmpty();
    }

    @Test
    void row11TheHourThatComesTwiceHidesNothing() throws IOException {
        counter.twin().clock("2026-11-01T05:30:00Z");
        counter.ask(2, order(2));
        counter.twin().clock("2026-11-01T06:30:00Z");
        counter.ask(2, order(2));

        assertThat(listed(2, "<from>2026-11-01T01:29:00</from><to>2026-11-01T01:40:00</to>")).hasSize(2);
    }

    @Test
    void row11TheListGoesByPin() throws IOException {
        counter.ask(2, order(2));
        String pin = counter.ask(2, order(2)).text("tracking-pin");

        assertThat(listed(2, "<tracking-pin>" + pin + "</tracking-pin>")).containsExactly("500000000000000018");
        assertThat(listed(3, "<tracking-pin>" + pin + "</tracking-pin>")).isEmpty();
    }

    @Test
    void row11RangeAndPinExcludeOneAnotherAndOneIsNeeded() throws IOException {
        assertMessages(counter.ask(2, listing(2,
                "<from>2026-01-15T16:00:00</from><tracking-pin>123456789012</tracking-pin>")), "9196");
        assertMessages(counter.ask(2, listing(2, "")), "9105");
        assertMessages(counter.ask(2, listing(2, "<to>2026-01-15T16:00:00</to>")), "9105");
        assertMessages(counter.ask(2, listing(2, "<from>2026-01-15T24:00:00</from>")), "SIM400");
    }

    @Test
    void row11AfterNinetyDaysNothingIsReachable() throws IOException {
        counter.twin().clock("2026-03-01T12:00:00Z");
        String label = counter.ask(2, order(2)).text("artifact-id");
        counter.twin().advance("P89D");
        assertThat(receipt(2, FIRST).texts("code")).isEmpty();
        assertThat(counter.ask(2, artifact(label)).texts("image")).hasSize(1);

        counter.twin().advance("P2D");

        assertMessages(receipt(2, FIRST), "SIM404");
        assertMessages(counter.ask(2, artifact(label)), "SIM404");
        assertThat(listed(2, "<from>2026-02-01T00:00:00</from>")).isEmpty();
        assertThat(counter.twin().purchases()).hasSize(1);
    }

    @Test
    void row12TheSecondRequestForARefundIsRefused() throws IOException {
        counter.ask(2, order(2));
        counter.twin().clock("2027-01-01T02:00:00Z");

        SoapReply first = counter.ask(2, refund(2, FIRST));

        assertValid(first);
        // In Ottawa it is still the old year.
        assertThat(first.text("service-ticket-date")).isEqualTo("2026-12-31");
        assertMessages(counter.ask(2, refund(2, FIRST)), "7292");
        assertThat(counter.ask(2, about("get-non-contract-shipment-details", 2, FIRST)).text("service-ticket-id"))
                .isEqualTo(first.text("service-ticket-id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get-non-contract-shipment", "get-non-contract-shipment-details",
            "get-non-contract-shipment-receipt"})
    void row13AnotherCustomersShipmentIsUnknown(String operation) throws IOException {
        counter.ask(1, order(1));

        assertMessages(counter.ask(2, about(operation, 2, FIRST)), "SIM404");
        assertMessages(counter.ask(1, about(operation, 1, "no&amp;such")), "SIM404");
        assertMessages(counter.ask(2, refund(2, FIRST)), "SIM404");
    }

    @Test
    void row14TheSlowAccountIsThrottledAtTwentyAMinuteAndAnotherIsNot() throws IOException {
        counter.twin().clock("2026-03-01T12:00:00Z");
        for (int call = 1; call <= 20; call++) {
            assertThat(counter.ask(5, listing(5, "<from>2026-01-15T16:00:00</from>")).status()).isEqualTo(200);
        }

        assertFault(counter.ask(5, order(5)), "Server", "Rejected by SLM Monitor");
        assertFault(counter.ask(5, artifact("1")), "Server", "Rejected by SLM Monitor");
        assertThat(counter.ask(2, order(2)).text("shipment-id")).isEqualTo(FIRST);
        // Refunds are counted apart.
        assertMessages(counter.ask(5, refund(5, FIRST)), "SIM404");
        assertThat(counter.twin().purchases()).hasSize(1);

        counter.twin().advance("PT61S");
        assertThat(counter.ask(5, order(5)).text("shipment-id")).isEqualTo("500000000000000018");
    }

    @Test
    void row14AKeyThatExceededItsLimitIsOutUntilTheWindowHasDrained() throws IOException {
        counter.twin().inject("{'kind':'rate-limit','account':'7654322','limit':2}");
        counter.ask(2, order(2));
        counter.twin().advance("PT50S");
        counter.ask(2, order(2));
        assertFault(counter.ask(2, order(2)), "Server", "SLM");

        // The first call has left the window, the second not.
        counter.twin().advance("PT30S");
        assertFault(counter.ask(2, order(2)), "Server", "SLM");
        assertThat(counter.ask(1, order(1)).texts("shipment-id")).hasSize(1);

        counter.twin().advance("PT31S");
        assertThat(counter.ask(2, order(2)).texts("shipment-id")).hasSize(1);
    }

    @Test
    void row14TheLimitOfAllKeysIsSetAndTakenBack() throws IOException {
        counter.twin().inject("{'kind':'rate-limit','limit':1}");
        assertThat(counter.ask(1, order(1)).texts("shipment-id")).hasSize(1);
        // Each key has a window of its own.
        assertThat(counter.ask(2, order(2)).texts("shipment-id")).hasSize(1);
        assertFault(counter.ask(1, order(1)), "Server", "SLM");
        assertFault(counter.ask(2, order(2)), "Server", "SLM");

        counter.twin().control("DELETE", "faults", "");

        assertThat(counter.ask(1, order(1)).texts("shipment-id")).hasSize(1);
    }

    @Test
    void row15AnAnswerThatIsLostAfterCreateIsFoundAgain() throws IOException {
        counter.twin().clock("2026-03-01T12:00:00Z");
        counter.twin().inject("{'kind':'lost-after','operation':'CreateNCShipment'}");
        String body = order(2).replace("</references>", "<customer-ref-2>" + KEY + "</customer-ref-2></references>");

        assertThatThrownBy(() -> counter.ask(2, body)).isInstanceOf(IOException.class);

        String id = listed(2, "<from>2026-03-01T06:58:00</from>").get(0);
        SoapReply details = counter.ask(2, about("get-non-contract-shipment-details", 2, id));
        assertThat(details.text("customer-ref-2")).isEqualTo(KEY);
        assertThat(counter.ask(2, about("get-non-contract-shipment", 2, id)).texts("artifact-id")).hasSize(1);
    }

    @Test
    void row15LostBeforeCutHttpAndDelayWork() throws IOException {
        counter.twin().inject("{'kind':'lost-before','operation':'CreateNCShipment'}");
        assertThatThrownBy(() -> counter.ask(2, order(2))).isInstanceOf(IOException.class);
        counter.twin().inject("{'kind':'http','status':503,'operation':'CreateNCShipment'}");
        SoapReply html = counter.ask(2, order(2));
        assertThat(html.status()).isEqualTo(503);
        assertThat(html.header("content-type")).startsWith("text/html");
        assertThat(counter.twin().purchases()).isEmpty();

        counter.twin().inject("{'kind':'cut','operation':'CreateNCShipment'}");
        assertThatThrownBy(() -> counter.ask(2, order(2))).isInstanceOf(IOException.class);
        counter.twin().inject("{'kind':'http','status':504,'when':'after'}");
        assertThat(counter.ask(2, order(2)).status()).isEqualTo(504);
        counter.twin().inject("{'kind':'delay-after','millis':1}");
        assertThat(counter.ask(2, order(2)).status()).isEqualTo(200);
        assertThat(counter.twin().purchases()).hasSize(3);
    }

    @Test
    void row15AConnectionIsRefusedByTheSoapActionOfItsOperation() throws IOException {
        counter.twin().inject("{'kind':'refuse','operation':'RequestNCShipmentRefund'}");
        String body = envelope(token("canada-key-2", "<wsse:Password>canada-secret-2</wsse:Password>"),
                refund(2, FIRST));

        assertThatThrownBy(() -> counter.twin().call(CanadaPostCounter.SHIPMENTS,
                "http://www.canadapost.ca/ws/soap/shipment/v4/RequestNCShipmentRefund", body))
                .isInstanceOf(IOException.class);
    }

    @Test
    void row15MessagesCanBeEmptyOrHaveACodeBeforeOrAfterTheBooking() throws IOException {
        counter.twin().inject("[{'kind':'messages'},{'kind':'messages','code':'9112','when':'after'},"
                + "{'kind':'messages','code':'XY99'}]");

        SoapReply empty = counter.ask(2, order(2));
        assertValid(empty);
        assertThat(empty.elements("messages")).hasSize(1);
        assertThat(empty.elements("message")).isEmpty();
        assertThat(counter.twin().purchases()).isEmpty();
        assertMessages(counter.ask(2, order(2)), "9112");
        assertThat(counter.twin().purchases()).hasSize(1);
        assertMessages(counter.ask(2, artifact("1")), "XY99");
    }

    @ParameterizedTest
    @CsvSource({"E002,AAA Authentication Failure", "Server,Internal error", "AA003,This key"})
    void row15AFaultComesByACodeThatNeedsNoNumber(String code, String text) throws IOException {
        counter.twin().inject("{'kind':'soap','code':'" + code + "'}");

        assertFault(counter.ask(2, order(2)), code, text);
    }

    @Test
    void row15AnUnknownElementAndAnUnknownArtifactTypeComeOnRequest() throws IOException {
        counter.twin().inject("[{'kind':'extra-element','operation':'CreateNCShipment'},"
                + "{'kind':'extra-artifact','operation':'CreateNCShipment'}]");

        SoapReply reply = counter.ask(2, order(2));

        assertThat(reply.elements("sandbox-extra")).hasSize(1);
        assertThat(reply.elements("artifact")).extracting(element -> element.getAttribute("type"))
                .containsExactly("label", "publicLabel");
        assertThat(reply.text("shipment-id")).isEqualTo(FIRST);
        assertValid(counter.ask(2, order(2)));
    }

    @Test
    void aLateListingHidesAShipmentFromTheListAlone() throws IOException {
        counter.twin().clock("2026-03-01T12:00:00Z");
        counter.twin().inject("{'kind':'late-listing','duration':'PT10M','service':'canadapost'}");
        counter.ask(2, order(2));
        String criteria = "<from>2026-03-01T00:00:00</from>";

        assertThat(listed(2, criteria)).isEmpty();
        assertThat(receipt(2, FIRST).texts("code")).isEmpty();
        counter.twin().advance("PT11M");
        assertThat(listed(2, criteria)).containsExactly(FIRST);
    }

    @Test
    void aBlockedAccountBuysNothingAndStillReads() throws IOException {
        counter.ask(2, order(2));
        counter.twin().inject("{'kind':'block','account':'7654322','code':'9174'}");

        assertMessages(counter.ask(2, order(2)), "9174");
        assertMessages(counter.ask(2, refund(2, FIRST)), "9174");
        assertThat(receipt(2, FIRST).texts("code")).isEmpty();
        counter.twin().control("DELETE", "faults", "");
        assertThat(counter.ask(2, order(2)).texts("shipment-id")).hasSize(1);
        assertThatThrownBy(() -> counter.twin().inject("{'kind':'terms','account':'7654322'}"))
                .hasMessageContaining("not read by this kind");
        assertThatThrownBy(() -> counter.twin().inject("{'kind':'rate-limit','limit':0}"))
                .hasMessageContaining("1 or more");
    }

    @Test
    void row16FrenchIsAskedForByLocale() throws IOException {
        String french = order(3).replace(">EN<", ">fr<");

        SoapReply reply = counter.ask(3, french);

        assertMessages(reply, "9174");
        assertThat(reply.text("description")).isEqualTo("Il n'y a pas de carte par défaut dans le profil.");
        assertThat(counter.ask(3, order(3)).text("description")).isEqualTo("There is no default card in the profile.");
    }

    @Test
    void row17LabelAndInvoiceAreRealPagesAndAlwaysTheSameBytes() throws Exception {
        SoapReply created = counter.ask(2, orderAbroad(2));
        List<String> ids = created.texts("artifact-id");

        byte[] label = counter.ask(2, artifact(ids.get(0))).files("image").get(0);
        byte[] invoice = counter.ask(2, artifact("00" + ids.get(1))).files("image").get(0);

        assertThat(text(label)).contains("SPECIMEN", created.text("tracking-pin"), "Ann Lee", "Atelier Boreal");
        assertThat(text(invoice)).contains("SPECIMEN", "COMMERCIAL INVOICE", "2 x Cotton shirt", "USD 59.00");
        assertThat(counter.ask(2, artifact(ids.get(0))).files("image").get(0)).isEqualTo(label);
        JsonNode documents = counter.twin().purchases().get(0).get("documents");
        assertThat(documents.findValuesAsText("kind")).containsExactly("label", "commercialInvoice");
        assertThat(documents.findValuesAsText("id")).isEqualTo(ids);
        assertThat(documents.findValuesAsText("sha256")).containsExactly(sha256(label), sha256(invoice));
    }

    @Test
    void row17AnIdThatIsUnknownOrAnotherCustomersIsToldAndOneThatIsNoNumberIsInvalid() throws IOException {
        String id = counter.ask(2, order(2)).text("artifact-id");

        assertMessages(counter.ask(2, artifact("1")), "SIM404");
        assertMessages(counter.ask(1, artifact(id)), "SIM404");
        assertMessages(
                counter.ask(2, artifact(id).replace("</artifact-id>", "</artifact-id><page-index>1</page-index>")),
                "SIM404");
        assertFault(counter.ask(2, artifact("12a")), "Server", "cvc-");
    }

    @Test
    void aPurchaseIsListedWithItsKeyAndTheSendersReference() throws IOException {
        counter.ask(1, order(1).replace("</references>", "<customer-ref-2>" + KEY + "</customer-ref-2></references>"));

        JsonNode purchase = counter.twin().purchases().get(0);
        assertThat(purchase.get("service").asText()).isEqualTo("canadapost");
        assertThat(purchase.get("account").asText()).isEqualTo("0007654321");
        assertThat(purchase.get("key").asText()).isEqualTo("abcdefghij234");
        assertThat(purchase.get("attemptKey").asText()).isEqualTo(KEY);
        assertThat(purchase.get("reference").asText()).isEqualTo("ORDER-2025-000042");
        assertThat(purchase.get("orderId").asText()).isEqualTo(FIRST);
        assertThat(purchase.get("amount").asText()).isEqualTo("16.85");
        assertThat(purchase.get("currency").asText()).isEqualTo("CAD");
        assertThat(purchase.get("operation").asText()).isEqualTo("CreateNCShipment");
    }

    @Test
    void afterARestartNumbersGoOnAndEverythingIsThere(@TempDir Path directory) throws IOException {
        JsonNode purchases;
        byte[] label;
        String receipt;
        try (CanadaPostCounter before = new CanadaPostCounter(directory)) {
            before.ask(2, orderAbroad(2));
            label = before.ask(2, artifact("10300000000017")).files("image").get(0);
            receipt = before.ask(2, about("get-non-contract-shipment-receipt", 2, FIRST)).raw();
            before.ask(2, refund(2, FIRST));
            purchases = before.twin().purchases();
        }
        try (CanadaPostCounter after = new CanadaPostCounter(directory)) {
            assertThat(after.twin().purchases()).isEqualTo(purchases);
            assertThat(after.ask(2, artifact("10300000000017")).files("image").get(0)).isEqualTo(label);
            assertThat(after.ask(2, about("get-non-contract-shipment-receipt", 2, FIRST)).raw()).isEqualTo(receipt);
            assertMessages(after.ask(2, refund(2, FIRST)), "7292");
            SoapReply next = after.ask(2, order(2));
            assertThat(next.text("shipment-id")).isEqualTo("500000000000000018");
            assertThat(next.text("artifact-id")).isEqualTo("10300000000019");
        }
    }

    private static SoapReply receipt(int account, String id) throws IOException {
        return counter.ask(account, about("get-non-contract-shipment-receipt", account, id));
    }

    private static List<String> listed(int account, String criteria) throws IOException {
        SoapReply reply = counter.ask(account, listing(account, criteria));
        assertValid(reply);
        assertThat(reply.elements("non-contract-shipments")).hasSize(1);
        return reply.texts("shipment-id");
    }

    private static void assertFault(SoapReply reply, String code, String text) {
        assertThat(reply.status()).as(reply.raw()).isEqualTo(500);
        assertThat(reply.text("faultcode")).isEqualTo(code);
        assertThat(reply.text("faultstring")).contains(text);
    }

    private static void assertMessages(SoapReply reply, String... codes) {
        assertValid(reply);
        assertThat(reply.texts("code")).containsExactly(codes);
        assertThat(reply.texts("description")).hasSize(codes.length).noneMatch(String::isBlank);
    }

    private static void assertValid(SoapReply reply) {
        assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
        Door door = reply.raw().contains("get-artifact-response") ? Door.ARTIFACT : Door.NCSHIPMENT;
        assertThat(door.schema().complaint(payload(reply.raw()))).as(reply.raw()).isEmpty();
    }

    // Both identities of canadapost 2.6.
    private static BigDecimal assertAddsUp(SoapReply receipt) {
        assertValid(receipt);
        BigDecimal preTax = receipt.amount("pre-tax-amount");
        BigDecimal parts = receipt.amount("base-amount").add(sum(receipt, "option-price"))
                .add(sum(receipt, "adjustment-amount"));
        assertThat(preTax).isEqualByComparingTo(parts);
        assertThat(receipt.amount("charge-amount")).isEqualByComparingTo(preTax.add(receipt.amount("gst-amount"))
                .add(receipt.amount("pst-amount")).add(receipt.amount("hst-amount")));
        return preTax;
    }

    private static BigDecimal sum(SoapReply reply, String name) {
        return reply.texts(name).stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
    }

    private static String text(byte[] bytes) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(pdf);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
