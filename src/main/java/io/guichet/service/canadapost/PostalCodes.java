package io.guichet.service.canadapost;

import java.util.Locale;
import java.util.regex.Pattern;

/** Postal codes as people write them and as the service takes them (canadapost 2.1, 9). */
final class PostalCodes {

    private static final Pattern CANADIAN = Pattern.compile("[A-Z][0-9][A-Z][0-9][A-Z][0-9]");
    private static final Pattern ZIP = Pattern.compile("[0-9]{5}(-?[0-9]{4})?");

    private PostalCodes() {
    }

    /** {@code h2x 1y4} as {@code H2X1Y4}; those of other countries have blanks of their own and keep them. */
    static String sent(String written, String country) {
        return switch (country) {
            case Countries.CANADA -> written.replace(" ", "").toUpperCase(Locale.ROOT);
            case Countries.STATES -> written.replace(" ", "");
            default -> written.strip();
        };
    }

    static boolean isCanadian(String sent) {
        return CANADIAN.matcher(sent).matches();
    }

    static boolean isZip(String sent) {
        return ZIP.matcher(sent).matches();
    }
}
