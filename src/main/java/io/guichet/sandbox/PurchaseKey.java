package io.guichet.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key by which a buyer finds a booking again: 13 base32 characters, a dash, the attempt. */
public record PurchaseKey(String key, String attemptKey) {

    private static final Pattern FORM = Pattern.compile("([a-z2-7]{13})-\\d+");

    /** The last blank-separated word of the text that has the form of a key. */
    public static Optional<PurchaseKey> in(String text) {
        Optional<PurchaseKey> found = Optional.empty();
        for (String word : text.split(" ")) {
            Matcher matcher = FORM.matcher(word);
            if (matcher.matches()) {
                found = Optional.of(new PurchaseKey(matcher.group(1), word));
            }
        }
        return found;
    }
}
