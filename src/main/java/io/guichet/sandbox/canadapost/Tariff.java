package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Json;
import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.Shipment.Part;
import io.guichet.sandbox.canadapost.Shipment.Price;
import io.guichet.sandbox.canadapost.Shipment.Standard;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The twin's own rates: services, options, taxes and delivery days; docs/sandbox.md tells the rule. They are chosen so
 * that both receipts that are known of the service come out of them to the cent (canadapost 2.6).
 */
record Tariff(List<Service> services, List<Break> breaks, List<BigDecimal> zoneFactors, List<List<String>> regions,
        List<Option> options, BigDecimal automation, Map<String, BigDecimal> promotions, List<Fuel> fuel,
        Map<String, Tax> taxes, List<Point> points) {

    static final String CANADA = "CA";
    static final String STATES = "US";

    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final BigDecimal CUBIC_CM_PER_KG = new BigDecimal("5000");
    private static final int NORTHERN_REGION = 4;
    private static final int NORTHERN_ZONE = 4;
    private static final int CENTS = 2;
    private static final int GRAMS = 3;
    private static final int SORTATION_AREA = 3;
    private static final int FIRST_OFFICE = 1000;
    private static final int OFFICES = 9000;

    /**
     * One service.
     *
     * @param place    CA, US, or empty for all other countries
     * @param tracked  it has a tracking PIN
     * @param days     business days in the mail, one a zone
     * @param phone    needs the addressee's phone number (2695)
     * @param handling needs a non-delivery option (8716)
     */
    record Service(String code, String place, BigDecimal factor, boolean tracked, boolean am, boolean guaranteed,
            List<Integer> days, boolean phone, boolean handling) {

        boolean serves(String country) {
            boolean elsewhere = !country.equals(CANADA) && !country.equals(STATES);
            return place.isEmpty() ? elsewhere : place.equals(country);
        }
    }

    /** Up to that weight the base costs that much, before factors. */
    record Break(BigDecimal kg, BigDecimal price) {
    }

    /**
     * One option.
     *
     * @param place   CA, abroad or any
     * @param dearest the highest amount, null for an option that takes none
     */
    record Option(String code, String place, BigDecimal price, BigDecimal dearest) {

        boolean possible(String country) {
            return place.equals("any") || place.equals(CANADA) == country.equals(CANADA);
        }
    }

    /** The fuel surcharge from that day on. */
    record Fuel(LocalDate from, BigDecimal percent) {
    }

    /** A province's taxes in percent. */
    record Tax(BigDecimal gst, BigDecimal pst, BigDecimal hst) {

        private static final Tax NONE = new Tax(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** A post office. */
    record Point(String postalCode, String name, String id) {
    }

    static Tariff read() {
        try (InputStream stream = Tariff.class.getResourceAsStream("/sandbox/canadapost/tariff.json")) {
            return Json.MAPPER.readValue(stream, Tariff.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Service> service(String code) {
        return services.stream().filter(service -> service.code().equals(code)).findFirst();
    }

    Optional<Option> option(String code) {
        return options.stream().filter(option -> option.code().equals(code)).findFirst();
    }

    boolean isProvince(String code) {
        return taxes.containsKey(code);
    }

    /** The post office of a postal code; one that the table does not have gets a name of ours. */
    Point point(String postalCode) {
        return points.stream().filter(point -> point.postalCode().equals(postalCode)).findFirst()
                .orElseGet(() -> new Point(postalCode, "SPECIMEN PO " + postalCode.substring(0, SORTATION_AREA),
                        Integer.toString(FIRST_OFFICE + Math.floorMod(postalCode.hashCode(), OFFICES))));
    }

    static String country(Tree spec) {
        return spec.below("destination").below("address-details").text("country-code").toUpperCase(Locale.ROOT);
    }

    /**
     * Prices a delivery-spec that keeps all rules. Both identities hold by construction: pre-tax = base + options +
     * adjustments, and charge = pre-tax + taxes.
     */
    Price price(Tree spec, LocalDate day) {
        Service service = service(spec.text("service-code")).orElseThrow();
        BigDecimal weight = ratedWeight(spec.below("parcel-characteristics"));
        BigDecimal base = money(baseOf(weight).multiply(service.factor()).multiply(zoneFactor(spec)));
        List<Part> priced = options(spec, service);
        List<Part> adjustments = adjustments(spec, base, sum(priced), day);
        BigDecimal preTax = base.add(sum(priced)).add(sum(adjustments));
        Tax tax = country(spec).equals(CANADA)
                ? taxes.getOrDefault(spec.below("destination").below("address-details").text("prov-state"), Tax.NONE)
                : Tax.NONE;
        BigDecimal gst = percent(preTax, tax.gst());
        BigDecimal pst = percent(preTax, tax.pst());
        BigDecimal hst = percent(preTax, tax.hst());
        return new Price(weight, base, priced, adjustments, preTax, gst, pst, hst,
                preTax.add(gst).add(pst).add(hst));
    }

    Standard standard(Tree spec, LocalDate day) {
        Service service = service(spec.text("service-code")).orElseThrow();
        int days = service.days().get(service.days().size() == 1 ? 0 : zone(spec) - 1);
        LocalDate delivery = businessDay(day);
        for (int i = 0; i < days; i++) {
            delivery = businessDay(delivery.plusDays(1));
        }
        return new Standard(service.am(), service.guaranteed(), days, delivery);
    }

    private static BigDecimal ratedWeight(Tree parcel) {
        BigDecimal actual = new BigDecimal(parcel.text("weight").trim()).setScale(GRAMS, RoundingMode.UP);
        BigDecimal volume = BigDecimal.ONE;
        for (String side : List.of("length", "width", "height")) {
            Tree dimensions = parcel.below("dimensions");
            volume = dimensions.has(side)
                    ? volume.multiply(new BigDecimal(dimensions.text(side).trim()))
                    : BigDecimal.ZERO;
        }
        return actual.max(volume.divide(CUBIC_CM_PER_KG, GRAMS, RoundingMode.UP));
    }

    private BigDecimal baseOf(BigDecimal weight) {
        return breaks.stream().filter(step -> weight.compareTo(step.kg()) <= 0).findFirst()
                .orElse(breaks.get(breaks.size() - 1)).price();
    }

    private BigDecimal zoneFactor(Tree spec) {
        return country(spec).equals(CANADA) ? zoneFactors.get(zone(spec) - 1) : BigDecimal.ONE;
    }

    // 1 the same province, 2 the same region, 3 another region, 4 from or to the north; abroad 1.
    private int zone(Tree spec) {
        if (!country(spec).equals(CANADA)) {
            return 1;
        }
        String from = spec.below("sender").below("address-details").text("prov-state");
        String to = spec.below("destination").below("address-details").text("prov-state");
        int fromRegion = region(from);
        int toRegion = region(to);
        if (fromRegion == NORTHERN_REGION || toRegion == NORTHERN_REGION) {
            return NORTHERN_ZONE;
        }
        if (from.equals(to)) {
            return 1;
        }
        return fromRegion == toRegion ? 2 : 3;
    }

    private int region(String province) {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).contains(province)) {
                return i;
            }
        }
        return -1;
    }

    private List<Part> options(Tree spec, Service service) {
        List<Part> priced = new ArrayList<>();
        List<Tree> asked = spec.items("options");
        boolean confirmed = asked.stream().anyMatch(option -> option.text("option-code").equals("DC"));
        if (service.place().equals(CANADA) && !confirmed) {
            // Added by the system (5.7).
            priced.add(new Part("DC", BigDecimal.ZERO));
        }
        asked.forEach(option -> priced.add(new Part(option.text("option-code"), optionPrice(option))));
        return List.copyOf(priced);
    }

    private BigDecimal optionPrice(Tree asked) {
        Option option = option(asked.text("option-code")).orElseThrow();
        if (option.code().equals("COV")) {
            // The first hundred dollars are covered anyway.
            BigDecimal hundreds = new BigDecimal(asked.text("option-amount").trim())
                    .divide(HUNDRED, 0, RoundingMode.UP).subtract(BigDecimal.ONE);
            return option.price().multiply(hundreds);
        }
        return option.price();
    }

    private List<Part> adjustments(Tree spec, BigDecimal base, BigDecimal optionsPrice, LocalDate day) {
        List<Part> all = new ArrayList<>();
        if (country(spec).equals(CANADA)) {
            all.add(new Part("AUTDISC", percent(base, automation).negate()));
        }
        BigDecimal promotion = promotions.get(spec.below("settlement-info").text("promo-code"));
        if (promotion != null) {
            all.add(new Part("PROMODISC", percent(base, promotion).negate()));
        }
        BigDecimal rate = fuel.stream().filter(step -> !day.isBefore(step.from())).map(Fuel::percent)
                .reduce(BigDecimal.ZERO, (earlier, later) -> later);
        all.add(new Part("FUELSC", percent(base.add(optionsPrice).add(sum(all)), rate)));
        return List.copyOf(all);
    }

    private static LocalDate businessDay(LocalDate day) {
        LocalDate open = day;
        while (open.getDayOfWeek() == DayOfWeek.SATURDAY || open.getDayOfWeek() == DayOfWeek.SUNDAY) {
            open = open.plusDays(1);
        }
        return open;
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return money(of.multiply(percent).divide(HUNDRED));
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(CENTS, RoundingMode.HALF_UP);
    }
}
