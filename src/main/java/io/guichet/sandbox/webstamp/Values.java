package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads values that are no texts; what cannot be read is refused with the code of its sort (webstamp 4.2). */
final class Values {

    private Values() {
    }

    /** The child as a number, absent when the child is absent or empty. */
    static Optional<Long> number(Tree tree, String wanted) {
        try {
            return tree.has(wanted) ? Optional.of(Long.parseLong(tree.text(wanted).trim())) : Optional.empty();
        } catch (NumberFormatException e) {
            throw new SoapRefusal(2000);
        }
    }

    /** The child as an amount; a float's exponent is understood. */
    static Optional<BigDecimal> amount(Tree tree, String wanted) {
        try {
            return tree.has(wanted) ? Optional.of(new BigDecimal(tree.text(wanted).trim())) : Optional.empty();
        } catch (NumberFormatException e) {
            throw new SoapRefusal(2250);
        }
    }

    /** The child as an instant; Swiss time when it names no offset. */
    static Optional<Instant> time(Tree tree, String wanted) {
        if (!tree.has(wanted)) {
            return Optional.empty();
        }
        String value = tree.text(wanted).trim();
        try {
            return Optional.of(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException withoutOffset) {
            try {
                return Optional.of(LocalDateTime.parse(value).atZone(ZoneId.of("Europe/Zurich")).toInstant());
            } catch (DateTimeException e) {
                throw new SoapRefusal(2000);
            }
        }
    }
}
