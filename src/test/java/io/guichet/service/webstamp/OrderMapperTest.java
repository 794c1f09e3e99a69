package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.contract.WebStampExample;
import io.guichet.contract.WebStampSchema;
import io.guichet.contract.WebStampTypes;
import io.guichet.contract.XmlContent;
import io.guichet.service.webstamp.wire.NewOrder;
import io.guichet.service.webstamp.wire.NewOrderPreview;
import io.guichet.service.webstamp.wire.OrderRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** Requests held against the literal ones of the contract (webstamp 2.13, 2.14). */
class OrderMapperTest {

    private static final String COD =
            """
                    {"product": 1307915, "format": "pdf", "layout": "sheet", "medium": 101, "mediumStartPosition": 3, "licence": "60000011",
                     "recipients": [
                       {"reference": "ORD-4712-1", "cashOnDelivery": {"amount": "49.95"}, "firstName": "Anna", "lastName": "Muster",
                        "street": "Rue du Marché 10", "zip": "1003", "city": "Lausanne", "country": "CH"},
                       {"reference": "ORD-4712-2", "cashOnDelivery": {"amount": "120"}, "organization": "Beispiel AG",
                        "street": "Dorfplatz 2", "zip": "6003", "city": "Luzern", "country": "CH"}],
                     "sender": {"organization": "Exemple Sàrl", "street": "Bahnhofstrasse 1", "zip": "3011", "city": "Berne"},
                     "reference": "ORD-4712", "comment": "ORD-4712/7f3a",
                     "cashOnDelivery": {"kind": "iban", "iban": "CH9300762011623852957", "beneficiary": {"organization": "Exemple Sàrl",
                       "street": "Bahnhofstrasse 1", "zip": "3011", "city": "Berne", "country": "CH"}}}""";

    private static final String REGISTERED =
            """
                    {"product": 1307915, "format": "png", "layout": "separate", "dpi": 300, "printZone": 2, "licence": "60000011",
                     "recipients": [{"reference": "ORD-4711-1", "organization": "Muster SA", "firstName": "Anna", "lastName": "Muster",
                       "street": "Rue du Marché 10", "zip": "1003", "city": "Lausanne", "country": "CH"}],
                     "sender": {"organization": "Exemple Sàrl", "street": "Bahnhofstrasse 1", "zip": "3011", "city": "Berne",
                       "country": "CH"},
                     "reference": "ORD-4711"}""";

    @Test
    void orderOfTheConnectionDocumentIsItsExampleAndTheKeyBehindTheComment() throws Exception {
        Element sent = newOrder(Samples.LETTERS);

        String key = Samples.work("stamps", Samples.LETTERS).key().toString();
        assertThat(XmlContent.of(sent)).isEqualTo(XmlContent.of(
                WebStampExample.named("2.14a-new_order-request").with(">please<", ">please " + key + "<").body()));
        WebStampSchema.validate(sent);
    }

    /** The document's text as it is printed, with its namespace repaired and the stray blanks taken out (webstamp 0.3). */
    @Test
    void exampleOrderIsTheOneOfTheConnectionDocument() throws Exception {
        String printed;
        try (InputStream document = getClass().getResourceAsStream("/seed/6.2.1-order.xml")) {
            printed = new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
        String repaired = printed.replace("\" http", "\"http").replace("/v6 \"", "/v6\"").replace("/ws/ws/", "/wsws/");
        String request = Samples.JSON.readTree(Path.of("examples/stamps-connection-document.json").toFile())
                .get("request").toString();

        Element sent = newOrder(request,
                Map.of("application-id", "xxxxxxx", "user-id", "xxxxxxx", "password", "xxxxxxx", "language", "fr"));

        String key = Samples.work("stamps", request).key().toString();
        assertThat(XmlContent.of(sent)).isEqualTo(XmlContent
                .of(WebStampExample.bodyOf(repaired.replace(">please<", ">please " + key + "<"))));
        WebStampSchema.validate(sent);
    }

    @Test
    void orderWithCashOnDeliveryIsItsExample() throws Exception {
        Element sent = newOrder(COD);

        String key = Samples.work("stamps", COD).key().toString();
        assertThat(XmlContent.of(sent)).isEqualTo(XmlContent.of(WebStampExample.named("2.14b-new_order-request")
                .with(">ORD-4712/7f3a<", ">ORD-4712/7f3a " + key + "<").body()));
        WebStampSchema.validate(sent);
    }

    @Test
    void previewIsItsExampleWithMediumNone() throws Exception {
        var preview = new NewOrderPreview();
        preview.setArgs(new PreviewRequests().build(Samples.work("stamps", REGISTERED), Samples.account(Map.of())));

        assertThat(XmlContent.of(WebStampTypes.write(preview))).isEqualTo(XmlContent.of(
                WebStampExample.named("2.13-new_order_preview-request").with("<dpi>", "<media>0</media><dpi>").body()));
    }

    @Test
    void previewCarriesTheCommentWithoutKey() {
        OrderRequest asked =
                new PreviewRequests().build(Samples.work("stamps", Samples.LETTERS), Samples.account(Map.of()));

        assertThat(asked.getOrderComment()).isEqualTo("please");
    }

    @Test
    void orderWithoutCommentCarriesTheKeyAlone() {
        var work = Samples.work("stamps", "{\"product\": 15220, \"quantity\": 1}");

        assertThat(new OrderRequests().build(work, Samples.account(Map.of())).getOrderComment())
                .isEqualTo(work.key().toString());
    }

    @Test
    void keyIsNeverCut() {
        var work = Samples.work("stamps",
                "{\"product\": 15220, \"quantity\": 1, \"comment\": \"" + "x".repeat(25) + "\"}");

        assertThatThrownBy(() -> new OrderRequests().build(work, Samples.account(Map.of())))
                .hasMessageContaining("comment")
                .hasMessageContaining("24");
    }

    /** webstamp 0.3 no. 9: the schema demands them although they have nothing to say. */
    @Test
    void mandatoryElementsAreSentEmpty() throws Exception {
        Element sent = newOrder("""
                {"product": 15220, "recipients": [{"printAddress": "Anna Muster\\n1003 Lausanne", "city": "Lausanne",
                  "cashOnDelivery": {"amount": "10.00", "esrReference": "210000000003139471430009017"}}],
                 "cashOnDelivery": {"kind": "esr", "esrCustomerNumber": "010001628"}}""");

        WebStampSchema.validate(sent);
        assertThat(sent.getElementsByTagName("iban").item(0).getTextContent()).isEmpty();
        assertThat(sent.getElementsByTagName("street").item(0).getTextContent()).isEmpty();
    }

    /** webstamp 0.3 no. 5: the kind of digest stands beside the password, which has no attribute. */
    @ParameterizedTest
    @CsvSource({"clear,wsws-geheim-1,''", "md5,8eb1cafef1c0ab1ba6cdda33f4d1b0a3,md5", "sha1,,sha1"})
    void passwordHasNoAttributeAndItsKindStandsBesideIt(String encryption, String password, String kind)
            throws Exception {
        Element sent = newOrder(Samples.LETTERS, Map.of("encryption", encryption));

        Element element = (Element) sent.getElementsByTagName("password").item(0);
        assertThat(element.hasAttributes()).isFalse();
        assertThat(sent.getElementsByTagName("encryption_type").item(0).getTextContent()).isEqualTo(kind);
        assertThat(element.getTextContent()).hasSize(switch (encryption) {
            case "md5" -> 32;
            case "sha1" -> 40;
            default -> password.length();
        });
        if (!encryption.equals("clear")) {
            assertThat(element.getTextContent()).matches("[0-9a-f]+");
        }
    }

    /** webstamp 3.1: the Swiss Post number is the one to use, and the flag says which it is. */
    @Test
    void rule31ProductNumberIsSaidToBeTheSwissPostOneOrNot() {
        var post = map("{\"product\": 15220, \"quantity\": 1}");
        var own = map("{\"webstampProduct\": 38610, \"quantity\": 1}");

        assertThat(post.isPostProduct()).isTrue();
        assertThat(post.getProduct()).isEqualTo(15220);
        assertThat(own.isPostProduct()).isFalse();
        assertThat(own.getProduct()).isEqualTo(38610);
    }

    /** webstamp 0.3 no. 6: JPG goes in as an image and never comes out. */
    @Test
    void jpgIsNoOutputFormatButAnImage() {
        assertThatThrownBy(() -> map("{\"product\": 15220, \"quantity\": 1, \"format\": \"jpg\"}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(map("{\"product\": 15220, \"quantity\": 1, \"image\": \"/9j/\"}").getImage()).hasSize(3);
    }

    @Test
    void everythingElseFindsItsElement() throws Exception {
        Element sent = newOrder(
                """
                        {"webstampProduct": 38610, "payment": "prepaid", "format": "zpl", "layout": "sheet", "dpi": 203, "customMedium": {"type": "label",
                          "pageWidth": 210, "pageHeight": 297, "marginTop": 1, "marginBottom": 2, "marginLeft": 3, "marginRight": 4,
                          "columns": 3, "rows": 8, "columnSpacing": 5, "rowSpacing": 6, "recipientOrientation": "top/left", "recipientX": 7,
                          "recipientY": 8, "senderOrientation": "bottom/right", "senderX": 9, "senderY": 10,
                          "frankingOrientation": "top/right", "frankingX": 11, "frankingY": 12},
                         "recipients": [{"city": "Basel", "country": "CH", "poBox": "Postfach", "poBoxLanguage": "de", "poBoxNumber": "12",
                           "contactPerson": "A", "contactPhone": "B", "contactEmail": "c@example.org", "title": "Frau", "addition": "3. OG",
                           "companyAddition": "Einkauf",
                           "customs": {"vatNumber": "V", "taxCode": "T", "senderTaxCode": "S", "invoiceReference": "I"}}],
                         "sender": {"city": "Bern", "contactMobile": "M", "vatNumber": "N"}, "image": "R0lGOA==", "discountCode": "D",
                         "returnReceipt": "unregistered", "printService": true, "delivery": {"city": "Chur"}, "letter": "JVBERi0=",
                         "customsCode": "E"}""");

        WebStampSchema.validate(sent);
        assertThat(sent.getElementsByTagName("return_code").item(0).getTextContent()).isEqualTo("unregistred");
        for (String name : new String[]{"colspacing", "rowspacing", "cols", "rows", "recipient_x", "sender_orientation",
                "franking_y",
                "pobox", "pobox_lang", "pobox_nr", "contact_person", "contact_mobile", "ead_vat_no",
                "ead_tax_code_sender", "image",
                "payment", "discount_code", "printservice", "printservice_info", "document", "ead_code",
                "company_addition",
                "margin_right"}) {
            assertThat(sent.getElementsByTagName(name).getLength()).as(name).isPositive();
        }
        assertThat(sent.getElementsByTagName("media").getLength()).as("own medium instead of one").isZero();
    }

    private static OrderRequest map(String request) {
        return OrderMapper.map(Samples.json(request), Samples.account(Map.of()), Optional.empty());
    }

    private static Element newOrder(String request) throws Exception {
        return newOrder(request, Map.of());
    }

    private static Element newOrder(String request, Map<String, String> settings) throws Exception {
        var order = new NewOrder();
        order.setArgs(new OrderRequests().build(Samples.work("stamps", request), Samples.account(settings)));
        return WebStampTypes.write(order);
    }
}
