package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.PdfPage;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.webstamp.Order.Franking;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes an order's files out of what was booked, always the same bytes (webstamp 5.4, last line). */
final class Documents {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Zurich"));
    private static final double MM_PER_INCH = 25.4;

    private final Texts texts;

    Documents(Texts texts) {
        this.texts = texts;
    }

    /**
     * All files of one order.
     *
     * @param stamps one a franking, empty when single or when the service prints
     * @param whole  the file with all frankings, empty when not single
     */
    record Files(List<byte[]> stamps, byte[] whole, Optional<byte[]> deliveryNote) {
    }

    Files of(Order order) {
        List<byte[]> stamps = new ArrayList<>();
        byte[] whole = {};
        if (order.single()) {
            whole = order.fileType() == FileType.ZPL ? zpl(order) : sheet(order);
        } else if (!order.letter()) {
            order.frankings().forEach(franking -> stamps.add(stamp(order, franking)));
        } else if (order.orderId() == null) {
            // A preview gives the letter back for control (2.13).
            whole = stamp(order, order.frankings().get(0));
        }
        boolean noted = order.barcode() && order.orderId() != null;
        return new Files(stamps, whole, noted ? Optional.of(deliveryNote(order)) : Optional.empty());
    }

    /** The note that must be handed in with letters with barcode. */
    byte[] deliveryNote(Order order) {
        List<String> lines = new ArrayList<>();
        lines.add(order.productName() + ", " + order.licence() + ", " + order.frankings().size());
        for (Franking franking : order.frankings()) {
            lines.add(franking.tracking() + " " + String.join(", ", franking.address()));
        }
        return listing(texts.label("delivery", order.language()) + " " + order.orderId() + " SPECIMEN",
                DAY.format(order.time()), lines);
    }

    /** A receipt over the orders. */
    byte[] receipt(List<Order> orders, Language language) {
        List<String> lines = orders.stream().map(order -> order.orderId() + "  " + DAY.format(order.time()) + "  "
                + order.frankings().size() + " x " + order.productName() + "  CHF " + order.price()).toList();
        String total = orders.stream().map(Order::price).reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2).toPlainString();
        return listing(texts.label("receipt", language) + " WebStamp SPECIMEN", "CHF " + total, lines);
    }

    /** What was delivered, by kind and hash, for the book. */
    static List<Purchase.Document> hashed(Order order, Files files) {
        List<Purchase.Document> all = new ArrayList<>();
        for (int i = 0; i < files.stamps().size(); i++) {
            String id = order.frankings().get(i).stampId().toString();
            all.add(new Purchase.Document("stamp", id, sha256(files.stamps().get(i))));
        }
        if (files.whole().length > 0) {
            all.add(new Purchase.Document("stamps", null, sha256(files.whole())));
        }
        files.deliveryNote().ifPresent(note -> all.add(new Purchase.Document("delivery-note", null, sha256(note))));
        return all;
    }

    static int pixels(int mm, int dpi) {
        return (int) Math.round(mm * dpi / MM_PER_INCH);
    }

    static int[] zone(Order order) {
        return order.zone() == 2 ? FormatRule.ADDRESS_ZONE : FormatRule.FRANKING_ZONE;
    }

    private static byte[] stamp(Order order, Franking franking) {
        int[] size = zone(order);
        if (order.fileType().image()) {
            return image(order, franking, size);
        }
        PdfPage page = new PdfPage(size[0], size[1]).text(2, 6, 120, word(order));
        int y = 10;
        for (String line : facts(order, franking)) {
            page.text(2, y, 65, line);
            y += 3;
        }
        y = 10;
        for (String line : address(order, franking)) {
            page.text(40, y, 80, line);
            y += 4;
        }
        return page.bytes();
    }

    private static byte[] image(Order order, Franking franking, int[] size) {
        int dot = Math.max(1, order.dpi() / 120);
        PixelImage image = new PixelImage(pixels(size[0], order.dpi()), pixels(size[1], order.dpi()), order.dpi());
        int y = 2 * dot;
        image.text(2 * dot, y, dot, word(order));
        for (String line : facts(order, franking)) {
            y += 9 * dot;
            image.text(2 * dot, y, dot, line);
        }
        y = 2 * dot;
        for (String line : address(order, franking)) {
            y += 9 * dot;
            image.text(pixels(size[0], order.dpi()) / 2, y, dot, line);
        }
        return image.bytes(order.fileType());
    }

    private static byte[] sheet(Order order) {
        PdfPage page = new PdfPage(order.pageWidth(), order.pageHeight());
        page.text(5, 8, 120, word(order) + (order.orderId() == null ? "" : " " + order.orderId()));
        page.text(5, 12, 65, order.productName());
        List<String> lines = new ArrayList<>();
        for (Franking franking : order.frankings()) {
            lines.add(number(franking) + (franking.tracking().isEmpty() ? "" : " " + franking.tracking())
                    + (franking.address().isEmpty() ? "" : " " + String.join(", ", franking.address())));
        }
        return page.columns(16, lines).bytes();
    }

    private static byte[] listing(String title, String date, List<String> lines) {
        return new PdfPage(210, 297).text(15, 20, 160, title).text(15, 27, 100, date).columns(35, lines).bytes();
    }

    private static byte[] zpl(Order order) {
        StringBuilder text = new StringBuilder();
        int width = pixels(order.pageWidth(), order.dpi());
        int height = pixels(order.pageHeight(), order.dpi());
        for (Franking franking : order.frankings()) {
            text.append("^XA^CI28^PW").append(width).append("^LL").append(height);
            int y = 20;
            List<String> lines = new ArrayList<>(List.of(word(order)));
            lines.addAll(facts(order, franking));
            lines.addAll(franking.address());
            for (String line : lines) {
                text.append("^FO20,").append(y).append("^A0N,30,30^FD").append(line.replaceAll("[\\^~]", " "))
                        .append("^FS");
                y += 36;
            }
            text.append("^XZ\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String word(Order order) {
        return order.orderId() == null ? "TEST" : "SPECIMEN";
    }

    private static List<String> facts(Order order, Franking franking) {
        List<String> lines = new ArrayList<>();
        lines.add(order.productName());
        lines.add("CHF " + order.itemPrice());
        if (order.orderId() != null) {
            lines.add("Order " + order.orderId());
            lines.add("Stamp " + number(franking));
            lines.add(DAY.format(order.time()));
        }
        if (!franking.tracking().isEmpty()) {
            lines.add(franking.tracking());
        }
        return lines;
    }

    private static List<String> address(Order order, Franking franking) {
        return order.zone() == 2 ? franking.address() : List.of();
    }

    private static String number(Franking franking) {
        return franking.stampId() == null ? "-" : franking.stampId() + " / " + franking.label();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
