package io.guichet.ledger;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code due?kind=orders} and {@code due?kind=deliveries}: rows of the ledger that fall due, as many exchanges at a time as there are
 * hands. An exchange has one row, or with {@code batch} a list of up to so many. The bean {@code dues} says where they come from (docs/adr/0002).
 */
public final class DueComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String kind = getAndRemoveParameter(parameters, "kind", String.class);
        String of = getAndRemoveParameter(parameters, "of", String.class);
        int hands = getAndRemoveParameter(parameters, "hands", Integer.class, 4);
        int batch = getAndRemoveParameter(parameters, "batch", Integer.class, DueEndpoint.ONE_BY_ONE);
        DueCatalog catalog = CamelContextHelper.mandatoryLookup(getCamelContext(), "dues", DueCatalog.class);
        return new DueEndpoint(uri, this, catalog.dues(kind, of), hands, batch);
    }
}
