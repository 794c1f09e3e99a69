package io.guichet.ops;

import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Shelf;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.util.LinkedHashMap;
import java.util.Map;

/** How old each service's catalogue is. It is shown and never makes the process unready: the service has the last word. */
public final class CatalogueHealth extends ShownHealth {

    private final Services services;
    private final Shelf shelf;

    public CatalogueHealth(Services services, Shelf shelf) {
        super("catalogues");
        this.services = services;
        this.shelf = shelf;
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Service service : services.all()) {
            shelf.takenAt(service.name(), Catalogue.EVERYBODY)
                    .ifPresent(at -> details.put(service.name() + ".read-at", at.toString()));
        }
        return details;
    }
}
