package io.guichet.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An installation for tests: webstamp with the account demo, canadapost with demo-ca, and a service that tells no price and
 * has no default.
 */
record Installation(Map<String, Set<String>> operations, List<Problem> found) implements OrderRules {

    static final Schemas SCHEMAS = new Schemas();

    static Installation usual() {
        return new Installation(Map.of("webstamp", SCHEMAS.operations("webstamp"), "tiny", Set.of("echo")), List.of());
    }

    @Override
    public Set<String> services() {
        return operations.keySet();
    }

    @Override
    public Set<String> operations(String service) {
        return operations.get(service);
    }

    @Override
    public Optional<String> defaultAccount(String service) {
        return Optional.of("demo").filter(account -> service.equals("webstamp"));
    }

    @Override
    public Set<String> accounts(String service) {
        return switch (service) {
            case "webstamp" -> Set.of("demo", "branch-2");
            case "canadapost" -> Set.of("demo-ca");
            default -> Set.of("till");
        };
    }

    @Override
    public boolean accountExists(String service, String account) {
        return accounts(service).contains(account);
    }

    @Override
    public boolean tellsPrice(String service, String operation) {
        return operation.equals("stamps") || operation.equals("reorder");
    }

    @Override
    public List<Problem> check(String service, String operation, JsonNode request, Texts words) {
        return found;
    }
}
