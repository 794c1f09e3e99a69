package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.Account.Trait;
import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the schema cannot say about a shipment; everything that is wrong is told together (canadapost 6 row 8). */
final class ShipmentRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> REASONS = Set.of("DOC", "SAM", "REP", "SOG", "OTH");
    private static final Pattern CANADIAN = Pattern.compile("[A-Z]\\d[A-Z]\\d[A-Z]\\d");
    private static final Pattern ZIP = Pattern.compile("\\d{5}(-?\\d{4})?");
    private static final BigDecimal HEAVIEST = new BigDecimal("30");
    private static final BigDecimal HEAVIEST_DOCUMENT = new BigDecimal("1.36");
    private static final BigDecimal LONGEST = new BigDecimal("200");
    private static final BigDecimal LENGTH_AND_GIRTH = new BigDecimal("300");

    private final Tariff tariff;
    private final OptionRule options;

    ShipmentRules(Tariff tariff) {
        this.tariff = tariff;
        this.options = new OptionRule(tariff);
    }

    /** All that is wrong, in the order of the request; empty when it can be charged. */
    List<Complaint> check(Account account, Tree spec) {
        List<Complaint> all = new ArrayList<>();
        if (account.has(Trait.COMMERCIAL)) {
            all.add(Complaint.of("9173"));
        }
        if (account.card() == null) {
            all.add(Complaint.of("9174"));
        }
        String country = Tariff.country(spec);
        service(all, spec, country);
        address(all, spec.below("sender").below("address-details"), Tariff.CANADA);
        address(all, spec.below("destination").below("address-details"), country);
        options.check(all, spec, country);
        parcel(all, spec.below("parcel-characteristics"), country);
        if (!country.equals(Tariff.CANADA)) {
            customs(all, spec);
        }
        String promotion = spec.below("settlement-info").text("promo-code");
        if (!promotion.isBlank() && !tariff.promotions().containsKey(promotion)) {
            all.add(new Complaint("SIM421", "promo-code"));
        }
        return all;
    }

    private void service(List<Complaint> all, Tree spec, String country) {
        String code = spec.text("service-code");
        tariff.service(code).ifPresentOrElse(service -> {
            if (COUNTRIES.contains(country) && !service.serves(country)) {
                all.add(new Complaint("3000", code));
            }
            if (service.phone() && !spec.below("destination").has("client-voice-number")) {
                all.add(Complaint.of("2695"));
            }
        }, () -> all.add(new Complaint("10028", code)));
    }

    // The places of addresses that the schema leaves open for other countries.
    private void address(List<Complaint> all, Tree address, String country) {
        if (!COUNTRIES.contains(country)) {
            all.add(new Complaint("10033", country));
        }
        boolean canadian = country.equals(Tariff.CANADA);
        if (!canadian && !country.equals(Tariff.STATES)) {
            return;
        }
        if (!address.has("city")) {
            all.add(Complaint.of("1157"));
        }
        String province = address.text("prov-state");
        if (canadian ? !tariff.isProvince(province) : province.isBlank()) {
            all.add(Complaint.of("1159"));
        }
        if (!address.has("postal-zip-code")) {
            all.add(new Complaint("SIM420", "postal-zip-code"));
        } else if (!(canadian ? CANADIAN : ZIP).matcher(address.text("postal-zip-code")).matches()) {
            all.add(new Complaint("SIM421", "postal-zip-code"));
        }
    }

    private static void parcel(List<Complaint> all, Tree parcel, String country) {
        BigDecimal weight = decimal(parcel, "weight");
        boolean document = parcel.flag("document");
        if (weight.compareTo(document ? HEAVIEST_DOCUMENT : HEAVIEST) > 0) {
            all.add(new Complaint("SIM413", "weight"));
        }
        Tree dimensions = parcel.below("dimensions");
        if (dimensions.children().isEmpty()) {
            if (!document) {
                all.add(Complaint.of("9162"));
            }
            return;
        }
        BigDecimal[] sides = {decimal(dimensions, "length"), decimal(dimensions, "width"),
                decimal(dimensions, "height")};
        Arrays.sort(sides, Comparator.reverseOrder());
        BigDecimal girth = sides[1].add(sides[2]).multiply(BigDecimal.valueOf(2));
        boolean tooLarge = country.equals(Tariff.CANADA) && sides[0].add(girth).compareTo(LENGTH_AND_GIRTH) > 0;
        if (sides[0].compareTo(LONGEST) > 0 || tooLarge) {
            all.add(new Complaint("SIM413", "dimensions"));
        }
    }

    private static void customs(List<Complaint> all, Tree spec) {
        Tree customs = spec.below("customs");
        List<Tree> items = customs.items("sku-list");
        if (items.isEmpty()) {
            all.add(Complaint.of("1151"));
            return;
        }
        if (!customs.text("currency").equals("CAD") && !customs.has("conversion-from-cad")) {
            all.add(new Complaint("SIM420", "conversion-from-cad"));
        }
        String reason = customs.text("reason-for-export");
        if (!REASONS.contains(reason)) {
            all.add(Complaint.of("1459"));
        }
        if (reason.equals("OTH") && !customs.has("other-reason")) {
            all.add(new Complaint("SIM420", "other-reason"));
        }
        BigDecimal weights = items.stream()
                .map(item -> decimal(item, "customs-number-of-units").multiply(decimal(item, "unit-weight")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weights.compareTo(decimal(spec.below("parcel-characteristics"), "weight")) > 0) {
            all.add(Complaint.of("2700"));
        }
    }

    private static BigDecimal decimal(Tree tree, String name) {
        return new BigDecimal(tree.text(name).trim());
    }
}
