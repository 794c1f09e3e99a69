package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ledger.Inquiries.Became;
import io.guichet.ledger.Inquiries.Line;
import io.guichet.ledger.Inquiries.Page;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InquiriesTest {

    private final TestDesk desk = new TestDesk();
    private final Inquiries inquiries = Inquiries.over(desk.database());

    @AfterEach
    void close() {
        desk.close();
    }

    private Submission order(long position, String orderId, String content) {
        return TestDesk.order(position, TestDesk.identity(orderId), content);
    }

    private OrderEntry found(String orderId) {
        return inquiries.find(orderId, Optional.empty(), Optional.empty(), Optional.empty()).get(0);
    }

    @Test
    void eachOrderOfAnInputIsToldInItsSequenceWithWhatBecameOfIt() {
        desk.accept("earlier", order(1, "SO-2", "same"));
        desk.accept("this", order(1, "SO-1", "a"), order(2, "SO-2", "same"), order(3, "SO-2", "other"),
                TestDesk.wrong(4, Optional.empty()));

        Page page = inquiries.page(desk.input("this").id(), 0, 10);

        assertThat(page.lines()).extracting(Line::became).containsExactly(Became.ACCEPTED, Became.REPEAT,
                Became.REJECTED, Became.REJECTED);
        assertThat(page.lines()).extracting(Line::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.lines()).extracting(line -> line.entry().orderId())
                .containsExactly(Optional.of("SO-1"), Optional.of("SO-2"), Optional.of("SO-2"), Optional.empty());
        assertThat(page.accepted()).isEqualTo(1);
        assertThat(page.rejected()).isEqualTo(2);
        assertThat(page.repeats()).isEqualTo(1);
        assertThat(page.orders()).isEqualTo(4);
        assertThat(page.lines().get(0).said().answer()).isEmpty();
        assertThat(page.lines().get(2).said().answer())
                .hasValueSatisfying(answer -> assertThat(answer).contains("GUI-1102"));
    }

    @Test
    void pagesFollowEachOther() {
        desk.accept("this", order(5, "SO-5", "a"), order(7, "SO-7", "a"), order(9, "SO-5", "a"));

        assertThat(inquiries.page(desk.input("this").id(), 0, 2).lines()).extracting(Line::position).containsExactly(5L,
                7L);
        assertThat(inquiries.page(desk.input("this").id(), 0, 2).more()).isTrue();
        Page rest = inquiries.page(desk.input("this").id(), 7, 2);
        assertThat(rest.more()).isFalse();
        assertThat(rest.lines()).extracting(Line::position).containsExactly(9L);
        assertThat(rest.orders()).as("of the whole input").isEqualTo(3);
        assertThat(inquiries.page(desk.input("this").id(), 9, 2).lines()).isEmpty();
    }

    @Test
    void aPageEndsEarlierWhereMuchIsSaid() {
        desk.accept("this", TestDesk.wrong(1, Optional.empty()), TestDesk.wrong(2, Optional.empty()),
                TestDesk.wrong(3, Optional.empty()));
        desk.run("update message set body = repeat('x', 1500000)");

        Page page = inquiries.page(desk.input("this").id(), 0, 10);

        assertThat(page.lines()).extracting(Line::position).containsExactly(1L, 2L);
        assertThat(page.more()).isTrue();
        assertThat(inquiries.page(desk.input("this").id(), 2, 10).more()).isFalse();
    }

    @Test
    void anInputIsFoundByDoorAndTokenAndKnowsWhetherItWasReadToItsEnd() {
        Intake.Input input = desk.input("this");

        assertThat(inquiries.input("file", "this")).contains(input.id());
        assertThat(inquiries.input("queue", "this")).isEmpty();
        assertThat(inquiries.input("file", "that")).isEmpty();
        assertThat(inquiries.page(input.id(), 0, 1).closed()).isFalse();
        desk.ledger().intake().close(input);
        assertThat(inquiries.page(input.id(), 0, 1).closed()).isTrue();
    }

    @Test
    void theLastAnswerIsTheInterimOneAndThenTheFinalOne() {
        Work work = desk.sent(desk.inHand("SO-1"));
        assertThat(inquiries.said(found("SO-1")).answer()).isEmpty();
        desk.settle(work, TestDesk.unknown());
        assertThat(inquiries.said(found("SO-1")).answer()).hasValueSatisfying(
                answer -> assertThat(answer).contains("IN_DOUBT"));
        Work other = desk.sent(desk.inHand("SO-2"));
        desk.settle(other, TestDesk.done("1.20", TestDesk.document("1.pdf", "content")));
        desk.accept("again", order(1, "SO-2", "same"));

        assertThat(inquiries.said(found("SO-2")).answer()).hasValueSatisfying(
                answer -> assertThat(answer).contains("COMPLETED").contains("\"repeat\" : false"));
        assertThat(found("SO-2").state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void whatWasForgottenIsNoAnswer() {
        desk.accept("this", TestDesk.wrong(1, Optional.of("SO-1")));
        desk.run("update message set body = '{}'");

        assertThat(inquiries.said(found("SO-1")).answer()).isEmpty();
        assertThat(inquiries.page(desk.input("this").id(), 0, 1).lines().get(0).said().answer()).isEmpty();
    }

    @Test
    void aDocumentIsFoundByItsOrderAndName() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.done("1.20", TestDesk.document("1.pdf", "content")));
        desk.accept("other", order(1, "SO-2", "a"));

        assertThat(inquiries.document(found("SO-1"), "SO-1.1.pdf")).hasValueSatisfying(document -> {
            assertThat(document.content()).asString().isEqualTo("content");
            assertThat(document.mediaType()).isEqualTo("application/pdf");
        });
        assertThat(inquiries.document(found("SO-1"), "SO-1.2.pdf")).isEmpty();
        assertThat(inquiries.document(found("SO-2"), "SO-1.1.pdf")).isEmpty();
    }
}
