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
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files in work/: opened as streams of batches, and filed away when every order in them is in the ledger. */
public final class OrderFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFiles.class);

    private final Path home;
    private final Intake intake;
    private final OrderReader reader;
    private final ImportProfile profile;
    private final Texts texts;
    private final Duration settle;
    private final int batch;
    private final Clock clock;

    /** @param profile of the CSV files among them */
    public OrderFiles(Path home, Intake intake, OrderReader reader, ImportProfile profile, Texts texts,
            Duration settle, int batch, Clock clock) {
        this.home = home;
        this.intake = intake;
        this.reader = reader;
        this.profile = profile;
        this.texts = texts;
        this.settle = settle;
        this.batch = batch;
        this.clock = clock;
    }

    public OrderFile named(String path) {
        return OrderFile.at(Path.of(path));
    }

    public Iterator<Batch> batches(OrderFile file) throws UnreadableInput, IOException {
        if (!Files.exists(file.path())) {
            return Collections.emptyIterator();
        }
        // Who has a profile says .txt, .tsv or whatever his program writes.
        Form form = Form.ofFileName(file.name()).or(() -> Optional.of(Form.CSV).filter(csv -> hasProfile()))
                .orElseThrow(() -> new UnreadableInput(texts.problem("GUI-1103", "", file.name())));
        InputSource source = new InputSource() {

            @Override
            public String name() {
                return file.name();
            }

            @Override
            public InputStream open() throws IOException {
                return new StillFile(file.path(), settle);
            }
        };
        reader.check(source, form, profile);
        return new Batches(input(file), reader.open(source, form, profile), batch, Optional.empty(),
                Optional.empty());
    }

    private boolean hasProfile() {
        return profile != ImportProfile.PLAIN;
    }

    public void archive(OrderFile file) throws IOException {
        if (!Files.exists(file.path())) {
            LOG.warn("{}", texts.problem("GUI-1108", "", file.name()).message());
        } else {
            Shelf.move(file.path(), Shelf.today(home.resolve("done"), clock), file.name());
        }
        intake.close(input(file));
    }

    private Intake.Input input(OrderFile file) {
        return intake.open("file", file.token(), file.name());
    }
}
