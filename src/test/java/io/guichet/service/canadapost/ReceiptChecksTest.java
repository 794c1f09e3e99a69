package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.service.canadapost.wire.AdjustmentType;
import io.guichet.service.canadapost.wire.AdjustmentsType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.PricedOptionType;
import io.guichet.service.canadapost.wire.PricedOptionsType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of receipts (canadapost 2.6). */
class ReceiptChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {Receipts.LITERAL, Receipts.PAGE})
    void bothKnownReceiptsAddUp(String name) {
        assertThat(doubts(Receipts.read(Receipts.literal(name)))).isEmpty();
    }

    @Test
    void aTotalBeforeTaxThatIsNotTheSumOfItsPartsIsToldWithBothSums() {
        List<Notice> doubts = doubts(Receipts.with("<option-price>1.75<", "<option-price>2.75<"));

        assertThat(doubts).singleElement().satisfies(doubt -> {
            assertThat(doubt.kind()).isEqualTo("receipt");
            assertThat(doubt.text()).contains("14.91", "15.91", "base price 12.50, options 2.75", "adjustments 0.66");
        });
    }

    @Test
    void aChargeThatIsNotTheTotalAndItsTaxesIsToldWithBothSums() {
        List<Notice> doubts = doubts(Receipts.with("<gst-amount>0.00<", "<gst-amount>0.01<"));

        assertThat(doubts).singleElement().satisfies(doubt -> assertThat(doubt.text())
                .contains("charged 16.85", "make 16.86", "GST 0.01", "PST 0.00", "HST 1.94"));
    }

    @Test
    void bothDoubtsAreToldAtOnce() {
        assertThat(doubts(Receipts.with("<pre-tax-amount>14.91<", "<pre-tax-amount>14.90<"))).hasSize(2);
    }

    @Test
    void aChargeInAnotherCurrencyIsTold() {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        receipt.getCcReceiptDetails().setCurrency("US\u0007D");

        assertThat(doubts(receipt)).singleElement()
                .satisfies(doubt -> assertThat(doubt.text()).contains("16.85", "US\uFFFDD", "CAD"));
    }

    @ParameterizedTest
    @CsvSource({"auth-code", "shipping-point-name", "rated-weight", "guaranteed-delivery", "service-standard",
            "expected-delivery-date", "transaction-type"})
    void whatTheReceiptDoesNotSayIsTold(String element) {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL)
                .replaceFirst("(?s)<" + element + ">.*?</" + element + ">", ""));

        assertThat(doubts(receipt)).singleElement()
                .satisfies(doubt -> assertThat(doubt.text()).contains(": " + element + "."));
    }

    @Test
    void noNameOnACardIsNoDoubt() {
        assertThat(doubts(Receipts.with("<name-on-card>Marie Tremblay</name-on-card>", ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "it"})
    void doubtsNameNobody(String language) {
        NonContractShipmentReceiptType receipt = Receipts.with("<pre-tax-amount>14.91<", "<pre-tax-amount>1<");
        receipt.getCcReceiptDetails().setCurrency("USD");
        receipt.setServiceStandard(null);

        assertThat(ReceiptChecks.doubts(receipt, new Texts(Locale.forLanguageTag(language)))).hasSize(4)
                .allSatisfy(doubt -> assertThat(doubt.text()).doesNotContain("Tremblay", "730114", "{"));
    }

    @Property(tries = 200)
    void sumsThatHoldAreNeverDoubtedAndACentOffAlwaysIs(
            @ForAll @Size(max = 8) List<@BigRange(min = "-99.99", max = "99.99") @Scale(2) BigDecimal> parts,
            @ForAll @BigRange(min = "0.01", max = "9999.99") @Scale(2) BigDecimal base,
            @ForAll @BigRange(min = "0", max = "99.99") @Scale(2) BigDecimal tax,
            @ForAll @IntRange(min = 1, max = 99) int cents) {
        NonContractShipmentReceiptType receipt = Receipts.read(Receipts.literal(Receipts.LITERAL));
        receipt.setPricedOptions(new PricedOptionsType());
        receipt.setAdjustments(new AdjustmentsType());
        BigDecimal preTax = base;
        for (int i = 0; i < parts.size(); i++) {
            preTax = preTax.add(parts.get(i));
            add(receipt, i % 2 == 0, parts.get(i));
        }
        receipt.setBaseAmount(base);
        receipt.setPreTaxAmount(preTax.setScale(4));
        receipt.setGstAmount(tax);
        receipt.setPstAmount(BigDecimal.ZERO);
        receipt.setHstAmount(tax.negate().stripTrailingZeros());
        receipt.getCcReceiptDetails().setChargeAmount(preTax);

        assertThat(doubts(receipt)).isEmpty();

        receipt.getCcReceiptDetails().setChargeAmount(preTax.add(BigDecimal.valueOf(cents, 2)));
        assertThat(doubts(receipt)).hasSize(1);
        receipt.setBaseAmount(base.add(BigDecimal.valueOf(cents, 2)));
        assertThat(doubts(receipt)).hasSize(2);
    }

    private static void add(NonContractShipmentReceiptType receipt, boolean option, BigDecimal amount) {
        if (option) {
            var one = new PricedOptionType();
            one.setOptionPrice(amount);
            receipt.getPricedOptions().getPricedOption().add(one);
        } else {
            var one = new AdjustmentType();
            one.setAdjustmentAmount(amount);
            receipt.getAdjustments().getAdjustment().add(one);
        }
    }

    private static List<Notice> doubts(NonContractShipmentReceiptType receipt) {
        return ReceiptChecks.doubts(receipt, new Texts(Locale.ENGLISH));
    }
}
