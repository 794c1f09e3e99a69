package io.guichet.sandbox.postfinance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends webhooks one after the other, behind the back of the call that brought them about (postfinance 2.8). */
final class WebhookSender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    /** What came of one sending; status 0 where nobody answered. */
    record Sent(String url, String body, int status) {
    }

    /** @param signature null where it is sent without one */
    record Parcel(String url, String body, String signature) {
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService worker = worker();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Parcel> held = new ArrayList<>();
    private final List<Parcel> refused = new ArrayList<>();
    private int underway;

    private static ExecutorService worker() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "twin-postfinance-webhooks");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    void keepBack(Parcel parcel) {
        synchronized (sent) {
            held.add(parcel);
        }
    }

    void send(Parcel parcel) {
        synchronized (sent) {
            underway++;
        }
        worker.execute(() -> deliver(parcel));
    }

    /** Sends what was kept back, in its order or the other way round. */
    void release(boolean reversed) {
        List<Parcel> all;
        synchronized (sent) {
            all = new ArrayList<>(held);
            held.clear();
        }
        if (reversed) {
            Collections.reverse(all);
        }
        all.forEach(this::send);
    }

    /** Sends once more what nobody has acknowledged; the platform's own schedule is not known. */
    void repeat() {
        List<Parcel> again;
        synchronized (sent) {
            again = new ArrayList<>(refused);
            refused.clear();
        }
        again.forEach(this::send);
    }

    /** Everything that was sent, after what is underway has arrived. */
    List<Sent> all() {
        synchronized (sent) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (underway > 0 && System.nanoTime() < end) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(sent, end - System.nanoTime());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            return List.copyOf(sent);
        }
    }

    private void deliver(Parcel parcel) {
        int status = 0;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(parcel.url())).timeout(PATIENCE)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(parcel.body()));
            if (parcel.signature() != null) {
                request.header("x-signature", parcel.signature());
            }
            status = http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | IllegalArgumentException notReached) {
            // Status 0 says so.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        synchronized (sent) {
            underway--;
            sent.add(new Sent(parcel.url(), parcel.body(), status));
            if (status < OK || status >= NOT_OK) {
                refused.add(parcel);
            }
            sent.notifyAll();
        }
    }

    void forget() {
        synchronized (sent) {
            sent.clear();
            held.clear();
            refused.clear();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
