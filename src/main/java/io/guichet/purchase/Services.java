package io.guichet.purchase;

import java.util.Collection;

/** The services that this process has, as their route files declare them. */
public interface Services {

    Collection<Service> all();

    /** A service that is known to be there. */
    default Service named(String name) {
        return all().stream().filter(service -> service.name().equals(name)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(
                        "service: " + name + " (expected: one of " + all().stream().map(Service::name)
                                .sorted().toList() + ")"));
    }

    default OperationKind kind(Work work) {
        return named(work.identity().service()).operation(work.operation()).map(Operation::kind)
                .orElse(OperationKind.PURCHASE);
    }
}
