package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Intake;
import io.guichet.ledger.LostRow;
import io.guichet.ledger.Submission;
import io.guichet.ledger.TestDesk;
import io.guichet.order.CsvStyle;
import io.guichet.order.ImportProfile;
import io.guichet.order.ImportProfiles;
import io.guichet.order.Problem;
import io.guichet.order.Schemas;
import io.guichet.order.WrongProfiles;
import io.guichet.purchase.Work;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in report/ after a file, and what a kill in the middle leaves to the next try. */
class ReportFilesTest {

    private static final ImportProfile EXCEL = profile("webstamp-stamps-excel");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final TestDesk desk = new TestDesk();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void eachOrderHasItsLineAndTheRefusedOnesLieBesideItAsTheyWere() throws IOException {
        original("march.csv", "orderId;request.city\r\nA;Z\u00fcrich\r\nB;\"two\r\nlines\"\r\nC;=1\r\n");
        Intake.Input input = accepted("march.csv", order(2, identity("A"), "a"), TestDesk.wrong(3, Optional.of("B")),
                TestDesk.wrong(5, Optional.empty()));
        Work a = desk.claim(10).stream().filter(work -> work.identity().orderId().equals("A")).findFirst()
                .orElseThrow();
        desk.settle(desk.sent(a), done("2.40", document("1.pdf", "one"), document("2.pdf", "two")));
        deliver(input);

        assertThat(reports()).containsOnlyKeys("march.report.csv", "march.rejected.csv");
        assertThat(reports().get("march.rejected.csv"))
                .isEqualTo("orderId;request.city\r\nB;\"two\r\nlines\"\r\nC;=1\r\n");
        assertThat(reports().get("march.report.csv")).isEqualTo("""
                \uFEFFposition;orderId;service;account;operation;state;repeat;code;message;advice;price;currency;\
                carrierOrderId;tracking;documents\r
                2;A;webstamp;demo;stamps;COMPLETED;;;;;2.40;;;;A.1.pdf A.2.pdf\r
                3;B;webstamp;demo;stamps;REJECTED;;GUI-1040;GUI-1040 happened;Do something.;;;;;\r
                5;;webstamp;demo;stamps;REJECTED;;GUI-1040;GUI-1040 happened;Do something.;;;;;\r
                """);
    }

    @Test
    void whereNothingWasRefusedThereIsNothingToDropAgain() throws IOException {
        original("march.ndjson", "{}\n");
        Intake.Input input = accepted("march.ndjson", order(1, identity("A"), "a"));
        desk.settle(desk.sent(desk.claim(1).get(0)), done("2.40"));
        deliver(input);

        assertThat(reports()).containsOnlyKeys("march.report.csv");
        assertThat(reports().get("march.report.csv")).contains("1,A,webstamp,demo,stamps,COMPLETED,");
    }

    @Test
    void aKillBetweenTheTwoFilesEndsInOneNameEach() throws IOException {
        original("march.csv", "orderId\nA\n");
        Intake.Input input = accepted("march.csv", TestDesk.wrong(2, Optional.of("A")));
        Delivery delivery = report(input);
        AnswerFolder killed = new Killed(new LocalFolder(home.resolve("report")), "march.report.csv");
        assertThatThrownBy(() -> files().write(delivery, killed, held(delivery))).isInstanceOf(IOException.class);
        assertThat(reports()).containsOnlyKeys("march.rejected.csv");

        files().write(delivery, new LocalFolder(home.resolve("report")), held(delivery));
        files().write(delivery, new LocalFolder(home.resolve("report")), held(delivery));
        assertThat(reports()).containsOnlyKeys("march.rejected.csv", "march.report.csv");
    }

    @Test
    void aNameThatLiesThereOfBeforeGetsANumber() throws IOException {
        original("march.csv", "orderId\nA\n");
        for (int n = 1; n <= 3; n++) {
            deliver(accepted("march.csv", TestDesk.wrong(2, Optional.of("A" + n))));
        }
        assertThat(reports()).containsOnlyKeys("march.rejected.csv", "march.report.csv", "march~2.rejected.csv",
                "march~2.report.csv", "march~3.rejected.csv", "march~3.report.csv");
        Files.delete(home.resolve("report/march.report.csv"));
        deliver(accepted("march.csv", TestDesk.wrong(2, Optional.of("A4"))));
        assertThat(reports()).as("one of the two is still there").containsKey("march~4.report.csv");
        Files.delete(home.resolve("report/march.rejected.csv"));
        deliver(accepted("march.csv", TestDesk.wrong(2, Optional.of("A5"))));
        assertThat(reports()).as("who takes his reports away finds the next under the same name")
                .containsKey("march.report.csv");
    }

    @Test
    void theReportIsThereAlsoWhereTheOriginalIsGone() throws IOException {
        Intake.Input input = accepted("march.csv", TestDesk.wrong(2, Optional.of("A")));
        deliver(input);
        assertThat(reports()).containsOnlyKeys("march.report.csv");
        assertThat(desk.text("select body from message where kind = 'notice'")).contains("march.csv", "done/");
    }

    @Test
    void whoHasLostTheDeliveryMeanwhilePutsNothingInItsPlace() throws IOException {
        original("march.csv", "orderId\nA\n");
        Delivery delivery = report(accepted("march.csv", TestDesk.wrong(2, Optional.of("A"))));
        desk.run("update delivery set version = version + 1");
        assertThatThrownBy(() -> files().write(delivery, new LocalFolder(home.resolve("report")), held(delivery)))
                .isInstanceOf(LostRow.class);
        assertThat(reports()).allSatisfy((name, content) -> assertThat(name).startsWith("."));
    }

    @Test
    void whoWasStoppedInTheMiddleSpoilsNothingOfWhatAnotherHasWrittenMeanwhile() throws IOException {
        LocalFolder folder = new LocalFolder(home.resolve("report"));
        assertThatThrownBy(() -> folder.put("a.csv", late -> {
            folder.put("a.csv", out -> out.write("whole".getBytes(StandardCharsets.UTF_8)), () -> {
            });
            late.write("half".getBytes(StandardCharsets.UTF_8));
        }, () -> {
        })).isInstanceOf(IOException.class);
        assertThat(reports()).isEqualTo(Map.of("a.csv", "whole"));
    }

    @Test
    void whatCameInByAProfileIsReportedInItsDelimiterAndCharacterSet() throws IOException {
        original("march.txt", "whatever;its, profile;says\nA\n");
        String said = "\u00DCber \u2264 5; \"so\"\u202Fund \u0141";
        Intake.Input input = accepted("folder.excel", "march.txt", wrong(2, said), wrong(3, "=1+1"),
                wrong(4, "\uFF1D1+1"), wrong(5, "@SUM(A1)"), wrong(6, "+41 44"), wrong(7, "-x;y"));
        deliver(input);

        String report = Files.readString(home.resolve("report/march.report.csv"), WINDOWS);
        assertThat(report).startsWith("position;orderId;service;").contains(
                "2;;webstamp;demo;stamps;REJECTED;;GUI-1040;\"\u00DCber <= 5; \"\"so\"\" und ?\";Do something.;",
                "3;;webstamp;demo;stamps;REJECTED;;GUI-1040;'=1+1;",
                ";GUI-1040;'@SUM(A1);", ";GUI-1040;'+41 44;", ";GUI-1040;\"'-x;y\";");
        assertThat(report.lines().filter(line -> line.startsWith("4;"))).singleElement().asString()
                .as("not by way of a plainer sign either").contains(";GUI-1040;'=1+1;");
        assertThat(Files.exists(home.resolve("report/march.rejected.txt"))).isTrue();
    }

    @Test
    void aFileThatSaysItIsUtf8IsAnsweredInUtf8AndOtherFormsKnowNoProfile() throws IOException {
        original("march.csv", "\uFEFForderId,b\nA\n");
        deliver(accepted("folder.excel", "march.csv", wrong(2, "\u0141")));
        original("march.ndjson", "{}\n");
        deliver(accepted("folder.excel", "march.ndjson", wrong(1, "\u0141")));

        assertThat(reports().get("march.report.csv")).startsWith("\uFEFFposition;").contains(";\u0141;");
        assertThat(reports().get("march~2.report.csv")).startsWith("\uFEFFposition,").contains(",\u0141,");
    }

    @Test
    void aProfileThatLeavesTheDelimiterOpenIsAnsweredInThatOfTheFile() throws IOException {
        CsvStyle tabs = CsvStyle.of(profile("webstamp-stamps"),
                new ByteArrayInputStream("a\tb\tc,d\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(new CsvLine(tabs).of(List.of("x\ty", "z")), StandardCharsets.UTF_8))
                .isEqualTo("\"x\ty\"\tz\r\n");
        assertThat(new CsvLine(new CsvStyle('"', WINDOWS)).of(List.of("a\"", "b")))
                .isEqualTo("\"a\"\"\",b\r\n".getBytes(WINDOWS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"=1+1|'=1+1", "+41 44 000 00 00|'+41 44 000 00 00",
            "-a|'-a", "@x|'@x", "-2.40|-2.40", "+3|+3", "a=b|a=b", "x,y|\"x,y\"", "say \"a\"|\"say \"\"a\"\"\"",
            "=\"a\",b|\"'=\"\"a\"\",b\""})
    void aCellThatASpreadsheetWouldWorkOutIsHarmless(String value, String cell) {
        assertThat(new String(new CsvLine(CsvStyle.USUAL).of(List.of(value)), StandardCharsets.UTF_8))
                .isEqualTo(cell + "\r\n");
    }

    @Test
    void oneOrderIsOneLineWhateverItsMessageSays() {
        assertThat(new String(
                new CsvLine(new CsvStyle(';', StandardCharsets.UTF_8)).of(List.of("a\r\nb", "\tc", "\r=d", "")),
                StandardCharsets.UTF_8))
                .isEqualTo("a b;'\tc;' =d;\r\n");
    }

    private static ImportProfile profile(String name) {
        try {
            return new ImportProfiles(new Schemas(), Path.of("none")).named(name).orElseThrow();
        } catch (WrongProfiles impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A refused order of which this is said. */
    private static Submission wrong(long position, String message) {
        Submission wrong = TestDesk.wrong(position, Optional.empty());
        return new Submission(position, Optional.empty(), Optional.empty(), wrong.service(), wrong.operation(),
                wrong.account(), Optional.empty(), Optional.empty(),
                List.of(new Problem("GUI-1040", "/request", message, "Do something.", Optional.empty())));
    }

    private HeldDelivery held(Delivery delivery) {
        return new HeldDelivery(desk.ledger().deliveries(), delivery);
    }

    private ReportFiles files() {
        return new ReportFiles(home, desk.ledger().reports(),
                door -> door.equals("folder.excel") ? EXCEL : ImportProfile.PLAIN, TestDesk.TEXTS,
                desk.ledger().notices());
    }

    private void original(String name, String content) throws IOException {
        Files.createDirectories(home.resolve("done"));
        Files.writeString(home.resolve("done").resolve(name), content, StandardCharsets.UTF_8);
    }

    private Intake.Input accepted(String name, Submission... batch) {
        return accepted("file", name, batch);
    }

    private Intake.Input accepted(String door, String name, Submission... batch) {
        Intake.Input input = desk.ledger().intake().open(door, "token " + System.nanoTime(), name);
        desk.ledger().intake().accept(input, List.of(batch));
        desk.ledger().intake().readWhole(input, Optional.of("done/" + name));
        return input;
    }

    private Delivery report(Intake.Input input) {
        desk.run("update intake set report_at = clock_timestamp() where report_at is not null");
        desk.lookAtInputs();
        return desk.deliveries("file").stream().filter(delivery -> delivery.kind().equals("report"))
                .filter(delivery -> delivery.source().orElseThrow().intakeId() == input.id()).findFirst().orElseThrow();
    }

    private void deliver(Intake.Input input) throws IOException {
        Delivery delivery = report(input);
        new FileDelivery(new AnswerFolders(home, Map.of()), desk.ledger().deliveries(), files()).deliver(delivery);
        desk.ledger().deliveries().done(delivery);
    }

    private Map<String, String> reports() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.list(home.resolve("report"))) {
            for (Path path : paths.toList()) {
                contents.put(path.getFileName().toString(), Files.readString(path, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    /** A folder in which the writing of one file ends before it bears its name. */
    private record Killed(AnswerFolder folder, String before) implements AnswerFolder {

        @Override
        public String place() {
            return folder.place();
        }

        @Override
        public void put(String name, Content content, Runnable alive) throws IOException {
            if (name.equals(before)) {
                content.writeTo(OutputStream.nullOutputStream());
                throw new IOException("killed");
            }
            folder.put(name, content, alive);
        }

        @Override
        public void remove(String name) throws IOException {
            folder.remove(name);
        }

        @Override
        public boolean holds(String name) throws IOException {
            return folder.holds(name);
        }

        @Override
        public void flush() throws IOException {
            folder.flush();
        }
    }
}
