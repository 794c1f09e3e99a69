package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.InputSource;
import io.guichet.order.OrderReader;
import io.guichet.order.Texts;
import io.guichet.order.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in work/: opened as streams of batches, and filed away when every order in them is in the ledger. */
public final class OrderFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFiles.class);

    private final Path home;
    private final FileDoors doors;
    private final Intake intake;
    private final OrderReader reader;
    private final ReadingNow readings;
    private final Texts texts;
    private final int batch;
    private final Clock clock;

    public OrderFiles(Path home, FileDoors doors, Intake intake, OrderReader reader, ReadingNow readings,
            Texts texts, int batch, Clock clock) {
        this.home = home;
        this.doors = doors;
        this.intake = intake;
        this.reader = reader;
        this.readings = readings;
        this.texts = texts;
        this.batch = batch;
        this.clock = clock;
    }

    public OrderFile named(String door, String path) {
        return OrderFile.at(door, Path.of(path));
    }

    public Iterator<Batch> batches(OrderFile file) throws UnreadableInput, IOException {
        if (!Files.exists(file.path())) {
            return Collections.emptyIterator();
        }
        FileDoor door = doors.named(file.door());
        // Who has a profile says .txt, .tsv or whatever his program writes.
        Form form = Form.ofFileName(file.name())
                .or(() -> Optional.of(Form.CSV).filter(csv -> door.profile() != ImportProfile.PLAIN))
                .orElseThrow(() -> new UnreadableInput(texts.problem("GUI-1103", "", file.name())));
        InputSource source = new InputSource() {

            @Override
            public String name() {
                return file.name();
            }

            @Override
            public InputStream open() throws IOException {
                return new StillFile(file.path(), door.settle());
            }
        };
        reader.check(source, form, door.profile());
        Intake.Input input = input(file);
        long after = intake.takenUpTo(input);
        if (after > 0) {
            LOG.info("{}: goes on after {}, which is in the ledger with what stands before it", file.name(), after);
        }
        ReadingNow.Reading reading = readings.begin(input.id(), Files.size(file.path()));
        return new Batches(input, reader.open(source.name(), reading.counting(source.open()), form, door.profile()),
                batch, new Batches.Beginning(after, reading));
    }

    /** Files the original away. From here on the ledger knows where it lies and owes its sender a report. */
    public void archive(OrderFile file) throws IOException {
        Intake.Input input = input(file);
        if (!Files.exists(file.path())) {
            LOG.warn("{}", texts.problem("GUI-1108", "", file.name()).message());
            if (!input.closed()) {
                intake.readWhole(input, Optional.empty());
            }
            return;
        }
        Optional<Path> kept = input.original().map(home::resolve).filter(Files::exists);
        if (kept.isPresent() && Files.isSameFile(kept.get(), file.path())) {
            // A kill came between; by now it may be another day's folder.
            Files.delete(file.path());
            return;
        }
        Shelf.keep(file.path(), Shelf.today(home.resolve("done"), clock), file.name(),
                original -> intake.readWhole(input, Optional.of(home.relativize(original).toString())));
    }

    private Intake.Input input(OrderFile file) {
        return intake.open(file.door(), file.token(), file.name());
    }
}
