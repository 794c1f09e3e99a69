package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Book.Intent;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Parent;
import io.guichet.purchase.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations on something that carries no key of ours: one at a time, and the ledger keeps what was there before. */
class ParentsTest {

    private final TestDesk desk = new TestDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anotherOneWaitsWhileTheFirstIsOpenOrItsOutcomeUnknown() {
        Work first = sent(desk.inHand("SO-1"), "PAY-1");
        Work second = desk.inHand("SO-2");
        assertThat(intend(second, "PAY-1")).isEqualTo(new Intent.ParentBusy("SO-1"));
        desk.settle(first, TestDesk.unknown());
        assertThat(intend(second, "PAY-1")).isEqualTo(new Intent.ParentBusy("SO-1"));
        assertThat(intend(second, "PAY-2")).isInstanceOf(Intent.Committed.class);
    }

    @Test
    void itGoesOnWhenTheFirstIsOver() {
        List<Outcome> overs = List.of(TestDesk.done("1.00"), TestDesk.refused(), TestDesk.notSent());
        for (int i = 0; i < overs.size(); i++) {
            Work first = sent(desk.inHand("SO-A" + i), "PAY-" + i);
            desk.settle(first, overs.get(i));
            assertThat(intend(desk.inHand("SO-B" + i), "PAY-" + i)).isInstanceOf(Intent.Committed.class);
        }
    }

    @Test
    void ofTwoAtOnceOneWaits() throws Exception {
        List<Work> works = List.of(desk.inHand("SO-1"), desk.inHand("SO-2"));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<Intent>> intents = two.invokeAll(works.stream()
                    .map(work -> (Callable<Intent>) () -> intend(work, "PAY-1")).toList());
            long committed = 0;
            for (Future<Intent> intent : intents) {
                committed += intent.get() instanceof Intent.Committed ? 1 : 0;
            }
            assertThat(committed).isEqualTo(1);
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void whatStoodThereBeforeEachAttemptIsKept() {
        OrderArchive archive = OrderArchive.over(desk.database());
        Work work = desk.inHand("SO-1");
        assertThat(archive.before(work)).isEmpty();
        sent(work, "PAY-1");
        assertThat(archive.before(work)).containsExactly(new Before(1, parent("PAY-1")));
    }

    private Work sent(Work work, String parent) {
        return ((Intent.Committed) intend(work, parent)).work();
    }

    private Intent intend(Work work, String parent) {
        return desk.ledger().orders().intend(work, TestDesk.service(), TestDesk.NO_CAPS, Optional.empty(),
                Optional.of(parent(parent)));
    }

    private static Parent parent(String reference) {
        return new Parent(reference, JsonNodeFactory.instance.objectNode().put("status", "CAPTURED"));
    }
}
