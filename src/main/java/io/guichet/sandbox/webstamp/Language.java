package io.guichet.sandbox.webstamp;

import java.util.Locale;

/** The four languages of names, messages and fault texts (webstamp 4.3). */
enum Language {
    DE, FR, IT, EN;

    /** The language asked for; German, the service's first, when none can be read. */
    static Language of(String code) {
        for (Language language : values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        return DE;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Locale locale() {
        return Locale.forLanguageTag(code());
    }
}
