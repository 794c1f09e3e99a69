package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A parcel that waits at a post office: details show the office as destination and the addressee apart (2.5). */
final class PostOffice {

    private PostOffice() {
    }

    /** The delivery-spec as details show it. */
    static Tree echo(Tree spec) {
        Optional<String> office = spec.items("options").stream()
                .filter(option -> option.text("option-code").equals("D2PO")).findFirst()
                .map(option -> option.text("option-qualifier-2"));
        return office.map(id -> atOffice(spec, id)).orElse(spec);
    }

    private static Tree atOffice(Tree spec, String id) {
        Tree addressee = spec.below("destination");
        Tree place = addressee.below("address-details").with("address-line-1", "1 SPECIMEN PO").without(
                Set.of("address-line-2"));
        Tree office = addressee.with("company", "POST OFFICE " + id).with(place);
        return spec.with(office).with(new Tree("recipient", "", List.copyOf(addressee.children())));
    }
}
