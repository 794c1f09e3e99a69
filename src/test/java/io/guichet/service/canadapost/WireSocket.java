package io.guichet.service.canadapost;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** A service on a bare socket: it keeps what really arrives, and can do what no server library does. */
final class WireSocket implements AutoCloseable {

    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    /** Bytes to answer; none at all closes the connection. */
    record Reply(byte[] bytes, boolean close) {

        static final Reply CLOSED = new Reply(new byte[0], true);

        Reply half() {
            return new Reply(Arrays.copyOf(bytes, bytes.length / 2), true);
        }
    }

    record Request(String head, String body) {

        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst();
        }

        String path() {
            return head.split(" ")[1];
        }

        /** The element in the envelope's body. */
        Element payload() {
            return element(((Element) document(body).getElementsByTagNameNS(ENVELOPE, "Body").item(0)));
        }

        String root() {
            return payload().getLocalName().replaceAll("-request$", "");
        }
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Request, Reply>> behaviours = new ConcurrentHashMap<>();

    WireSocket() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/rs/soap";
    }

    void on(String root, Function<Request, Reply> behaviour) {
        behaviours.put(root, behaviour);
    }

    /** Answers with a literal message of the contract, or with other content of an envelope. */
    void answers(String root, String content) {
        on(root, request -> http(200, "text/xml; charset=utf-8", envelope(content)));
    }

    void answers(String root, int status, String type, String body) {
        on(root, request -> http(status, type, body));
    }

    /** Says no in {@code messages}. */
    void refuses(String root, String... codes) {
        StringBuilder messages = new StringBuilder();
        for (String code : codes) {
            messages.append("<message><code>").append(code).append("</code><description>about ").append(code)
                    .append("</description></message>");
        }
        String namespace = root.equals("get-artifact") ? "artifact" : "ncshipment/v4";
        answers(root, "<nc:" + root + "-response xmlns:nc=\"http://www.canadapost.ca/ws/soap/" + namespace
                + "\"><messages>" + messages + "</messages></nc:" + root + "-response>");
    }

    void faults(String root, String code, String text) {
        answers(root, 500, "text/xml; charset=utf-8", envelope("<e:Fault xmlns:e=\"" + ENVELOPE + "\"><faultcode>"
                + code + "</faultcode><faultstring>" + text + "</faultstring></e:Fault>"));
    }

    static String literal(String name) {
        try (InputStream file = WireSocket.class.getResourceAsStream("/sandbox/canadapost/" + name + ".xml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("<\\?xml[^>]*>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String root) {
        return requests.stream().filter(request -> request.root().equals(root)).toList();
    }

    static Element element(Element parent) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                return element;
            }
        }
        throw new IllegalArgumentException("nothing below " + parent.getNodeName());
    }

    static org.w3c.dom.Document document(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.strip().getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalArgumentException(xml, e);
        }
    }

    static Reply http(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: "
                + bytes.length + "\r\n" + (status / 100 == 3 ? "Location: /elsewhere\r\n" : "") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(bytes);
        return new Reply(answer.toByteArray(), false);
    }

    static String envelope(String content) {
        return content.contains("Envelope")
                ? content.strip()
                : "<e:Envelope xmlns:e=\"" + ENVELOPE + "\"><e:Body>" + content + "</e:Body></e:Envelope>";
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
            for (Optional<Request> next = read(in); next.isPresent(); next = read(in)) {
                Request request = next.get();
                requests.add(request);
                Reply reply = behaviours.getOrDefault(request.root(), any -> Reply.CLOSED).apply(request);
                socket.getOutputStream().write(reply.bytes());
                socket.getOutputStream().flush();
                if (reply.close()) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client closed.
        }
    }

    private static Optional<Request> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
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
