package io.guichet.door;

import io.guichet.ledger.Intake;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on the server to a file that is fetched: nothing before it lies here, then it is moved into another folder
 * there, then its marker goes, and last the ledger notes that it is gone. A kill at any moment lets the rest be done again.
 */
public final class TakenRemotely implements GenericFileProcessStrategy<SftpRemoteFile> {

    private static final Logger LOG = LoggerFactory.getLogger(TakenRemotely.class);

    private final FileDoor door;
    private final String directory;
    private final String taken;
    private final Intake intake;
    private final SettledFiles settled;
    private final StrangeNames strange;
    private final RemoteStanding server;

    /**
     * @param directory where files are dropped on the server
     * @param taken     name of the folder inside it that they are moved to
     */
    public TakenRemotely(FileDoor door, String directory, String taken, Intake intake, SettledFiles settled,
            StrangeNames strange, RemoteStanding server) {
        this.door = door;
        this.directory = directory;
        this.taken = taken;
        this.intake = intake;
        this.settled = settled;
        this.strange = strange;
        this.server = server;
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<SftpRemoteFile> operations,
            GenericFileEndpoint<SftpRemoteFile> endpoint) {
        // The server may be away now.
    }

    @Override
    public boolean begin(GenericFileOperations<SftpRemoteFile> operations,
            GenericFileEndpoint<SftpRemoteFile> endpoint, Exchange exchange, GenericFile<SftpRemoteFile> file) {
        String name = file.getFileNameOnly();
        String where = door.name() + "/" + name;
        if (strange.refuse(name, where) || strange.refusePattern(name, where)
                || door.marker() && !operations.existsFile(DoneMarkers.of(at(name)))) {
            return false;
        }
        // Nothing is fetched again and again that could never be moved away.
        if (!operations.buildDirectory(at(taken), false)) {
            throw new IllegalStateException("the server did not make the folder " + at(taken));
        }
        return true;
    }

    @Override
    public void commit(GenericFileOperations<SftpRemoteFile> operations,
            GenericFileEndpoint<SftpRemoteFile> endpoint, Exchange exchange, GenericFile<SftpRemoteFile> file) {
        Optional<Intake.Input> fetched =
                Optional.ofNullable(exchange.getProperty(RemoteFiles.FETCHED, Intake.Input.class));
        if (fetched.isEmpty()) {
            return;
        }
        try {
            if (isMoved(operations, file)) {
                intake.sourceGone(fetched.get());
                settled.taken(file.getAbsoluteFilePath());
            }
        } catch (GenericFileOperationFailedException | IllegalStateException failed) {
            server.fileFailed(file.getFileNameOnly(), failed);
        }
    }

    private boolean isMoved(GenericFileOperations<SftpRemoteFile> operations, GenericFile<SftpRemoteFile> file) {
        String name = file.getFileNameOnly();
        String target = free(operations, name);
        rename(operations, at(name), at(taken, target));
        if (!isStill(operations, target, file)) {
            // Somebody has put another file in its place since it was fetched: that one was not read.
            LOG.warn("{}: another file came in the place of {} while it was fetched; it is fetched as well",
                    door.name(),
                    name);
            rename(operations, at(taken, target), at(operations.existsFile(at(name)) ? target(name, 2) : name));
            return false;
        }
        if (door.marker() && operations.existsFile(DoneMarkers.of(at(name))) && !operations.existsFile(at(name))) {
            operations.deleteFile(DoneMarkers.of(at(name)));
        }
        return true;
    }

    private String free(GenericFileOperations<SftpRemoteFile> operations, String name) {
        Set<String> there = Stream.of(operations.listFiles(at(taken))).map(SftpRemoteFile::getFilename)
                .collect(Collectors.toSet());
        return IntStream.iterate(1, n -> n + 1).mapToObj(n -> target(name, n)).filter(free -> !there.contains(free))
                .findFirst().orElseThrow();
    }

    private static String target(String name, int n) {
        return n == 1 ? name : Shelf.numbered(name, n);
    }

    @Override
    public void abort(GenericFileOperations<SftpRemoteFile> operations,
            GenericFileEndpoint<SftpRemoteFile> endpoint, Exchange exchange, GenericFile<SftpRemoteFile> file) {
        // It lies where it lay.
    }

    @Override
    public void rollback(GenericFileOperations<SftpRemoteFile> operations,
            GenericFileEndpoint<SftpRemoteFile> endpoint, Exchange exchange, GenericFile<SftpRemoteFile> file) {
        // It lies where it lay.
    }

    private String at(String name) {
        return directory + "/" + name;
    }

    private String at(String folder, String name) {
        return at(folder) + "/" + name;
    }

    private static void rename(GenericFileOperations<SftpRemoteFile> operations, String from, String to) {
        if (!operations.renameFile(from, to)) {
            throw new IllegalStateException("the server did not rename " + from);
        }
    }

    private boolean isStill(GenericFileOperations<SftpRemoteFile> operations, String target,
            GenericFile<SftpRemoteFile> file) {
        return Stream.of(operations.listFiles(at(taken))).filter(entry -> entry.getFilename().equals(target))
                .anyMatch(entry -> entry.getFileLength() == file.getFileLength()
                        && entry.getLastModified() == file.getLastModified());
    }
}
