package io.guichet.ops;

import io.guichet.desk.DeskPort;
import io.guichet.door.http.Reply;
import io.guichet.order.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** What stands at the product port beside the routes: the operator's page, and what is said where nothing listens. */
final class ProductPort implements StartupListener {

    private static final String COME_AGAIN_SECONDS = "5";

    private final List<String> doors;
    private final Texts texts;
    private final Optional<Supplier<DeskPort>> desk;

    /**
     * @param doors beginnings of the paths that routes listen at, once they are started
     * @param desk  the operator's page, where somebody may sign in
     */
    ProductPort(List<String> doors, Texts texts, Optional<Supplier<DeskPort>> desk) {
        this.doors = List.copyOf(doors);
        this.texts = texts;
        this.desk = desk;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{camel.server.port}}"));
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        if (router != null) {
            desk.ifPresent(page -> page.get().mount(router));
            router.route().last().handler(this::answer);
        }
    }

    private void answer(RoutingContext context) {
        boolean closed = doors.stream().anyMatch(context.normalizedPath()::startsWith);
        Reply reply = closed
                ? Reply.errors(503, texts.problem("GUI-3111", ""))
                : Reply.errors(404, texts.problem("GUI-1080", "", shortened(context.normalizedPath())));
        if (closed) {
            context.response().putHeader("Retry-After", COME_AGAIN_SECONDS);
        }
        context.response().setStatusCode(reply.status()).putHeader("Content-Type", reply.mediaType())
                .end(Buffer.buffer(reply.body()));
    }

    private static String shortened(String path) {
        return path.length() <= 100 ? path : path.substring(0, 100) + "…";
    }
}
