package io.guichet.ops;

import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Shelf;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** How old each service's catalogue is. It is shown and never makes the process unready: the service has the last word. */
public final class CatalogueHealth extends AbstractHealthCheck {

    private final Services services;
    private final Shelf shelf;

    public CatalogueHealth(Services services, Shelf shelf) {
        super("guichet", "catalogues");
        this.services = services;
        this.shelf = shelf;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        for (Service service : services.all()) {
            shelf.takenAt(service.name(), Catalogue.EVERYBODY)
                    .ifPresent(at -> builder.detail(service.name() + ".read-at", at.toString()));
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
