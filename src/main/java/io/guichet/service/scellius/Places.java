package io.guichet.service.scellius;

import java.util.Locale;
import java.util.Set;

/** Countries and languages as the service writes them: in capitals, Corsica as France, Japanese as JP too (scellius 3.3.6). */
final class Places {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> CORSICA = Set.of("CORSE", "2A", "2B");

    private Places() {
    }

    static String country(String written) {
        String capitals = written.toUpperCase(Locale.ROOT);
        return CORSICA.contains(capitals) ? "FR" : capitals;
    }

    static String language(String written) {
        return written.toUpperCase(Locale.ROOT);
    }

    static boolean isCountry(String written) {
        return COUNTRIES.contains(country(written));
    }

    /** JP is the code of a country; the service's own page has it in its list of languages. */
    static boolean isLanguage(String written) {
        String small = written.toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(small) || small.equals("jp");
    }
}
