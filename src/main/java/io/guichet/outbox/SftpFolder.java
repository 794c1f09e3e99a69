package io.guichet.outbox;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpOperations;
import org.apache.camel.support.DefaultExchange;

/**
 * A folder of a server: a temporary name in the same folder, then rename. One connection, which is kept as long as there is
 * something to do and is opened anew after anything that went wrong.
 */
public final class SftpFolder implements AnswerFolder, AutoCloseable {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final String place;
    private final String directory;
    private final Path spool;
    private final Supplier<SftpEndpoint> endpoint;
    private SftpOperations open;
    private long usedNanos;

    /**
     * @param place     what tells this folder from every other
     * @param directory the folder, seen from where the user lands
     * @param spool     the file that what is still being made is written to; nobody else's
     * @param endpoint  how the server is reached
     */
    public SftpFolder(String place, String directory, Path spool, Supplier<SftpEndpoint> endpoint) {
        this.place = place;
        this.directory = directory;
        this.spool = spool;
        this.endpoint = endpoint;
    }

    /** What is done while there is a connection. */
    private interface Step<T> {

        T with(SftpOperations server, Exchange exchange) throws IOException;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public synchronized void put(String name, Content content, Runnable alive) throws IOException {
        Files.createDirectories(spool.getParent());
        try {
            // The server is not kept waiting while a long report is made.
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool))) {
                content.writeTo(out);
            }
            connected((server, exchange) -> {
                String temporary = at("." + name + ".part");
                try (InputStream in = new Told(Files.newInputStream(spool), alive)) {
                    exchange.getMessage().setBody(in);
                    require(server.storeFile(temporary, exchange, Files.size(spool)), "stored", name);
                }
                replace(server, temporary, at(name));
                return null;
            });
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    @Override
    public synchronized void remove(String name) throws IOException {
        connected((server, exchange) -> {
            try {
                // To look first would list the whole folder.
                require(server.deleteFile(at(name)), "deleted", name);
            } catch (GenericFileOperationFailedException failed) {
                if (!isAbsent(failed)) {
                    throw failed;
                }
            }
            return null;
        });
    }

    @Override
    public synchronized boolean holds(String name) throws IOException {
        return connected((server, exchange) -> server.existsFile(at(name)));
    }

    @Override
    public void flush() {
        // SFTP has no word for it that every server knows.
    }

    @Override
    public synchronized void close() {
        disconnect();
    }

    private <T> T connected(Step<T> step) throws IOException {
        SftpEndpoint to = endpoint.get();
        Exchange exchange = new DefaultExchange(to.getCamelContext());
        try {
            if (open != null && System.nanoTime() - usedNanos > ASK_AGAIN.toNanos() && !open.sendNoop()) {
                disconnect();
            }
            if (open == null) {
                open = (SftpOperations) to.createRemoteFileOperations();
                open.connect(to.getConfiguration(), exchange);
                require(open.buildDirectory(directory, false), "made", directory);
            }
            T result = step.with(open, exchange);
            usedNanos = System.nanoTime();
            return result;
        } catch (GenericFileOperationFailedException failed) {
            disconnect();
            throw new IOException(place + ": " + reason(failed), failed);
        } catch (IOException | RuntimeException failed) {
            disconnect();
            throw failed;
        }
    }

    private void disconnect() {
        if (open != null) {
            SftpOperations lost = open;
            open = null;
            lost.forceDisconnect();
        }
    }

    /** Many servers replace a file in one step; where one does not, the old one goes first. */
    private static void replace(SftpOperations server, String temporary, String name) throws IOException {
        try {
            require(server.renameFile(temporary, name), "renamed", name);
        } catch (GenericFileOperationFailedException taken) {
            if (!server.existsFile(name)) {
                throw taken;
            }
            server.deleteFile(name);
            require(server.renameFile(temporary, name), "renamed", name);
        }
    }

    private static boolean isAbsent(GenericFileOperationFailedException failed) {
        return failed.getCause() instanceof SftpException refused && refused.id == ChannelSftp.SSH_FX_NO_SUCH_FILE;
    }

    /** Why it could not connect says the innermost only; a server's own words are not passed on. */
    private static String reason(GenericFileOperationFailedException failed) {
        Throwable inner = failed;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner instanceof SftpException refused
                ? failed.getClass().getSimpleName() + ", SFTP status " + refused.id
                : inner.getMessage();
    }

    private static void require(boolean done, String what, String name) throws IOException {
        if (!done) {
            throw new IOException(name + " was not " + what + " on the server");
        }
    }

    private String at(String name) {
        return directory + "/" + name;
    }

    /** Says with each piece that leaves that something is still going on. */
    private static final class Told extends FilterInputStream {

        private final Runnable alive;

        Told(InputStream in, Runnable alive) {
            super(in);
            this.alive = alive;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            alive.run();
            return super.read(into, from, length);
        }
    }
}
