package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.PurchaseKey;
import io.guichet.service.webstamp.wire.Corner;
import io.guichet.service.webstamp.wire.FileType;
import io.guichet.service.webstamp.wire.MediumType;
import io.guichet.service.webstamp.wire.OrderRequest;
import io.guichet.service.webstamp.wire.RecipientAddressItems;
import io.guichet.service.webstamp.wire.TransactionType;
import io.guichet.service.webstamp.wire.WswsAddress;
import io.guichet.service.webstamp.wire.WswsCashOnDelivery;
import io.guichet.service.webstamp.wire.WswsCustomMedia;
import io.guichet.service.webstamp.wire.WswsPaymentMethod;
import io.guichet.service.webstamp.wire.WswsPrintserviceInfo;
import io.guichet.service.webstamp.wire.WswsRecipientAddress;
import io.guichet.service.webstamp.wire.WswsSenderAddress;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The request of an order as the service wants it; {@code new_order} and {@code new_order_preview} share it (webstamp
 * 2.13).
 */
final class OrderMapper {

    private static final int COMMENT_LENGTH = 40;

    private OrderMapper() {
    }

    /** @param key what makes the purchase findable again; empty for a preview, which leaves no trace */
    static OrderRequest map(JsonNode request, Account account, Optional<PurchaseKey> key) {
        OrderRequest order = new OrderRequest();
        boolean postNumber = RequestedProduct.of(request).postNumber();
        order.setPostProduct(postNumber);
        order.setProduct(Math.toIntExact(RequestedProduct.of(request).number()));
        text(request, "payment", type -> {
            WswsPaymentMethod payment = new WswsPaymentMethod();
            payment.setType(type);
            order.setPayment(payment);
        });
        boolean sheet = isSheet(request);
        order.setSingle(sheet);
        order.setFileType(FileType.fromValue(format(request)));
        number(request, "dpi", order::setDpi);
        text(request, "printZone", order::setPrintZone);
        medium(request, sheet, order);
        number(request, "mediumStartPosition", order::setMediaStartpos);
        number(request, "quantity", order::setQuantity);
        text(request, "licence", order::setLicenseNumber);
        recipients(request.path("recipients"), order);
        if (request.hasNonNull("sender")) {
            order.setSender(sender(request.get("sender")));
        }
        bytes(request, "image", order::setImage);
        text(request, "reference", order::setReference);
        comment(request, key).ifPresent(order::setOrderComment);
        if (request.hasNonNull("cashOnDelivery")) {
            order.setCashOnDeliveryInfo(cashOnDelivery(request.get("cashOnDelivery")));
        }
        text(request, "discountCode", order::setDiscountCode);
        // The service's own spelling.
        text(request, "returnReceipt", value -> order.setReturnCode(value.replace("registered", "registred")));
        if (request.hasNonNull("printService")) {
            order.setPrintservice(request.get("printService").asBoolean());
        }
        if (request.hasNonNull("delivery")) {
            WswsPrintserviceInfo info = new WswsPrintserviceInfo();
            info.setDelivery(address(request.get("delivery")));
            order.setPrintserviceInfo(info);
        }
        bytes(request, "letter", order::setDocument);
        text(request, "customsCode", order::setEadCode);
        order.setIdentification(Identities.login(account));
        return order;
    }

    /** The schema's default. */
    static String format(JsonNode request) {
        return request.path("format").asText("pdf");
    }

    static boolean isSheet(JsonNode request) {
        return request.path("layout").asText().equals("sheet");
    }

    /** The sender's comment, a blank and the key; cut nowhere, because a cut key finds nothing again (webstamp 4.6). */
    static Optional<String> comment(JsonNode request, Optional<PurchaseKey> key) {
        String own = request.path("comment").asText("");
        String comment = (own + " " + key.map(PurchaseKey::toString).orElse("")).strip();
        if (comment.length() > COMMENT_LENGTH) {
            throw new IllegalArgumentException("comment: " + own.length() + " characters (expected: at most "
                    + (COMMENT_LENGTH - comment.length() + own.length()) + " beside the purchase key)");
        }
        return Optional.of(comment).filter(text -> !text.isEmpty());
    }

    private static void medium(JsonNode request, boolean sheet, OrderRequest order) {
        if (request.hasNonNull("customMedium")) {
            order.setCustomMedia(customMedium(request.get("customMedium")));
        } else if (request.hasNonNull("medium")) {
            order.setMedia(request.get("medium").asInt());
        } else if (!sheet) {
            // The connection document sends 0 for none.
            order.setMedia(0);
        }
    }

    private static WswsCustomMedia customMedium(JsonNode medium) {
        WswsCustomMedia media = new WswsCustomMedia();
        text(medium, "type", value -> media.setType(MediumType.fromValue(value)));
        number(medium, "pageWidth", media::setPageWidth);
        number(medium, "pageHeight", media::setPageHeight);
        number(medium, "marginTop", media::setMarginTop);
        number(medium, "marginBottom", media::setMarginBottom);
        number(medium, "marginLeft", media::setMarginLeft);
        number(medium, "marginRight", media::setMarginRight);
        number(medium, "columns", media::setCols);
        number(medium, "rows", media::setRows);
        number(medium, "columnSpacing", media::setColspacing);
        number(medium, "rowSpacing", media::setRowspacing);
        text(medium, "recipientOrientation", value -> media.setRecipientOrientation(Corner.fromValue(value)));
        number(medium, "recipientX", media::setRecipientX);
        number(medium, "recipientY", media::setRecipientY);
        text(medium, "senderOrientation", value -> media.setSenderOrientation(Corner.fromValue(value)));
        number(medium, "senderX", media::setSenderX);
        number(medium, "senderY", media::setSenderY);
        text(medium, "frankingOrientation", value -> media.setFrankingOrientation(Corner.fromValue(value)));
        number(medium, "frankingX", media::setFrankingX);
        number(medium, "frankingY", media::setFrankingY);
        return media;
    }

    private static void recipients(JsonNode recipients, OrderRequest order) {
        if (recipients.isEmpty()) {
            return;
        }
        RecipientAddressItems items = new RecipientAddressItems();
        recipients.forEach(recipient -> items.getItem().add(recipient(recipient)));
        order.setAAddresses(items);
    }

    private static WswsRecipientAddress recipient(JsonNode from) {
        WswsRecipientAddress to = new WswsRecipientAddress();
        text(from, "reference", to::setReference);
        text(from, "printAddress", to::setPrintAddress);
        text(from, "organization", to::setOrganization);
        text(from, "companyAddition", to::setCompanyAddition);
        text(from, "title", to::setTitle);
        text(from, "firstName", to::setFirstname);
        text(from, "lastName", to::setLastname);
        text(from, "addition", to::setAddition);
        mandatory(from, "street", to::setStreet);
        text(from, "poBox", to::setPobox);
        text(from, "poBoxLanguage", to::setPoboxLang);
        text(from, "poBoxNumber", to::setPoboxNr);
        mandatory(from, "zip", to::setZip);
        mandatory(from, "city", to::setCity);
        country(from, to::setCountry);
        text(from, "contactPerson", to::setContactPerson);
        text(from, "contactPhone", to::setContactPhone);
        text(from, "contactEmail", to::setContactEmail);
        JsonNode cash = from.path("cashOnDelivery");
        text(cash, "amount", value -> to.setCashOnDeliveryAmount(new BigDecimal(value)));
        text(cash, "esrReference", to::setCashOnDeliveryEsr);
        text(cash, "qrReference", to::setCashOnDeliveryQrRef);
        JsonNode customs = from.path("customs");
        text(customs, "vatNumber", to::setEadVatNo);
        text(customs, "taxCode", to::setEadTaxCode);
        text(customs, "senderTaxCode", to::setEadTaxCodeSender);
        text(customs, "invoiceReference", to::setEadInvoiceRef);
        return to;
    }

    private static WswsSenderAddress sender(JsonNode from) {
        WswsSenderAddress to = new WswsSenderAddress();
        text(from, "organization", to::setOrganization);
        text(from, "companyAddition", to::setCompanyAddition);
        text(from, "title", to::setTitle);
        text(from, "firstName", to::setFirstname);
        text(from, "lastName", to::setLastname);
        text(from, "addition", to::setAddition);
        mandatory(from, "street", to::setStreet);
        text(from, "poBox", to::setPobox);
        text(from, "poBoxLanguage", to::setPoboxLang);
        text(from, "poBoxNumber", to::setPoboxNr);
        mandatory(from, "zip", to::setZip);
        mandatory(from, "city", to::setCity);
        country(from, to::setCountry);
        text(from, "contactPerson", to::setContactPerson);
        text(from, "contactPhone", to::setContactPhone);
        text(from, "contactMobile", to::setContactMobile);
        text(from, "contactEmail", to::setContactEmail);
        text(from, "vatNumber", to::setEadVatNo);
        return to;
    }

    private static WswsAddress address(JsonNode from) {
        WswsAddress to = new WswsAddress();
        text(from, "organization", to::setOrganization);
        text(from, "companyAddition", to::setCompanyAddition);
        text(from, "title", to::setTitle);
        text(from, "firstName", to::setFirstname);
        text(from, "lastName", to::setLastname);
        text(from, "addition", to::setAddition);
        mandatory(from, "street", to::setStreet);
        text(from, "poBox", to::setPobox);
        text(from, "poBoxLanguage", to::setPoboxLang);
        text(from, "poBoxNumber", to::setPoboxNr);
        mandatory(from, "zip", to::setZip);
        mandatory(from, "city", to::setCity);
        country(from, to::setCountry);
        return to;
    }

    private static WswsCashOnDelivery cashOnDelivery(JsonNode from) {
        WswsCashOnDelivery to = new WswsCashOnDelivery();
        String kind = from.path("kind").asText();
        to.setTransactionType(TransactionType.fromValue(kind.equals("iban") ? "post_bank" : kind));
        mandatory(from, "esrCustomerNumber", to::setEsrCustomerNumber);
        mandatory(from, "iban", to::setIban);
        mandatory(from, "qrIban", to::setQrIban);
        to.setBeneficiary(address(from.path("beneficiary")));
        return to;
    }

    private static void country(JsonNode from, Consumer<String> to) {
        text(from, "country", value -> to.accept(value.toLowerCase(Locale.ROOT)));
    }

    private static void text(JsonNode from, String member, Consumer<String> to) {
        if (from.hasNonNull(member)) {
            to.accept(from.get(member).asText());
        }
    }

    /** The schema demands the element although it may have nothing to say (webstamp 0.3 no. 9). */
    private static void mandatory(JsonNode from, String member, Consumer<String> to) {
        to.accept(from.path(member).asText(""));
    }

    private static void number(JsonNode from, String member, Consumer<Integer> to) {
        if (from.hasNonNull(member)) {
            to.accept(from.get(member).asInt());
        }
    }

    private static void bytes(JsonNode from, String member, Consumer<byte[]> to) {
        text(from, member, value -> to.accept(Base64.getMimeDecoder().decode(value)));
    }
}
