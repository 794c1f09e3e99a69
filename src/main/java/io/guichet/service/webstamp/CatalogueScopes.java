package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Service;
import java.util.ArrayList;
import java.util.List;

/** The looks that make one refresh: everything with the application alone, then each account's own. */
public final class CatalogueScopes {

    private final Accounts accounts;
    private final Service service;

    public CatalogueScopes(Accounts accounts, WebstampService service) {
        this.accounts = accounts;
        this.service = service;
    }

    public List<CatalogueScope> all() {
        List<Account> usable = accounts();
        List<CatalogueScope> scopes = new ArrayList<>();
        usable.stream().findFirst().ifPresent(account -> scopes.add(new CatalogueScope(account, false)));
        usable.forEach(account -> scopes.add(new CatalogueScope(account, true)));
        return scopes;
    }

    /** The accounts that can be asked with. */
    public List<Account> accounts() {
        return accounts.of(service.name()).stream().filter(account -> service.faults(account).isEmpty()).toList();
    }
}
