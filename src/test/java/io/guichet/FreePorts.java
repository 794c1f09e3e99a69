package io.guichet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are told theirs before they bind. Each is given once, and from a stretch of the test process's
 * own below the ports that systems hand out by themselves: between the choice and the binding nobody else takes it. Another build beside this one most likely begins elsewhere in it.
 */
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int STRETCH = 5_000;
    private static final AtomicInteger NEXT = new AtomicInteger(
            FIRST + Integer.getInteger("test.fork", 0) % 4 * STRETCH
                    + ThreadLocalRandom.current().nextInt(STRETCH / 2));

    private FreePorts() {
    }

    public static int next() {
        while (true) {
            int port = NEXT.getAndIncrement();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException taken) {
                // By somebody who was here before.
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
