package io.guichet.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between Guichet and a twin and passes every byte untouched, but where a trigger or a strike waits. Requests
 * are passed on whole and answers given once they are whole, each request over a connection of its own to the twin.
 * Requests and answers must name their Content-Length.
 */
public final class FaultyProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int twinPort;
    private final Waiting<Trigger> triggers = new Waiting<>();
    private final Waiting<Strike> strikes = new Waiting<>();
    private final Tally tally = new Tally();
    private final Gate gate = new Gate();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });

    /** Listens on a free port of 127.0.0.1; the twin may come and go on its own. */
    public FaultyProxy(int twinPort) {
        this.twinPort = twinPort;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void arm(Trigger trigger) {
        triggers.add(trigger, trigger.nth());
    }

    public void arm(Strike strike) {
        strikes.add(strike, strike.nth());
    }

    /** Triggers whose request has not come. */
    public List<Trigger> waitingTriggers() {
        return triggers.left();
    }

    /** Strikes whose request has not come. */
    public List<Strike> waitingStrikes() {
        return strikes.left();
    }

    /** Lets what is held go on: a request that is held before the twin reaches it now, its client alive or dead. */
    public void release() {
        gate.open();
    }

    /** Closes every connection, so that what is held goes nowhere; new ones pass. */
    public void drop() {
        open.forEach(FaultyProxy::close);
        gate.open();
    }

    /** Requests of this operation so far. */
    public Tally.Count count(String operation) {
        return tally.of(operation);
    }

    /** Requests that broke off before anything named their operation. */
    public int unread() {
        return tally.of(Tally.UNREAD).incomplete();
    }

    /** Requests, complete or not, by the purchase key with attempt that they carried; one each is the promise. */
    public Map<String, Integer> requestsPerAttempt() {
        return tally.attempts();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        end.countDown();
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        drop();
        threads.shutdownNow();
    }

    int twinPort() {
        return twinPort;
    }

    Waiting<Trigger> triggers() {
        return triggers;
    }

    Waiting<Strike> strikes() {
        return strikes;
    }

    Tally tally() {
        return tally;
    }

    Gate gate() {
        return gate;
    }

    CountDownLatch end() {
        return end;
    }

    void fire(Trigger trigger, Sighting sighting) {
        if (trigger.then() == Trigger.Then.HOLD) {
            // Before the call, so that nothing moves while the listener acts.
            gate.shut();
        }
        trigger.listener().accept(sighting);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                open.add(client);
                // Counted here, in the order in which they come.
                List<Trigger> met = triggers.meet(trigger -> trigger.point() == Moment.CONNECTED);
                threads.execute(() -> serve(client, met));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, List<Trigger> met) {
        try (client) {
            client.setTcpNoDelay(true);
            gate.pass(client);
            for (Trigger trigger : met) {
                fire(trigger, new Sighting("", trigger.point(), 0, 0, 0, 0));
            }
            boolean more = true;
            while (more) {
                gate.pass(client);
                int first = client.getInputStream().read();
                gate.pass(client);
                more = first >= 0 && new Passage(this, client, first).run();
            }
        } catch (IOException gone) {
            // The client or the twin closed, or what was held was dropped.
        } finally {
            open.remove(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is.
        }
    }
}
