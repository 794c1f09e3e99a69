package io.guichet.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.OrderRules;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What this installation knows of services, operations and accounts. */
public final class InstalledRules implements OrderRules {

    private final Services services;
    private final Accounts accounts;

    public InstalledRules(Services services, Accounts accounts) {
        this.services = services;
        this.accounts = accounts;
    }

    @Override
    public Set<String> services() {
        return services.all().stream().map(Service::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Set<String> operations(String service) {
        return services.named(service).operations().stream().map(Operation::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<String> defaultAccount(String service) {
        return accounts.defaultAccount(service);
    }

    @Override
    public Set<String> accounts(String service) {
        return accounts.of(service).stream().map(Account::name).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean accountExists(String service, String account) {
        return accounts.find(service, account).isPresent();
    }

    @Override
    public boolean tellsPrice(String service, String operation) {
        return services.named(service).operation(operation).map(Operation::tellsPrice).orElse(false);
    }

    @Override
    public List<Problem> check(String service, String operation, JsonNode request, Texts words) {
        return services.named(service).check(operation, request, words);
    }
}
