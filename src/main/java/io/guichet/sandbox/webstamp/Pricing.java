package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.webstamp.Catalogue.Product;
import io.guichet.sandbox.webstamp.Order.PriceLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Unit price times count, plus charges, minus discount; the lines add up to the price (webstamp 2.14, 3.7). */
final class Pricing {

    private static final BigDecimal COLLECTING = new BigDecimal("15.00");
    private static final BigDecimal PRINTED_PART = new BigDecimal("0.20");
    private static final BigDecimal TENTH = new BigDecimal("0.10");

    /** Lines, unit price and total. */
    record Price(List<PriceLine> lines, BigDecimal item, BigDecimal total) {
    }

    /**
     * @param collecting frankings with cash on delivery
     * @param printed    pages that Swiss Post prints, 0 for none
     */
    Price of(Product product, String name, int count, int collecting, int printed, String discountCode) {
        List<PriceLine> lines = new ArrayList<>();
        lines.add(line("webstamp", count, product.price().multiply(BigDecimal.valueOf(count)), name));
        BigDecimal item = product.price();
        if (collecting > 0) {
            lines.add(line("charge", collecting, COLLECTING.multiply(BigDecimal.valueOf(collecting)), "cod"));
            item = item.add(COLLECTING);
        }
        if (printed > 0) {
            // Each page and, once more, each letter.
            BigDecimal parts = BigDecimal.valueOf((long) printed * count + count);
            lines.add(line("charge", printed * count, PRINTED_PART.multiply(parts), "print"));
        }
        switch (discountCode) {
            case "" -> {
            }
            case "SIM10" -> lines.add(line("discount", 1, sum(lines).multiply(TENTH).negate(), "discount"));
            case "SIMOLD" -> throw new SoapRefusal(5001);
            default -> throw new SoapRefusal(5000);
        }
        return new Price(List.copyOf(lines), item.setScale(2, RoundingMode.HALF_UP), sum(lines));
    }

    private static PriceLine line(String kind, int quantity, BigDecimal amount, String text) {
        return new PriceLine(kind, quantity, amount.setScale(2, RoundingMode.HALF_UP), text);
    }

    private static BigDecimal sum(List<PriceLine> lines) {
        return lines.stream().map(PriceLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
