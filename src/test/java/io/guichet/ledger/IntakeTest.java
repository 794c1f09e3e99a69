package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.asking;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.notSent;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.problem;
import static io.guichet.ledger.TestDesk.refused;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Cleaned;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Decision;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theSamePositionOfTheSameInputIsTakenOnce() {
        Submission right = order(1, identity("SO-1"), "a");
        Submission repeat = order(2, identity("SO-1"), "a");
        Submission bad = wrong(3, Optional.empty());
        assertThat(desk.accept("t", right, repeat, bad)).isEqualTo(new Intake.Taken(1, 1, 1, 0));
        assertThat(desk.accept("t", right, repeat, bad)).isEqualTo(new Intake.Taken(0, 0, 0, 3));
        assertThat(desk.count("orders")).isEqualTo(2);
        assertThat(desk.count("repeat_request")).isEqualTo(1);
    }

    @Test
    void theSameInputIsTheSameAgainAndAnotherIsAnother() {
        assertThat(desk.input("t").id()).isEqualTo(desk.input("t").id()).isNotEqualTo(desk.input("u").id());
        desk.ledger().intake().close(desk.input("t"));
        assertThat(desk.input("t").closed()).isTrue();
        assertThat(desk.input("u").closed()).isFalse();
    }

    @Test
    void aRepeatWhileTheFirstMovesIsAnsweredWithItsEndUnderItsOwnCorrelationId() {
        desk.accept("t", order(1, identity("SO-1"), "a", Optional.empty(), Optional.of("first")));
        desk.accept("u", asking(order(1, identity("SO-1"), "a"), "second", "answers"));
        assertThat(desk.deliveries("queue")).as("nothing is answered before the first is done").isEmpty();
        desk.settle(desk.sent(desk.claimed("SO-1")), done("2.40"));
        List<Deliveries.Delivery> first = desk.deliveries("queue");
        assertThat(first).singleElement().satisfies(answer -> {
            assertThat(answer.kind()).isEqualTo("final");
            assertThat(answer.body()).contains("\"repeat\" : false", "\"correlationId\" : \"first\"");
        });
        desk.ledger().deliveries().done(first.get(0));
        assertThat(desk.deliveries("queue")).singleElement().satisfies(answer -> {
            assertThat(answer.kind()).isEqualTo("repeat");
            assertThat(answer.body()).contains("\"repeat\" : true", "\"correlationId\" : \"second\"")
                    .doesNotContain("first");
        });
        assertThat(desk.deliveries("reply")).singleElement()
                .satisfies(reply -> assertThat(reply.address()).contains("answers"));
        assertThat(desk.deliveries("file")).as("a repeat writes no file").singleElement()
                .satisfies(file -> assertThat(file.kind()).isEqualTo("final"));
    }

    @Test
    void aRepeatAfterTheEndIsAnsweredAtOnce() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("2.40"));
        desk.accept("u", asking(order(7, identity("SO-1"), "same"), "late", "answers"));
        assertThat(desk.deliveries("reply")).singleElement().satisfies(reply -> {
            assertThat(reply.body()).contains("\"repeat\" : true", "\"correlationId\" : \"late\"");
            assertThat(reply.kind()).isEqualTo("repeat");
        });
        assertThat(desk.count("orders")).isEqualTo(1);
        assertThat(desk.count("repeat_request where not answered")).isZero();
    }

    @Test
    void otherContentUnderABoundIdentityIsRefusedAndTheFirstIsNotDisturbed() {
        desk.accept("t", order(1, identity("SO-1"), "a"));
        assertThat(desk.accept("u", order(4, identity("SO-1"), "b"))).isEqualTo(new Intake.Taken(0, 1, 0, 0));
        assertThat(desk.deliveries("file")).singleElement().satisfies(error -> {
            assertThat(error.body()).contains("GUI-1102", "same id with other content").doesNotContain("{1}", "{2}");
            assertThat(error.name()).isEqualTo("march.csv#4");
        });
        assertThat(desk.text("select state || ' ' || version from orders where bound")).isEqualTo("ACCEPTED 0");
        desk.settle(desk.sent(desk.claimed("SO-1")), done("2.40"));
        assertThat(desk.deliveries("file")).extracting(Deliveries.Delivery::name).containsExactly("SO-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "FAILED"})
    void anEndWithoutPurchaseFreesTheIdentityAndTheNextIsAnotherTry(String end) {
        Work first = desk.sent(desk.inHand("SO-1"));
        desk.settle(first, new Decision(State.valueOf(end), List.of(problem("GUI-2007")), Optional.empty(), true,
                Optional.empty(), 0, Optional.of(Decision.AttemptEnd.REFUSED), false, "test"), List.of(), List.of());
        assertThat(desk.accept("u", order(1, identity("SO-1"), "corrected")).accepted()).isEqualTo(1);
        Work second = desk.claimed("SO-1");
        assertThat(second.tryNumber()).isEqualTo(2);
        assertThat(second.name()).as("its answer takes the place of the first").isEqualTo(first.name());
        assertThat(second.key().stem()).isNotEqualTo(first.key().stem());
    }

    @Test
    void aWrongOrderFreesItsIdentityAndCountsAsNoTry() {
        desk.accept("t", wrong(1, Optional.of("SO-1")));
        desk.accept("u", order(1, identity("SO-1"), "corrected"));
        assertThat(desk.claimed("SO-1").tryNumber()).isEqualTo(1);
        assertThat(desk.texts("select distinct name from orders")).containsExactly("SO-1");
    }

    @Test
    void anOrderRejectedAfterACallWasUnderWayCountsAsATrySoThatNoKeyIsUsedTwice() {
        Work sent = desk.sent(desk.inHand("SO-1"));
        desk.settle(sent, notSent());
        desk.run("update orders set due_at = clock_timestamp()");
        Work again = desk.claimed("SO-1");
        desk.settle(again, new Decision(State.REJECTED, List.of(problem("GUI-4001")), Optional.empty(), true,
                Optional.empty(), 0, Optional.empty(), false, "price"), List.of(), List.of());
        desk.accept("u", order(1, identity("SO-1"), "dearer"));
        assertThat(desk.claimed("SO-1").key()).isNotEqualTo(sent.key());
    }

    @Test
    void aRepeatOfAnOrderThatIsRefusedLaterIsAnsweredWithTheRefusal() {
        Work work = desk.sent(desk.inHand("SO-1"));
        desk.accept("u", asking(order(1, identity("SO-1"), "same"), "second", "answers"));
        desk.settle(work, refused());
        assertThat(desk.deliveries("reply")).singleElement()
                .satisfies(reply -> assertThat(reply.body()).contains("REFUSED", "\"repeat\" : true"));
    }

    @Test
    void whatWasTakenOnceIsARepeatEvenWhereItWouldBeRefusedToday() {
        desk.accept("t", TestDesk.cleaned(1, identity("SO-1"), "a", "said"));

        assertThat(desk.accept("u", TestDesk.wrongToday(1, identity("SO-1"), "a")))
                .isEqualTo(new Intake.Taken(0, 0, 1, 0));
        assertThat(desk.accept("u", TestDesk.wrongToday(1, identity("SO-1"), "a"))).as("the same line again")
                .isEqualTo(new Intake.Taken(0, 0, 0, 1));
        assertThat(desk.accept("v", TestDesk.wrongToday(1, identity("SO-1"), "b"))).as("another content")
                .isEqualTo(new Intake.Taken(0, 1, 0, 0));
        assertThat(desk.accept("w", TestDesk.wrongToday(1, identity("SO-2"), "a"))).as("never taken")
                .isEqualTo(new Intake.Taken(0, 1, 0, 0));
        assertThat(desk.count("repeat_request")).isEqualTo(1);
    }

    @Test
    void whatWasCleanedIsKnownToEveryAnswerOfTheOrder() {
        desk.accept("t", TestDesk.cleaned(1, identity("SO-1"), "a", "said"), order(2, identity("SO-2"), "a"));

        assertThat(desk.claim(10)).extracting(Work::cleaned).containsExactlyInAnyOrder(
                List.of(new Cleaned("/request/content", "said")), List.of());
    }

    @Test
    void namesAreTheShortestThatNoOtherOrderBears() {
        desk.accept("t", order(1, identity("a:b"), "1"),
                order(2, new OrderIdentity("webstamp", "demo", "preview", "A:B"), "2"),
                order(3, new OrderIdentity("webstamp", "other", "preview", "a_b"), "3"),
                order(4, new OrderIdentity("webstamp", "other", "preview", "A_b"), "4"), wrong(5, Optional.empty()),
                wrong(6, Optional.of("A_B")), wrong(7, Optional.of("free:1")));
        assertThat(names()).hasSize(7).doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).doesNotContain(":"))
                .contains("march.csv#5", "march.csv#6", "free_1");
        assertThat(names().stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
    }

    @Test
    void theSecondNameTellsTheOperationAndTheThirdServiceAndAccount() {
        desk.accept("t", order(1, identity("SO-1"), "1"));
        desk.accept("u", order(1, new OrderIdentity("webstamp", "demo", "preview", "SO-1"), "1"));
        desk.accept("v", order(1, new OrderIdentity("webstamp", "other", "preview", "SO-1"), "1"));
        desk.accept("w", order(1, new OrderIdentity("webstamp", "other", "preview", "so-1"), "1"));
        assertThat(names().subList(0, 3)).containsExactly("SO-1", "SO-1~preview", "SO-1~webstamp~other~preview");
        assertThat(names().get(3)).startsWith("so-1~webstamp~other~preview~");
    }

    @Test
    void aWrongOrderUnderTheNameOfABoundOneIsNamedAfterItsLine() {
        desk.accept("t", order(1, identity("SO-1"), "a"));
        desk.accept("u", wrong(9, Optional.of("SO-1")));
        assertThat(names()).containsExactly("SO-1", "march.csv#9");
    }

    @Test
    void twoInputsOfTheSameNameNameTheirWrongLinesApart() {
        desk.accept("t", wrong(9, Optional.empty()));
        desk.accept("u", wrong(9, Optional.empty()));
        assertThat(names()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void crossingBatchesOfTwoDoorsNeitherDeadlockNorDouble() throws Exception {
        List<Submission> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batch.add(order(3 * i, new OrderIdentity("webstamp", "demo", "stamps", "SO-" + i), "same"));
            batch.add(order(3 * i + 1, new OrderIdentity("webstamp", "demo", "preview", "so-" + i), "same"));
            batch.add(wrong(3 * i + 2, Optional.empty()));
        }
        ExecutorService doors = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Intake.Taken>> tasks = new ArrayList<>();
            for (int door = 0; door < 4; door++) {
                List<Submission> shuffled = new ArrayList<>(batch);
                Collections.shuffle(shuffled, new Random(door));
                String token = "door-" + door;
                tasks.add(() -> desk.ledger().intake().accept(desk.input(token), shuffled));
            }
            Intake.Taken all = new Intake.Taken(0, 0, 0, 0);
            for (Future<Intake.Taken> taken : doors.invokeAll(tasks)) {
                all = all.plus(taken.get());
            }
            assertThat(all).isEqualTo(new Intake.Taken(80, 160, 240, 0));
        } finally {
            doors.shutdownNow();
        }
        assertThat(desk.count("orders where bound")).isEqualTo(80);
        assertThat(names()).as("one name, one order").doesNotHaveDuplicates();
    }

    @Test
    void oneInputReadByTwoAtOnceIsTakenOnce() throws Exception {
        List<Submission> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            batch.add(order(i, identity("SO-" + i), "same"));
        }
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Intake.Taken>> tasks = Collections.nCopies(3,
                    () -> desk.ledger().intake().accept(desk.input("t"), batch));
            for (Future<Intake.Taken> taken : readers.invokeAll(tasks)) {
                assertThat(taken.get().repeated()).as("the same line again is no repeat").isZero();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(desk.count("orders")).isEqualTo(50);
        assertThat(desk.count("repeat_request")).isZero();
    }

    @Test
    void whatNobodyCanStoreKeepsNoNeighbourOut() {
        Submission odd = new Submission(1, Optional.empty(), Optional.empty(), Optional.of("x\0y"),
                Optional.of("o".repeat(5_000_000)), Optional.of("a\0"), Optional.of("c\0"), Optional.empty(),
                List.of(problem("GUI-1060")));
        Submission right = order(2, identity("SO-1"), "a", Optional.empty(), Optional.of("key\0\uD800"));
        assertThat(desk.accept("t", odd, right)).isEqualTo(new Intake.Taken(1, 1, 0, 0));
        assertThat(desk.accept("u", asking(order(1, identity("SO-1"), "a"), "again\0", "answers")).repeated())
                .isEqualTo(1);
    }

    @Test
    void theAuditBeginsWithTheDoor() {
        desk.accept("t", order(1, identity("SO-1"), "a"), wrong(2, Optional.empty()));
        assertThat(desk.texts(
                "select coalesce(from_state, '-') || ' ' || to_state || ' ' || why from audit order by order_id"))
                .containsExactlyInAnyOrder("- ACCEPTED accepted by the file door", "- REJECTED wrong: GUI-1040");
    }

    private List<String> names() {
        return desk.texts("select name from orders order by id");
    }
}
