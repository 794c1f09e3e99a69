package io.guichet.service.webstamp;

import io.guichet.purchase.Account;

/**
 * One look at the catalogue.
 *
 * @param account whose application asks
 * @param own     true: with its login, its own assortments; false: everything there is (webstamp 3.4)
 */
public record CatalogueScope(Account account, boolean own) {

    @Override
    public String toString() {
        return own ? account.toString() : "webstamp/*";
    }
}
