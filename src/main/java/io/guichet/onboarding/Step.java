package io.guichet.onboarding;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One step on a service's way to production.
 *
 * @param chapter  of the service's own document
 * @param platform of the service: integration or production
 * @param url      the platform's address
 * @param by       who does it: integrator or client
 * @param after    steps, or kinds of which one is enough, that come before it
 * @param oneOf    the kind of which one is enough
 * @param contact  id in the contacts
 * @param draft    name of the letter or form that it needs
 */
public record Step(String id, String chapter, String platform, String url, Scope scope, String by, Wording title,
        Wording text, List<String> after, Optional<String> oneOf, Optional<Deadline> deadline,
        Optional<String> contact, Optional<String> draft) {

    /** How often it is done: once for this software, or by each client. */
    public enum Scope {
        SOFTWARE, CLIENT
    }

    /**
     * How long a step may take.
     *
     * @param days    counted from the day on which the step {@code from} was done
     * @param working whose working days they are; empty where every day counts
     * @param missed  what happens afterwards
     */
    public record Deadline(int days, Optional<String> working, String from, Wording missed) {

        LocalDate until(LocalDate done) {
            return working.map(WorkingDays::valueOf).map(country -> country.after(done, days))
                    .orElseGet(() -> done.plusDays(days));
        }
    }

    /** What its texts leave open. */
    public Map<String, String> places(String account) {
        return Map.of("platform", platform, "url", url, "account", account);
    }
}
