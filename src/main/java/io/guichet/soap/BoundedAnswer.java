package io.guichet.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Reads an answer whole, within a time and a size. The HTTP client's own time-out ends with the answer's head: a body
 * that stops half way would hold the caller for ever.
 */
final class BoundedAnswer extends AbstractPhaseInterceptor<Message> {

    private static final String STARTED = BoundedAnswer.class.getName();

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "soap-answer-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** Notes when a call began. */
    static final class Start extends AbstractPhaseInterceptor<Message> {

        Start() {
            super(Phase.SETUP);
        }

        @Override
        public void handleMessage(Message message) {
            message.getExchange().put(STARTED, System.nanoTime());
        }
    }

    private final Duration longestCall;

    BoundedAnswer(Duration longestCall) {
        super(Phase.RECEIVE);
        addBefore(BodyOrStatus.class.getName());
        this.longestCall = longestCall;
    }

    @Override
    public void handleMessage(Message message) {
        InputStream body = message.getContent(InputStream.class);
        if (body == null) {
            return;
        }
        AtomicBoolean late = new AtomicBoolean();
        Future<?> watch = WATCH.schedule(() -> {
            late.set(true);
            body.close();
            return null;
        }, left(message), TimeUnit.NANOSECONDS);
        try {
            byte[] whole = body.readNBytes(SoapClient.LARGEST_ANSWER + 1);
            if (late.get()) {
                throw new HttpTimeoutException("the answer stopped half way");
            }
            if (whole.length > SoapClient.LARGEST_ANSWER) {
                throw new IOException("the answer is larger than " + SoapClient.LARGEST_ANSWER + " bytes");
            }
            message.setContent(InputStream.class, new ByteArrayInputStream(whole));
        } catch (IOException failed) {
            throw new Fault(late.get() ? new HttpTimeoutException("the answer stopped half way") : failed);
        } finally {
            watch.cancel(false);
            closeQuietly(body);
        }
    }

    private long left(Message message) {
        Object started = message.getExchange().get(STARTED);
        long elapsed = started instanceof Long start ? System.nanoTime() - start : 0;
        return Math.max(0, longestCall.toNanos() - elapsed);
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyRead) {
            // What counts has been read.
        }
    }
}
