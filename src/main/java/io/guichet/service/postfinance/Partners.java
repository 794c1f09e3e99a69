package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guichet.onboarding.Contact;
import io.guichet.onboarding.Contacts;
import io.guichet.purchase.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom to ask about a payment: the acceptance partner whose contract it ran over. The processor decides, not the card's brand;
 * the brand counts where no processor is named, and then each partner that may have served it (postfinance 5.1, 5.2).
 */
final class Partners {

    private static final String FILE = "/profiles/partners/postfinance.json";
    private static final String POSTFINANCE = "postfinance";
    private static final String PERSONAL = "PHYSICAL_PRESENT";
    private static final Set<String> ASKED_ABOUT = Set.of("FAILED", "DECLINE", "VOIDED", "PROCESSING", "COMPLETED");
    private static final List<Partner> ALL = read();

    /** @param place shop or terminal where the partner has a contact for each; empty where it has one */
    private record Partner(String contact, List<String> processors, List<String> methods, String place) {

        private boolean serves(List<String> words, String name) {
            return words.stream().anyMatch(name::contains);
        }
    }

    private Partners() {
    }

    /** Those to ask about a payment that was refused, or of which nobody knows yet what becomes of it; empty otherwise. */
    static Optional<String> toAsk(JsonNode transaction, Account account) {
        return Optional.of(of(transaction, account))
                .filter(known -> !known.isEmpty() && ASKED_ABOUT.contains(transaction.path("state").asText()))
                .map(known -> String.join("; ", known));
    }

    /** Those to ask, as lines of text; empty where nobody is known. */
    static List<String> of(JsonNode transaction, Account account) {
        if (account.setting("product").filter("all-in-one"::equals).isPresent()) {
            return List.of(line(POSTFINANCE));
        }
        JsonNode connector = transaction.path("paymentConnectorConfiguration");
        String processor = name(connector.path("processorConfiguration")) + " " + name(connector);
        String place = transaction.path("userInterfaceType").asText().equals("TERMINAL")
                || transaction.path("customersPresence").asText().equals(PERSONAL) ? "terminal" : "shop";
        List<String> byProcessor = at(place).filter(partner -> partner.serves(partner.processors(), processor))
                .map(Partner::contact).distinct().toList();
        String method = name(connector.path("paymentMethodConfiguration"));
        return (byProcessor.isEmpty()
                ? at(place).filter(partner -> partner.serves(partner.methods(), method)).map(Partner::contact)
                        .distinct().toList()
                : byProcessor.subList(0, 1)).stream().map(Partners::line).toList();
    }

    private static Stream<Partner> at(String place) {
        return ALL.stream().filter(partner -> Set.of("", place).contains(partner.place()));
    }

    private static String name(JsonNode of) {
        return of.path("name").asText("").toLowerCase(Locale.ROOT);
    }

    private static String line(String id) {
        Contact contact = Contacts.shipped().get(PostfinanceService.NAME, id);
        List<String> parts = new ArrayList<>(List.of(contact.name()));
        parts.addAll(contact.emails());
        parts.addAll(contact.phones());
        if (parts.size() == 1) {
            parts.addAll(contact.web());
        }
        return String.join(", ", parts);
    }

    private static List<Partner> read() {
        try (InputStream in = Partners.class.getResourceAsStream(FILE)) {
            List<Partner> all = new ArrayList<>();
            for (JsonNode one : new JsonMapper().readTree(in)) {
                all.add(new Partner(one.path("contact").asText(), strings(one.path("processors")),
                        strings(one.path("methods")), one.path("place").asText("")));
            }
            return List.copyOf(all);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(item.asText().toLowerCase(Locale.ROOT)));
        return strings;
    }
}
