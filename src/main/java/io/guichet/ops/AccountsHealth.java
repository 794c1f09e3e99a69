package io.guichet.ops;

import io.guichet.ledger.OpenOrders;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which accounts are in force, why what is written was not taken, and whose orders wait because their account is not set.
 * It is shown and never makes the process unready: the other accounts work.
 */
public final class AccountsHealth extends ShownHealth {

    private final AccountsInForce accounts;
    private final Services services;
    private final OpenOrders open;

    public AccountsHealth(AccountsInForce accounts, Services services, OpenOrders open) {
        super("accounts");
        this.accounts = accounts;
        this.services = services;
        this.open = open;
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Service service : services.all()) {
            details.put(service.name(), String.join(", ", accounts.of(service.name()).keySet()));
        }
        accounts.fault().ifPresent(fault -> details.put("not-taken", fault));
        for (OpenOrders.Of waiting : open.byAccount()) {
            if (!accounts.of(waiting.service()).containsKey(waiting.account())) {
                details.put(waiting.service() + "/" + waiting.account(),
                        waiting.orders() + " open orders wait, the account is not set");
            }
        }
        return details;
    }
}
