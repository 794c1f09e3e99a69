package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.call.UnreadableAnswer;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.PricedOptionType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Receipts on paper. After a change of the slip: {@code mvn test -Dtest=CardReceiptTest -Dguichet.docs.write=true} writes
 * the expected texts anew.
 */
class CardReceiptTest {

    @ParameterizedTest
    @CsvSource({Receipts.LITERAL + ", en", Receipts.LITERAL + ", fr", Receipts.PAGE + ", en", Receipts.PAGE + ", fr"})
    void bothKnownReceiptsArePrintedInBothLanguages(String name, String language) throws IOException {
        Path golden = Path.of("src/test/resources/canadapost/" + name.replace(".answer", ".") + language + ".txt");
        String text = text(Receipts.read(Receipts.literal(name)), language);
        if (Boolean.getBoolean("guichet.docs.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, text);
        }

        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @CsvSource({"en, $1.75, -$0.38, 2.350 kg, GST", "fr, '1,75 $', '-0,38 $', '2,350 kg', TPS"})
    void numbersAreWrittenAsTheLanguageWritesThem(String language, String price, String discount, String weight,
            String tax) {
        assertThat(text(Receipts.read(Receipts.literal(Receipts.LITERAL)), language).replace('\u00a0', ' '))
                .contains(price + "\n", discount + "\n", weight + "\n", tax + " ");
    }

    @Test
    void thousandsAreGrouped() {
        NonContractShipmentReceiptType dear = Receipts.with("<base-amount>12.50<", "<base-amount>123456.50<");

        assertThat(text(dear, "en")).contains("$123,456.50");
        assertThat(text(dear, "fr")).contains("123\u00a0456,50\u00a0$");
    }

    @ParameterizedTest
    @CsvSource({"MC, MasterCard", "VIS, Visa", "AME, American Express", "DC, Diners Club", "DIS, Discover",
            "ER, enRoute", "JCB, JCB"})
    void theCardIsNamedInWords(String sent, String printed) {
        assertThat(text(Receipts.with(">VIS<", ">" + sent + "<"), "en")).containsPattern("Card +" + printed + "\n");
    }

    @Test
    void aCodeThatNobodyKnowsIsPrintedItself() {
        assertThat(text(Receipts.with(">FUELSC<", ">V1DISC<"), "en")).containsPattern("V1DISC +\\$1.04\n");
        assertThat(text(Receipts.with(">DOM.EP<", ">DOM.NEW<"), "fr")).containsPattern("Service +DOM.NEW\n");
    }

    @Test
    void aSlipWhoseSumsDoNotHoldSaysSo() {
        NonContractShipmentReceiptType receipt = Receipts.with("<pre-tax-amount>14.91<", "<pre-tax-amount>15.91<");

        assertThat(text(receipt, "en")).contains("The amounts up to here make $14.91.",
                "Subtotal and taxes make $17.85.");
        assertThat(text(Receipts.read(Receipts.literal(Receipts.LITERAL)), "en")).doesNotContain(" make ");
    }

    @Test
    void aChargeInAnotherCurrencyIsNotWrittenInDollarsOfCanada() {
        assertThat(text(Receipts.with(">CAD<", ">USD<"), "en")).containsPattern("TOTAL USD +16.85\u00a0USD\n");
    }

    @Test
    void whatTheReceiptDoesNotSayIsMarked() {
        NonContractShipmentReceiptType receipt =
                Receipts.with("<name-on-card>Marie Tremblay</name-on-card>", "");
        receipt.setServiceStandard(null);
        receipt.setRatedWeight(null);

        assertThat(text(receipt, "en")).containsPattern("Name on card +not stated\n")
                .containsPattern("Rated weight +not stated\n").containsPattern("Guaranteed delivery +not stated\n");
        assertThat(CardReceipt.pdf(receipt, Locale.FRENCH)).isNotEmpty();
    }

    @Test
    void aTimeInUniversalTimeOrWithoutOffsetStaysWhatItIs() {
        assertThat(text(Receipts.with("30-05:00<", "30Z<"), "en")).contains(" 2025-03-04 10:15:30 UTC\n");
        assertThat(text(Receipts.with("30-05:00<", "30.25<"), "en")).contains(" 2025-03-04 10:15:30.25\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "it", "en"})
    void whoSpeaksNeitherLanguageGetsEnglish(String language) {
        assertThat(text(Receipts.read(Receipts.literal(Receipts.PAGE)), language)).contains("Credit card receipt");
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(ResourceBundle.getBundle("documents/card-receipt", Locale.FRENCH).keySet())
                .isEqualTo(ResourceBundle.getBundle("documents/card-receipt", Locale.ENGLISH).keySet());
    }

    @ParameterizedTest
    @CsvSource({Receipts.LITERAL + ", en", Receipts.LITERAL + ", fr", Receipts.PAGE + ", en", Receipts.PAGE + ", fr"})
    void thePdfSaysWhatTheTextSays(String name, String language) throws IOException {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(name));
        byte[] pdf = CardReceipt.pdf(receipt, Locale.forLanguageTag(language));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(words(read(document)))
                    .isEqualTo(words(text(receipt, language).replace("-".repeat(SlipText.COLUMNS), "")));
            for (var font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font)).matches(PDFont::isEmbedded);
            }
        }
    }

    @Test
    void theSameReceiptIsTheSameFile() {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.PAGE));

        assertThat(CardReceipt.pdf(receipt, Locale.FRENCH)).isEqualTo(CardReceipt.pdf(receipt, Locale.FRENCH));
    }

    @Test
    void aLongReceiptGoesOnOnANextPageAndLosesNothing() throws IOException {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        for (int i = 0; i < 200; i++) {
            var option = new PricedOptionType();
            option.setOptionCode("X" + i);
            option.setOptionPrice(BigDecimal.ZERO);
            receipt.getPricedOptions().getPricedOption().add(option);
        }

        try (PDDocument document = Loader.loadPDF(CardReceipt.pdf(receipt, Locale.ENGLISH))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            assertThat(read(document)).contains("X0 ", "X199 ", "TOTAL CAD", "1 / " + pages, pages + " / " + pages);
            for (var page : document.getPages()) {
                assertThat(page.getMediaBox().getHeight()).isLessThan(842);
            }
        }
    }

    @Test
    void whatTheFontLacksIsReplacedVisibly() throws IOException {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        receipt.getCcReceiptDetails().setNameOnCard("Zoë 山 \u202Eevil\u0000 \uD800 Ł");

        String text = text(receipt, "en");

        assertThat(text).contains("Zoë 山 \uFFFDevil\uFFFD \uFFFD Ł\n");
        try (PDDocument document = Loader.loadPDF(CardReceipt.pdf(receipt, Locale.ENGLISH))) {
            assertThat(read(document)).contains("Zoë \u25A1 \u25A1evil\u25A1 \u25A1 Ł");
        }
    }

    @Test
    void aNameOfTenThousandCharactersIsShortenedVisibly() {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        receipt.getCcReceiptDetails().setNameOnCard("x".repeat(10_000));
        receipt.setShippingPointName("\u0301".repeat(10_000));

        assertThat(text(receipt, "fr").lines()).hasSizeLessThan(50).anyMatch(line -> line.endsWith("x…"));
        assertThat(CardReceipt.pdf(receipt, Locale.FRENCH)).isNotEmpty();
    }

    @Test
    void aTimeOfTenThousandDigitsIsShortenedToo() {
        String digits = "9".repeat(10_000);
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL)
                .replace("10:15:30-05:00", "10:15:30." + digits + "-05:00").replace(">2025-03-06<", ">" + digits
                        + "-03-06<"));

        assertThat(text(receipt, "en").lines()).hasSizeLessThan(50);
    }

    @Property(tries = 300)
    void noLineIsLongerThanFortyColumnsWhateverIsSent(@ForAll String merchant, @ForAll String name,
            @ForAll String code, @ForAll String currency,
            @ForAll @BigRange(min = "-999999999", max = "999999999") @Scale(9) BigDecimal amount) throws IOException {
        NonContractShipmentReceiptType receipt = strange(merchant, name, code, currency, amount);

        for (String language : List.of("en", "fr")) {
            assertThat(text(receipt, language).lines())
                    .allSatisfy(line -> assertThat(SlipText.columns(line)).isLessThanOrEqualTo(SlipText.COLUMNS))
                    .allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                            .isLessThanOrEqualTo(SlipText.COLUMNS));
        }
    }

    @Property(tries = 40)
    void everyReceiptCanBePrintedWhateverIsSent(@ForAll String merchant, @ForAll String name, @ForAll String code)
            throws IOException {
        byte[] pdf = CardReceipt.pdf(strange(merchant, name, code, "CAD", BigDecimal.ONE), Locale.FRENCH);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(read(document)).contains("TOTAL ECAD", "www.canadapost.ca", "0007654321");
        }
    }

    @Test
    void aReceiptWithoutAmountIsNotPrinted() {
        NonContractShipmentReceiptType receipt = Receipts.with("<base-amount>12.50</base-amount>", "");

        assertThatThrownBy(() -> CardReceipt.pdf(receipt, Locale.ENGLISH)).isInstanceOf(UnreadableAnswer.class);
    }

    private static NonContractShipmentReceiptType strange(String merchant, String name, String code, String currency,
            BigDecimal amount) {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        receipt.getCcReceiptDetails().setMerchantName(merchant);
        receipt.getCcReceiptDetails().setNameOnCard(name);
        receipt.getCcReceiptDetails().setCardType(code);
        receipt.getCcReceiptDetails().setCurrency("E" + currency);
        receipt.getCcReceiptDetails().setChargeAmount(amount);
        receipt.setServiceCode(code);
        receipt.setFinalShippingPoint(name);
        receipt.getAdjustments().getAdjustment().get(0).setAdjustmentCode(code);
        receipt.getAdjustments().getAdjustment().get(0).setAdjustmentAmount(amount);
        return receipt;
    }

    private static String text(NonContractShipmentReceiptType receipt, String language) {
        return new String(CardReceipt.text(receipt, Locale.forLanguageTag(language)), StandardCharsets.UTF_8);
    }

    private static String read(PDDocument document) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document);
    }

    private static List<String> words(String text) {
        return List.of(text.replace('\u00a0', ' ').strip().split("\\s+"));
    }
}
