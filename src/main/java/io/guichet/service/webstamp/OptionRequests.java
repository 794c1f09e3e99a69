package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.CustomerType;
import io.guichet.service.webstamp.wire.GetErrorCodesRequest;
import io.guichet.service.webstamp.wire.GetLicensesRequest;
import io.guichet.service.webstamp.wire.GetMediaTypesRequest;
import io.guichet.service.webstamp.wire.GetMediasRequest;
import io.guichet.service.webstamp.wire.GetProductListsRequest;
import io.guichet.service.webstamp.wire.GetProductsRequest;
import io.guichet.service.webstamp.wire.Identification;
import io.guichet.service.webstamp.wire.IdentificationRequest;
import io.guichet.service.webstamp.wire.NumberItems;

/** The argument of an option operation for the operation {@code catalogue} (webstamp 2.3 to 2.12, 2.21). */
public final class OptionRequests {

    public Object build(Work work, Account account) {
        JsonNode request = work.request();
        CatalogueList list = CatalogueList.of(request);
        boolean anonymous = request.path("anonymous").asBoolean() && !list.needsLogin();
        Identification identification = anonymous ? Identities.application(account) : Identities.login(account);
        return switch (list) {
            case PRODUCTS -> products(request, identification);
            case ASSORTMENTS -> assortments(request, identification);
            case MEDIA_TYPES -> mediaTypes(identification);
            case MEDIA -> media(request, identification);
            case LICENCES -> licences(request, identification);
            case ERROR_CODES -> errorCodes(identification);
            case CATEGORIES, ZONES, COUNTRIES, CUSTOMER_DATA, PAYMENT_METHODS -> identified(identification);
        };
    }

    static IdentificationRequest identified(Identification identification) {
        IdentificationRequest arguments = new IdentificationRequest();
        arguments.setIdentification(identification);
        return arguments;
    }

    private static GetProductsRequest products(JsonNode request, Identification identification) {
        GetProductsRequest arguments = new GetProductsRequest();
        arguments.setIdentification(identification);
        if (!request.path("assortments").isEmpty()) {
            NumberItems numbers = new NumberItems();
            request.get("assortments").forEach(number -> numbers.getItem().add(number.asInt()));
            arguments.setProductLists(numbers);
        }
        if (request.hasNonNull("product")) {
            arguments.setPostProductNumber(request.get("product").asLong());
        }
        arguments.setCustomerType(group(request));
        return arguments;
    }

    private static GetProductListsRequest assortments(JsonNode request, Identification identification) {
        GetProductListsRequest arguments = new GetProductListsRequest();
        arguments.setIdentification(identification);
        arguments.setCustomerType(group(request));
        return arguments;
    }

    private static GetMediaTypesRequest mediaTypes(Identification identification) {
        GetMediaTypesRequest arguments = new GetMediaTypesRequest();
        arguments.setIdentification(identification);
        return arguments;
    }

    private static GetMediasRequest media(JsonNode request, Identification identification) {
        GetMediasRequest arguments = new GetMediasRequest();
        arguments.setIdentification(identification);
        if (request.hasNonNull("mediaType")) {
            arguments.setType(request.get("mediaType").asInt());
        }
        if (request.hasNonNull("product")) {
            arguments.setPostProductNumber(request.get("product").asLong());
        }
        return arguments;
    }

    private static GetLicensesRequest licences(JsonNode request, Identification identification) {
        GetLicensesRequest arguments = new GetLicensesRequest();
        arguments.setIdentification(identification);
        if (request.hasNonNull("product")) {
            arguments.setPostProductNumber(request.get("product").asLong());
        }
        return arguments;
    }

    private static GetErrorCodesRequest errorCodes(Identification identification) {
        GetErrorCodesRequest arguments = new GetErrorCodesRequest();
        arguments.setLanguage(identification.getLanguage());
        return arguments;
    }

    /**
     * pk and gk on the wire, whatever the documents call them (webstamp 0.3 no. 7); all groups: the element is left
     * out.
     */
    private static CustomerType group(JsonNode request) {
        return switch (request.path("customerGroup").asText()) {
            case "private" -> CustomerType.PK;
            case "business" -> CustomerType.GK;
            default -> null;
        };
    }
}
