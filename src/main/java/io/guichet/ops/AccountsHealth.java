package io.guichet.ops;

import io.guichet.ledger.OpenOrders;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Which accounts are in force, why what is written was not taken, and whose orders wait because their account is not set.
 * It is shown and never makes the process unready: the other accounts work.
 */
public final class AccountsHealth extends AbstractHealthCheck {

    private final AccountsInForce accounts;
    private final Services services;
    private final OpenOrders open;

    public AccountsHealth(AccountsInForce accounts, Services services, OpenOrders open) {
        super("guichet", "accounts");
        this.accounts = accounts;
        this.services = services;
        this.open = open;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        for (Service service : services.all()) {
            builder.detail(service.name(), String.join(", ", accounts.of(service.name()).keySet()));
        }
        accounts.fault().ifPresent(fault -> builder.detail("not-taken", fault));
        for (OpenOrders.Of waiting : open.byAccount()) {
            if (!accounts.of(waiting.service()).containsKey(waiting.account())) {
                builder.detail(waiting.service() + "/" + waiting.account(),
                        waiting.orders() + " open orders wait, the account is not set");
            }
        }
        builder.up();
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
