package io.guichet.ops;

import io.guichet.door.http.Reply;
import io.guichet.order.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** What the product port says where no route listens: that there is nothing, or that a door is closed just now. */
final class ProductPort implements StartupListener {

    private static final String COME_AGAIN_SECONDS = "5";

    private final List<String> doors;
    private final Texts texts;

    /** @param doors beginnings of the paths that routes listen at, once they are started */
    ProductPort(List<String> doors, Texts texts) {
        this.doors = List.copyOf(doors);
        this.texts = texts;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        int port = Integer.parseInt(context.resolvePropertyPlaceholders("{{camel.server.port}}"));
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        if (router != null) {
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
