package io.guichet.door.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Puts the doorkeeper in front of this door's routes. They get the {@link Call} as their message and no header at all: what
 * a sender wrote beside it reaches no route. Other routes of the port are as Camel makes them.
 */
public final class DoorEngine extends VertxPlatformHttpEngine {

    private static final String CALL = Call.class.getName();

    private final Doorkeeper doorkeeper;

    public DoorEngine(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    static void put(RoutingContext context, Call call) {
        context.put(CALL, call);
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return Resource.at(endpoint.getPath()).isPresent()
                ? new Door(endpoint, processor, List.of(doorkeeper),
                        VertxPlatformHttpRouter.getRouterNameFromPort(getServerPort()))
                : super.createConsumer(endpoint, processor);
    }

    private static final class Door extends VertxPlatformHttpConsumer {

        Door(PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers,
                String router) {
            super(endpoint, processor, handlers, router);
        }

        /** The body was received already; Camel's own ways of doing it would wait for another one. */
        @Override
        protected Future<Void> populateCamelMessage(RoutingContext context, Exchange exchange, Message message) {
            Call call = context.get(CALL);
            message.setBody(call);
            call.stay().take();
            exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {

                @Override
                public void onDone(Exchange done) {
                    call.stay().end();
                }
            });
            return Future.succeededFuture();
        }
    }
}
