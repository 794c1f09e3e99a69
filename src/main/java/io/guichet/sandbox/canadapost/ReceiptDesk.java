package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.canadapost.Shipment.Part;
import io.guichet.sandbox.canadapost.Shipment.Price;
import io.guichet.sandbox.canadapost.Shipment.Standard;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The receipt of a shipment: costs, card slip, delivery promise (canadapost 2.6). */
final class ReceiptDesk {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(Shipments.EASTERN);

    Elements of(Shipment shipment) {
        Price price = shipment.price();
        Elements out = new Elements().leaf("final-shipping-point", shipment.point().postalCode())
                .leaf("shipping-point-name", shipment.point().name()).leaf("shipping-point-id", shipment.point().id())
                .leaf("mailed-by-customer", shipment.customer())
                .leaf("service-code", shipment.spec().text("service-code")).leaf("rated-weight", price.ratedWeight())
                .leaf("base-amount", price.base()).leaf("pre-tax-amount", price.preTax())
                .leaf("gst-amount", price.gst()).leaf("pst-amount", price.pst()).leaf("hst-amount", price.hst());
        parts(out, "priced-options", "priced-option", "option-code", "option-price", price.options());
        parts(out, "adjustments", "adjustment", "adjustment-code", "adjustment-amount", price.adjustments());
        slip(out, shipment);
        Standard standard = shipment.standard();
        return out.open("service-standard").leaf("am-delivery", standard.am())
                .leaf("guaranteed-delivery", standard.guaranteed())
                .leaf("expected-transit-time", Integer.toString(standard.days()))
                .leaf("expected-delivery-date", standard.delivery().toString()).close();
    }

    // A list without rows is left out (the service's own page).
    private static void parts(Elements out, String list, String row, String code, String amount, List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        out.open(list);
        for (Part part : parts) {
            // Nothing is written 0, without places (2.6).
            BigDecimal value = part.amount().signum() == 0 ? BigDecimal.ZERO : part.amount();
            out.open(row).leaf(code, part.code()).leaf(amount, value).close();
        }
        out.close();
    }

    private static void slip(Elements out, Shipment shipment) {
        out.open("cc-receipt-details").leaf("merchant-name", "Canada Post").leaf("merchant-url", "www.canadapost.ca")
                .leaf("name-on-card", shipment.card().name()).leaf("auth-code", shipment.authCode())
                .leaf("auth-timestamp", TIME.format(shipment.time())).leaf("card-type", shipment.card().type())
                .leaf("charge-amount", shipment.price().charge()).leaf("currency", "CAD")
                .leaf("transaction-type", "Sale").close();
    }
}
