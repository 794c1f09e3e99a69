package io.guichet.ops;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.TimeUnit;

/**
 * What both HTTP ports stand on. Camel gives its servers no options, so they are set here: without HTTP/2 in clear text,
 * whose upgrade takes a body of any length into memory whatever its reader says (measured: 100 MB while it paused).
 */
final class HttpServers extends VertxWrapper {

    /** Nobody is at the other end of a line on which nothing was said for so long. */
    private static final int IDLE_HOURS = 1;
    /** For health and metrics. */
    private static final int MORE_WORKERS = 8;
    private static final long CLOSE_SECONDS = 10;

    private HttpServers(Vertx vertx) {
        super((VertxInternal) vertx);
    }

    /** @param workers requests that are worked at the same time */
    static HttpServers with(int workers) {
        return new HttpServers(Vertx.vertx(new VertxOptions()
                // The other port must answer whatever this one has in hand.
                .setWorkerPoolSize(workers + MORE_WORKERS)
                // A request of many orders takes its time.
                .setMaxWorkerExecuteTime(IDLE_HOURS).setMaxWorkerExecuteTimeUnit(TimeUnit.HOURS)
                // Nothing is served out of files or the class path.
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false))));
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        return super.createHttpServer(options.setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_HOURS).setIdleTimeoutUnit(TimeUnit.HOURS));
    }

    /** As the last of all: the servers themselves are Camel's. */
    void stop() throws Exception {
        delegate.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
