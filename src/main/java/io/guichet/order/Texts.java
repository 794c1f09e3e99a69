package io.guichet.order;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The words of the product, from the resource bundles {@code messages/errors} and, for what only one service says,
 * {@code messages/SERVICE}. A key is a code followed by {@code .message} or {@code .advice}. What concerns an account is
 * worded in its language ({@link #of}), everything else in that of the installation.
 */
public final class Texts {

    /** The languages that every bundle speaks. */
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN, Locale.ITALIAN);

    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale language;
    private final BiFunction<String, String, Optional<String>> languageOf;
    private final Map<String, Texts> others;

    /** The words of one language. */
    public Texts(Locale language) {
        this(language, Map.of());
    }

    private Texts(Locale language, Map<String, Texts> others) {
        this.language = language;
        this.languageOf = (service, account) -> Optional.empty();
        this.others = others;
    }

    /**
     * The words of an installation.
     *
     * @param language   that of the installation
     * @param languageOf that of an account, by service and name; empty where it has none or is not known
     */
    public Texts(Locale language, BiFunction<String, String, Optional<String>> languageOf) {
        this.language = language;
        this.languageOf = languageOf;
        this.others = LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Locale::getLanguage, Texts::new));
    }

    public Locale language() {
        return language;
    }

    /** The words for the senders of an account. */
    public Texts of(String service, String account) {
        return languageOf.apply(service, account).map(others::get).orElse(this);
    }

    /** The words for the sender of an order. */
    public Texts of(OrderIdentity identity) {
        return of(identity.service(), identity.account());
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
