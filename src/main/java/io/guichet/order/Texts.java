package io.guichet.order;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The words of the product, from the resource bundles {@code messages/errors} and, for what only one service says,
 * {@code messages/SERVICE}. A key is a code followed by {@code .message} or {@code .advice}.
 */
public final class Texts {

    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale language;

    public Texts(Locale language) {
        this.language = language;
    }

    public Locale language() {
        return language;
    }

    /** A problem with its message and advice; the values fill the message's places {0}, {1} and so on. */
    public Problem problem(String code, String field, Object... values) {
        return new Problem(code, field, text("errors", code + ".message", values),
                text("errors", code + ".advice", values), Optional.empty());
    }

    /** A text of one bundle; a missing key is a defect of the build, found by its test. */
    public String text(String bundle, String key, Object... values) {
        return format(ResourceBundle.getBundle("messages/" + bundle, language, EXACT).getString(key), values);
    }

    /** A text that need not exist, such as the advice to one code of a service. */
    public Optional<String> maybe(String bundle, String key, Object... values) {
        try {
            return Optional.of(text(bundle, key, values));
        } catch (MissingResourceException absent) {
            return Optional.empty();
        }
    }

    private String format(String pattern, Object... values) {
        Object[] plain = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            // Numbers are order data, not prose: 15220 must not become 15,220.
            plain[i] = String.valueOf(values[i]);
        }
        return new MessageFormat(pattern, language).format(plain);
    }
}
