package io.guichet.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whom to ask for what at each service, from {@code profiles/contacts/SERVICE.json}. */
public final class Contacts {

    private static final String FOLDER = "profiles/contacts";
    private static final Contacts SHIPPED = new Contacts();

    private final List<Contact> all;

    private Contacts() {
        List<Contact> contacts = new ArrayList<>();
        ServiceFiles.in(FOLDER)
                .forEach((service, file) -> file.forEach(entry -> contacts.add(contact(service, entry))));
        this.all = List.copyOf(contacts);
    }

    public static Contacts shipped() {
        return SHIPPED;
    }

    /** By service, then in the order of its file. */
    public List<Contact> all() {
        return all;
    }

    public Optional<Contact> find(String service, String id) {
        return all.stream().filter(contact -> contact.service().equals(service) && contact.id().equals(id)).findFirst();
    }

    /** One that the product itself names. */
    public Contact get(String service, String id) {
        return find(service, id).orElseThrow(
                () -> new IllegalStateException(FOLDER + "/" + service + ": " + id + " is missing"));
    }

    private static Contact contact(String service, JsonNode entry) {
        String place = FOLDER + "/" + service + "/" + entry.path("id").asText();
        return new Contact(service, ServiceFiles.required(entry, "id", place),
                Wording.of(entry.path("for"), place + "/for"), ServiceFiles.required(entry, "name", place),
                ServiceFiles.strings(entry.path("emails")), ServiceFiles.strings(entry.path("phones")),
                ServiceFiles.strings(entry.path("web")), ServiceFiles.strings(entry.path("address")),
                entry.has("note") ? Optional.of(Wording.of(entry.get("note"), place + "/note")) : Optional.empty(),
                ServiceFiles.required(entry, "source", place));
    }
}
