package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Options: known, possible here, with what each needs, and not against one another (canadapost 5.7). */
final class OptionRule {

    // Of each of these a parcel has one at most.
    private static final List<Set<String>> APART = List.of(Set.of("HFP", "DNS", "LAD"), Set.of("SO", "LAD"),
            Set.of("RASE", "RTS", "ABAN"), Set.of("PA18", "PA19"));
    private static final Set<String> HANDLING = Set.of("RASE", "RTS", "ABAN");
    private static final String POST_OFFICE = "D2PO";

    private final Tariff tariff;

    OptionRule(Tariff tariff) {
        this.tariff = tariff;
    }

    void check(List<Complaint> all, Tree spec, String country) {
        List<String> codes = new ArrayList<>();
        for (Tree asked : spec.items("options")) {
            String code = asked.text("option-code");
            if (codes.contains(code) || !usable(asked, country)) {
                all.add(new Complaint("SIM422", code));
            }
            codes.add(code);
        }
        for (Set<String> group : APART) {
            Set<String> both = new HashSet<>(group);
            both.retainAll(codes);
            if (both.size() > 1) {
                all.add(new Complaint("SIM422", String.join(" + ", codes.stream().filter(both::contains).toList())));
            }
        }
        boolean handling = tariff.service(spec.text("service-code")).filter(Tariff.Service::handling).isPresent();
        if (handling && codes.stream().noneMatch(HANDLING::contains)) {
            all.add(Complaint.of("8716"));
        }
        if (codes.contains(POST_OFFICE)) {
            postOffice(all, spec);
        }
    }

    private boolean usable(Tree asked, String country) {
        Tariff.Option option = tariff.option(asked.text("option-code")).orElse(null);
        if (option == null || !option.possible(country)) {
            return false;
        }
        if (option.dearest() == null) {
            return !asked.has("option-amount");
        }
        return asked.has("option-amount")
                && new BigDecimal(asked.text("option-amount").trim()).compareTo(option.dearest()) <= 0;
    }

    private static void postOffice(List<Complaint> all, Tree spec) {
        Tree destination = spec.below("destination");
        boolean office = spec.items("options").stream()
                .anyMatch(one -> one.text("option-code").equals(POST_OFFICE) && one.has("option-qualifier-2"));
        need(all, office, "option-qualifier-2");
        need(all, destination.has("name"), "name");
        need(all, destination.has("client-voice-number"), "client-voice-number");
        need(all, spec.child("notification").isPresent(), "notification");
    }

    private static void need(List<Complaint> all, boolean there, String name) {
        if (!there) {
            all.add(new Complaint("SIM420", name));
        }
    }
}
