package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.PurchaseKey;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentRequest;
import io.guichet.service.canadapost.wire.CustomsType;
import io.guichet.service.canadapost.wire.DeliverySpecType;
import io.guichet.service.canadapost.wire.DestinationAddressDetailsType;
import io.guichet.service.canadapost.wire.DestinationType;
import io.guichet.service.canadapost.wire.DimensionsType;
import io.guichet.service.canadapost.wire.DomesticAddressDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentType;
import io.guichet.service.canadapost.wire.NotificationType;
import io.guichet.service.canadapost.wire.OptionType;
import io.guichet.service.canadapost.wire.OptionsType;
import io.guichet.service.canadapost.wire.ParcelCharacteristicsType;
import io.guichet.service.canadapost.wire.PreferencesType;
import io.guichet.service.canadapost.wire.ReferencesType;
import io.guichet.service.canadapost.wire.SenderType;
import io.guichet.service.canadapost.wire.SettlementInfoType;
import io.guichet.service.canadapost.wire.SkuListType;
import io.guichet.service.canadapost.wire.SkuType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The request of an order as the service wants it. What has nothing to say is left out, since an empty container is
 * refused (canadapost 2.2, 2.3).
 */
final class ShipmentMapper {

    private static final int CUSTOMER_DIGITS = 10;

    private ShipmentMapper() {
    }

    /** @param key what makes the purchase findable again; empty where nothing is bought */
    static CreateNonContractShipmentRequest map(JsonNode request, Account account, Optional<PurchaseKey> key) {
        CreateNonContractShipmentRequest create = new CreateNonContractShipmentRequest();
        create.setMailedBy(padded(account.required("customer-number")));
        create.setLocale(account.setting("language").filter("fr"::equalsIgnoreCase).isPresent() ? "FR" : "EN");
        // Of an ordinary key the service refuses it (canadapost 1.5).
        account.setting("platform-id").ifPresent(create::setPlatformId);
        NonContractShipmentType shipment = new NonContractShipmentType();
        text(request, "shippingPoint", code -> shipment.setRequestedShippingPoint(canadian(code)));
        shipment.setDeliverySpec(deliverySpec(request, key));
        create.setNonContractShipment(shipment);
        return create;
    }

    /** The service pads too, and its answers show ten digits (canadapost 5.1). */
    private static String padded(String number) {
        return "0".repeat(Math.max(0, CUSTOMER_DIGITS - number.length())) + number;
    }

    private static DeliverySpecType deliverySpec(JsonNode request, Optional<PurchaseKey> key) {
        DeliverySpecType spec = new DeliverySpecType();
        text(request, "serviceCode", spec::setServiceCode);
        spec.setSender(sender(request.path("sender")));
        spec.setDestination(destination(request.path("recipient")));
        JsonNode options = request.path("options");
        if (!options.isEmpty()) {
            OptionsType list = new OptionsType();
            options.forEach(option -> list.getOption().add(option(option)));
            spec.setOptions(list);
        }
        spec.setParcelCharacteristics(parcel(request.path("parcel")));
        if (request.hasNonNull("notification")) {
            spec.setNotification(notification(request.get("notification")));
        }
        spec.setPreferences(preferences(request.path("label")));
        references(request, key).ifPresent(spec::setReferences);
        if (request.hasNonNull("customs")) {
            spec.setCustoms(customs(request.get("customs")));
        }
        text(request, "promoCode", code -> {
            SettlementInfoType settlement = new SettlementInfoType();
            settlement.setPromoCode(code);
            spec.setSettlementInfo(settlement);
        });
        return spec;
    }

    private static SenderType sender(JsonNode from) {
        SenderType to = new SenderType();
        text(from, "name", to::setName);
        text(from, "organization", to::setCompany);
        text(from, "contactPhone", to::setContactPhone);
        DomesticAddressDetailsType address = new DomesticAddressDetailsType();
        text(from, "street", address::setAddressLine1);
        text(from, "addition", address::setAddressLine2);
        text(from, "city", address::setCity);
        text(from, "province", province -> address.setProvState(upper(province)));
        text(from, "zip", code -> address.setPostalZipCode(canadian(code)));
        to.setAddressDetails(address);
        return to;
    }

    private static DestinationType destination(JsonNode from) {
        DestinationType to = new DestinationType();
        text(from, "name", to::setName);
        text(from, "organization", to::setCompany);
        text(from, "additionalInfo", to::setAdditionalAddressInfo);
        text(from, "contactPhone", to::setClientVoiceNumber);
        DestinationAddressDetailsType address = new DestinationAddressDetailsType();
        text(from, "street", address::setAddressLine1);
        text(from, "addition", address::setAddressLine2);
        text(from, "city", address::setCity);
        String country = Countries.sent(from.path("country").asText());
        address.setCountryCode(country);
        boolean coded = country.equals(Countries.CANADA) || country.equals(Countries.STATES);
        text(from, "province", province -> address.setProvState(coded ? upper(province) : province));
        text(from, "zip", code -> address.setPostalZipCode(PostalCodes.sent(code, country)));
        to.setAddressDetails(address);
        return to;
    }

    private static OptionType option(JsonNode from) {
        OptionType to = new OptionType();
        text(from, "code", to::setOptionCode);
        decimal(from, "amount", to::setOptionAmount);
        flag(from, "includesShipping", to::setOptionQualifier1);
        text(from, "office", to::setOptionQualifier2);
        return to;
    }

    private static ParcelCharacteristicsType parcel(JsonNode from) {
        ParcelCharacteristicsType to = new ParcelCharacteristicsType();
        decimal(from, "weight", weight -> to.setWeight(Measures.weighed(weight)));
        JsonNode sides = from.path("dimensions");
        if (!sides.isEmpty()) {
            DimensionsType dimensions = new DimensionsType();
            decimal(sides, "length", dimensions::setLength);
            decimal(sides, "width", dimensions::setWidth);
            decimal(sides, "height", dimensions::setHeight);
            to.setDimensions(dimensions);
        }
        flag(from, "document", to::setDocument);
        flag(from, "unpackaged", to::setUnpackaged);
        flag(from, "mailingTube", to::setMailingTube);
        return to;
    }

    private static NotificationType notification(JsonNode from) {
        NotificationType to = new NotificationType();
        text(from, "email", to::setEmail);
        to.setOnShipment(from.path("onShipment").asBoolean(true));
        to.setOnException(from.path("onException").asBoolean(true));
        to.setOnDelivery(from.path("onDelivery").asBoolean(true));
        return to;
    }

    private static PreferencesType preferences(JsonNode label) {
        PreferencesType to = new PreferencesType();
        to.setShowPackingInstructions(label.path("packingInstructions").asBoolean(true));
        flag(label, "postageRate", to::setShowPostageRate);
        flag(label, "insuredValue", to::setShowInsuredValue);
        return to;
    }

    private static Optional<ReferencesType> references(JsonNode request, Optional<PurchaseKey> key) {
        if (key.isEmpty() && !request.hasNonNull("reference") && !request.hasNonNull("costCentre")) {
            return Optional.empty();
        }
        ReferencesType to = new ReferencesType();
        text(request, "costCentre", to::setCostCentre);
        text(request, "reference", to::setCustomerRef1);
        key.ifPresent(own -> to.setCustomerRef2(own.toString()));
        return Optional.of(to);
    }

    private static CustomsType customs(JsonNode from) {
        CustomsType to = new CustomsType();
        text(from, "currency", to::setCurrency);
        decimal(from, "conversionFromCad", to::setConversionFromCad);
        text(from, "reason", to::setReasonForExport);
        text(from, "otherReason", to::setOtherReason);
        SkuListType items = new SkuListType();
        from.path("items").forEach(item -> items.getItem().add(item(item)));
        to.setSkuList(items);
        decimal(from, "dutiesAndTaxesPrepaid", to::setDutiesAndTaxesPrepaid);
        text(from, "certificateNumber", to::setCertificateNumber);
        text(from, "licenceNumber", to::setLicenceNumber);
        text(from, "invoiceNumber", to::setInvoiceNumber);
        return to;
    }

    private static SkuType item(JsonNode from) {
        SkuType to = new SkuType();
        to.setCustomsNumberOfUnits(from.path("quantity").asInt());
        text(from, "description", to::setCustomsDescription);
        text(from, "sku", to::setSku);
        text(from, "hsCode", to::setHsTariffCode);
        decimal(from, "unitWeight", to::setUnitWeight);
        decimal(from, "unitValue", to::setCustomsValuePerUnit);
        text(from, "unitOfMeasure", to::setCustomsUnitOfMeasure);
        text(from, "countryOfOrigin", country -> to.setCountryOfOrigin(Countries.sent(country)));
        text(from, "provinceOfOrigin", province -> to.setProvinceOfOrigin(upper(province)));
        return to;
    }

    private static String canadian(String code) {
        return PostalCodes.sent(code, Countries.CANADA);
    }

    private static String upper(String province) {
        return province.matches("[A-Za-z]{2}") ? province.toUpperCase(Locale.ROOT) : province;
    }

    private static void text(JsonNode from, String member, Consumer<String> to) {
        if (from.hasNonNull(member)) {
            to.accept(from.get(member).asText());
        }
    }

    private static void decimal(JsonNode from, String member, Consumer<BigDecimal> to) {
        text(from, member, value -> to.accept(new BigDecimal(value)));
    }

    private static void flag(JsonNode from, String member, Consumer<Boolean> to) {
        if (from.hasNonNull(member)) {
            to.accept(from.get(member).asBoolean());
        }
    }
}
