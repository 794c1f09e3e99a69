package io.guichet.service.canadapost;

import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.service.canadapost.wire.AdjustmentType;
import io.guichet.service.canadapost.wire.CcReceiptDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.PricedOptionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The money of a receipt (canadapost 2.6). Without one of these amounts it is no receipt, and nothing can be added up.
 *
 * @param charged  what the card was charged
 * @param currency in which
 */
record ReceiptAmounts(BigDecimal base, List<Part> options, List<Part> adjustments, BigDecimal preTax, BigDecimal gst,
        BigDecimal pst, BigDecimal hst, BigDecimal charged, String currency) {

    static final String CAD = "CAD";

    /** What an option or an adjustment adds, or takes off where it is negative. */
    record Part(Optional<String> code, BigDecimal amount) {
    }

    /** @throws UnreadableAnswer where an amount is missing or is none */
    static ReceiptAmounts of(NonContractShipmentReceiptType receipt) {
        if (receipt == null) {
            throw new UnreadableAnswer(new Lack("non-contract-shipment-receipt"));
        }
        CcReceiptDetailsType card = receipt.getCcReceiptDetails();
        if (card == null) {
            throw new UnreadableAnswer(new Lack("cc-receipt-details"));
        }
        List<Part> options = new ArrayList<>();
        if (receipt.getPricedOptions() != null) {
            for (PricedOptionType option : receipt.getPricedOptions().getPricedOption()) {
                options.add(part("option-price", option == null ? null : option.getOptionCode(),
                        option == null ? null : option.getOptionPrice()));
            }
        }
        List<Part> adjustments = new ArrayList<>();
        if (receipt.getAdjustments() != null) {
            for (AdjustmentType one : receipt.getAdjustments().getAdjustment()) {
                adjustments.add(part("adjustment-amount", one == null ? null : one.getAdjustmentCode(),
                        one == null ? null : one.getAdjustmentAmount()));
            }
        }
        return new ReceiptAmounts(amount("base-amount", receipt.getBaseAmount()), List.copyOf(options),
                List.copyOf(adjustments), amount("pre-tax-amount", receipt.getPreTaxAmount()),
                amount("gst-amount", receipt.getGstAmount()), amount("pst-amount", receipt.getPstAmount()),
                amount("hst-amount", receipt.getHstAmount()), amount("charge-amount", card.getChargeAmount()),
                Sent.text(card.getCurrency()).orElseThrow(() -> new UnreadableAnswer(new Lack("currency"))));
    }

    BigDecimal optionsSum() {
        return sum(options);
    }

    BigDecimal adjustmentsSum() {
        return sum(adjustments);
    }

    /** What the total before tax should be. */
    BigDecimal partsSum() {
        return base.add(optionsSum()).add(adjustmentsSum());
    }

    /** What the card should have been charged. */
    BigDecimal taxedSum() {
        return preTax.add(gst).add(pst).add(hst);
    }

    boolean partsAddUp() {
        return partsSum().compareTo(preTax) == 0;
    }

    boolean taxesAddUp() {
        return taxedSum().compareTo(charged) == 0;
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Part part(String element, String code, BigDecimal sent) {
        return new Part(Sent.text(code), amount(element, sent));
    }

    private static BigDecimal amount(String element, BigDecimal sent) {
        return ReceiptNumbers.read(sent).orElseThrow(() -> new UnreadableAnswer(new Lack(element)));
    }
}
