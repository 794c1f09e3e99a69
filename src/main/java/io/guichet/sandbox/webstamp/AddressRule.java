package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Recipients, sender and image of an order (webstamp 3.9, 4.4 sixth step). */
final class AddressRule {

    private static final int MAX_IMAGE_BYTES = 1_000_000;
    private static final Map<String, Integer> LENGTHS = Map.ofEntries(Map.entry("organization", 35),
            Map.entry("company_addition", 35), Map.entry("title", 35), Map.entry("firstname", 35),
            Map.entry("lastname", 35), Map.entry("addition", 35), Map.entry("street", 35), Map.entry("pobox", 30),
            Map.entry("zip", 10), Map.entry("city", 35), Map.entry("country", 100), Map.entry("print_address", 1000));

    private final Countries countries;

    AddressRule(Countries countries) {
        this.countries = countries;
    }

    /** Refuses what cannot be printed or sent; the codes come in the order of 4.4, each over all addresses. */
    void check(Tree request, Product product, boolean recipientMandatory, FormatRule.Format format) {
        List<Tree> recipients = request.items("a_addresses");
        if (recipients.isEmpty() && (product.barcode() || recipientMandatory)) {
            throw new SoapRefusal(2017);
        }
        each(recipients, (address, number) -> {
            boolean elsewhere = countries.find(address.text("country"))
                    .map(country -> countries.zone(country) != product.zone()).orElse(false);
            if (elsewhere) {
                throw new SoapRefusal(2016);
            }
        });
        each(recipients, (address, number) -> {
            if (!complete(address) || LENGTHS.entrySet().stream()
                    .anyMatch(limit -> address.text(limit.getKey()).length() > limit.getValue())) {
                throw new SoapRefusal(2003, Map.of("address_nr", number.toString()));
            }
        });
        each(recipients, (address, number) -> fields(address, "a_addresses " + number));
        request.child("sender").ifPresent(sender -> fields(sender, "sender"));
        String returned = request.text("return_code");
        if (!List.of("", "registred", "unregistred").contains(returned)) {
            throw new SoapRefusal(2221, Map.of("field", "return_code", "address", "order"));
        }
        if (product.barcode() && request.child("sender").isEmpty()) {
            throw new SoapRefusal(2022);
        }
        if (!format.single() && format.zone() == 1 && !recipients.isEmpty()) {
            throw new SoapRefusal(2210);
        }
        image(request, format);
    }

    /** What is printed of an address, at most six lines. */
    List<String> lines(Tree address) {
        if (address.has("print_address")) {
            return address.text("print_address").lines().limit(6).toList();
        }
        String name = joined(address, "title", "firstname", "lastname");
        String town = joined(address, "zip", "city");
        return Stream.of(address.text("organization"), name, address.text("street"), town)
                .filter(line -> !line.isBlank()).toList();
    }

    private void fields(Tree address, String which) {
        String country = countries.find(address.text("country"))
                .orElseThrow(() -> invalid("country", which));
        boolean fourDigits = address.text("zip").trim().matches("[1-9]\\d{3}");
        if (country.equals("ch") && !address.has("print_address") && !fourDigits) {
            throw invalid("zip", which);
        }
        if (address.has("contact_email") && !address.text("contact_email").contains("@")) {
            throw invalid("contact_email", which);
        }
    }

    private static SoapRefusal invalid(String field, String address) {
        return new SoapRefusal(2221, Map.of("field", field, "address", address));
    }

    private static boolean complete(Tree address) {
        boolean name = address.has("organization") || address.has("lastname");
        return address.has("city") && (name || address.has("print_address"));
    }

    private static void image(Tree request, FormatRule.Format format) {
        if (!request.has("image")) {
            return;
        }
        if (!format.single() && format.zone() == 2) {
            throw new SoapRefusal(2211);
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(request.text("image"));
        } catch (IllegalArgumentException e) {
            throw new SoapRefusal(2000);
        }
        if (bytes.length > MAX_IMAGE_BYTES) {
            throw new SoapRefusal(2012, Map.of("bytes", Integer.toString(MAX_IMAGE_BYTES)));
        }
        boolean known = bytes.length > 3 && (bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F'
                || (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N'
                || (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8);
        if (!known) {
            throw new SoapRefusal(2208);
        }
    }

    private static String joined(Tree address, String... names) {
        List<String> words = new ArrayList<>();
        for (String name : names) {
            if (address.has(name)) {
                words.add(address.text(name).trim());
            }
        }
        return String.join(" ", words);
    }

    private static void each(List<Tree> addresses, BiConsumer<Tree, Integer> check) {
        for (int i = 0; i < addresses.size(); i++) {
            check.accept(addresses.get(i), i + 1);
        }
    }
}
