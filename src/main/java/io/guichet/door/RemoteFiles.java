package io.guichet.door;

import io.guichet.ledger.Intake;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;

/** Fetches files of a server. What a server says is an outsider's word: of a file only its bytes and a checked name count. */
public final class RemoteFiles {

    /** The exchange property that says that a file lies here now. */
    static final String FETCHED = "fetched";

    private final FileDoors doors;
    private final FarFiles far;
    private final RemoteStandings servers;

    public RemoteFiles(FileDoors doors, FarFiles far, RemoteStandings servers) {
        this.doors = doors;
        this.far = far;
        this.servers = servers;
    }

    public void fetch(String doorName, Exchange exchange) throws IOException {
        FileDoor door = doors.named(doorName);
        GenericFile<?> file = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
        Optional<Intake.Input> input = far.bring(door, new Remote(doorName + "/" + file.getAbsoluteFilePath(),
                file.getFileNameOnly(), file.getFileLength(), file.getLastModified(), exchange,
                servers.of(doorName)));
        // Where there is none it has changed, and stays where it is until it stands still again.
        input.ifPresent(fetched -> exchange.setProperty(FETCHED, fetched));
    }

    private record Remote(String where, String name, long size, long time, Exchange exchange, RemoteStanding server)
            implements
                FarFile {

        @Override
        public InputStream open() throws IOException {
            InputStream content = exchange.getMessage().getBody(InputStream.class);
            if (content == null) {
                throw new IOException("the server gave no content");
            }
            return new FilterInputStream(content) {

                // What goes wrong here is the server's; a full disk or a ledger that is away is not.
                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    try {
                        return super.read(into, from, length);
                    } catch (IOException lost) {
                        server.fileFailed(name, lost);
                        throw lost;
                    }
                }
            };
        }
    }
}
