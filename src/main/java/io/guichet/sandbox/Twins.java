package io.guichet.sandbox;

import com.sun.net.httpserver.HttpServer;
import io.guichet.cli.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** All twins behind one listener on 127.0.0.1, with {@code /control} beside them. */
public final class Twins implements Sandbox {

    // Also the number of delays that can be in hand at once.
    private static final int THREADS = 64;
    private static final int BACKLOG = 512;

    static {
        // Read once by the JDK's server; without it each answer waits 40 ms for an acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    @Override
    public Running start(int port, Path directory) throws IOException {
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress("127.0.0.1", new byte[]{127, 0, 0, 1}), port), BACKLOG);
        int realPort = server.getAddress().getPort();
        TwinClock clock = new TwinClock(Clock.system(ZoneId.of("Europe/Zurich")));
        List<Twin> twins = new ArrayList<>();
        try {
            for (TwinMaker maker : ServiceLoader.load(TwinMaker.class)) {
                twins.add(maker.make(directory, clock, "http://127.0.0.1:" + realPort));
            }
        } catch (IOException | RuntimeException e) {
            twins.forEach(Twin::close);
            server.stop(0);
            throw e;
        }
        FaultDesk faults = new FaultDesk();
        CallLog log = new CallLog(clock);
        for (Twin twin : twins) {
            server.createContext(twin.prefix() + "/", new TwinDoor(twin, faults, log));
        }
        server.createContext("/control/", new ControlDesk(twins, faults, log, clock));
        ExecutorService threads = threads();
        server.setExecutor(threads);
        server.start();
        return new Listening(realPort, server, threads, twins);
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "twin-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private record Listening(int port, HttpServer server, ExecutorService threads, List<Twin> twins)
            implements
                Running {

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
            twins.forEach(Twin::close);
        }
    }
}
