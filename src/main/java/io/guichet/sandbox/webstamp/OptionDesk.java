package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import io.guichet.sandbox.webstamp.Catalogue.ProductList;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The option operations and the two of the service itself (webstamp 2.2 to 2.12, 2.21, 3.4). */
final class OptionDesk {

    static final Set<String> OPERATIONS = Set.of("ping", "get_error_codes", "get_categories", "get_products",
            "get_media_types", "get_medias", "get_zones", "get_countries", "get_licenses", "get_product_lists",
            "get_customer_data", "get_payment_methods");

    private final Catalogue catalogue;
    private final Countries countries;
    private final Login login;
    private final AccountStates states;
    private final LicenceRule licences;
    private final Texts texts;
    private final Clock clock;
    private final ProductMarkup products;
    private final Envelopes envelopes;

    OptionDesk(Catalogue catalogue, Countries countries, Login login, AccountStates states, LicenceRule licences,
            Texts texts, Clock clock, Envelopes envelopes) {
        this.catalogue = catalogue;
        this.countries = countries;
        this.login = login;
        this.states = states;
        this.licences = licences;
        this.texts = texts;
        this.clock = clock;
        this.products = new ProductMarkup(catalogue);
        this.envelopes = envelopes;
    }

    Markup answer(SoapCall call) {
        Language language = call.language();
        Tree args = call.args();
        Tree who = call.identification();
        Markup out = new Markup();
        switch (call.operation()) {
            case "ping" -> out.leaf("date", clock.instant()).leaf("request_id", envelopes.requestId());
            case "get_error_codes" -> texts.codes().forEach(code -> out.open("item").leaf("code", code)
                    .leaf("message", texts.of(code, language, Map.of())).close());
            case "get_categories" -> categories(out, who, language);
            case "get_products" -> products(out, args, who, language);
            case "get_media_types" -> mediaTypes(out, who, language);
            case "get_medias" -> medias(out, args, who, language);
            case "get_zones" -> zones(out, who, language);
            case "get_countries" -> countries(out, who, language);
            case "get_licenses" -> licences(out, args, who);
            case "get_product_lists" -> productLists(out, args, who, language);
            case "get_customer_data" -> customerData(out, who);
            case "get_payment_methods" -> out.open("item").nil("gateway")
                    .leaf("type", login.required(who).paymentType()).close();
            default -> throw new SoapRefusal(2000);
        }
        return out;
    }

    private void categories(Markup out, Tree who, Language language) {
        login.optional(who);
        catalogue.categories().forEach(category -> {
            out.open("item");
            products.category(out, category, language);
            out.close();
        });
    }

    private void products(Markup out, Tree args, Tree who, Language language) {
        Optional<Account> account = login.optional(who);
        Instant now = clock.instant();
        // Products of the past cannot be asked for.
        Instant at = Values.time(args, "timestamp").filter(time -> time.isAfter(now)).orElse(now);
        List<String> lists = args.items("product_lists").stream().map(item -> item.text().trim()).toList();
        String type = args.text("customer_type");
        Optional<Long> postNumber = Values.number(args, "post_product_number");
        Predicate<Product> wanted = product -> product.validAt(at)
                && postNumber.map(number -> number == product.postProductNumber()).orElse(true);
        if (account.isPresent()) {
            Set<String> own = account.get().productLists().stream().map(String::valueOf).collect(Collectors.toSet());
            List<String> right = lists.stream().filter(own::contains).toList();
            wanted = wanted.and(product -> (right.isEmpty() ? own : right).contains(list(product)));
        } else {
            wanted = wanted.and(product -> (lists.isEmpty() || lists.contains(list(product))) && (type.isEmpty()
                    || catalogue.productList(product.productList()).customerType().equals(type)));
        }
        catalogue.products().stream().filter(wanted).forEach(product -> {
            out.open("item");
            products.product(out, product, language);
            out.close();
        });
    }

    private static String list(Product product) {
        return Integer.toString(product.productList());
    }

    private void mediaTypes(Markup out, Tree who, Language language) {
        login.optional(who);
        catalogue.mediaTypes().forEach(type -> {
            out.open("item").open("categories");
            type.categories().forEach(number -> {
                out.open("item");
                products.category(out, catalogue.category(number), language);
                out.close();
            });
            out.close().leaf("image_possible", type.image()).leaf("name", type.name().get(language.code()))
                    .leaf("number", type.number()).leaf("printservice_possible", false).leaf("zpl_support", type.zpl())
                    .leaf("ead_possible", false).close();
        });
    }

    private void medias(Markup out, Tree args, Tree who, Language language) {
        login.optional(who);
        Optional<Long> type = Values.number(args, "type");
        List<Product> asked = Values.number(args, "post_product_number")
                .map(number -> catalogue.byPostNumber(number, clock.instant())).orElse(List.of());
        boolean narrowed = args.has("post_product_number");
        catalogue.medias().stream()
                .filter(media -> media.successor() == null)
                .filter(media -> type.map(number -> number == media.type()).orElse(true))
                .filter(media -> !narrowed || asked.stream().anyMatch(product -> usable(media, product)))
                .forEach(media -> out.open("item").leaf("number", media.number())
                        .leaf("name", media.name().get(language.code())).leaf("type", media.type()).close());
    }

    private boolean usable(Catalogue.Media media, Product product) {
        Catalogue.MediaType type = catalogue.mediaType(media.type());
        return type.categories().contains(product.category()) && (type.barcode() || !product.barcode());
    }

    private void zones(Markup out, Tree who, Language language) {
        login.optional(who);
        catalogue.zones().forEach(zone -> out.open("item").leaf("name", zone.name().get(language.code()))
                .leaf("number", zone.number()).close());
    }

    private void countries(Markup out, Tree who, Language language) {
        login.optional(who);
        countries.codes(language).forEach(code -> out.open("item").leaf("alias", code)
                .leaf("name", countries.name(code, language)).leaf("zone", countries.zone(code)).close());
    }

    private void licences(Markup out, Tree args, Tree who) {
        Account account = login.required(who);
        if (!account.verified()) {
            throw new SoapRefusal(2242);
        }
        List<Account.Licence> found = Values.number(args, "post_product_number")
                .map(number -> catalogue.byPostNumber(number, clock.instant()).stream()
                        .filter(product -> account.productLists().contains(product.productList())).findFirst()
                        .map(product -> licences.matching(account, product)).orElse(List.of()))
                .orElseGet(() -> states.licences(account));
        found.forEach(licence -> out.open("item").leaf("number", licence.number()).leaf("comment", licence.comment())
                .leaf("subsystem", Account.SUBSYSTEM).leaf("segment", Account.SEGMENT).close());
    }

    private void productLists(Markup out, Tree args, Tree who, Language language) {
        Optional<Account> account = login.optional(who);
        String type = args.text("customer_type");
        Predicate<ProductList> wanted = account.isPresent()
                ? list -> account.get().productLists().contains(list.number())
                : list -> type.isEmpty() || list.customerType().equals(type);
        catalogue.productLists().stream().filter(wanted).forEach(list -> out.open("item").leaf("number", list.number())
                .leaf("name", list.name().get(language.code())).leaf("customer_type", list.customerType()).close());
    }

    private void customerData(Markup out, Tree who) {
        Account account = login.named(who);
        out.leaf("license_state", account.licences().isEmpty() ? "none" : "ok")
                .leaf("payment_type", account.paymentType()).open("product_lists");
        account.productLists().forEach(number -> out.leaf("item", number));
        out.close();
    }
}
