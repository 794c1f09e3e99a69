package io.guichet.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.apache.cxf.common.logging.LogUtils;
import org.apache.cxf.helpers.HttpHeaderHelper;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Carries an envelope to the service by HttpClient 5, once, and reads its answer whole, within a time and a size: the client's own
 * time-out begins anew with each packet, and a body that drips would hold the caller for ever. CXF's own conduits cost several
 * times as much CPU (docs/adr/0011-soap-leaves-by-one-way-out.md).
 */
final class OneRequestConduit extends AbstractConduit {

    private static final Logger LOG = LogUtils.getL7dLogger(OneRequestConduit.class);

    private static final ScheduledExecutorService WATCH = watch();

    private final CloseableHttpClient http;
    private final Duration longestCall;

    /** @param http closed with the conduit; it must neither repeat a request nor follow a redirect */
    OneRequestConduit(EndpointReferenceType target, CloseableHttpClient http, Duration longestCall) {
        super(target);
        this.http = http;
        this.longestCall = longestCall;
    }

    private static ScheduledExecutorService watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "soap-answer-watch");
            thread.setDaemon(true);
            return thread;
        });
        // A call that is over leaves nothing behind until its time would have ended.
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    @Override
    protected Logger getLogger() {
        return LOG;
    }

    /** The envelope is gathered first: its length goes ahead of it, and nothing leaves of one that cannot be written. */
    private static final class Envelope extends ByteArrayOutputStream {

        private static final int USUAL_SIZE = 4096;

        private Envelope() {
            super(USUAL_SIZE);
        }

        private ByteArrayEntity entity(String type) {
            return new ByteArrayEntity(buf, 0, count, ContentType.parse(type));
        }
    }

    @Override
    public void prepare(Message message) {
        message.setContent(OutputStream.class, new Envelope());
    }

    @Override
    public void close(Message message) throws IOException {
        if (message.getContent(OutputStream.class) instanceof Envelope envelope) {
            message.removeContent(OutputStream.class);
            send(message, envelope);
        } else {
            super.close(message);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void send(Message message, Envelope envelope) throws IOException {
        Exchange exchange = message.getExchange();
        // The account's own address goes before the endpoint's.
        String address = Optional.ofNullable((String) message.get(Message.ENDPOINT_ADDRESS))
                .orElseGet(() -> exchange.getEndpoint().getEndpointInfo().getAddress());
        HttpPost post = new HttpPost(URI.create(address));
        post.setEntity(envelope.entity((String) message.get(Message.CONTENT_TYPE)));
        headers(message).forEach((name, values) -> values.forEach(value -> post.addHeader(name, value)));
        Message answer = answer(post);
        answer.setExchange(exchange);
        exchange.get(MessageObserver.class).onMessage(answer);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> headers(Message message) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", List.of("*/*"));
        Object given = message.get(Message.PROTOCOL_HEADERS);
        if (given != null) {
            headers.putAll((Map<String, List<String>>) given);
        }
        // The entity has them.
        headers.remove("Content-Type");
        headers.remove("Content-Length");
        return headers;
    }

    private Message answer(HttpPost post) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> watch = WATCH.schedule(() -> {
            late.set(true);
            post.cancel();
        }, longestCall.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return http.execute(post, OneRequestConduit::read);
        } catch (IOException failed) {
            throw late.get() ? new SocketTimeoutException("the answer stopped half way") : failed;
        } finally {
            watch.cancel(false);
        }
    }

    private static Message read(ClassicHttpResponse response) throws IOException {
        Message answer = new MessageImpl();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), any -> new ArrayList<>()).add(header.getValue());
        }
        answer.put(Message.PROTOCOL_HEADERS, headers);
        answer.put(Message.RESPONSE_CODE, response.getCode());
        String type = response.getEntity() == null ? null : response.getEntity().getContentType();
        answer.put(Message.CONTENT_TYPE, type);
        answer.put(Message.ENCODING, HttpHeaderHelper.mapCharset(HttpHeaderHelper.findCharset(type)));
        answer.setContent(InputStream.class, new ByteArrayInputStream(body(response)));
        return answer;
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new byte[0];
        }
        byte[] body = response.getEntity().getContent().readNBytes(SoapClient.LARGEST_ANSWER + 1);
        if (body.length > SoapClient.LARGEST_ANSWER) {
            throw new TooLarge();
        }
        return body;
    }

    /** The rest is not read either: the connection is closed. */
    private static final class TooLarge extends IOException {

        private TooLarge() {
            super("the answer is larger than " + SoapClient.LARGEST_ANSWER + " bytes");
        }
    }
}
