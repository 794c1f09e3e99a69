package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Reports;
import io.guichet.ledger.Reports.Line;
import io.guichet.ledger.Reports.LineReader;
import io.guichet.ledger.Reports.Original;
import io.guichet.order.CsvStyle;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.OrderCuts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes {@code NAME.report.csv}, one line for each order of a file, and where some were refused
 * {@code NAME.rejected.EXT}: just those, as their sender wrote them, ready to be corrected and dropped again. Neither is
 * ever held in memory.
 */
public final class ReportFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);
    private static final Duration HOLD_AGAIN = Duration.ofSeconds(10);

    private final Path home;
    private final Deliveries deliveries;
    private final Reports reports;
    private final Function<String, ImportProfile> profiles;

    /** @param profiles by which the CSV files of a door are read */
    public ReportFiles(Path home, Deliveries deliveries, Reports reports, Function<String, ImportProfile> profiles) {
        this.home = home;
        this.deliveries = deliveries;
        this.reports = reports;
        this.profiles = profiles;
    }

    void write(Delivery delivery, AnswerFolder folder) throws IOException {
        long intakeId = delivery.source().orElseThrow().intakeId();
        Original original = reports.original(intakeId);
        int dot = original.name().lastIndexOf('.');
        String stem = dot > 0 ? original.name().substring(0, dot) : original.name();
        String ending = dot > 0 ? original.name().substring(dot) : "";
        write(delivery, folder, original, reports.name(delivery, folder.place(), stem,
                wish -> holds(folder, wish + ".report.csv") || holds(folder, wish + ".rejected" + ending)), ending);
    }

    /** Where nothing else can lie: the files bear the sender's own name. */
    void attach(Delivery delivery, AnswerFolder folder) throws IOException {
        Original original = reports.original(delivery.source().orElseThrow().intakeId());
        int dot = original.name().lastIndexOf('.');
        write(delivery, folder, original, dot > 0 ? original.name().substring(0, dot) : original.name(),
                dot > 0 ? original.name().substring(dot) : "");
    }

    private void write(Delivery delivery, AnswerFolder folder, Original original, String name, String ending)
            throws IOException {
        // Only an import profile reads what is called otherwise.
        Form form = Form.ofFileName(original.name()).orElse(Form.CSV);
        Optional<Path> kept = original.path().map(home::resolve).filter(Files::isRegularFile);
        // The refused ones first: who sees the report finds them.
        if (Messages.read(delivery.body()).path("refused").asLong() > 0) {
            if (kept.isPresent()) {
                folder.put(name + ".rejected" + ending, out -> refused(delivery, form, kept.get(), out));
            } else {
                LOG.warn("The refused orders of {} cannot be cut out: its original is not in done/ any more",
                        original.name());
            }
        }
        CsvStyle style = form == Form.CSV ? style(profiles.apply(original.door()), kept) : CsvStyle.USUAL;
        folder.put(name + ".report.csv", out -> report(delivery, new CsvLine(style), out));
    }

    private void report(Delivery delivery, CsvLine csv, OutputStream out) throws IOException {
        Kept keeper = new Kept(delivery);
        out.write(csv.mark());
        out.write(csv.of(ReportLine.COLUMNS));
        reports.lines(delivery.source().orElseThrow().intakeId(), new LineReader<IOException>() {

            @Override
            public void line(Line line) throws IOException {
                out.write(csv.of(ReportLine.of(line)));
            }

            @Override
            public void paused() {
                keeper.keep();
            }
        });
        deliveries.hold(delivery);
    }

    private void refused(Delivery delivery, Form form, Path original, OutputStream out) throws IOException {
        Kept keeper = new Kept(delivery);
        try (OrderCuts cuts = OrderCuts.of(form, new BufferedInputStream(Files.newInputStream(original)), out)) {
            reports.places(delivery.source().orElseThrow().intakeId(), new LineReader<IOException>() {

                @Override
                public void line(Line line) throws IOException {
                    cuts.next(line.position(), line.refused());
                }

                @Override
                public void paused() {
                    keeper.keep();
                }
            });
            cuts.finish();
        }
        deliveries.hold(delivery);
    }

    private static CsvStyle style(ImportProfile profile, Optional<Path> original) throws IOException {
        try (InputStream in =
                original.isPresent() ? Files.newInputStream(original.get()) : InputStream.nullInputStream()) {
            return CsvStyle.of(profile, in);
        }
    }

    private static boolean holds(AnswerFolder folder, String name) {
        try {
            return folder.holds(name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Tells from time to time that this delivery is still in hand. */
    private final class Kept {

        private final Delivery delivery;
        private long sinceNanos = System.nanoTime();

        Kept(Delivery delivery) {
            this.delivery = delivery;
        }

        void keep() {
            if (System.nanoTime() - sinceNanos >= HOLD_AGAIN.toNanos()) {
                deliveries.hold(delivery);
                sinceNanos = System.nanoTime();
            }
        }
    }
}
