package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.DeliveryFailure;
import io.guichet.ledger.DeliveryFailure.Verdict;
import io.guichet.ledger.Printings;
import io.guichet.ledger.Receiver;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Receivers;
import io.guichet.ledger.Retry;
import io.guichet.ledger.TestDesk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on their way to a printer, which is here a command that appends what it gets to a file. */
class PrintsTest {

    private static final Retry RETRY = Retry.forEver(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @TempDir
    private Path folder;

    private final TestDesk desk = new TestDesk(new Receivers(
            List.of(Receiver.ofAll("print:labels", EnumSet.of(Kind.RESULT, Kind.ERROR), RETRY)), RETRY));
    private Path paper;
    private String printing;
    private Duration patience = Duration.ofMinutes(1);

    @BeforeEach
    void printer() throws IOException {
        paper = folder.resolve("paper");
        printing = script("lp", "echo \"$1|$3|$(cat \"$2\")\" >> '" + paper + "'") + " {name} {file} {copies}";
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void eachDocumentOfATypeThatHasACommandIsPrintedAsItIs() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one"), document("2.pdf", "two")));

        prints(Map.of("application/pdf", printing), Set.of(), 2).deliver(delivery());

        assertThat(printed()).containsExactly("SO-1|2|one", "SO-1|2|two");
        assertThat(left()).as("no copy stays").isEmpty();
    }

    @Test
    void otherTypesAndOtherKindsOfDocumentsAreNotPrinted() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one")));

        prints(Map.of("image/png", printing), Set.of(), 1).deliver(delivery());
        again();
        prints(Map.of("application/pdf", printing), Set.of("receipt"), 1).deliver(delivery());

        assertThat(printed()).isEmpty();
    }

    @Test
    void anErrorSlipIsPlainText() throws Exception {
        desk.accept("a", TestDesk.wrong(1, Optional.of("SO-1")));

        prints(Map.of(Printer.TEXT, printing), Set.of(), 1).deliver(delivery());

        assertThat(Files.readString(paper)).contains("Order SO-1 is wrong. Nothing was bought.", "Why: GUI-1040",
                "What to do: Do something.");
    }

    @Test
    void noShellReadsWhatIsFilledInAndNoSecretIsHandedOn() throws Exception {
        String seen = script("args", "printf '%s\\n' \"$@\" > '" + paper + "'");
        PrintCommand command = PrintCommand.of(seen + " -d \"big printer\" -t {name} \"-n {copies}\" {file}");
        Map<String, String> environment =
                new HashMap<>(Map.of("PATH", "/bin", "GUICHET_ACCOUNT_WEBSTAMP_OFFICE_PASSWORD", "geheim"));

        assertThat(command.filled(Path.of("/x y/$(id).pdf"), "--evil; rm -rf *", 3)).containsExactly(seen, "-d",
                "big printer", "-t", "_evil; rm -rf *", "-n 3", "/x y/$(id).pdf");
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one")));
        prints(Map.of("application/pdf", seen + " -t {name} {file}"), Set.of(), 1).deliver(delivery());
        assertThat(printed()).hasSize(3).startsWith("-t", "SO-1");
        Prints.withoutSettings(environment);
        assertThat(environment).containsOnlyKeys("PATH");
    }

    @Test
    void aCommandThatIsNoneIsRefused() {
        for (String line : List.of("", "lp", "{file}", "lp {file", "lp {file} {shell}", "lp \"{file}")) {
            assertThatThrownBy(() -> PrintCommand.of(line)).as(line).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("{file}");
        }
    }

    // What goes wrong

    @Test
    void aCommandThatSaysNoIsTriedAgainAndWhatWasPrintedIsNotPrintedAgain() throws Exception {
        Path full = folder.resolve("full");
        String choosy = script("choosy", "grep -q two \"$1\" && [ -e '" + full + "' ] && { "
                + "echo 'lp: no paper' >&2; echo '  in tray 2' >&2; exit 1; }; cat \"$1\" >> '" + paper
                + "'; echo >> '" + paper + "'") + " {file}";
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one"), document("2.pdf", "two")));
        Files.createFile(full);

        DeliveryFailure failure = failure(choosy);
        Files.delete(full);
        again();
        prints(choosy).deliver(delivery());

        assertThat(failure).isEqualTo(DeliveryFailure.again("exit 1: lp: no paper in tray 2"));
        assertThat(printed()).containsExactly("one", "two");
    }

    @Test
    void aCommandThatIsNotThereIsTriedAgain() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one")));

        assertThat(failure(folder.resolve("none") + " {file}"))
                .isEqualTo(DeliveryFailure.again("the command did not start"));
        again();
        prints(printing).deliver(delivery());
        assertThat(printed()).containsExactly("SO-1|1|one");
        assertThat(left()).isEmpty();
    }

    @Test
    void aCommandWithoutEndIsEndedAndAPersonLooks() throws Exception {
        String hanging = script("hang", "cat \"$1\" >> '" + paper + "'; sleep 60 & wait") + " {file}";
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one")));

        patience = Duration.ofSeconds(2);
        DeliveryFailure failure = failure(hanging);
        again();
        DeliveryFailure next = failure(printing);

        assertThat(failure.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(failure.error()).isEqualTo("no end within 2 s: SO-1.1.pdf");
        assertThat(next.verdict()).as("it is not begun again").isEqualTo(Verdict.UNCERTAIN);
        assertThat(printed()).containsExactly("one");
    }

    @Test
    void aCommandThatWasKilledAndAProcessThatDiedLeaveTheQuestion() throws Exception {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.pdf", "one")));
        assertThat(failure(script("killed", "kill -9 $$") + " {file}").verdict()).isEqualTo(Verdict.UNCERTAIN);

        desk.settle(desk.sent(desk.inHand("SO-2")), done("2.40", document("1.pdf", "two")));
        desk.run("update delivery set state = 'DONE' where name = 'SO-1'");
        // As after a crash between the beginning and its end.
        Printings.over(desk.database()).begin(delivery(), "SO-2.1.pdf", Duration.ofMinutes(1));
        again();

        assertThat(failure(printing)).isEqualTo(
                new DeliveryFailure("cut off at SO-2.1.pdf", Optional.empty(), Verdict.UNCERTAIN));
        assertThat(printed()).isEmpty();
    }

    @Test
    void copiesThatADeadProcessLeftAreRemovedAtTheStart() throws Exception {
        Path left = Files.createDirectories(folder.resolve("print")).resolve("1-SO-1.pdf");
        Files.writeString(left, "one");

        prints(printing).begin();

        assertThat(left).doesNotExist();
    }

    private DeliveryFailure failure(String command) {
        NotDelivered failed = catchThrowableOfType(NotDelivered.class, () -> prints(command).deliver(delivery()));
        assertThat(failed).isNotNull();
        return failed.failure();
    }

    private void again() {
        desk.run("update delivery set lease_until = null");
    }

    private Delivery delivery() {
        return desk.deliveries("print:labels").get(0);
    }

    private List<String> printed() throws IOException {
        return Files.exists(paper) ? Files.readAllLines(paper, StandardCharsets.UTF_8) : List.of();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("print"))) {
            return files.toList();
        }
    }

    private Prints prints(String pdf) {
        return prints(Map.of("application/pdf", pdf), Set.of(), 1);
    }

    private Prints prints(Map<String, String> commands, Set<String> documents, int copies) {
        Map<String, PrintCommand> read = commands.entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, entry -> PrintCommand.of(entry.getValue())));
        return new Prints(List.of(new Printer("labels", read, documents, copies, patience)), folder,
                desk.ledger().deliveries(), Printings.over(desk.database()), TestDesk.TEXTS);
    }

    private String script(String name, String lines) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
