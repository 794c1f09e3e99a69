package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Outcome;
import io.guichet.service.canadapost.wire.CustomsType;
import io.guichet.service.canadapost.wire.DestinationAddressDetailsType;
import io.guichet.service.canadapost.wire.DestinationType;
import io.guichet.service.canadapost.wire.DetailedDeliverySpecType;
import io.guichet.service.canadapost.wire.DimensionsType;
import io.guichet.service.canadapost.wire.DomesticAddressDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentRefundRequestInfoType;
import io.guichet.service.canadapost.wire.OptionType;
import io.guichet.service.canadapost.wire.ParcelCharacteristicsType;
import io.guichet.service.canadapost.wire.SenderType;
import io.guichet.service.canadapost.wire.SkuType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of an order details: what was ordered as a shipment, by the names of the order, and its refund ticket
 * (canadapost 2.5). What an answer leaves out is left out here.
 */
public final class DetailsAnswers {

    public Outcome read(Earlier shipment, NonContractShipmentDetailsType details) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", shipment.carrierId());
        text(result, "trackingNumber", details.getTrackingPin());
        text(result, "finalShippingPoint", details.getFinalShippingPoint());
        Optional.ofNullable(details.getDeliverySpec()).ifPresent(spec -> spec(spec, result));
        Optional.ofNullable(details.getRefundRequestInfo())
                .ifPresent(ticket -> ticket(ticket, result.putObject("refund")));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    private static void spec(DetailedDeliverySpecType from, ObjectNode to) {
        text(to, "serviceCode", from.getServiceCode());
        Optional.ofNullable(from.getSender()).ifPresent(sender -> sender(sender, to.putObject("sender")));
        Optional.ofNullable(from.getDestination())
                .ifPresent(place -> destination(place, to.putObject("recipient")));
        Optional.ofNullable(from.getRecipient())
                .ifPresent(person -> destination(person, to.putObject("addressee")));
        if (from.getOptions() != null) {
            ArrayNode options = to.putArray("options");
            from.getOptions().getOption().forEach(option -> option(option, options.addObject()));
        }
        Optional.ofNullable(from.getParcelCharacteristics())
                .ifPresent(parcel -> parcel(parcel, to.putObject("parcel")));
        if (from.getNotification() != null) {
            ObjectNode notification = to.putObject("notification");
            text(notification, "email", from.getNotification().getEmail());
            flag(notification, "onShipment", from.getNotification().isOnShipment());
            flag(notification, "onException", from.getNotification().isOnException());
            flag(notification, "onDelivery", from.getNotification().isOnDelivery());
        }
        if (from.getPreferences() != null) {
            ObjectNode label = to.putObject("label");
            flag(label, "packingInstructions", from.getPreferences().isShowPackingInstructions());
            flag(label, "postageRate", from.getPreferences().isShowPostageRate());
            flag(label, "insuredValue", from.getPreferences().isShowInsuredValue());
        }
        if (from.getSettlementInfo() != null) {
            text(to, "promoCode", from.getSettlementInfo().getPromoCode());
        }
        if (from.getReferences() != null) {
            text(to, "reference", from.getReferences().getCustomerRef1());
            text(to, "purchaseKey", from.getReferences().getCustomerRef2());
            text(to, "costCentre", from.getReferences().getCostCentre());
        }
        Optional.ofNullable(from.getCustoms()).ifPresent(customs -> customs(customs, to.putObject("customs")));
    }

    private static void sender(SenderType from, ObjectNode to) {
        text(to, "name", from.getName());
        text(to, "organization", from.getCompany());
        text(to, "contactPhone", from.getContactPhone());
        DomesticAddressDetailsType address = from.getAddressDetails();
        if (address != null) {
            text(to, "street", address.getAddressLine1());
            text(to, "addition", address.getAddressLine2());
            text(to, "city", address.getCity());
            text(to, "province", address.getProvState());
            text(to, "zip", address.getPostalZipCode());
        }
    }

    private static void destination(DestinationType from, ObjectNode to) {
        text(to, "name", from.getName());
        text(to, "organization", from.getCompany());
        text(to, "additionalInfo", from.getAdditionalAddressInfo());
        text(to, "contactPhone", from.getClientVoiceNumber());
        DestinationAddressDetailsType address = from.getAddressDetails();
        if (address != null) {
            text(to, "street", address.getAddressLine1());
            text(to, "addition", address.getAddressLine2());
            text(to, "city", address.getCity());
            text(to, "province", address.getProvState());
            text(to, "country", address.getCountryCode());
            text(to, "zip", address.getPostalZipCode());
        }
    }

    private static void option(OptionType from, ObjectNode to) {
        text(to, "code", from.getOptionCode());
        number(to, "amount", from.getOptionAmount());
        flag(to, "includesShipping", from.isOptionQualifier1());
        text(to, "office", from.getOptionQualifier2());
    }

    private static void parcel(ParcelCharacteristicsType from, ObjectNode to) {
        number(to, "weight", from.getWeight());
        DimensionsType sides = from.getDimensions();
        if (sides != null) {
            ObjectNode dimensions = to.putObject("dimensions");
            number(dimensions, "length", sides.getLength());
            number(dimensions, "width", sides.getWidth());
            number(dimensions, "height", sides.getHeight());
        }
        flag(to, "document", from.isDocument());
        flag(to, "unpackaged", from.isUnpackaged());
        flag(to, "mailingTube", from.isMailingTube());
    }

    private static void customs(CustomsType from, ObjectNode to) {
        text(to, "currency", from.getCurrency());
        number(to, "conversionFromCad", from.getConversionFromCad());
        text(to, "reason", from.getReasonForExport());
        text(to, "otherReason", from.getOtherReason());
        number(to, "dutiesAndTaxesPrepaid", from.getDutiesAndTaxesPrepaid());
        text(to, "certificateNumber", from.getCertificateNumber());
        text(to, "licenceNumber", from.getLicenceNumber());
        text(to, "invoiceNumber", from.getInvoiceNumber());
        if (from.getSkuList() != null) {
            ArrayNode items = to.putArray("items");
            from.getSkuList().getItem().forEach(item -> item(item, items.addObject()));
        }
    }

    private static void item(SkuType from, ObjectNode to) {
        Optional.ofNullable(from.getCustomsNumberOfUnits()).ifPresent(units -> to.put("quantity", units));
        text(to, "description", from.getCustomsDescription());
        text(to, "sku", from.getSku());
        text(to, "hsCode", from.getHsTariffCode());
        number(to, "unitWeight", from.getUnitWeight());
        number(to, "unitValue", from.getCustomsValuePerUnit());
        text(to, "unitOfMeasure", from.getCustomsUnitOfMeasure());
        text(to, "countryOfOrigin", from.getCountryOfOrigin());
        text(to, "provinceOfOrigin", from.getProvinceOfOrigin());
    }

    /** A ticket is a wish that people look at, not a refund (canadapost 5.5). */
    private static void ticket(NonContractShipmentRefundRequestInfoType from, ObjectNode to) {
        to.put("state", "requested");
        text(to, "ticket", from.getServiceTicketId());
        Optional.ofNullable(from.getServiceTicketDate()).ifPresent(date -> to.put("date", date.toString()));
    }

    private static void text(ObjectNode to, String member, String value) {
        Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty())
                .ifPresent(text -> to.put(member, text));
    }

    private static void number(ObjectNode to, String member, BigDecimal value) {
        ReceiptNumbers.read(value).ifPresent(number -> to.put(member, number.toPlainString()));
    }

    private static void flag(ObjectNode to, String member, Boolean value) {
        Optional.ofNullable(value).ifPresent(flag -> to.put(member, flag));
    }
}
