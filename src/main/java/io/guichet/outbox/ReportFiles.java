package io.guichet.outbox;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Reports;
import io.guichet.ledger.Reports.Line;
import io.guichet.ledger.Reports.LineReader;
import io.guichet.ledger.Reports.Original;
import io.guichet.order.CsvStyle;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.OrderCuts;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes {@code NAME.report.csv}, one line for each order of a file, and where some were refused
 * {@code NAME.rejected.EXT}: just those, as their sender wrote them, ready to be corrected and dropped again. Neither is
 * ever held in memory.
 */
public final class ReportFiles {

    private final Path home;
    private final Reports reports;
    private final Function<String, ImportProfile> profiles;
    private final Texts texts;
    private final NoticeBoard notices;

    /** @param profiles by which the CSV files of a door are read */
    public ReportFiles(Path home, Reports reports, Function<String, ImportProfile> profiles, Texts texts,
            NoticeBoard notices) {
        this.home = home;
        this.reports = reports;
        this.profiles = profiles;
        this.texts = texts;
        this.notices = notices;
    }

    void write(Delivery delivery, AnswerFolder folder, HeldDelivery held) throws IOException {
        long intakeId = delivery.source().orElseThrow().intakeId();
        Original original = reports.original(intakeId);
        int dot = original.name().lastIndexOf('.');
        String stem = dot > 0 ? original.name().substring(0, dot) : original.name();
        String ending = dot > 0 ? original.name().substring(dot) : "";
        write(delivery, folder, original, reports.name(delivery, folder.place(), stem,
                wish -> holds(folder, wish + ".report.csv") || holds(folder, wish + ".rejected" + ending)), ending,
                held);
    }

    /** Where nothing else can lie: the files bear the sender's own name. */
    void attach(Delivery delivery, AnswerFolder folder, HeldDelivery held) throws IOException {
        Original original = reports.original(delivery.source().orElseThrow().intakeId());
        int dot = original.name().lastIndexOf('.');
        write(delivery, folder, original, dot > 0 ? original.name().substring(0, dot) : original.name(),
                dot > 0 ? original.name().substring(dot) : "", held);
    }

    private void write(Delivery delivery, AnswerFolder folder, Original original, String name, String ending,
            HeldDelivery held) throws IOException {
        long intakeId = delivery.source().orElseThrow().intakeId();
        // Only an import profile reads what is called otherwise.
        Form form = Form.ofFileName(original.name()).orElse(Form.CSV);
        Optional<Path> kept = original.path().map(home::resolve).filter(Files::isRegularFile);
        // The refused ones first: who sees the report finds them.
        if (Messages.read(delivery.body()).path("refused").asLong() > 0) {
            if (kept.isPresent()) {
                folder.put(name + ".rejected" + ending, out -> refused(intakeId, form, kept.get(), out, held), held);
            } else {
                Problem problem = texts.problem("GUI-5025", "", original.name());
                notices.tell("", "", new Notice("report", problem.message() + " " + problem.advice(), Optional.empty(),
                        Optional.empty(), Optional.of("rejected of input " + intakeId)));
            }
        }
        CsvStyle style = form == Form.CSV ? style(profiles.apply(original.door()), kept) : CsvStyle.USUAL;
        folder.put(name + ".report.csv", out -> report(intakeId, new CsvLine(style), out, held), held);
    }

    private void report(long intakeId, CsvLine csv, OutputStream out, HeldDelivery held) throws IOException {
        out.write(csv.mark());
        out.write(csv.of(ReportLine.COLUMNS));
        reports.lines(intakeId, new LineReader<IOException>() {

            @Override
            public void line(Line line) throws IOException {
                out.write(csv.of(ReportLine.of(line)));
            }

            @Override
            public void paused() {
                held.run();
            }
        });
        held.hold();
    }

    private void refused(long intakeId, Form form, Path original, OutputStream out, HeldDelivery held)
            throws IOException {
        try (OrderCuts cuts = OrderCuts.of(form, new BufferedInputStream(Files.newInputStream(original)), out)) {
            reports.places(intakeId, new LineReader<IOException>() {

                @Override
                public void line(Line line) throws IOException {
                    cuts.next(line.position(), line.refused());
                }

                @Override
                public void paused() {
                    held.run();
                }
            });
            cuts.finish();
        }
        held.hold();
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
}
