package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.service.canadapost.wire.CcReceiptDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.ServiceStandardType;
import java.math.BigDecimal;

/** The receipt as a message: every element of the service's own table, null where it is missing (canadapost 2.6). */
final class ReceiptResult {

    private ReceiptResult() {
    }

    /** @throws UnreadableAnswer where an amount is missing */
    static ObjectNode of(NonContractShipmentReceiptType receipt) {
        ReceiptAmounts amounts = ReceiptAmounts.of(receipt);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        put(result, "finalShippingPoint", receipt.getFinalShippingPoint());
        put(result, "shippingPointName", receipt.getShippingPointName());
        put(result, "shippingPointId", receipt.getShippingPointId());
        put(result, "mailedByCustomer", receipt.getMailedByCustomer());
        put(result, "serviceCode", receipt.getServiceCode());
        result.put("ratedWeight",
                ReceiptNumbers.read(receipt.getRatedWeight()).map(ReceiptNumbers::kilograms).orElse(null));
        money(result, "baseAmount", amounts.base());
        money(result, "preTaxAmount", amounts.preTax());
        money(result, "gstAmount", amounts.gst());
        money(result, "pstAmount", amounts.pst());
        money(result, "hstAmount", amounts.hst());
        ArrayNode options = result.putArray("pricedOptions");
        for (ReceiptAmounts.Part option : amounts.options()) {
            money(options.addObject().put("optionCode", option.code().orElse(null)), "optionPrice", option.amount());
        }
        ArrayNode adjustments = result.putArray("adjustments");
        for (ReceiptAmounts.Part adjustment : amounts.adjustments()) {
            money(adjustments.addObject().put("adjustmentCode", adjustment.code().orElse(null)), "adjustmentAmount",
                    adjustment.amount());
        }
        card(receipt.getCcReceiptDetails(), amounts, result.putObject("card"));
        standard(receipt.getServiceStandard(), result.putObject("serviceStandard"));
        return result;
    }

    private static void card(CcReceiptDetailsType sent, ReceiptAmounts amounts, ObjectNode card) {
        put(card, "merchantName", sent.getMerchantName());
        put(card, "merchantUrl", sent.getMerchantUrl());
        put(card, "nameOnCard", sent.getNameOnCard());
        put(card, "authCode", sent.getAuthCode());
        card.put("authTimestamp", Sent.time(sent.getAuthTimestamp()).orElse(null));
        put(card, "cardType", sent.getCardType());
        money(card, "chargeAmount", amounts.charged());
        card.put("currency", amounts.currency());
        put(card, "transactionType", sent.getTransactionType());
    }

    private static void standard(ServiceStandardType sent, ObjectNode standard) {
        ServiceStandardType known = sent == null ? new ServiceStandardType() : sent;
        standard.put("amDelivery", known.isAmDelivery()).put("guaranteedDelivery", known.isGuaranteedDelivery())
                .put("expectedTransitTime", known.getExpectedTransitTime())
                .put("expectedDeliveryDate", Sent.time(known.getExpectedDeliveryDate()).orElse(null));
    }

    private static void put(ObjectNode to, String name, String sent) {
        to.put(name, Sent.text(sent).orElse(null));
    }

    private static void money(ObjectNode to, String name, BigDecimal amount) {
        to.put(name, ReceiptNumbers.money(amount));
    }
}
