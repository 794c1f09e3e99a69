package io.guichet.outbox;

import io.guichet.ledger.Deliveries.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what a receiver knows a delivery again: the same for every try of it, another one for a replay. */
final class DeliveryId {

    private DeliveryId() {
    }

    /**
     * The row's own number, with the content, since a ledger restored from a backup gives numbers again that receivers have
     * seen. Letters, digits, {@code -} and {@code _}: a full stop would make a signature ambiguous.
     */
    static String of(Delivery delivery) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(delivery.body().getBytes(StandardCharsets.UTF_8));
            return "guichet-" + delivery.channel().replace(':', '-') + "-" + delivery.id() + "-"
                    + HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
