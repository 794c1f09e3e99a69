package io.guichet.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says to a client what a broken service says. */
final class BadAnswer {

    private static final String XML = "text/xml; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String RETRY = "Retry-After: 1\r\n";
    /** Stands in where the twin was never asked: an envelope that says nothing, long enough to be slow. */
    private static final byte[] NOTHING = http("200 OK", "", XML,
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><!--" + " ".repeat(16_000)
                    + "--><e:Body/></e:Envelope>");

    private final Socket client;
    private final OutputStream out;
    private final String elsewhere;
    private final CountDownLatch end;

    /**
     * @param elsewhere where redirects point
     * @param end       ends every wait
     */
    BadAnswer(Socket client, String elsewhere, CountDownLatch end) throws IOException {
        this.client = client;
        this.out = client.getOutputStream();
        this.elsewhere = elsewhere;
        this.end = end;
    }

    /** Whether the connection may stay open after it. */
    boolean give(Fault fault, Duration pace, Optional<HttpAnswer> answer) throws IOException {
        byte[] said = answer.map(HttpAnswer::bytes).orElse(NOTHING);
        return switch (fault) {
            case EMPTY_REPLY -> false;
            case CUT_CHUNK -> cutChunk(answer.map(HttpAnswer::body).orElse(NOTHING));
            case GARBAGE -> garbage();
            case RESET -> reset();
            case DELAY -> delay(pace, answer);
            case DRIBBLE -> dribble(pace, said);
            case HTML_500 -> page("500 Internal Server Error", "");
            case HTML_200 -> page("200 OK", "");
            case GONE_410 -> page("410 Gone", "");
            case THROTTLED_429 -> page("429 Too Many Requests", RETRY);
            case UNAVAILABLE_503 -> page("503 Service Unavailable", RETRY);
            case REDIRECT_302 -> page("302 Found", "Location: " + elsewhere + "\r\n");
            case REDIRECT_307 -> page("307 Temporary Redirect", "Location: " + elsewhere + "\r\n");
            case SLOW_BODY -> slowBody(pace, said);
        };
    }

    private boolean cutChunk(byte[] body) throws IOException {
        write(ascii("HTTP/1.1 200 OK\r\nContent-Type: " + XML + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length) + "\r\n"), 0, -1);
        write(body, 0, body.length / 2);
        return false;
    }

    private boolean garbage() throws IOException {
        write(new byte[]{0, (byte) 0xff, 'n', 'o', ' ', 'H', 'T', 'T', 'P', '\r', '\n', '\r', '\n'}, 0, -1);
        return false;
    }

    private boolean reset() throws IOException {
        // Nothing lingers: the peer is told that the connection was reset.
        client.setSoLinger(true, 0);
        return false;
    }

    private boolean delay(Duration pace, Optional<HttpAnswer> answer) throws IOException {
        pause(pace);
        if (answer.isEmpty()) {
            return false;
        }
        write(answer.get().bytes(), 0, -1);
        return answer.get().whole();
    }

    private boolean dribble(Duration pace, byte[] said) throws IOException {
        for (int i = 0; i < said.length; i++) {
            write(said, i, i + 1);
            pause(pace);
        }
        return false;
    }

    private boolean slowBody(Duration pace, byte[] said) throws IOException {
        int head = new String(said, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        write(said, 0, head);
        pause(pace);
        write(said, head, -1);
        return false;
    }

    private boolean page(String status, String header) throws IOException {
        write(http(status, header, HTML, "<html><body><h1>" + status + "</h1></body></html>"), 0, -1);
        return true;
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, (to < 0 ? bytes.length : to) - from);
        out.flush();
    }

    private void pause(Duration pace) throws IOException {
        try {
            if (end.await(pace.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException("the proxy was closed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped during a fault");
        }
    }

    private static byte[] http(String status, String header, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ascii("HTTP/1.1 " + status + "\r\n" + header + "Content-Type: " + type + "\r\nContent-Length: "
                + content.length + "\r\n\r\n"));
        all.writeBytes(content);
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
