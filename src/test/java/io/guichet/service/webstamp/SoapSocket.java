package io.guichet.service.webstamp;

import io.guichet.contract.WebStampExample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A service on a bare socket: it counts what really arrives, and can do what no server library does. */
final class SoapSocket implements AutoCloseable {

    /** What it does with a request after it has read it whole. */
    interface Behaviour {

        Reply answer(Request request) throws IOException;
    }

    /** Bytes to answer, and whether the connection is closed after them. */
    record Reply(byte[] bytes, boolean close, boolean reset, boolean drips) {

        static final Reply CLOSED = new Reply(new byte[0], true, false, false);
        static final Reply RESET = new Reply(new byte[0], true, true, false);

        static Reply of(byte[] bytes) {
            return new Reply(bytes, false, false, false);
        }

        /** Only the first half of it. */
        Reply half() {
            return new Reply(Arrays.copyOf(bytes, bytes.length / 2), close, reset, drips);
        }

        /** A byte now and then: no single wait is too long, and all of them are. */
        Reply dripping() {
            return new Reply(bytes, close, reset, true);
        }

        Reply closing() {
            return new Reply(bytes, true, false, drips);
        }
    }

    record Request(String head, String body) {

        String operation() {
            return WebStampExample.bodyOf(body).getLocalName();
        }

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst();
        }
    }

    private static final long DRIP_NANOS = 100_000_000;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    SoapSocket() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/wsws/soap/v6";
    }

    void on(String operation, Behaviour behaviour) {
        behaviours.put(operation, behaviour);
    }

    void answers(String operation, WebStampExample example) {
        on(operation, request -> Reply.of(http(200, "text/xml; charset=utf-8", example.text())));
    }

    void answers(String operation, int status, String type, String body) {
        on(operation, request -> Reply.of(http(status, type, body)));
    }

    void faults(String operation, String code) {
        answers(operation, 500, "text/xml; charset=utf-8", fault(code));
    }

    static String fault(String code) {
        return WebStampExample.named("4.1-fault-answer").with(">2202<", ">" + code + "<").text();
    }

    List<Request> requests(String operation) {
        return requests.stream().filter(request -> request.operation().equals(operation)).toList();
    }

    /** All but the sign of life that a timer asks for, whenever it does. */
    List<Request> requests() {
        return requests.stream().filter(request -> !request.operation().equals("ping")).toList();
    }

    static byte[] http(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                + "\r\n"
                + (status / 100 == 3 ? "Location: /elsewhere\r\n" : "") + "\r\n";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(bytes);
        return answer.toByteArray();
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
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (Optional<Request> next = read(in); next.isPresent(); next = read(in)) {
                Request request = next.get();
                requests.add(request);
                Behaviour behaviour = request.body().isEmpty()
                        ? r -> Reply.CLOSED
                        : behaviours.getOrDefault(request.operation(),
                                r -> Reply.of(http(500, "text/xml; charset=utf-8", fault("2300"))));
                Reply reply = behaviour.answer(request);
                if (reply.drips()) {
                    drip(reply.bytes(), out);
                }
                out.write(reply.bytes());
                out.flush();
                if (reply.close()) {
                    // Nothing lingers: the peer is told that the connection was reset.
                    socket.setSoLinger(reply.reset(), 0);
                    return;
                }
            }
        } catch (IOException gone) {
            // The client closed.
        }
    }

    private static void drip(byte[] bytes, OutputStream out) throws IOException {
        for (byte next : bytes) {
            out.write(next);
            out.flush();
            LockSupport.parkNanos(DRIP_NANOS);
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = new Request(text, "").header("Content-Length").map(Integer::parseInt).orElse(0);
        return Optional.of(new Request(text, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
