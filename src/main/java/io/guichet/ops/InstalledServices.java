package io.guichet.ops;

import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The services that the routes have brought. Once all is started no further one comes, and nobody searches again. */
final class InstalledServices implements Services {

    private final Supplier<CamelContext> context;
    private volatile Collection<Service> known;

    InstalledServices(Supplier<CamelContext> context) {
        this.context = context;
    }

    @Override
    public Collection<Service> all() {
        Collection<Service> found = known;
        if (found == null) {
            CamelContext camel = context.get();
            found = camel.getRegistry().findByType(Service.class);
            if (camel.isStarted()) {
                known = found;
            }
        }
        return found;
    }
}
