package io.guichet.service.webstamp;

import io.guichet.service.webstamp.wire.GetProductListsRequest;
import io.guichet.service.webstamp.wire.GetProductsRequest;
import io.guichet.service.webstamp.wire.Identification;
import io.guichet.service.webstamp.wire.IdentificationRequest;

/** The arguments of the queries of one look at the catalogue (webstamp 3.4). */
public final class CatalogueRequests {

    public GetProductsRequest products(CatalogueScope scope) {
        GetProductsRequest request = new GetProductsRequest();
        request.setIdentification(identification(scope));
        return request;
    }

    public GetProductListsRequest assortments(CatalogueScope scope) {
        GetProductListsRequest request = new GetProductListsRequest();
        request.setIdentification(identification(scope));
        return request;
    }

    /** For what is the same for everybody. */
    public IdentificationRequest common(CatalogueScope scope) {
        return OptionRequests.identified(Identities.application(scope.account()));
    }

    private static Identification identification(CatalogueScope scope) {
        return scope.own() ? Identities.login(scope.account()) : Identities.application(scope.account());
    }
}
