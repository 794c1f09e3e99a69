package io.guichet.crash;

import io.guichet.sandbox.StartedTwin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends and reads exactly the bytes that it is told. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE = 200;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** A request for one operation of the service. */
    record Request(byte[] head, byte[] body) {

        static Request of(String operation, String args) {
            return of(operation, args, "\"" + StartedTwin.NAMESPACE + "#" + operation + "\"");
        }

        static Request of(String operation, String args, String action) {
            byte[] body = StartedTwin.envelope(1, operation, args).getBytes(StandardCharsets.UTF_8);
            String head =
                    "POST /webstamp/wsws/soap/v6 HTTP/1.1\r\nHost: twin\r\nContent-Type: text/xml; charset=utf-8\r\n"
                            + "SOAPAction: " + action + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            return new Request(head.getBytes(StandardCharsets.US_ASCII), body);
        }

        byte[] bytes() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(head);
            all.writeBytes(body);
            return all.toByteArray();
        }
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    void send(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    HttpAnswer answer() throws IOException {
        return HttpAnswer.read(socket.getInputStream());
    }

    HttpAnswer ask(Request request) throws IOException {
        send(request.bytes());
        return answer();
    }

    String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** What has come when nothing more has come for a while. */
    byte[] readAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.setSoTimeout(PATIENCE);
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException nothingMore) {
            // That is what was to be found out.
        }
        return all.toByteArray();
    }

    /** Whether the other side has closed, after what it sent was read. */
    boolean closedByPeer() throws IOException {
        socket.setSoTimeout(PATIENCE);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
