package io.guichet.ledger;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the platform's jar below one folder and run from there. */
final class PostgresPrograms {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);

    /** What a program printed and how it ended. */
    record Finished(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private final Path installed;
    private final List<String> prefix;

    private PostgresPrograms(Path installed, List<String> prefix) {
        this.installed = installed;
        this.prefix = prefix;
    }

    /** Unpacks this release's PostgreSQL below the folder unless it is there; a cut unpacking is done anew. */
    static PostgresPrograms below(Path folder) throws IOException {
        String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path installed = folder.resolve(digest(archive));
        if (!Files.isDirectory(installed)) {
            Files.createDirectories(folder, DurableFiles.OWNER_ONLY_FOLDER);
            Path partial = folder.resolve(installed.getFileName() + ".partial");
            DurableFiles.deleteTree(partial);
            unpack(archive, partial);
            DurableFiles.rename(partial, installed);
        }
        return new PostgresPrograms(installed, prefix(folder));
    }

    /** Removes the programs of earlier releases; call it when no earlier database runs any more. */
    void removeOthers() {
        try (DirectoryStream<Path> releases = Files.newDirectoryStream(installed.getParent())) {
            for (Path release : releases) {
                if (!release.equals(installed)) {
                    DurableFiles.deleteTree(release);
                }
            }
        } catch (IOException failure) {
            LOG.warn("Programs of an earlier PostgreSQL stay below {}: {}", installed.getParent(), failure.toString());
        }
    }

    /** Runs a program to its end and returns what it printed. */
    Finished run(String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(installed.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return execute(command);
    }

    private static Finished execute(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // PGDATA, PGPORT, PGOPTIONS and their like of the caller's shell must not reach this database.
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.waitFor(), output.strip());
        } finally {
            process.destroy();
        }
    }

    // PostgreSQL refuses to run as root; in a user namespace of its own it runs without root's rights.
    private static List<String> prefix(Path folder) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return List.of();
        }
        List<String> unshare = List.of("unshare", "-U");
        if (!succeeds(unshare, "id", "-un")) {
            throw new LedgerUnavailable("The embedded PostgreSQL does not run as root, and `unshare -U` is not"
                    + " permitted here: run Guichet as an ordinary user, or set guichet.ledger.url to a server of"
                    + " your own.");
        }
        if (!succeeds(unshare, "test", "-w", folder.toString())) {
            throw new LedgerUnavailable("The embedded PostgreSQL cannot reach " + folder + ": started by root it runs"
                    + " without root's rights, so each folder above must belong to root or be open to others;"
                    + " run Guichet as the owner of that folder, or move guichet.home.");
        }
        return unshare;
    }

    private static boolean succeeds(List<String> prefix, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(arguments));
        try {
            return execute(command).succeeded();
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String archive(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        String machine = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> arch;
        };
        String name = "postgres-" + system + "-" + machine + ".txz";
        if (PostgresPrograms.class.getClassLoader().getResource(name) == null) {
            throw new LedgerUnavailable("No PostgreSQL for " + os + " on " + arch + " travels with this release ("
                    + name + "): take the release for this platform, or set guichet.ledger.url to your own server.");
        }
        return name;
    }

    private static InputStream open(String archive) {
        return PostgresPrograms.class.getClassLoader().getResourceAsStream(archive);
    }

    private static String digest(String archive) throws IOException {
        try (InputStream in = open(archive)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        LOG.info("Unpacking PostgreSQL into {}", target.getParent());
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(open(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(archive + " holds " + entry.getName() + ", outside its own folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    write(path, tar.readAllBytes());
                    boolean program = (entry.getMode() & 0111) != 0 || path.getParent().endsWith("bin");
                    Files.setPosixFilePermissions(path,
                            PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    // Flushed one by one: after a power cut the renamed folder must not hold empty programs.
    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }
}
