package io.guichet.service.canadapost;

import io.guichet.call.UnreadableAnswer;
import io.guichet.service.canadapost.wire.CcReceiptDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.ServiceStandardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a card receipt says, row by row. Amounts stand as they were sent; where they do not add up, the slip says so. */
final class Slip {

    private final NonContractShipmentReceiptType receipt;
    private final ReceiptAmounts amounts;
    private final SlipWords words;
    private final List<SlipRow> rows = new ArrayList<>();

    private Slip(NonContractShipmentReceiptType receipt, SlipWords words) {
        this.receipt = receipt;
        this.amounts = ReceiptAmounts.of(receipt);
        this.words = words;
    }

    /** @throws UnreadableAnswer where an amount is missing */
    static List<SlipRow> rows(NonContractShipmentReceiptType receipt, SlipWords words) {
        Slip slip = new Slip(receipt, words);
        slip.card();
        slip.service();
        slip.price();
        slip.delivery();
        return slip.rows;
    }

    private void card() {
        CcReceiptDetailsType card = receipt.getCcReceiptDetails();
        rows.add(new SlipRow.Heading(shown(card.getMerchantName())));
        rows.add(new SlipRow.Centred(shown(card.getMerchantUrl())));
        rows.add(new SlipRow.Centred(words.text("title")));
        rows.add(new SlipRow.Rule());
        pair("card", words.word("card", Sent.text(card.getCardType())));
        pair("name-on-card", shown(card.getNameOnCard()));
        pair("transaction", words.word("transaction", Sent.text(card.getTransactionType())));
        pair("auth-code", shown(card.getAuthCode()));
        pair("auth-time",
                Sent.time(card.getAuthTimestamp()).map(Sent::shown).map(Slip::spaced).orElseGet(words::missing));
        rows.add(new SlipRow.Rule());
    }

    private void service() {
        pair("service", words.named("service", Sent.text(receipt.getServiceCode())));
        pair("rated-weight",
                ReceiptNumbers.read(receipt.getRatedWeight()).map(words::kilograms).orElseGet(words::missing));
        rows.add(new SlipRow.Rule());
    }

    private void price() {
        String cad = ReceiptAmounts.CAD;
        pair("base", words.money(amounts.base(), cad));
        for (ReceiptAmounts.Part option : amounts.options()) {
            rows.add(new SlipRow.Pair(words.named("option", option.code()), words.money(option.amount(), cad)));
        }
        for (ReceiptAmounts.Part adjustment : amounts.adjustments()) {
            rows.add(new SlipRow.Pair(words.named("adjustment", adjustment.code()),
                    words.money(adjustment.amount(), cad)));
        }
        rows.add(new SlipRow.Rule());
        pair("pre-tax", words.money(amounts.preTax(), cad));
        if (!amounts.partsAddUp()) {
            rows.add(new SlipRow.Note(words.text("sum.parts", words.money(amounts.partsSum(), cad))));
        }
        // All three, zero or not: that a tax is nothing is what the receipt says.
        pair("gst", words.money(amounts.gst(), cad));
        pair("pst", words.money(amounts.pst(), cad));
        pair("hst", words.money(amounts.hst(), cad));
        rows.add(new SlipRow.Rule());
        rows.add(new SlipRow.Total(words.text("total", Sent.shown(amounts.currency())),
                words.money(amounts.charged(), amounts.currency())));
        if (!amounts.taxesAddUp()) {
            rows.add(new SlipRow.Note(words.text("sum.taxes", words.money(amounts.taxedSum(), cad))));
        }
        rows.add(new SlipRow.Rule());
    }

    private void delivery() {
        pair("office", shown(receipt.getShippingPointName()));
        pair("office-number", shown(receipt.getShippingPointId()));
        pair("postal-code", Slip.postalCode(shown(receipt.getFinalShippingPoint())));
        pair("customer-number", shown(receipt.getMailedByCustomer()));
        ServiceStandardType standard =
                Optional.ofNullable(receipt.getServiceStandard()).orElseGet(ServiceStandardType::new);
        pair("delivery", Sent.time(standard.getExpectedDeliveryDate()).map(Sent::shown).orElseGet(words::missing));
        pair("transit", Optional.ofNullable(standard.getExpectedTransitTime()).map(Object::toString)
                .orElseGet(words::missing));
        pair("guaranteed", yesOrNo(standard.isGuaranteedDelivery()));
        pair("morning", yesOrNo(standard.isAmDelivery()));
    }

    private void pair(String key, String value) {
        rows.add(new SlipRow.Pair(words.text(key), value));
    }

    private String shown(String sent) {
        return Sent.text(sent).map(Sent::shown).orElseGet(words::missing);
    }

    private String yesOrNo(Boolean answer) {
        return answer == null ? words.missing() : words.text(answer ? "yes" : "no");
    }

    /** {@code 2012-04-15 12:17:16 -04:00}. */
    private static String spaced(String time) {
        return time.replaceFirst("^([0-9-]+)T([0-9:.]+)(.*)$", "$1 $2 $3").replaceFirst("Z$", "UTC").strip();
    }

    /** As it stands on letters: {@code K1A 0B1}. */
    private static String postalCode(String sent) {
        return sent.replaceFirst("^([A-Z][0-9][A-Z])([0-9][A-Z][0-9])$", "$1 $2");
    }
}
