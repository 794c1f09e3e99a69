package io.guichet.purchase;

import io.guichet.order.OrderIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark that travels with a purchase in a field that the service gives back in its listings: 13 base32 characters
 * (65 bits) of SHA-256 over the order's identity, a dash, the attempt's number. It depends on no clock, no random and not
 * on the content, so that a ledger restored from yesterday's backup still finds what it bought.
 */
public record PurchaseKey(String stem, int attempt) {

    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int STEM_LENGTH = 13;
    private static final Pattern TRAVELLED = Pattern.compile("(?:^|\\s)([a-z2-7]{13})-([1-9][0-9]{0,8})$");

    /** The key of an attempt of an order; {@code tryNumber} counts how often a freed identity was used again, from 1. */
    public static PurchaseKey of(OrderIdentity identity, int tryNumber, int attempt) {
        String text =
                String.join("\n", identity.service(), identity.account(), identity.operation(), identity.orderId());
        if (tryNumber > 1) {
            text += "\n" + tryNumber;
        }
        return new PurchaseKey(base32(sha256(text)), attempt);
    }

    /** The key at the end of a text, behind a blank or alone, as it comes back in a service's listing. */
    public static Optional<PurchaseKey> endOf(String text) {
        Matcher key = TRAVELLED.matcher(text.strip());
        return key.find()
                ? Optional.of(new PurchaseKey(key.group(1), Integer.parseInt(key.group(2))))
                : Optional.empty();
    }

    /** The key as it travels, for example {@code k3q7w2n5x4m6a-1}. */
    @Override
    public String toString() {
        return stem + "-" + attempt;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base32(byte[] digest) {
        StringBuilder text = new StringBuilder(STEM_LENGTH);
        int buffer = 0;
        int bits = 0;
        for (int next = 0; text.length() < STEM_LENGTH;) {
            if (bits < 5) {
                buffer = buffer << 8 | digest[next++] & 0xff;
                bits += 8;
            }
            text.append(BASE32[buffer >> bits - 5 & 31]);
            bits -= 5;
        }
        return text.toString();
    }
}
