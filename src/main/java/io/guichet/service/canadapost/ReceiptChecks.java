package io.guichet.service.canadapost;

import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.service.canadapost.wire.CcReceiptDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.ServiceStandardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a bookkeeper would ask about a receipt: that its sums hold is known of two samples, not promised (canadapost 2.6),
 * so a doubt is told and nothing is refused.
 */
final class ReceiptChecks {

    private static final String BUNDLE = "canadapost";

    private ReceiptChecks() {
    }

    /** @throws UnreadableAnswer where an amount is missing */
    static List<Notice> doubts(NonContractShipmentReceiptType receipt, Texts words) {
        ReceiptAmounts amounts = ReceiptAmounts.of(receipt);
        List<Notice> doubts = new ArrayList<>();
        if (!amounts.partsAddUp()) {
            doubts.add(doubt(words.text(BUNDLE, "receipt.pre-tax", ReceiptNumbers.money(amounts.preTax()),
                    ReceiptNumbers.money(amounts.partsSum()), ReceiptNumbers.money(amounts.base()),
                    ReceiptNumbers.money(amounts.optionsSum()), ReceiptNumbers.money(amounts.adjustmentsSum()))));
        }
        if (!amounts.taxesAddUp()) {
            doubts.add(doubt(words.text(BUNDLE, "receipt.charge", ReceiptNumbers.money(amounts.charged()),
                    ReceiptNumbers.money(amounts.taxedSum()), ReceiptNumbers.money(amounts.preTax()),
                    ReceiptNumbers.money(amounts.gst()), ReceiptNumbers.money(amounts.pst()),
                    ReceiptNumbers.money(amounts.hst()))));
        }
        if (!amounts.currency().equals(ReceiptAmounts.CAD)) {
            doubts.add(doubt(words.text(BUNDLE, "receipt.currency", ReceiptNumbers.money(amounts.charged()),
                    Sent.shown(amounts.currency()))));
        }
        List<String> missing = missing(receipt);
        if (!missing.isEmpty()) {
            doubts.add(doubt(words.text(BUNDLE, "receipt.lacks", String.join(", ", missing))));
        }
        return doubts;
    }

    private static Notice doubt(String text) {
        return Notice.of("receipt", text);
    }

    /** What the schema demands beside the amounts, and is not there or cannot be read. */
    private static List<String> missing(NonContractShipmentReceiptType receipt) {
        Map<String, Object> demanded = new LinkedHashMap<>();
        demanded.put("final-shipping-point", receipt.getFinalShippingPoint());
        demanded.put("shipping-point-name", receipt.getShippingPointName());
        demanded.put("shipping-point-id", receipt.getShippingPointId());
        demanded.put("mailed-by-customer", receipt.getMailedByCustomer());
        demanded.put("service-code", receipt.getServiceCode());
        demanded.put("rated-weight", ReceiptNumbers.read(receipt.getRatedWeight()).orElse(null));
        CcReceiptDetailsType card = receipt.getCcReceiptDetails();
        demanded.put("merchant-name", card.getMerchantName());
        demanded.put("merchant-url", card.getMerchantUrl());
        demanded.put("auth-code", card.getAuthCode());
        demanded.put("auth-timestamp", card.getAuthTimestamp());
        demanded.put("card-type", card.getCardType());
        demanded.put("transaction-type", card.getTransactionType());
        ServiceStandardType standard = receipt.getServiceStandard();
        demanded.put("service-standard", standard);
        if (standard != null) {
            demanded.put("am-delivery", standard.isAmDelivery());
            demanded.put("guaranteed-delivery", standard.isGuaranteedDelivery());
            demanded.put("expected-transit-time", standard.getExpectedTransitTime());
            demanded.put("expected-delivery-date", standard.getExpectedDeliveryDate());
        }
        return demanded.entrySet().stream().filter(one -> one.getValue() == null).map(Map.Entry::getKey).toList();
    }
}
