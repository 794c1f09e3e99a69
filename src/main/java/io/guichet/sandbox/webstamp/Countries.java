package io.guichet.sandbox.webstamp;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All countries with their zone, found by code or by name in any of the four languages (webstamp 2.8, 3.9). */
final class Countries {

    private static final Set<String> EUROPE = Set.of("ad", "al", "at", "ax", "ba", "be", "bg", "by", "cy", "cz", "de",
            "dk", "ee", "es", "fi", "fo", "fr", "gb", "gg", "gi", "gr", "hr", "hu", "ie", "im", "is", "it", "je", "lt",
            "lu", "lv", "mc", "md", "me", "mk", "mt", "nl", "no", "pl", "pt", "ro", "rs", "ru", "se", "si", "sj", "sk",
            "sm", "tr", "ua", "va");

    private final List<String> codes = Stream.of(Locale.getISOCountries())
            .map(code -> code.toLowerCase(Locale.ROOT)).sorted().toList();
    private final Map<String, String> byName = new HashMap<>();

    Countries() {
        for (String code : codes) {
            byName.put(code, code);
            for (Language language : Language.values()) {
                byName.put(name(code, language).toLowerCase(Locale.ROOT), code);
            }
        }
    }

    /** Codes in the order of their names. */
    List<String> codes(Language language) {
        return codes.stream().sorted(Comparator.comparing(code -> name(code, language))).toList();
    }

    String name(String code, Language language) {
        return new Locale("", code).getDisplayCountry(language.locale());
    }

    /** The code of a country given by code or name; an empty text means Switzerland. */
    Optional<String> find(String codeOrName) {
        String wanted = codeOrName.trim().toLowerCase(Locale.ROOT);
        return wanted.isEmpty() ? Optional.of("ch") : Optional.ofNullable(byName.get(wanted));
    }

    int zone(String code) {
        if (code.equals("ch") || code.equals("li")) {
            return 3;
        }
        return EUROPE.contains(code) ? 1 : 2;
    }
}
