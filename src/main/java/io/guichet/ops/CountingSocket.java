package io.guichet.ops;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket of our own on 127.0.0.1 that reads each HTTP request whole, counts it and then makes trouble. */
final class CountingSocket implements AutoCloseable {

    /** A client that stalls in the middle of a request is let go after this. */
    private static final int PATIENCE_MILLIS = 5_000;

    /** What it does with a request that it has read; each is a reason for some client to send it once more. */
    enum Trouble {
        BUSY("503", "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\n"), THROTTLED("429",
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\n"), MOVED("307",
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s/moved\r\n"),
        // The connection of the answers before it: one that was kept open and is closed under the request.
        CLOSED_AFTER_USE("EOF, keep-alive", ""), CLOSED("EOF", "");

        private final String word;
        private final String answer;

        Trouble(String word, String answer) {
            this.word = word;
            this.answer = answer;
        }

        String word() {
            return word;
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "self-test");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Trouble trouble = Trouble.CLOSED;

    CountingSocket() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on it does this, and counts from nothing. */
    void begin(Trouble next) {
        trouble = next;
        requests.set(0);
    }

    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Optional<String> head = head(in); head.isPresent(); head = head(in)) {
                requests.incrementAndGet();
                skipBody(head.get(), in);
                String answer = trouble.answer;
                if (answer.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write((answer.formatted(address()) + "Content-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // The client closed first; what it sent is counted.
        }
    }

    private static Optional<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.writeBytes(line.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1));
            head.write('\n');
        }
        return head.size() == 0 ? Optional.empty() : Optional.of(head.toString(StandardCharsets.ISO_8859_1));
    }

    private static void skipBody(String head, InputStream in) throws IOException {
        if (head.contains("\nexpect: 100-continue")) {
            // It waits for a word before its body and gets none.
            return;
        }
        Optional<String> length = head.lines().filter(line -> line.startsWith("content-length:")).findFirst();
        if (length.isPresent()) {
            in.skipNBytes(Long.parseLong(length.get().substring("content-length:".length()).strip()));
        } else if (head.contains("\ntransfer-encoding: chunked")) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                in.skipNBytes(size);
                line(in);
            }
            line(in);
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    /** A line without its end; empty at the end of a head and of the stream. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
