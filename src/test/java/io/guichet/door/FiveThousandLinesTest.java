package io.guichet.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.TestDesk;
import io.guichet.order.Form;
import io.guichet.order.ImportProfile;
import io.guichet.order.InputSource;
import io.guichet.order.OrderReader;
import io.guichet.order.OrderRules;
import io.guichet.order.OrderStream;
import io.guichet.order.OrderValidator;
import io.guichet.order.Problem;
import io.guichet.order.RawOrder;
import io.guichet.order.Schemas;
import io.guichet.order.Strictness;
import io.guichet.order.Texts;
import io.guichet.outbox.AnswerFolders;
import io.guichet.outbox.FileDelivery;
import io.guichet.outbox.ReportFiles;
import io.guichet.purchase.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long file, good and bad mixed: its report is complete, and its bad rows come back as they stood and can be sent again. */
class FiveThousandLinesTest {

    private static final int ROWS = 5_000;
    private static final String HEADER = "\uFEFForderId;service;operation;request.product;request.quantity;"
            + "request.format;request.printZone;request.reference\r\n";

    private final TestDesk desk = new TestDesk(Set.of("file"));
    private final OrderReader reader = new OrderReader(TestDesk.TEXTS, 1 << 20);

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theReportIsCompleteAndTheRejectedRowsCompleteOnceTheyAreCorrected() throws Exception {
        List<String> rows = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (int n = 1; n <= ROWS; n++) {
            String row = row(n);
            rows.add(row);
            if (isBad(n)) {
                bad.add(row);
            }
        }

        read("orders.csv", HEADER + String.join("", rows));
        bought();
        deliverReports();

        List<RawOrder> report = parsed(home.resolve("report/orders.report.csv"));
        assertThat(report).hasSize(ROWS);
        for (int n = 1; n <= ROWS; n++) {
            JsonNode line = report.get(n - 1).message();
            assertThat(line.path("orderId").asText()).isEqualTo("L-" + n);
            assertThat(line.path("state").asText()).isEqualTo(isBad(n) ? "REJECTED" : "COMPLETED");
            assertThat(line.has("code")).isEqualTo(isBad(n));
            assertThat(line.has("price")).isEqualTo(!isBad(n));
        }
        Path rejected = home.resolve("report/orders.rejected.csv");
        assertThat(Files.readString(rejected, StandardCharsets.UTF_8)).isEqualTo(HEADER + String.join("", bad));
        assertThat(parsed(rejected)).hasSize(bad.size());

        read("orders.rejected.csv", Files.readString(rejected, StandardCharsets.UTF_8).replace(";many;", ";1;"));
        buyAll();
        deliverReports();

        assertThat(parsed(home.resolve("report/orders.rejected.report.csv"))).hasSize(bad.size())
                .allMatch(line -> line.message().path("state").asText().equals("COMPLETED"));
        assertThat(home.resolve("report/orders.rejected.rejected.csv")).doesNotExist();
        assertThat(desk.count("attempt where ended = 'DONE'")).as("purchases").isEqualTo(ROWS);
        assertThat(desk.count("(select order_id from orders where state = 'COMPLETED' group by order_id) orders"))
                .as("each of them once").isEqualTo(ROWS);
        assertThat(desk.count("orders where state = 'COMPLETED'")).isEqualTo(ROWS);
    }

    private static boolean isBad(int n) {
        return n % 7 == 0 || n == 1 || n == ROWS;
    }

    /** Some with line breaks, quotes and letters that take two bytes; the last row of the file has no end of line. */
    private static String row(int n) {
        String reference = n % 5 == 0 ? "\"Z\u00fcrich\r\n\"\"" + n + "\"\"\"" : "r" + n;
        return "L-" + n + ";webstamp;stamps;15220;" + (isBad(n) ? "many" : "1") + ";pdf;1;" + reference
                + (n == ROWS ? "" : "\r\n");
    }

    private void read(String name, String content) throws Exception {
        FileDoors doors = new FileDoors(List.of(FileDoor.in(home, Duration.ZERO, false, ImportProfile.PLAIN)));
        OrderFiles files =
                new OrderFiles(home, doors, desk.ledger().intake(), reader, new ReadingNow(), TestDesk.TEXTS, 500,
                        Clock.systemUTC());
        OrderChecks checks = new OrderChecks(new OrderValidator(new Schemas(), new Shop(), TestDesk.TEXTS,
                Strictness.LENIENT),
                new DoorAccounts(Map.of("file", List.of("*")), TestDesk.TEXTS), doors);
        Path work = Files.createDirectories(home.resolve("work")).resolve("token-" + name.length() + "~" + name);
        OrderFile file = OrderFile.at("file", Files.writeString(work, content, StandardCharsets.UTF_8));
        Iterator<Batch> batches = files.batches(file);
        while (batches.hasNext()) {
            OrderChecks.Checked checked = checks.check(batches.next());
            desk.ledger().intake().accept(checked.input(), checked.submissions());
        }
        files.archive(file);
    }

    /** What thousands of purchases leave in the ledger, without the time that they take one by one. */
    private void bought() {
        desk.run("""
                insert into attempt (order_id, number, opening, key, service, account, day, booked, ended, ended_at)
                select id, 1, 1, order_id || '-1', service, account, current_date, 1.20, 'DONE', clock_timestamp()
                from orders where state = 'ACCEPTED';
                insert into message (order_id, kind, body)
                select id, 'final', '{"state":"COMPLETED","result":{"price":"1.20","currency":"CHF"}}'
                from orders where state = 'ACCEPTED';
                update orders set state = 'COMPLETED', completed_at = clock_timestamp(), price = 1.20, version = 2
                where state = 'ACCEPTED'""");
    }

    private void buyAll() throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            Thread worker = new Thread(() -> {
                for (List<Work> some = desk.claim(50); !some.isEmpty(); some = desk.claim(50)) {
                    some.forEach(work -> desk.settle(desk.sent(work), TestDesk.done("1.20")));
                }
            });
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(desk.count("orders where completed_at is null")).isZero();
    }

    private void deliverReports() throws IOException {
        desk.run("update intake set report_at = clock_timestamp() where report_at is not null");
        desk.lookAtInputs();
        FileDelivery files = new FileDelivery(new AnswerFolders(home, Map.of()), desk.ledger().deliveries(),
                new ReportFiles(home, desk.ledger().reports(), door -> ImportProfile.PLAIN, TestDesk.TEXTS,
                        desk.ledger().notices()));
        desk.run("update delivery set state = 'DONE' where order_id is not null");
        for (Delivery delivery : desk.deliveries("file")) {
            files.deliver(delivery);
            desk.ledger().deliveries().done(delivery);
        }
    }

    private List<RawOrder> parsed(Path csv) throws Exception {
        List<RawOrder> rows = new ArrayList<>();
        try (OrderStream stream =
                reader.open(InputSource.of(csv.getFileName().toString(), Files.readAllBytes(csv)), Form.CSV)) {
            stream.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** One service with one account, of which everything is asked that can be wrong here. */
    private static final class Shop implements OrderRules {

        @Override
        public Set<String> services() {
            return Set.of("webstamp");
        }

        @Override
        public Set<String> operations(String service) {
            return Set.of("stamps");
        }

        @Override
        public Optional<String> defaultAccount(String service) {
            return Optional.of("demo");
        }

        @Override
        public boolean accountExists(String service, String account) {
            return account.equals("demo");
        }

        @Override
        public boolean tellsPrice(String service, String operation) {
            return true;
        }

        @Override
        public List<Problem> check(String service, String operation, JsonNode request, Texts texts) {
            return List.of();
        }
    }
}
