package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.LicenceChoice;
import io.guichet.catalogue.Product;
import io.guichet.contract.WebStampExample;
import io.guichet.order.Texts;
import io.guichet.purchase.Document;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.service.webstamp.wire.PreviousOrderResponse;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsPaymentMethod;
import jakarta.xml.bind.JAXBException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers mean, held against the literal ones of the contract (webstamp 2.13, 2.14). */
class OrderAnswersTest {

    private static final WebStampExample LETTERS = WebStampExample.named("2.14a-new_order-answer");
    private static final WebStampExample REGISTERED = WebStampExample.named("2.14b-new_order-answer");
    private static final WebStampExample PREVIEW = WebStampExample.named("2.13-new_order_preview-answer");
    private static final String SHEET = """
            {"product": 1307915, "format": "pdf", "layout": "sheet", "medium": 101,
             "recipients": [{"city": "Lausanne"}, {"city": "Luzern"}]}""";

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    private static final ServiceMessages MESSAGES = WebstampServices
            .messages(Clock.fixed(Instant.parse("2026-09-24T12:00:00Z"), ZoneOffset.UTC));

    private final FakeArchive archive = new FakeArchive();
    private final OrderAnswers answers =
            new OrderAnswers(TEXTS, MESSAGES, archive, new EarlierOrders(archive, TEXTS));

    @Test
    void twoLettersAreTwoFilesAndAResult() {
        var done = done(read(Samples.LETTERS, LETTERS));

        assertThat(done.carrierId()).contains("9000001");
        assertThat(done.price()).contains(new BigDecimal("2.40"));
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("1.pdf", "2.pdf");
        assertThat(done.documents()).extracting(Document::kind).containsOnly("stamp");
        assertThat(done.notices()).isEmpty();
        assertThat(done.result().toString()).isEqualTo(Samples
                .json("""
                        {"carrierOrderId": "9000001", "price": "2.40", "currency": "CHF", "itemPrice": "1.20",
                         "priceDetails": [{"type": "webstamp", "quantity": 2, "amount": "2.40", "description": "Courrier A Lettre standard"}],
                         "requestedProduct": 15220, "product": {"number": 38610, "postProductNumber": 15220, "replaced": false},
                         "licence": null, "reference": "abcd", "validDays": 365, "validUntil": "2027-09-24T23:59:59+02:00",
                         "stamps": [
                           {"stampId": "80000001", "labelNumber": "1", "reference": null, "trackingNumber": null, "document": "SO-1.1.pdf", "new": true},
                           {"stampId": "80000002", "labelNumber": "2", "reference": null, "trackingNumber": null, "document": "SO-1.2.pdf", "new": true}
                         ]}""")
                .toString());
    }

    @Test
    void rule35StampThatAnotherOrderHasHandedOutIsNotNewAndIsTold() {
        archive.handedOut.put("80000002", "SO-0");

        var done = done(read(Samples.LETTERS, LETTERS));

        assertThat(done.result().at("/stamps/0/new").asBoolean()).isTrue();
        assertThat(done.result().at("/stamps/1/new").asBoolean(true)).isFalse();
        assertThat(done.handedOut()).containsExactly("80000001");
        assertThat(done.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("stamp");
            assertThat(notice.text()).contains("80000002", "SO-0");
        });
    }

    @Test
    void sheetBringsOneFileADeliveryNoteAndTheTermsToConfirm() {
        var done = done(read(SHEET, REGISTERED));

        assertThat(done.documents()).extracting(Document::suffix).containsExactly("stamps.pdf", "delivery-note.pdf");
        assertThat(done.documents()).extracting(Document::kind).containsExactly("stamps", "delivery-note");
        assertThat(done.result().at("/stamps/1/trackingNumber").asText()).isEqualTo("986000001100000002");
        assertThat(done.result().at("/stamps/1/document").asText()).isEqualTo("SO-1.stamps.pdf");
        assertThat(done.result().at("/deliveryNote/document").asText()).isEqualTo("SO-1.delivery-note.pdf");
        assertThat(done.notices()).extracting(Notice::kind).containsExactly("terms", "delivery-note");
        assertThat(done.notices().get(1).text()).isEqualTo(TEXTS.text("webstamp", "delivery-note", 9000002L));
    }

    /** webstamp 3.8: with customer text, deadline and address, once per account and message. */
    @Test
    void rule38MessageToConfirmBecomesANoticeWithItsDeadlineAndAddress() {
        Notice terms = done(read(SHEET, REGISTERED)).notices().get(0);

        assertThat(terms.text()).contains("conditions générales", "terms of use pending", "9001");
        assertThat(terms.url()).contains("https://webstamp.post.ch/confirm/9001");
        assertThat(terms.confirmUntil()).contains(Instant.parse("2026-12-31T22:59:59Z"));
        Notice again = done(read(SHEET, REGISTERED)).notices().get(0);
        Notice other =
                done(read(SHEET, REGISTERED.with("terms of use pending", "terms of use changed"))).notices().get(0);
        assertThat(again.onceKey()).isEqualTo(terms.onceKey());
        assertThat(other.onceKey()).isNotEqualTo(terms.onceKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"announcement", "error"})
    void rule38OtherMessagesKeepTheirKind(String type) {
        assertThat(done(read(SHEET, REGISTERED.with(">confirm<", ">" + type + "<"))).notices().get(0).kind())
                .isEqualTo(type);
    }

    @Test
    void previewBringsSamplesThatNobodyTakesForStamps() {
        var outcome = answers.read(Samples.work("preview", """
                {"product": 1307915, "format": "png", "recipients": [{"city": "Lausanne"}]}"""),
                Samples.answer(PREVIEW),
                Samples.NOT_FOUND, Samples.NO_LICENCE);

        var done = done(outcome);
        assertThat(done.carrierId()).isEmpty();
        assertThat(done.price()).as("nothing was booked").isEmpty();
        assertThat(done.result().get("price").asText()).isEqualTo("5.80");
        assertThat(done.result().get("carrierOrderId").isNull()).isTrue();
        assertThat(done.result().at("/stamps/0/widthMm").asInt()).isEqualTo(74);
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("preview-1.png");
        assertThat(done.documents()).extracting(Document::kind).containsExactly("preview");
    }

    @Test
    void rule36LicenceIsTheOneGivenOrTheOnlyOneOrNone() {
        var work = Samples.work("stamps", Samples.LETTERS);
        var only = new LicenceChoice(LicenceChoice.Kind.ONLY_ONE, Optional.of("60000011"));

        assertThat(done(answers.read(work, Samples.answer(LETTERS), Samples.NOT_FOUND, only)).result().get("licence")
                .asText())
                .isEqualTo("60000011");
    }

    /** webstamp 3.2: both numbers are compared, the price difference is told. */
    @Test
    void rule32ReplacedProductIsDoneAndToldWithThePriceDifference() {
        var found = found(37610, 37000, "1.10");
        var work = Samples.work("stamps", "{\"webstampProduct\": 37610, \"quantity\": 2}");

        var done = done(answers.read(work, Samples.answer(LETTERS), found, Samples.NO_LICENCE));

        assertThat(done.result().at("/product/replaced").asBoolean()).isTrue();
        assertThat(done.result().get("requestedProduct").asInt()).isEqualTo(37610);
        assertThat(done.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo("replacement");
            assertThat(notice.text()).contains("37610", "38610", "1.20", "1.10", "0.10");
        });
    }

    @Test
    void rule32NewNumberBehindTheSameSwissPostNumberIsNoReplacementButOurCatalogueIsStale() {
        var found = found(38000, 15220, "1.20");
        var requested = RequestedProduct.of(Samples.json(Samples.LETTERS));

        assertThat(Replacement.happened(requested, Samples.answer(LETTERS))).isFalse();
        assertThat(Replacement.catalogueIsStale(requested, found, Samples.answer(LETTERS))).isTrue();
        assertThat(Replacement.catalogueIsStale(requested, found(38610, 15220, "1.20"), Samples.answer(LETTERS)))
                .isFalse();
    }

    @Test
    void quoteNamesEveryNumberOfTheProductThatWouldBeUsed() {
        var quote = new Quotes(new Texts(Locale.ENGLISH), MESSAGES).read(
                Samples.work("stamps", "{\"product\": 1307915, \"quantity\": 1}"),
                Samples.answer(PREVIEW), Samples.NOT_FOUND);

        assertThat(quote.products()).containsExactlyInAnyOrder("1307915", "38700");
        assertThat(quote.price()).isEqualTo(new BigDecimal("5.80"));
    }

    @Test
    void answerWithoutIdIsUnknown() {
        assertCode("GUI-3005", read(Samples.LETTERS, LETTERS, order -> order.setOrderId(null)));
        assertCode("GUI-3005", read(Samples.LETTERS, LETTERS, order -> order.setOrderId(0L)));
    }

    @Test
    void noAnswerAtAllIsUnknown() {
        assertCode("GUI-3003",
                answers.read(Samples.work("stamps", Samples.LETTERS), null, Samples.NOT_FOUND, Samples.NO_LICENCE));
    }

    /** Reading tolerantly turns what cannot be read into nothing or zero (webstamp 6). */
    @Test
    void bookedOrderWithoutReadablePriceOrProductIsBoughtAndNotDone() {
        for (Consumer<WswsOrder> loss : List.<Consumer<WswsOrder>>of(order -> order.setPrice(null),
                order -> order.setProductNumber(0),
                order -> order.setPostProductNumber(0))) {
            assertThat(read(Samples.LETTERS, LETTERS, loss)).isInstanceOfSatisfying(Outcome.Bought.class, bought -> {
                assertThat(bought.carrierId()).contains("9000001");
                assertThat(bought.problem().code()).isEqualTo("GUI-3003");
            });
        }
    }

    @Test
    void fewerStampsThanOrderedAreBoughtAndNotDone() {
        assertMissing("1 of 2 stamps", read(Samples.LETTERS, LETTERS, order -> order.getStamps().getItem().remove(1)));
    }

    @Test
    void moreStampsThanOrderedAreBoughtAndNotDone() {
        assertMissing("2 of 1 stamps", read("{\"product\": 15220, \"quantity\": 1}", LETTERS));
    }

    @Test
    void noStampsAtAllAreBoughtAndNotDone() {
        assertMissing("0 of 2 stamps", read(Samples.LETTERS, LETTERS, order -> order.setStamps(null)));
    }

    @Test
    void emptySheetIsBoughtAndNotDone() {
        assertMissing("stamps.pdf", read(SHEET, REGISTERED, order -> order.setPrintData(new byte[0])));
    }

    @Test
    void deliveryNoteThatIsNoPdfIsBoughtAndNotDone() {
        assertMissing("delivery-note.pdf", read(SHEET, REGISTERED, order -> order.setDeliveryReceipt(bytes("<html>"))));
    }

    @Test
    void missingDeliveryNoteIsToldBecauseTheLettersCannotBePostedWithoutIt() {
        assertThat(done(read(SHEET, REGISTERED, order -> order.setDeliveryReceipt(null))).notices()).last()
                .satisfies(notice -> assertThat(notice.text()).contains("sent no delivery note"));
    }

    @ParameterizedTest
    @CsvSource({"pdf,%PDF-1.4,true", "pdf,GIF89a,false", "gif,GIF89a,true", "bmp,BM______,true", "bmp,%PDF,false",
            "zpl,^XA^FO50,true",
            "zpl,'\n^XA^FO50',true", "zpl,<html>,false", "png,PNG,false", "csv,a;b,true"})
    void documentMustBeOfTheTypeThatWasOrdered(String format, String content, boolean right) {
        var outcome = read("{\"product\": 15220, \"quantity\": 2, \"format\": \"" + format + "\"}", LETTERS,
                order -> order.getStamps().getItem().forEach(stamp -> stamp.setPrintData(bytes(content))));

        if (right) {
            assertThat(done(outcome).documents().get(1).content()).isEqualTo(bytes(content));
        } else {
            assertMissing("1." + format, outcome);
        }
    }

    /** The packing belongs to the transport; what comes out of it is the document. */
    @Test
    void packedStampIsUnpackedBitForBit() {
        byte[] pdf = bytes("%PDF-1.4 stamp");

        var done = done(read(Samples.LETTERS, LETTERS, order -> order.getStamps().getItem().forEach(stamp -> {
            stamp.setCompression("gzip");
            stamp.setPrintData(gzip(pdf));
        })));

        assertThat(done.documents().get(0).content()).isEqualTo(pdf);
    }

    @Test
    void damagedOrUnknownPackingIsBoughtAndNotDone() {
        assertMissing("1.pdf",
                read(Samples.LETTERS, LETTERS, order -> order.getStamps().getItem().get(0).setCompression("gzip")));
        assertMissing("1.pdf",
                read(Samples.LETTERS, LETTERS, order -> order.getStamps().getItem().get(0).setCompression("brotli")));
    }

    /** Swiss Post prints: there is nothing for us to print (webstamp 2.14 C). */
    @Test
    void printServiceBringsNoFiles() {
        assertThat(done(read("{\"webstampProduct\": 38610, \"printService\": true, \"letter\": \"JVBERi0=\"}",
                WebStampExample.named("2.14c-new_order-answer"))).documents()).isEmpty();
    }

    /** webstamp 0.3 no. 8: more digits than an int holds. */
    /** webstamp 2.14: what the service found in the document, letter by letter. */
    @Test
    void lettersOfADocumentStandInTheResultAndDoubtfulOnesAreTold() {
        String letter = "{\"product\": 15220, \"quantity\": 1, \"printService\": true, \"letter\": \"JVBERi0=\"}";
        WebStampExample answer = WebStampExample.named("2.14c-new_order-answer");

        Outcome.Done sound = done(read(letter, answer));
        Outcome.Done doubtful = done(read(letter, answer.with("<state>valid<", "<state>warning<")
                .with("</state>", "</state><reason>sanity</reason>")));

        assertThat(sound.result().path("letters").get(0).toString()).isEqualTo("{\"number\":1,\"pages\":[1,2],"
                + "\"window\":\"left\",\"state\":\"valid\",\"reason\":null,\"stampId\":\"80000005\","
                + "\"trackingNumber\":null}");
        assertThat(sound.notices()).isEmpty();
        assertThat(doubtful.notices()).extracting(Notice::kind).containsExactly("letter");
        assertThat(doubtful.notices().get(0).text()).contains("1 (sanity)");
    }

    /** webstamp 3.3: what the service says, else what is certain, else what was asked for. */
    @ParameterizedTest
    @CsvSource({"prepaid,,,prepaid", "invoice,PRIVATE,prepaid,invoice", ",PRIVATE,,prepaid", ",BUSINESS,,invoice",
            ",BUSINESS,prepaid,prepaid", ",,invoice,invoice", ",,,"})
    void rule33PaymentThatWasUsedStandsInTheResult(String said, CustomerGroup group, String asked, String shown) {
        WswsOrder order = Samples.answer(WebStampExample.named("2.14a-new_order-answer"));
        if (said != null) {
            order.setPayment(new WswsPaymentMethod());
            order.getPayment().setType(said);
        }
        String request = asked == null
                ? Samples.LETTERS
                : Samples.LETTERS.replace("\"quantity\"", "\"payment\": \"" + asked + "\", \"quantity\"");

        Outcome outcome = answers.read(Samples.work("stamps", request), order,
                new FoundProduct(Optional.empty(), true, Optional.ofNullable(group), Set.of()), Samples.NO_LICENCE);

        assertThat(done(outcome).result().path("paymentType").asText(null)).isEqualTo(shown);
    }

    @Test
    void idsBeyondThirtyTwoBitStayWhole() {
        JsonNode result = done(read(Samples.LETTERS, LETTERS.with("<order_id>9000001<", "<order_id>4500000000<")
                .with("<stamp_id>80000001<", "<stamp_id>12345678901234<"))).result();

        assertThat(result.get("carrierOrderId").asText()).isEqualTo("4500000000");
        assertThat(result.at("/stamps/0/stampId").asText()).isEqualTo("12345678901234");
    }

    /** webstamp 2.16: what the booking's product was is not known from a catalogue any more. */
    @Test
    void aBookingThatIsFetchedAgainIsTheOrderItself() {
        var done = done(fetched(fetchable(), answer -> {
        }));

        assertThat(done.carrierId()).contains("9000001");
        assertThat(done.price()).contains(new BigDecimal("2.40"));
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("1.pdf", "2.pdf");
        assertThat(done.result().get("licence").isNull()).isTrue();
        assertThat(done.result().at("/stamps/1/stampId").asText()).isEqualTo("80000002");
    }

    @Test
    void aBookingThatIsFetchedAgainWithAnotherProductSaysSo() {
        var done = done(fetched(fetchable(), answer -> answer.setPostProductNumber(15221)));

        assertThat(done.notices()).extracting(Notice::kind).containsExactly("replacement");
    }

    @Test
    void aBookingThatIsFetchedAgainWithoutItsDocumentsStaysBought() {
        assertMissing("1 of 2 stamps", fetched(fetchable(), answer -> answer.getStamps().getItem().remove(1)));
    }

    @Test
    void aDeliveryNoteWithoutBytesIsNone() {
        assertThat(done(fetched(fetchable(), answer -> answer.setDeliveryReceipt(new byte[0]))).documents())
                .extracting(Document::suffix).containsExactly("1.pdf", "2.pdf");
    }

    @Test
    void aTrackedStampWithoutADeliveryNoteSaysThatThereIsNone() {
        var done = done(fetched(fetchable(),
                answer -> answer.getStamps().getItem().get(0).setTrackingNumber("986000001100000002")));

        assertThat(done.notices()).extracting(Notice::text)
                .containsExactly(TEXTS.text("webstamp", "delivery-note.absent", 9000001L));
    }

    @Test
    void aBookingThatCannotBeReadWholeIsBoughtUnderItsNumber() {
        assertThat(fetched(fetchable(), answer -> answer.setPrice(null))).isInstanceOfSatisfying(Outcome.Bought.class,
                bought -> assertThat(bought.result().path("carrierOrderId").asText()).isEqualTo("9000001"));
    }

    @Test
    void anAnswerThatNamesNoBookingIsUnknown() {
        assertThat(fetched(fetchable(), answer -> answer.setOrderId(null))).isInstanceOf(Outcome.Unknown.class);
        assertThat(answers.fetched(Samples.work("stamps", Samples.LETTERS), null)).isInstanceOf(Outcome.Unknown.class);
    }

    private static WswsOrder fetchable() {
        try {
            return ((PreviousOrderResponse) WebStampExample.named("2.16-previous_order-answer").read())
                    .getPreviousOrderResult();
        } catch (JAXBException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Outcome fetched(WswsOrder answer, Consumer<WswsOrder> change) {
        change.accept(answer);
        return answers.fetched(Samples.work("stamps", Samples.LETTERS), answer);
    }

    private Outcome read(String request, WebStampExample answer) {
        return read(request, answer, order -> {
        });
    }

    private Outcome read(String request, WebStampExample answer, Consumer<WswsOrder> change) {
        WswsOrder order = Samples.answer(answer);
        change.accept(order);
        return answers.read(Samples.work("stamps", request), order, Samples.NOT_FOUND, Samples.NO_LICENCE);
    }

    private static FoundProduct found(int number, long postNumber, String price) {
        return new FoundProduct(
                Optional.of(new Product(number, postNumber, "Lettre", new BigDecimal(price), 3, false, Optional.empty(),
                        Optional.empty(), 1, Optional.of(365), 2, "CC standard", Optional.empty())),
                true, Optional.empty(), Set.of());
    }

    private static Outcome.Done done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    private static void assertCode(String code, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Unknown.class,
                unknown -> assertThat(unknown.problem().code()).isEqualTo(code));
    }

    private static void assertMissing(String what, Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Bought.class, bought -> {
            assertThat(bought.problem().code()).isEqualTo("GUI-3006");
            assertThat(bought.problem().message()).contains(what);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            stream.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
