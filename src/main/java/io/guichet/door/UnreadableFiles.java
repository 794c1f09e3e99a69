package io.guichet.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.guichet.ledger.Intake;
import io.guichet.order.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;

/** Files that could not be read at all: kept in error/, each beside the reason. */
public final class UnreadableFiles {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    private final Path home;
    private final Intake intake;
    private final Clock clock;

    public UnreadableFiles(Path home, Intake intake, Clock clock) {
        this.home = home;
        this.intake = intake;
        this.clock = clock;
    }

    /** @param error carries the {@link UnreadableInput}, perhaps wrapped by the step that read */
    public void setAside(OrderFile file, Throwable error) throws IOException {
        Throwable why = error;
        while (!(why instanceof UnreadableInput) && why.getCause() != null) {
            why = why.getCause();
        }
        setAside(file, (UnreadableInput) why);
    }

    /** One at a time: of two files of one name each takes a name of its own. */
    private synchronized void setAside(OrderFile file, UnreadableInput why) throws IOException {
        Path folder = Shelf.today(home.resolve("error"), clock);
        Path target = Shelf.free(folder, file.name());
        ObjectNode error = JSON.createObjectNode();
        error.put("file", file.name());
        error.put("state", "REJECTED");
        error.put("at", clock.instant().toString());
        error.set("errors", JSON.valueToTree(List.of(why.problem())));
        String text = JSON.writeValueAsString(error) + "\n";
        intake.unreadable(intake.open(file.door(), file.token(), file.name()), text);
        // The reason first: who finds the original finds why.
        Path part = folder.resolve("." + target.getFileName() + ".error.json.part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, folder.resolve(target.getFileName() + ".error.json"), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
        Shelf.flush(folder);
    }
}
