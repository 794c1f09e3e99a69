package io.guichet.door.http;

import io.guichet.order.Texts;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Receives the bodies of requests, each whole before anybody reads it: what breaks off has brought nothing. No more than a
 * small one is ever held in memory; how long, how slow and how many at a time they may be is bounded.
 */
public final class Bodies {

    private static final int SMALL = 64 * 1024;
    /** Slower than this is no sender but somebody who holds the line. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1024;
    /** Left free for the ledger, which may share the disk. */
    private static final long LEAST_FREE_BYTES = 100L << 20;
    private static final long LOOK_EVERY_BYTES = 8L << 20;

    private final Path folder;
    private final long most;
    private final Duration patience;
    private final Semaphore room;
    private final Texts texts;

    /**
     * @param folder   where larger ones lie while they are read
     * @param most     bytes of one body
     * @param patience how long a body may come too slowly
     * @param atOnce   bodies that are received or read at a time
     */
    public Bodies(Path folder, long most, Duration patience, int atOnce, Texts texts) {
        this.folder = folder;
        this.most = most;
        this.patience = patience;
        this.room = new Semaphore(atOnce);
        this.texts = texts;
    }

    /** What a killed process left behind was not answered, so that its sender sends it again. */
    public void clear() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                for (Path body : left.toList()) {
                    Files.deleteIfExists(body);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Does one of the two; neither when the sender goes away first. */
    void receive(Vertx vertx, HttpServerRequest request, Handler<Body> then, Handler<Refusal> otherwise) {
        long announced = announced(request);
        if (announced > most) {
            otherwise.handle(tooLong());
        } else if (!room.tryAcquire()) {
            otherwise.handle(tooMany());
        } else {
            request.pause();
            new Receipt(vertx, request, then, otherwise).begin(announced >= 0 && announced <= SMALL);
        }
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // Digits only: the decoder in front has refused everything else.
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    Refusal tooMany() {
        return new Refusal(503, texts.problem("GUI-3112", ""), Map.of("Retry-After", "1"));
    }

    private Refusal tooLong() {
        return new Refusal(413, texts.problem("GUI-1092", "", most));
    }

    private Refusal noRoom() {
        return new Refusal(507, texts.problem("GUI-3113", ""), Map.of("Retry-After", "60"));
    }

    /** One body while it comes, on the thread of its connection. */
    private final class Receipt {

        private final Vertx vertx;
        private final HttpServerRequest request;
        private final Handler<Body> then;
        private final Handler<Refusal> otherwise;
        private final MessageDigest digest = sha256();
        private final Buffer small = Buffer.buffer();
        private Optional<Path> path = Optional.empty();
        private Optional<AsyncFile> file = Optional.empty();
        private long came;
        private long cameBefore;
        private long lookAt = LOOK_EVERY_BYTES;
        private long watch;
        private boolean over;

        Receipt(Vertx vertx, HttpServerRequest request, Handler<Body> then, Handler<Refusal> otherwise) {
            this.vertx = vertx;
            this.request = request;
            this.then = then;
            this.otherwise = otherwise;
        }

        void begin(boolean inMemory) {
            request.exceptionHandler(gone -> end(() -> {
            }));
            watch = vertx.setPeriodic(patience.toMillis(), timer -> look());
            if (inMemory) {
                read();
                return;
            }
            Path spool = folder.resolve(UUID.randomUUID() + ".body");
            path = Optional.of(spool);
            OpenOptions own = new OpenOptions().setCreateNew(true).setWrite(true).setPerms("rw-------");
            vertx.fileSystem().open(spool.toString(), own).onSuccess(opened -> {
                file = Optional.of(opened);
                if (over) {
                    discard();
                } else if (isFull()) {
                    fail(noRoom());
                } else {
                    read();
                }
            }).onFailure(failed -> fail(noRoom()));
        }

        private void read() {
            request.handler(this::take);
            request.endHandler(ended -> finish());
            String expect = request.getHeader(HttpHeaders.EXPECT);
            if (expect != null && expect.equalsIgnoreCase("100-continue")) {
                request.response().writeContinue();
            }
            request.resume();
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            came += part.length();
            if (came > most) {
                fail(tooLong());
                return;
            }
            digest.update(part.getBytes());
            if (file.isEmpty()) {
                small.appendBuffer(part);
                return;
            }
            if (came >= lookAt) {
                lookAt = came + LOOK_EVERY_BYTES;
                if (isFull()) {
                    fail(noRoom());
                    return;
                }
            }
            AsyncFile into = file.get();
            into.write(part).onFailure(failed -> fail(noRoom()));
            if (into.writeQueueFull()) {
                request.pause();
                into.drainHandler(drained -> request.resume());
            }
        }

        private void finish() {
            if (over) {
                return;
            }
            vertx.cancelTimer(watch);
            if (file.isEmpty()) {
                hand();
            } else {
                file.get().close().onSuccess(closed -> hand()).onFailure(failed -> fail(noRoom()));
            }
        }

        private void hand() {
            if (!over) {
                over = true;
                then.handle(new Body(small.getBytes(), path, HexFormat.of().formatHex(digest.digest()), room::release));
            }
        }

        /** A body that comes too slowly holds what others need. */
        private void look() {
            if (came - cameBefore < patience.toMillis() * SLOWEST_BYTES_PER_SECOND / 1000) {
                fail(new Refusal(408, texts.problem("GUI-1091", "", came)));
            }
            cameBefore = came;
        }

        private void fail(Refusal why) {
            end(() -> otherwise.handle(why));
        }

        private void end(Runnable last) {
            if (!over) {
                over = true;
                vertx.cancelTimer(watch);
                discard();
                room.release();
                last.run();
            }
        }

        private void discard() {
            // A file that is still being opened is discarded once it is.
            file.ifPresent(open -> open.close().onComplete(closed -> vertx.fileSystem().delete(path.get().toString())));
        }

        private boolean isFull() {
            try {
                return Files.getFileStore(folder).getUsableSpace() < LEAST_FREE_BYTES;
            } catch (IOException unknown) {
                return true;
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
