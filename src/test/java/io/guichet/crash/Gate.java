package io.guichet.crash;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;

/** Through it goes every byte; while it is shut none does. */
final class Gate {

    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    /** @throws SocketException when the connection was closed meanwhile: what it holds goes nowhere */
    void pass(Socket client) throws IOException {
        synchronized (this) {
            while (shut) {
                try {
                    wait();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("stopped before a shut gate");
                }
            }
        }
        if (client.isClosed()) {
            throw new SocketException("dropped");
        }
    }
}
