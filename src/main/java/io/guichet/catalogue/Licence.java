package io.guichet.catalogue;

import java.util.Optional;

/** A customer's franking licence (webstamp 2.9). */
public record Licence(String number, String comment, Optional<Integer> subsystem, Optional<Integer> segment) {

    /** It may be used for this product: the same subsystem, and the same segment where both name one (webstamp 3.6). */
    public boolean fits(Product product) {
        boolean sameSubsystem =
                product.subsystem().isEmpty() || subsystem.isEmpty() || subsystem.equals(product.subsystem());
        boolean sameSegment = product.segment().isEmpty() || segment.isEmpty() || segment.equals(product.segment());
        return sameSubsystem && sameSegment;
    }
}
