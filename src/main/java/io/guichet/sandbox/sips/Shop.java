package io.guichet.sandbox.sips;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One shop of the twin (sips 1.3); docs/sandbox.md lists them.
 *
 * @param key its literal text
 */
record Shop(String merchantId, String key, String keyVersion, Set<Trait> traits) {

    private static final List<Shop> ALL = List.of(
            // The published demonstration shops: the reference comes from the merchant, or from the service.
            demo("002001000000001", Set.of()), demo("002001000000002", Set.of(Trait.GENERATES_REFERENCES)),
            demo("002001000000005", Set.of(Trait.NO_CASH_MANAGEMENT)), demo("002001000000006", Set.of(Trait.UNSIGNED)));

    /** What is special about a shop. */
    enum Trait {
        /** The service gives the transaction its reference. */
        GENERATES_REFERENCES,
        /** Cash management was never granted: 40. */
        NO_CASH_MANAGEMENT,
        /** Sips Office sets no seal, as its test platform was observed not to. */
        UNSIGNED
    }

    private static Shop demo(String merchantId, Set<Trait> traits) {
        return new Shop(merchantId, merchantId + "_KEY1", "1", traits);
    }

    static Optional<Shop> of(String merchantId) {
        return ALL.stream().filter(shop -> shop.merchantId.equals(merchantId)).findFirst();
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
