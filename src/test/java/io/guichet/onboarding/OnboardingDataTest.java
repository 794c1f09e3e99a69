package io.guichet.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The contacts and the ways to production, and the pages that are made of them. After a change
 * {@code mvn test -Dtest=OnboardingDataTest -Dguichet.docs.write=true} writes docs/contacts.md and docs/onboarding.md anew.
 */
class OnboardingDataTest {

    private static final List<OnboardingPath> PATHS = List.copyOf(OnboardingPath.shipped().values());

    @Test
    void everyServiceHasContacts() {
        assertThat(Contacts.shipped().all()).extracting(Contact::service)
                .contains("webstamp", "canadapost", "postfinance", "sips", "scellius");
        assertThat(Contacts.shipped().all()).allSatisfy(contact -> assertThat(
                contact.emails().size() + contact.phones().size() + contact.web().size()).as(contact.id())
                .isPositive());
        assertThat(Contacts.shipped().all()).extracting(contact -> contact.service() + "/" + contact.id())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAddressOfTheGuideIsThereInBothItsSpellings() {
        String table = Contacts.shipped().all().toString();

        assertThat(table).contains("webservice.webstamp@post.ch", "webservice.webstamp@poste.ch", "login@post.ch",
                "Wankdorfallee 4", "Wankdorffallee 4", "3030 Berne", "0848 202 101", "+41 842 88 00 88",
                "www.poste.ch/webservice-webstamp", "www.poste.ch/webstamp-business",
                "www.poste.ch/code-de-confirmation", "https://wsredesignint2.post.ch/", "https://webstamp.post.ch/");
    }

    @Test
    void contactsOfTheOtherServicesAreThoseOfTheirDocuments() {
        assertThat(Contacts.shipped().all().toString()).contains("checkout@postfinance.ch", "0848 382 423",
                "cs.ecom@worldline.com", "customerservice@worldline.com", "0848 83 20 00", "servicech@nets.eu",
                "058 220 58 58", "partner.service@swisscard.ch", "044 659 64 44", "partner@mfgroup.ch",
                "058 806 06 31", "support@twint.ch", "058 667 98 44", "supportsips-benelux@worldline.com",
                "ecom-belgium@atosworldline.com", "services.fedict.belgium.be/fr/Contact",
                "https://soa-gw.canadapost.ca", "https://scelliuspaiement.labanquepostale.fr");
    }

    @Test
    void everyPlaceInATextIsFilledAndEachLanguageHasTheSame() {
        for (OnboardingPath path : PATHS) {
            for (Step step : path.steps()) {
                for (Locale language : Texts.LANGUAGES) {
                    assertThat(List.of(step.title(), step.text())).as(step.id())
                            .allSatisfy(wording -> assertThat(wording.in(language, step.places("a")))
                                    .doesNotContain("{", "}"));
                }
            }
            path.drafts().values().forEach(draft -> List.of(draft.subject(), draft.body())
                    .forEach(wording -> assertThat(Texts.LANGUAGES).extracting(
                            language -> wording.in(language).split("[{\\[]", -1).length).containsOnly(
                                    wording.in(Locale.ENGLISH).split("[{\\[]", -1).length)));
        }
    }

    @Test
    void nothingIsLeftInEnglishAndGermanIsSwiss() {
        for (Wording wording : wordings()) {
            if (Texts.LANGUAGES.stream().map(wording::in).distinct().count() == 1) {
                // A letter to somebody who reads one language.
                continue;
            }
            assertThat(wording.in(Locale.GERMAN)).doesNotContain("ß").isNotEqualTo(wording.in(Locale.ENGLISH));
            assertThat(wording.in(Locale.FRENCH)).isNotEqualTo(wording.in(Locale.ENGLISH))
                    .doesNotContain("'").doesNotContainPattern("[^ \\d/p]:(?!//)|[^ \\u202f];");
            assertThat(wording.in(Locale.ITALIAN)).isNotEqualTo(wording.in(Locale.ENGLISH)).doesNotContain("'");
        }
    }

    @Test
    void chaptersTwoToFiveAndSevenOfTheGuideAreAllSteps() {
        String chapters = OnboardingPath.shipped().get("webstamp").steps().stream().map(Step::chapter)
                .collect(Collectors.joining(" | "));

        assertThat(chapters).contains("2", "3 and 4.16", "4.1 to 4.6", "4.7 to 4.9", "4.10", "4.11 and 4.12", "4.13",
                "4.14 and 4.15", "3 and 5", "7");
    }

    @Test
    void pageOfContactsEqualsTheData() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                        # Contacts

                        Whom to ask for what, at each of the five services, as their own documents print it. The data stand in
                        `src/main/resources/profiles/contacts`; this page is made of them, and `guichet onboard` and `guichet doctor`
                        show them in four languages.

                        | Service | For | Who | Reach | Printed in |
                        |---|---|---|---|---|
                        """);
        for (Contact contact : Contacts.shipped().all()) {
            List<String> reach = new ArrayList<>(contact.emails());
            reach.addAll(contact.phones());
            reach.addAll(contact.web());
            reach.addAll(contact.address());
            page.append("| ").append(contact.service()).append(" | ").append(contact.purpose().in(Locale.ENGLISH))
                    .append(contact.note().map(note -> ". " + note.in(Locale.ENGLISH)).orElse("")).append(" | ")
                    .append(contact.name()).append(" | ").append(String.join("<br>", reach)).append(" | ")
                    .append(contact.source()).append(" |\n");
        }
        requirePage(Path.of("docs", "contacts.md"), page.toString());
    }

    @Test
    void pageOfTheWaysEqualsTheData() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                        # The way to production

                        `guichet onboard SERVICE --account A` shows a service's way for one account: what is done, what comes next,
                        until when, and whom to ask. Nothing of it is sent anywhere: it is a list that remembers.

                        | command | does |
                        |---|---|
                        | `guichet onboard webstamp --account office` | the list, and the steps that come next in full |
                        | `… --done STEP [--on DATE]` | notes a step as done, today or on that day, with your name on this machine; again with another day, that one counts |
                        | `… --not-done STEP` | takes it back |
                        | `… --draft` | writes the letters and forms of the steps that come next, in the language of the account (`guichet.account.SERVICE.ACCOUNT.language`); brackets stand where a person fills in. What goes by mail is written to `data/onboarding/SERVICE-ACCOUNT-STEP.eml` as well, with recipients and subject: open it in a mail program, complete it, tick off the attachments and send it. Guichet never asks for the attachments |
                        | `… --json` | the same for other programs |

                        The account need not be set yet, and before Guichet has ever run here the list is shown without memory. Steps
                        of the software are done once and count for every account; steps of the client are done by each. Done steps
                        stand in the ledger (table `onboarding_step`), what was changed in `desk_audit`.

                        Deadlines are days, counted from the day on which the step before was done. `guichet doctor` warns of them
                        thirty days ahead and finds a missed one wrong. An order that the service turns away because the account was
                        not verified (2242) waits, and its advice leads here.

                        The steps are data, one file for each service in `src/main/resources/profiles/onboarding`, in four languages;
                        below they stand in English. Addresses are in [contacts.md](contacts.md).
                        """);
        for (OnboardingPath path : PATHS) {
            page.append("\n## ").append(path.title().in(Locale.ENGLISH)).append("\n\nFrom: ").append(path.source())
                    .append(".\n\n");
            path.remarks().forEach(remark -> page.append("- ").append(remark.in(Locale.ENGLISH)).append("\n"));
            page.append("\n| Step | Of | By | What | After | Chapter |\n|---|---|---|---|---|---|\n");
            for (Step step : path.steps()) {
                page.append("| `").append(step.id()).append("` | ")
                        .append(step.scope().name().toLowerCase(Locale.ROOT)).append(" | ").append(step.by())
                        .append(" | **").append(step.title().in(Locale.ENGLISH, step.places("ACCOUNT"))).append(".** ")
                        .append(step.text().in(Locale.ENGLISH, step.places("ACCOUNT")))
                        .append(step.deadline().map(deadline -> " Within " + deadline.days()
                                + deadline.working().map(country -> " working days (" + country + ")").orElse(" days")
                                + " of `"
                                + deadline.from() + "`; afterwards: " + deadline.missed().in(Locale.ENGLISH))
                                .orElse(""))
                        .append(" | ").append(step.after().stream().map(id -> "`" + id + "`")
                                .collect(Collectors.joining(", ")))
                        .append(" | ").append(step.chapter()).append(" |\n");
            }
        }
        requirePage(Path.of("docs", "onboarding.md"), page.toString());
    }

    private static void requirePage(Path page, String expected) throws IOException {
        if (Boolean.getBoolean("guichet.docs.write")) {
            Files.writeString(page, expected, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(page, StandardCharsets.UTF_8))
                .as(page + "; -Dguichet.docs.write=true writes it").isEqualTo(expected);
    }

    private static List<Wording> wordings() {
        List<Wording> all = new ArrayList<>();
        Contacts.shipped().all().forEach(contact -> {
            all.add(contact.purpose());
            contact.note().ifPresent(all::add);
        });
        for (OnboardingPath path : PATHS) {
            all.add(path.title());
            all.addAll(path.remarks());
            path.drafts().values().forEach(draft -> all.addAll(List.of(draft.subject(), draft.body())));
            path.steps().forEach(step -> {
                all.addAll(List.of(step.title(), step.text()));
                step.deadline().ifPresent(deadline -> all.add(deadline.missed()));
            });
        }
        return all;
    }
}
