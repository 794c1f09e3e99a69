package io.guichet.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.cli.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A sandbox on a free port and a plain HTTP client to talk to it, without any SOAP stack in between. */
public final class StartedTwin implements AutoCloseable {

    public static final String NAMESPACE = "https://webstamp.post.ch/wsws/soap/v6";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Sandbox.Running running;

    public StartedTwin(Path directory) {
        try {
            running = new Twins().start(0, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return running.port();
    }

    /** Sends an envelope; an I/O problem is thrown as such. */
    public SoapReply post(String envelope) throws IOException {
        return new SoapReply(send(soap(envelope).build()));
    }

    public SoapReply post(String envelope, String header, String value) throws IOException {
        return new SoapReply(send(soap(envelope).setHeader(header, value).build()));
    }

    /** Sends an operation of one of the accounts 1 to 8, in French. */
    public SoapReply ask(int account, String operation, String args) throws IOException {
        return post(envelope(account, operation, args));
    }

    /** Sends an envelope to another twin than WebStamp's. */
    public SoapReply call(String path, String action, String envelope) throws IOException {
        return new SoapReply(send(HttpRequest.newBuilder(uri(path)).setHeader("Content-Type", "text/xml; charset=utf-8")
                .setHeader("SOAPAction", '"' + action + '"').POST(BodyPublishers.ofString(envelope)).build()));
    }

    public HttpResponse<byte[]> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    public JsonNode control(String method, String path, String body) throws IOException {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(uri("/control/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build());
        if (answer.statusCode() != 200) {
            String said = new String(answer.body(), StandardCharsets.UTF_8);
            throw new IllegalStateException(answer.statusCode() + " " + said);
        }
        return JSON.readTree(answer.body());
    }

    public void inject(String fault) throws IOException {
        control("POST", "faults", fault.replace('\'', '"'));
    }

    public JsonNode purchases() throws IOException {
        return control("GET", "purchases", "");
    }

    public void clock(String now) throws IOException {
        control("POST", "clock", "{\"now\":\"" + now + "\"}");
    }

    public void advance(String duration) throws IOException {
        control("POST", "clock", "{\"advance\":\"" + duration + "\"}");
    }

    public void reset() throws IOException {
        control("POST", "reset", "");
    }

    public static String identification(int account) {
        return "<identification><application>0123456789abcdef0123456789abcdef</application><language>fr</language>"
                + "<userid>2000000" + account + "</userid><password>wsws-geheim-" + account
                + "</password><encryption_type/></identification>";
    }

    public static String envelope(int account, String operation, String args) {
        return body("<v6:" + operation + "><args>" + args + identification(account) + "</args></v6:" + operation + ">");
    }

    public static String body(String content) {
        return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:v6=\"" + NAMESPACE
                + "\"><e:Body>" + content + "</e:Body></e:Envelope>";
    }

    /** A literal example of the contract page. */
    public static String example(String name) {
        return resource("/sandbox/webstamp/" + name + ".xml");
    }

    public static String resource(String path) {
        try (InputStream stream = StartedTwin.class.getResourceAsStream(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plain stamp order of that WebStamp number, as PDF. */
    public static String stamps(int product, int quantity) {
        return "<product>" + product + "</product><single>false</single><file_type>pdf</file_type><quantity>" + quantity
                + "</quantity>";
    }

    /** A registered letter to Lausanne with everything it needs but a licence. */
    public static String registered() {
        return "<post_product>true</post_product><product>1307915</product><single>false</single>"
                + "<file_type>pdf</file_type>" + recipients(recipient("ch", ""))
                + "<sender><organization>Exemple</organization><street>Bahnhofstrasse 1</street><zip>3011</zip>"
                + "<city>Berne</city></sender>";
    }

    public static String recipients(String items) {
        return "<a_addresses>" + items + "</a_addresses>";
    }

    public static String recipient(String country, String more) {
        return "<item><lastname>Muster</lastname><street>Rue 1</street><zip>1003</zip><city>Lausanne</city><country>"
                + country + "</country>" + more + "</item>";
    }

    @Override
    public void close() {
        running.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private HttpRequest.Builder soap(String envelope) {
        return HttpRequest.newBuilder(uri("/webstamp/wsws/soap/v6"))
                .setHeader("Content-Type", "text/xml; charset=utf-8").POST(BodyPublishers.ofString(envelope));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
