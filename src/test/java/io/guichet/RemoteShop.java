package io.guichet;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server of a merchant: one user, by password or key, and a folder. */
final class RemoteShop implements AutoCloseable {

    static final String USER = "merchant";
    static final String PASSWORD = "s3cret of the merchant";

    private final Path folder;
    private final Path root;
    private final List<String> knocked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusedMoves = new AtomicInteger();
    private final Map<String, Mishap> mishaps = new ConcurrentHashMap<>();
    private final KeyPairProvider hostKey;
    private final String authorized;
    private SshServer server;
    private int port;

    RemoteShop(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.root = Files.createDirectories(folder.resolve("root"));
        SimpleGeneratorHostKeyProvider host = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        host.setAlgorithm("EC");
        this.hostKey = host;
        this.authorized = userKey();
        start();
    }

    private String userKey() throws JSchException, IOException {
        KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.ECDSA, 256);
        pair.writePrivateKey(key().toString());
        pair.writePublicKey(folder.resolve("key.pub").toString(), USER);
        return Files.readString(folder.resolve("key.pub"), StandardCharsets.UTF_8);
    }

    /** The user's private key. */
    Path key() {
        return folder.resolve("key");
    }

    int port() {
        return port;
    }

    /** As OpenSSH keeps the keys of servers that it has seen. */
    Path knownHosts() throws Exception {
        PublicKey key = hostKey.loadKeys(null).iterator().next().getPublic();
        return Files.writeString(folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key) + "\n", StandardCharsets.UTF_8);
    }

    void start() throws IOException {
        SshServer next = SshServer.setUpDefaultServer();
        next.setHost("127.0.0.1");
        next.setPort(port);
        next.setKeyPairProvider(hostKey);
        next.setPasswordAuthenticator((user, password, session) -> {
            knocked.add("password");
            return user.equals(USER) && password.equals(PASSWORD);
        });
        next.setPublickeyAuthenticator((user, key, session) -> {
            knocked.add("key");
            return user.equals(USER) && KeyUtils.compareKeys(key, authorizedKey());
        });
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new Mishaps());
        next.setSubsystemFactories(List.of(sftp));
        next.setFileSystemFactory(new VirtualFileSystemFactory(root));
        next.start();
        port = next.getPort();
        server = next;
    }

    private PublicKey authorizedKey() {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(authorized).resolvePublicKey(null, null, null);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    void stop() throws IOException {
        server.stop(true);
    }

    /** The next so many files are not moved. */
    void refuseMoves(int times) {
        refusedMoves.set(times);
    }

    boolean refusesMoves() {
        return refusedMoves.get() > 0;
    }

    /** The connection is lost when some of this file has been read, once. */
    void cutDownload(String name) {
        mishaps.put("read " + name, ServerSession::close);
    }

    /** Somebody writes on in this file while it is read, once. */
    void growDuringDownload(String name, String path, String more) {
        mishaps.put("read " + name, (session, now) -> Files.writeString(root.resolve(path), more,
                StandardCharsets.UTF_8, StandardOpenOption.APPEND));
    }

    /** Somebody puts another file in the place of this one right before it is moved away, once. */
    void replaceBeforeMove(String name, String path, String content) {
        mishaps.put("move " + name, (session, now) -> drop(path, content));
    }

    /** This file is moved away and the connection lost before anybody is told so, once. */
    void cutAfterMove(String name) {
        mishaps.put("moved " + name, ServerSession::close);
    }

    boolean isCalm() {
        return mishaps.isEmpty();
    }

    /** What happens at a moment that cannot be hit from outside. */
    private interface Mishap {

        void happen(ServerSession session, boolean atOnce) throws IOException;
    }

    private final class Mishaps implements SftpEventListener {

        private void happen(String moment, Path file, ServerSession session) throws IOException {
            Mishap mishap = mishaps.remove(moment + " " + file.getFileName());
            if (mishap != null) {
                mishap.happen(session, true);
            }
        }

        @Override
        public void reading(ServerSession session, String handle, FileHandle file, long offset, byte[] data,
                int dataOffset, int length) throws IOException {
            if (offset > 0) {
                happen("read", file.getFile(), session);
            }
        }

        @Override
        public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                throws IOException {
            if (refusedMoves.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("no");
            }
            happen("move", from, session);
        }

        @Override
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options,
                Throwable thrown) throws IOException {
            happen("moved", from, session);
        }
    }

    /** By what somebody tried to get in. */
    List<String> knocked() {
        return List.copyOf(knocked);
    }

    void forgetWhoKnocked() {
        knocked.clear();
    }

    Path at(String path) {
        return root.resolve(path);
    }

    void makeFolder(String path) throws IOException {
        Files.createDirectories(root.resolve(path));
    }

    void drop(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Files.writeString(part, content, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    List<String> names(String path) {
        if (Files.notExists(root.resolve(path))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(root.resolve(path))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
