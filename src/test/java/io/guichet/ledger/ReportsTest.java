package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.refused;
import static io.guichet.ledger.TestDesk.unknown;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Reports.Line;
import io.guichet.ledger.Reports.LineReader;
import io.guichet.purchase.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a file's report is told, and what the ledger gives for it. */
class ReportsTest {

    private final TestDesk desk = new TestDesk(Set.of("file"));

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void nothingIsToldWhileTheFileIsReadOrAnOrderOfItMoves() {
        desk.accept("t", order(2, identity("A"), "a"), order(3, identity("B"), "b"));
        assertThat(look()).as("still read").isEmpty();
        read("t");
        assertThat(look()).as("both are accepted").isEmpty();
        desk.settle(desk.sent(desk.claimed("A")), done("2.40"));
        due();
        assertThat(look()).as("one is under way").isEmpty();
        desk.run("update orders set lease_until = null");
        desk.settle(desk.sent(desk.claimed("B")), refused());
        due();
        JsonNode report = json(only(look()));
        assertThat(report.path("file").asText()).isEqualTo("march.csv");
        assertThat(report.path("ended").asBoolean()).isTrue();
        assertThat(report.path("orders").asInt()).isEqualTo(2);
        assertThat(report.path("refused").asInt()).isEqualTo(1);
        assertThat(report.path("states").toString()).isEqualTo("{\"COMPLETED\":1,\"REFUSED\":1}");
        due();
        assertThat(look()).as("told once").isEmpty();
        assertThat(desk.count("intake where report_at is not null")).isZero();
    }

    @Test
    void whatIsInDoubtIsToldAndToldAgainAtItsEnd() {
        desk.accept("t", order(2, identity("A"), "a"), order(3, identity("B"), "b"));
        Work a = desk.sent(desk.claimed("A"));
        desk.settle(a, unknown());
        desk.run("update orders set lease_until = null where order_id = 'B'");
        desk.settle(desk.sent(desk.claimed("B")), done("2.40"));
        read("t");
        Delivery first = only(look());
        assertThat(json(first).path("ended").asBoolean()).isFalse();
        due();
        assertThat(look()).as("nothing is new").isEmpty();
        desk.run("update orders set state = 'SENT', version = version + 1 where order_id = 'A'");
        desk.settle(a.sent(a.version() + 2, 0), done("1.20"));
        due();
        assertThat(look()).as("the second waits for the first").isEmpty();
        desk.ledger().deliveries().done(first);
        Delivery second = only(desk.deliveries("file").stream().filter(d -> d.kind().equals("report")).toList());
        assertThat(json(second).path("ended").asBoolean()).isTrue();
    }

    @Test
    void aFileOfNothingButWrongOrdersIsToldAndAnEmptyInputIsNot() {
        desk.accept("t", wrong(2, Optional.empty()), wrong(3, Optional.of("SO-9")));
        read("t");
        assertThat(json(only(look())).path("refused").asInt()).isEqualTo(2);
        desk.input("nothing");
        read("nothing");
        assertThat(look()).isEmpty();
        assertThat(desk.count("intake where report_at is not null")).isZero();
    }

    @Test
    void aRepeatIsToldWithTheFirstAndWaitsForIt() {
        desk.accept("first", order(2, identity("A"), "same"));
        desk.accept("again", order(7, identity("A"), "same"), wrong(9, Optional.empty()));
        read("again");
        assertThat(look()).as("its first moves").isEmpty();
        desk.settle(desk.sent(desk.claimed("A")), refused());
        due();
        JsonNode report = json(only(look()));
        assertThat(report.path("orders").asInt()).isEqualTo(2);
        assertThat(report.path("repeats").asInt()).isEqualTo(1);
        assertThat(report.path("refused").asInt()).isEqualTo(2);
        List<Line> lines = lines("again");
        assertThat(lines).extracting(Line::position).containsExactly(7L, 9L);
        assertThat(lines).extracting(Line::repeat).containsExactly(true, false);
        assertThat(lines.get(0).answer().orElseThrow()).contains("GUI-2007");
        assertThat(lines.get(0).refused()).isTrue();
    }

    @Test
    void linesComeInTheSequenceOfTheFileHoweverManyThereAre() {
        Submission[] batch = new Submission[450];
        for (int n = 0; n < batch.length; n++) {
            batch[n] = n % 3 == 0 ? wrong(n + 2, Optional.empty()) : order(n + 2, identity("SO-" + n), "x");
        }
        desk.accept("t", batch);
        List<Integer> pauses = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        desk.ledger().reports().lines(desk.input("t").id(), new LineReader<RuntimeException>() {

            @Override
            public void line(Line line) {
                lines.add(line);
            }

            @Override
            public void paused() {
                pauses.add(lines.size());
            }
        });
        assertThat(lines).extracting(Line::position).isSorted().doesNotHaveDuplicates().hasSize(450);
        assertThat(pauses).containsExactly(200, 400, 450);
        assertThat(lines.get(1).answer()).as("nothing was said of it yet").isEmpty();
    }

    @Test
    void aReportKeepsItsNameUntilTheLastOneIsThereAndOthersGetANumber() {
        desk.accept("one", order(2, identity("A"), "a"));
        Work a = desk.sent(desk.claimed("A"));
        desk.settle(a, unknown());
        read("one");
        Delivery first = only(look());
        Reports reports = desk.ledger().reports();
        assertThat(reports.name(first, "report", "March", name -> false)).isEqualTo("March");
        assertThat(reports.name(first, "report", "March", name -> true)).as("its own file lies there")
                .isEqualTo("March");
        desk.accept("two", wrong(2, Optional.empty()));
        read("two");
        Delivery other = only(look());
        assertThat(reports.name(other, "report", "march", name -> false)).isEqualTo("march~2");
        assertThat(reports.name(other, "elsewhere", "march", name -> false)).isEqualTo("march");
        desk.ledger().deliveries().done(other);
        desk.ledger().deliveries().done(first);
        desk.accept("three", wrong(2, Optional.empty()));
        read("three");
        Delivery third = only(look());
        assertThat(reports.name(third, "report", "march", name -> name.equals("march~2")))
                .as("the first comes again, the second lies there").isEqualTo("march~3");
        desk.run("update orders set state = 'SENT', version = version + 1 where order_id = 'A'");
        desk.settle(a.sent(a.version() + 2, 0), done("1.20"));
        due();
        Delivery last = only(look());
        assertThat(reports.name(last, "report", "March", name -> true)).isEqualTo("March");
        desk.ledger().deliveries().done(last);
        assertThat(desk.count("report_name")).as("only the one that is still to be delivered").isEqualTo(1);
    }

    @Test
    void aDeliveryThatIsHeldIsNobodyElsesAndOneThatIsLostIsNoLongerHeld() {
        desk.accept("t", wrong(2, Optional.empty()));
        read("t");
        Delivery delivery = only(look());
        desk.run("update delivery set lease_until = clock_timestamp() - interval '1 s'");
        desk.ledger().deliveries().hold(delivery);
        assertThat(desk.deliveries("file")).extracting(Delivery::kind).containsExactly("final");
        desk.run("update delivery set lease_until = clock_timestamp() - interval '1 s'");
        assertThat(desk.deliveries("file")).extracting(Delivery::kind).contains("report");
        assertThatThrownBy(() -> desk.ledger().deliveries().hold(delivery)).isInstanceOf(LostRow.class);
    }

    @Test
    void theOriginalIsKnownOnceTheFileWasReadWhole() {
        desk.accept("t", wrong(2, Optional.empty()));
        Intake.Input input = desk.input("t");
        assertThat(input.original()).isEmpty();
        desk.ledger().intake().readWhole(input, Optional.of("done/2026-11-23/march.csv"));
        assertThat(desk.input("t").original()).contains("done/2026-11-23/march.csv");
        assertThat(desk.input("t").closed()).isTrue();
        assertThat(desk.ledger().reports().original(input.id()).path()).contains("done/2026-11-23/march.csv");
        assertThat(desk.text("select orders from intake")).isEqualTo("1");
    }

    @Test
    void aMessageOfTheQueueGetsNoReport() {
        desk.accept("t", wrong(2, Optional.empty()));
        desk.ledger().intake().close(desk.input("t"));
        assertThat(look()).isEmpty();
    }

    private void read(String token) {
        desk.ledger().intake().readWhole(desk.input(token), Optional.empty());
    }

    /** Looks at every input that is due, and gives the reports that can be delivered now. */
    private List<Delivery> look() {
        desk.lookAtInputs();
        return desk.deliveries("file").stream().filter(delivery -> delivery.kind().equals("report")).toList();
    }

    private void due() {
        desk.run("update intake set report_at = clock_timestamp() where report_at is not null");
    }

    private static Delivery only(List<Delivery> deliveries) {
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private static JsonNode json(Delivery delivery) {
        try {
            return new ObjectMapper().readTree(delivery.body());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private List<Line> lines(String token) {
        List<Line> lines = new ArrayList<>();
        LineReader<RuntimeException> reader = lines::add;
        desk.ledger().reports().lines(desk.input(token).id(), reader);
        return lines;
    }
}
