package io.guichet.onboarding;

import java.util.List;
import java.util.Optional;

/**
 * Whom to ask for what.
 *
 * @param emails  every spelling that the service's documents print; the first is written to
 * @param address lines of a postal address, as printed
 * @param source  where the facts come from
 */
public record Contact(String service, String id, Wording purpose, String name, List<String> emails, List<String> phones,
        List<String> web, List<String> address, Optional<Wording> note, String source) {
}
