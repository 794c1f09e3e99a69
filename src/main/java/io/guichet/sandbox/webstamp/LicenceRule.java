package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import io.guichet.sandbox.webstamp.Account.Licence;
import io.guichet.sandbox.webstamp.Catalogue.Product;
import java.util.List;
import java.util.Optional;

/** Which franking licence a letter with barcode runs under (webstamp 3.6). */
final class LicenceRule {

    /** The general WebStamp licence that private customers use without knowing it; our invention. */
    static final String GENERAL = "99000000";

    private final AccountStates states;

    LicenceRule(AccountStates states) {
        this.states = states;
    }

    /** The licence's number, empty when the product needs none; 2257 or 2258 when none can be had. */
    Optional<String> choose(Tree request, Account account, Product product) {
        if (product.subsystem() == null) {
            return Optional.empty();
        }
        if (!account.business()) {
            return Optional.of(GENERAL);
        }
        List<Licence> matching = matching(account, product);
        String asked = request.text("license_number").trim();
        if (!asked.isEmpty()) {
            return Optional.of(matching.stream().map(Licence::number).filter(asked::equals).findFirst()
                    .orElseThrow(() -> new SoapRefusal(2258)));
        }
        if (matching.size() == 1) {
            return Optional.of(matching.get(0).number());
        }
        return Optional.of(matching.stream().filter(Licence::favourite).map(Licence::number).findFirst()
                .orElseThrow(() -> new SoapRefusal(2257)));
    }

    /** The account's licences of the product's subsystem and segment. */
    List<Licence> matching(Account account, Product product) {
        boolean fits = product.subsystem() != null && product.subsystem() == Account.SUBSYSTEM
                && (product.segment() == null || product.segment() == Account.SEGMENT);
        return fits ? states.licences(account) : List.of();
    }
}
