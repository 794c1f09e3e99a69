package io.guichet.outbox;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.TestDesk;
import io.guichet.order.ImportProfile;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDeliveryTest {

    private final TestDesk desk = new TestDesk();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aResultLiesBesideItsDocumentsAndNothingElse() throws IOException {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "one"), document("2.png", "two")));
        deliverAll();
        assertThat(files("out")).containsOnlyKeys("SO-1.result.json", "SO-1.1.png", "SO-1.2.png")
                .containsEntry("SO-1.1.png", "one");
        assertThat(files("out").get("SO-1.result.json")).contains("\"state\" : \"COMPLETED\"",
                "\"name\" : \"SO-1.1.png\"");
    }

    @Test
    void theWaitingFileIsThereWhileAnOrderIsInDoubtAndGoneAtItsEnd() throws IOException {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.settle(sent, new Outcome.Unknown(problem("GUI-3009")));
        deliverAll();
        assertThat(files("out")).containsOnlyKeys("SO-1.waiting.json");
        desk.run("update orders set state = 'SENT', version = version + 1");
        desk.settle(sent.sent(sent.version() + 2, 0), done("2.40"));
        deliverAll();
        assertThat(files("out")).containsOnlyKeys("SO-1.result.json");
    }

    @Test
    void theResultOfTheNextTryTakesThePlaceOfTheError() throws IOException {
        desk.settle(desk.sent(desk.inHand("SO-1")), new Outcome.Refused(List.of(problem("GUI-2007"))));
        deliverAll();
        assertThat(files("out")).containsOnlyKeys("SO-1.error.json");
        desk.ledger().intake().accept(desk.input("again"),
                List.of(TestDesk.order(1, TestDesk.identity("SO-1"), "corrected")));
        desk.settle(desk.sent(desk.claim(1).get(0)), done("2.40"));
        deliverAll();
        assertThat(files("out")).containsOnlyKeys("SO-1.result.json");
    }

    @Test
    void aRepeatWritesTheSameBytesUnderTheSameNames() throws IOException {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "one")));
        Delivery delivery = desk.deliveries("file").get(0);
        FileDelivery files = files();
        files.deliver(delivery);
        Map<String, String> first = files("out");
        // A kill in the middle of writing leaves this behind.
        Files.writeString(home.resolve("out/.SO-1.1.png.part"), "half of something longer", StandardCharsets.UTF_8);
        files.deliver(delivery);
        assertThat(files("out")).isEqualTo(first);
    }

    @Test
    void whatCannotBeWrittenWholeIsNotThereAtAll() throws IOException {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40", document("1.png", "one")));
        Files.createDirectories(home.resolve("out/.SO-1.1.png.part/not-empty"));
        assertThatThrownBy(this::deliverAll).isInstanceOf(IOException.class);
        assertThat(files("out")).as("no result before its documents").isEmpty();
    }

    @Test
    void noticesHaveTheirOwnFolder() throws IOException {
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("terms", "New terms"));
        deliverAll();
        assertThat(files("notice")).hasSize(1).allSatisfy((name, content) -> {
            assertThat(name).matches("notice-\\d+\\.json");
            assertThat(content).contains("New terms");
        });
        assertThat(home.resolve("out")).doesNotExist();
    }

    private FileDelivery files() {
        return new FileDelivery(new AnswerFolders(home, Map.of()), desk.ledger().deliveries(),
                new ReportFiles(home, desk.ledger().reports(), door -> ImportProfile.PLAIN, TestDesk.TEXTS,
                        desk.ledger().notices()));
    }

    private void deliverAll() throws IOException {
        FileDelivery files = files();
        for (List<Delivery> some = desk.deliveries("file"); !some.isEmpty(); some = desk.deliveries("file")) {
            for (Delivery delivery : some) {
                files.deliver(delivery);
                desk.ledger().deliveries().done(delivery);
            }
        }
    }

    private Map<String, String> files(String folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.list(home.resolve(folder))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(path.getFileName().toString(), Files.readString(path, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }
}
