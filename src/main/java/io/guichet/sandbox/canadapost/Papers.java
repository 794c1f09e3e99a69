package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.PdfPage;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Tree;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Makes a shipment's documents out of what was booked, always the same bytes (canadapost 2.9). */
final class Papers {

    // US letter, on which a label of this service is printed.
    private static final int WIDTH_MM = 216;
    private static final int HEIGHT_MM = 279;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("America/Toronto"));

    /** The document of that kind and number with the hash of its bytes. */
    Purchase.Document hashed(Shipment shipment, String kind, String id) {
        return new Purchase.Document(kind, id, sha256(of(shipment, kind)));
    }

    byte[] of(Shipment shipment, String kind) {
        return kind.equals(Shipment.INVOICE) ? invoice(shipment) : label(shipment);
    }

    private static byte[] label(Shipment shipment) {
        Tree spec = shipment.spec();
        Tree preferences = spec.below("preferences");
        List<String> lines = new ArrayList<>();
        lines.add("Service " + spec.text("service-code") + "   " + DAY.format(shipment.time()));
        lines.add("Weight " + shipment.price().ratedWeight() + " kg");
        lines.add("Deposit at " + shipment.point().name() + " " + shipment.point().postalCode());
        spec.items("options").forEach(option -> lines.add("Option " + option.text("option-code")));
        spec.items("references").forEach(reference -> lines.add("Ref " + reference.text()));
        if (preferences.flag("show-postage-rate")) {
            lines.add("Postage CAD " + shipment.price().charge());
        }
        if (preferences.flag("show-insured-value")) {
            spec.items("options").stream().filter(option -> option.has("option-amount"))
                    .forEach(option -> lines.add("Value CAD " + option.text("option-amount")));
        }
        if (preferences.flag("show-packing-instructions")) {
            lines.add("Fold here and put the label into the pouch.");
        }
        PdfPage page = new PdfPage(WIDTH_MM, HEIGHT_MM).text(10, 15, 160, "SPECIMEN - not valid as postage");
        page.text(10, 25, 140, shipment.pin() == null ? "no tracking" : "PIN " + shipment.pin());
        int y = below(page, 34, "FROM", address(spec.below("sender")));
        y = below(page, y, "TO", address(spec.below("destination")));
        return page.columns(y, lines).bytes();
    }

    private static byte[] invoice(Shipment shipment) {
        Tree spec = shipment.spec();
        Tree customs = spec.below("customs");
        String currency = customs.text("currency");
        List<String> lines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (Tree item : customs.items("sku-list")) {
            BigDecimal units = new BigDecimal(item.text("customs-number-of-units").trim());
            BigDecimal value = new BigDecimal(item.text("customs-value-per-unit").trim());
            total = total.add(units.multiply(value));
            lines.add(units + " x " + item.text("customs-description") + "  " + currency + " " + value + "  "
                    + item.text("unit-weight") + " kg  " + item.text("hs-tariff-code") + "  "
                    + item.text("country-of-origin"));
        }
        lines.add("Total " + currency + " " + total.toPlainString());
        lines.add("Reason for export " + customs.text("reason-for-export") + " " + customs.text("other-reason"));
        PdfPage page = new PdfPage(WIDTH_MM, HEIGHT_MM).text(10, 15, 160, "COMMERCIAL INVOICE SPECIMEN");
        page.text(10, 25, 100, "Shipment " + shipment.id() + "   " + DAY.format(shipment.time()));
        int y = below(page, 34, "EXPORTER", address(spec.below("sender")));
        y = below(page, y, "CONSIGNEE", address(spec.below("destination")));
        return page.columns(y, lines).bytes();
    }

    private static int below(PdfPage page, int top, String title, List<String> lines) {
        int y = top;
        page.text(10, y, 80, title);
        for (String line : lines) {
            y += 5;
            page.text(25, y, 110, line);
        }
        return y + 10;
    }

    private static List<String> address(Tree party) {
        Tree place = party.below("address-details");
        List<String> lines = new ArrayList<>();
        for (String line : List.of(party.text("name"), party.text("company"), party.text("additional-address-info"),
                place.text("address-line-1"), place.text("address-line-2"),
                String.join(" ", place.text("city"), place.text("prov-state"), place.text("postal-zip-code")),
                place.text("country-code"))) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
