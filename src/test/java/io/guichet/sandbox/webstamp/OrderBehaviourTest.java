package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.example;
import static io.guichet.sandbox.StartedTwin.recipient;
import static io.guichet.sandbox.StartedTwin.recipients;
import static io.guichet.sandbox.StartedTwin.registered;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour table of webstamp 5.4, row by row, and what 3.5 to 3.9 say about orders. */
class OrderBehaviourTest {

    private static StartedTwin twin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void reset() throws IOException {
        twin.reset();
    }

    @Test
    void aPreviewShowsPriceAndImageWithoutIdsAndCostsNothing() throws IOException {
        SoapReply reply = twin.post(example("new_order_preview.request"));

        assertThat(reply.isNil("order_id")).isTrue();
        assertThat(reply.isNil("stamp_id")).isTrue();
        assertThat(reply.isNil("label_number")).isTrue();
        assertThat(reply.isNil("valid_until")).isTrue();
        assertThat(reply.text("tracking_number")).isEmpty();
        assertThat(reply.amount("price")).isEqualTo("5.80");
        assertThat(reply.text("image_width_px")).isEqualTo("874");
        assertThat(reply.text("image_height_px")).isEqualTo("413");
        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void anOrderIsNumberedAndPricedByCount() throws IOException {
        twin.clock("2026-09-24T14:40:00Z");

        SoapReply reply = twin.post(example("new_order.request"));

        assertThat(reply.text("order_id")).isEqualTo("9000001");
        assertThat(reply.amount("price")).isEqualTo("2.40");
        assertThat(reply.amount("item_price")).isEqualTo("1.20");
        assertThat(reply.texts("stamp_id")).containsExactly("80000001", "80000002");
        assertThat(reply.texts("label_number")).containsExactly("1", "2");
        assertThat(reply.text("reference")).isEqualTo("abcd");
        assertThat(reply.text("product_number")).isEqualTo("38610");
        assertThat(reply.text("post_product_number")).isEqualTo("15220");
        assertThat(reply.text("valid_until")).isEqualTo("2027-09-24T23:59:59+02:00");
        assertThat(twin.post(example("new_order.request")).text("order_id")).isEqualTo("9000002");
    }

    @Test
    void aPrepaidOrderIsTakenFromTheBalanceAndRefusedWhenItIsUsedUp() throws IOException {
        twin.ask(5, "new_order", stamps(39610, 41));
        assertThat(twin.ask(5, "get_info_billing", "<amount>0.81</amount>").amount("balance")).isEqualTo("0.80");
        assertThat(twin.ask(5, "get_info_billing", "<amount>0.81</amount>").text("amount_possible")).isEqualTo("false");

        assertThat(twin.ask(5, "new_order", stamps(39610, 1)).fault()).isEqualTo(2216);
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void thePaymentThatWasChosenIsSaidAndAPrivateCustomerHasNoInvoice() throws IOException {
        String invoice = "<payment><type>invoice</type></payment>";
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + invoice).text("type")).isEqualTo("invoice");
        assertThat(twin.ask(5, "new_order", stamps(39610, 1) + invoice).fault()).isEqualTo(2216);
        assertThat(twin.ask(5, "new_order", stamps(39610, 1) + invoice.replace("invoice", "prepaid")).text("type"))
                .isEqualTo("prepaid");
    }

    @Test
    void aReplacedProductSucceedsWithItsSuccessorAndMessage2006() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", stamps(37610, 1));

        assertThat(reply.text("product_number")).isEqualTo("38610");
        assertThat(reply.amount("price")).isEqualTo("1.20");
        assertThat(reply.text("message_type")).isEqualTo("announcement");
        assertThat(reply.text("system_message_code")).isEqualTo("2006");
    }

    @Test
    void aProductWithoutSuccessorOrUnknownIsNotFound() throws IOException {
        assertThat(twin.ask(1, "new_order", stamps(36000, 1)).fault()).isEqualTo(2224);
        assertThat(twin.ask(1, "new_order", stamps(11111, 1)).fault()).isEqualTo(2224);
        assertThat(twin.ask(2, "new_order", stamps(38635, 1)).fault()).isEqualTo(2224);
    }

    @Test
    void aPrivateCustomerGetsThePrivateNumber() throws IOException {
        SoapReply byBusinessNumber = twin.ask(5, "new_order", stamps(38610, 1));
        assertThat(byBusinessNumber.text("product_number")).isEqualTo("39610");
        assertThat(byBusinessNumber.texts("message_type")).isEmpty();

        SoapReply byPostNumber = twin.ask(5, "new_order", "<post_product>true</post_product>" + stamps(15220, 1));
        assertThat(byPostNumber.text("product_number")).isEqualTo("39610");
        assertThat(byPostNumber.text("post_product_number")).isEqualTo("15220");
    }

    @Test
    void aProductNumberChangesAtTheStartOfAMonth() throws IOException {
        twin.clock("2026-12-31T22:59:00Z");
        assertThat(twin.ask(1, "new_order", stamps(38635, 1)).text("product_number")).isEqualTo("38635");

        twin.clock("2026-12-31T23:00:01Z");
        SoapReply reply = twin.ask(1, "new_order", stamps(38635, 1));
        assertThat(reply.text("product_number")).isEqualTo("40635");
        assertThat(reply.text("system_message_code")).isEqualTo("2006");
        assertThat(reply.amount("price")).isEqualTo("0.66");
    }

    @Test
    void oneFileForAllNeedsAMediumAndPdfOrZpl() throws IOException {
        assertThat(twin.ask(1, "new_order", format("true", "pdf", "")).fault()).isEqualTo(2007);
        assertThat(twin.ask(1, "new_order", format("true", "png", "<media>101</media>")).fault()).isEqualTo(2212);
        assertThat(twin.ask(1, "new_order", format("true", "csv", "<media>101</media>")).fault()).isEqualTo(2212);
        assertThat(twin.ask(1, "new_order", format("true", "zpl", "<media>101</media>")).fault()).isZero();
    }

    @Test
    void oneFileEachAllowsNoMediumAndNoListFormat() throws IOException {
        assertThat(twin.ask(1, "new_order", format("false", "pdf", "<media>101</media>")).fault()).isEqualTo(2223);
        assertThat(twin.ask(1, "new_order", format("false", "zpl", "")).fault()).isEqualTo(2266);
        assertThat(twin.ask(1, "new_order", format("false", "csv", "")).fault()).isEqualTo(2266);
    }

    @Test
    void aMediumMustSuitProductAndFormatAndMayBeReplaced() throws IOException {
        assertThat(twin.ask(1, "new_order", format("true", "zpl", "<media>201</media>")).fault()).isEqualTo(2015);
        assertThat(twin.ask(1, "new_order", format("true", "pdf", "<media>999</media>")).fault()).isEqualTo(2015);
        assertThat(twin.ask(1, "new_order", format("true", "pdf", "<media>100</media>")).text("system_message_code"))
                .isEqualTo("2008");
    }

    @Test
    void anOwnMediumMustBeLargeEnough() throws IOException {
        String medium = "<custom_media><type>%s</type><page_width>%d</page_width><page_height>100</page_height>"
                + "</custom_media>";
        assertThat(twin.ask(1, "new_order", format("true", "pdf", medium.formatted("label", 30))).fault())
                .isEqualTo(2262);
        assertThat(twin.ask(1, "new_order", format("true", "zpl", medium.formatted("letter", 90))).fault())
                .isEqualTo(2261);
        assertThat(twin.ask(1, "new_order", format("true", "pdf", medium.formatted("letter", 90))).fault()).isZero();
    }

    @Test
    void anAddressInAnotherZoneIsRefused() throws IOException {
        assertThat(sendTo("de", 38610).fault()).isEqualTo(2016);
        assertThat(sendTo("Allemagne", 38610).fault()).isEqualTo(2016);
        assertThat(sendTo("Deutschland", 38641).fault()).isZero();
        assertThat(sendTo("us", 38641).fault()).isEqualTo(2016);
        assertThat(sendTo("li", 38610).fault()).isZero();
    }

    @Test
    void aLetterWithBarcodeIsTrackedAndComesWithItsDeliveryNote() throws IOException {
        SoapReply reply = twin.ask(1, "new_order", registered());

        assertThat(reply.text("tracking_number")).isEqualTo("986000001100000001");
        assertThat(reply.files("delivery_receipt")).hasSize(1);
        assertThat(twin.ask(1, "new_order", registered()).text("tracking_number")).isEqualTo("986000001100000002");
    }

    @Test
    void aLetterWithBarcodeNeedsRecipientAndSender() throws IOException {
        assertThat(twin.ask(1, "new_order", stamps(38700, 1)).fault()).isEqualTo(2017);
        assertThat(sendTo("ch", 38700).fault()).isEqualTo(2022);
    }

    @Test
    void moreThanFiveHundredFrankingsAreTooMany() throws IOException {
        assertThat(twin.ask(1, "new_order", stamps(38610, 501)).fault()).isEqualTo(2004);
        assertThat(twin.ask(1, "new_order", stamps(38610, 500)).texts("stamp_id")).hasSize(500);
    }

    @Test
    void aQuantityIsNeededUnlessThereAreAddresses() throws IOException {
        String none = "<product>38610</product><single>false</single><file_type>pdf</file_type>";
        assertThat(twin.ask(1, "new_order", none).fault()).isEqualTo(2009);
        assertThat(twin.ask(1, "new_order", stamps(38610, 0)).fault()).isEqualTo(2009);
        assertThat(twin.ask(1, "new_order", stamps(38610, 9) + recipients(recipient("ch", "") + recipient("ch", "")))
                .texts("stamp_id")).hasSize(2);
    }

    @Test
    void anOrderIsCalledUpAgainForFiveDaysWithTheSameIdsAndData() throws IOException {
        SoapReply first = twin.ask(1, "new_order", registered());
        twin.advance("PT119H59M");

        SoapReply again = twin.ask(1, "previous_order", "<order_id>9000001</order_id>");

        assertThat(again.text("order_id")).isEqualTo("9000001");
        assertThat(again.texts("stamp_id")).isEqualTo(first.texts("stamp_id"));
        assertThat(again.texts("tracking_number")).isEqualTo(first.texts("tracking_number"));
        assertThat(again.texts("print_data")).isEqualTo(first.texts("print_data"));
        assertThat(again.texts("delivery_receipt")).isEqualTo(first.texts("delivery_receipt"));
        assertThat(again.text("price")).isEqualTo(first.text("price"));
        assertThat(twin.purchases()).hasSize(1);

        twin.advance("PT2M");
        assertThat(twin.ask(1, "previous_order", "<order_id>9000001</order_id>").fault()).isEqualTo(2200);
    }

    @Test
    void oneStampIsCalledUpAlone() throws IOException {
        twin.ask(1, "new_order", stamps(38610, 3));

        SoapReply one = twin.ask(1, "previous_order", "<stamp_id>80000002</stamp_id>");

        assertThat(one.texts("stamp_id")).containsExactly("80000002");
        assertThat(one.text("order_id")).isEqualTo("9000001");
        assertThat(twin.ask(2, "previous_order", "<stamp_id>80000002</stamp_id>").fault()).isEqualTo(2200);
        assertThat(twin.ask(1, "previous_order", "").fault()).isEqualTo(2200);
    }

    @Test
    void aDeliveryNoteIsThereForFiveDaysAndOnlyForLettersWithBarcode() throws IOException {
        twin.ask(1, "new_order", registered());
        twin.ask(1, "new_order", stamps(38610, 1));

        assertThat(twin.ask(1, "get_info_delivery_receipt", "<order_id>9000001</order_id>").files("delivery_receipt"))
                .hasSize(1);
        assertThat(twin.ask(1, "get_info_delivery_receipt", "<order_id>9000002</order_id>").fault()).isEqualTo(2244);
        assertThat(twin.ask(1, "get_info_delivery_receipt", "<order_id>9999999</order_id>").fault()).isEqualTo(2200);
        twin.advance("PT121H");
        assertThat(twin.ask(1, "get_info_delivery_receipt", "<order_id>9000001</order_id>").fault()).isEqualTo(2247);
    }

    @Test
    void aCopyBuysAgainWithOtherQuantityCommentAndFormat() throws IOException {
        twin.post(example("new_order.request"));

        SoapReply copy = twin.post(example("copy_order_by_id.request"));

        assertThat(copy.text("order_id")).isEqualTo("9000002");
        assertThat(copy.amount("price")).isEqualTo("1.20");
        assertThat(copy.text("reference")).isEqualTo("abcd");
        assertThat(twin.purchases()).hasSize(2);
        assertThat(twin.purchases().get(1).get("operation").asText()).isEqualTo("copy_order_by_id");
        twin.advance("PT121H");
        assertThat(twin.post(example("copy_order_by_id.request")).fault()).isEqualTo(2200);
    }

    @Test
    void anOrderWithEsrReferenceCannotBeCopied() throws IOException {
        String esr = registered().replace("</item>", "<cash_on_delivery_amount>10</cash_on_delivery_amount>"
                + "<cash_on_delivery_esr>210000000003139471430009017</cash_on_delivery_esr></item>")
                + cashOnDelivery("esr", "010001628", "", "");
        assertThat(twin.ask(1, "new_order", esr).amount("price")).isEqualTo("20.80");

        assertThat(twin.ask(1, "copy_order_by_id", "<order_id>9000001</order_id>").fault()).isEqualTo(2025);
    }

    @Test
    void aCopyWhoseLicenceIsGoneIsRefused() throws IOException {
        twin.ask(1, "new_order", registered());
        assertThat(twin.ask(1, "copy_order_by_id", "<order_id>9000001</order_id>").fault()).isZero();

        twin.inject("{'kind':'revoke-licence','account':'20000001','number':'60000011'}");

        assertThat(twin.ask(1, "copy_order_by_id", "<order_id>9000001</order_id>").fault()).isEqualTo(2029);
    }

    @Test
    void cashOnDeliveryIsCheckedPartByPart() throws IOException {
        assertThat(collect("49.95", cashOnDelivery("post_bank", "", "CH9300762011623852957", "")).fault()).isZero();
        assertThat(collect("49.95", "").fault()).isEqualTo(2251);
        assertThat(collect("49.93", cashOnDelivery("post_bank", "", "CH9300762011623852957", "")).fault())
                .isEqualTo(2250);
        assertThat(collect("10000.05", cashOnDelivery("post_bank", "", "CH9300762011623852957", "")).fault())
                .isEqualTo(2248);
        assertThat(collect("10", cashOnDelivery("post_bank", "", "CH9300762011623852958", "")).fault()).isEqualTo(2253);
        assertThat(collect("10", cashOnDelivery("esr", "12", "", "")).fault()).isEqualTo(2252);
        assertThat(collect("10", cashOnDelivery("esr", "010001628", "", "")).fault()).isEqualTo(2249);
        assertThat(collect("10", cashOnDelivery("qriban", "", "", "CH4431999123000889012")).fault()).isEqualTo(2249);
        assertThat(twin.ask(1, "new_order", registered() + cashOnDelivery("post_bank", "", "CH9300762011623852957", ""))
                .fault()).isEqualTo(2256);
    }

    @Test
    void aQrIbanIsTakenWithItsReference() throws IOException {
        String order = registered().replace("</item>", "<cash_on_delivery_amount>1E1</cash_on_delivery_amount>"
                + "<cash_on_delivery_qr_ref>210000000003139471430009017</cash_on_delivery_qr_ref></item>");

        assertThat(twin.ask(1, "new_order", order + cashOnDelivery("qriban", "", "", "CH4431999123000889012")).fault())
                .isZero();
        assertThat(twin.ask(1, "new_order", order + cashOnDelivery("qriban", "", "", "CH9300762011623852957")).fault())
                .isEqualTo(2253);
    }

    @Test
    void aLetterToPrintIsPricedByPageAndHasItsConsignments() throws IOException {
        SoapReply reply = twin.post(example("new_order.request-3"));

        assertThat(reply.amount("price")).isEqualTo("1.80");
        assertThat(reply.texts("amount")).containsExactly("1.2", "0.6");
        assertThat(reply.text("state")).isEqualTo("valid");
        assertThat(reply.isNil("valid_until")).isTrue();
        assertThat(twin.ask(1, "copy_order_by_id", "<order_id>9000001</order_id>").fault()).isEqualTo(2200);
    }

    @Test
    void addressesAreCheckedFieldByField() throws IOException {
        assertThat(address("<street/><zip>1003</zip><city>Lausanne</city>").fault()).isEqualTo(2003);
        String name = "<lastname>M</lastname><street/>";
        assertThat(address(name + "<zip>12</zip><city>Lausanne</city>").fault()).isEqualTo(2221);
        assertThat(address(name + "<zip>1</zip><city>L</city><country>Atlantis</country>").fault()).isEqualTo(2221);
        assertThat(address("<print_address>M&#10;1003 Lausanne</print_address><street/><zip/><city>Lausanne</city>")
                .fault()).isZero();
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<print_zone>1</print_zone>"
                + recipients(recipient("ch", ""))).fault()).isEqualTo(2210);
    }

    @Test
    void anImageGoesIntoTheFrankingZoneOnly() throws IOException {
        String gif = "<image>R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=</image>";
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + gif).fault()).isZero();
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<print_zone>2</print_zone>" + gif).fault())
                .isEqualTo(2211);
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<image>bm9wZQ==</image>").fault()).isEqualTo(2208);
    }

    @Test
    void aDiscountIsTakenOffAndAnUnknownCodeRefused() throws IOException {
        assertThat(twin.ask(1, "new_order", stamps(38610, 10) + "<discount_code>SIM10</discount_code>").amount("price"))
                .isEqualTo("10.80");
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<discount_code>X</discount_code>").fault())
                .isEqualTo(5000);
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<discount_code>SIMOLD</discount_code>").fault())
                .isEqualTo(5001);
    }

    @Test
    void theFirstCheckThatFailsAnswers() throws IOException {
        String everythingWrong = format("true", "png", "").replace("38610", "36000");
        assertThat(twin.ask(8, "new_order", everythingWrong).fault()).isEqualTo(2242);
        assertThat(twin.ask(1, "new_order", everythingWrong).fault()).isEqualTo(2224);
        assertThat(twin.ask(1, "new_order", format("true", "png", "")).fault()).isEqualTo(2212);
        assertThat(twin.ask(3, "new_order", registered() + cashOnDelivery("esr", "", "", "")).fault()).isEqualTo(2257);
    }

    /** webstamp 4.4 from product to discount: each mistake is answered only once those before it are put right. */
    @Test
    void checksComeInTheOrderOfTheContract() throws IOException {
        String start = "<product>36000</product><single>true</single><file_type>png</file_type>";
        assertThat(twin.ask(1, "new_order", start).fault()).isEqualTo(2224);
        String found = start.replace("36000", "38700");
        assertThat(twin.ask(1, "new_order", found).fault()).isEqualTo(2212);
        String separate = found.replace("true", "false");
        assertThat(twin.ask(1, "new_order", separate).fault()).isEqualTo(2009);
        assertThat(twin.ask(1, "new_order", separate + "<quantity>1</quantity>").fault()).isEqualTo(2017);
        String abroad = recipients(recipient("de", "")).replace("</item>",
                "<cash_on_delivery_amount>0.03</cash_on_delivery_amount></item>");
        assertThat(twin.ask(1, "new_order", separate + abroad).fault()).isEqualTo(2016);
        String home = abroad.replace(">de<", ">ch<");
        assertThat(twin.ask(1, "new_order", separate + home).fault()).isEqualTo(2022);
        String rest = "<sender><organization>E</organization><street/><zip>3011</zip><city>Berne</city></sender>"
                + cashOnDelivery("post_bank", "", "CH9300762011623852958", "") + "<discount_code>X</discount_code>";
        assertThat(twin.ask(1, "new_order", separate + home + rest + "<license_number>1</license_number>").fault())
                .isEqualTo(2258);
        assertThat(twin.ask(1, "new_order", separate + home + rest).fault()).isEqualTo(2250);
        String amount = home.replace("0.03", "10");
        assertThat(twin.ask(1, "new_order", separate + amount + rest).fault()).isEqualTo(2253);
        String account = rest.replace("2958", "2957");
        assertThat(twin.ask(1, "new_order", separate + amount + account).fault()).isEqualTo(5000);
        assertThat(twin.ask(1, "new_order", separate + amount + account.replace(">X<", ">SIM10<")).fault()).isZero();
    }

    private static SoapReply collect(String amount, String info) throws IOException {
        return twin.ask(1, "new_order", registered().replace("</item>",
                "<cash_on_delivery_amount>" + amount + "</cash_on_delivery_amount></item>") + info);
    }

    private static SoapReply sendTo(String country, int product) throws IOException {
        return twin.ask(1, "new_order", stamps(product, 1) + recipients(recipient(country, "")));
    }

    private static SoapReply address(String inside) throws IOException {
        return twin.ask(1, "new_order", stamps(38610, 1) + recipients("<item>" + inside + "</item>"));
    }

    private static String cashOnDelivery(String type, String participant, String iban, String qrIban) {
        return "<cash_on_delivery_info><transaction_type>" + type + "</transaction_type><esr_customer_number>"
                + participant + "</esr_customer_number><iban>" + iban + "</iban><qr_iban>" + qrIban + "</qr_iban>"
                + "<beneficiary><organization>Exemple</organization><street/><zip>3011</zip><city>Berne</city>"
                + "</beneficiary></cash_on_delivery_info>";
    }

    private static String format(String single, String fileType, String more) {
        return "<product>38610</product><single>" + single + "</single><file_type>" + fileType
                + "</file_type><quantity>2</quantity>" + more;
    }
}
