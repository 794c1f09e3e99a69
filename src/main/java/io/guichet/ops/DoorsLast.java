package io.guichet.ops;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.RouteController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the routes that only other routes call, makes the checks over them, and lets doors, workers and timers start only
 * when all have passed: a process that is not fit has taken nothing and sent nothing.
 */
final class DoorsLast implements ExtendedStartupListener, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(DoorsLast.class);

    private final List<Runnable> checks;

    DoorsLast(List<Runnable> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        // Routes cannot be started yet.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        RouteController controller = context.getRouteController();
        for (Route route : controller.getControlledRoutes()) {
            if (route.getEndpoint().getEndpointUri().startsWith("direct:")) {
                start(controller, route.getId());
            }
        }
        checks.forEach(Runnable::run);
    }

    private static void start(RouteController controller, String route) {
        try {
            controller.startRoute(route);
        } catch (Exception failed) {
            // The supervisor goes on trying; a route that a purchase needs is missed by the self-test.
            LOG.warn("{} did not start and is tried again: {}", route, failed.toString());
        }
    }

    /** Before the supervisor, which starts the rest. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
