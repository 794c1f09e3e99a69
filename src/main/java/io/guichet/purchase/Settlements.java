package io.guichet.purchase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what became of an order: state, documents, answer and deliveries together. */
public final class Settlements {

    private final Protocol protocol;
    private final Book book;
    private final Services services;
    private final AnswerWriter writer;
    private final HoldNotices holds;

    public Settlements(Protocol protocol, Book book, Services services, AnswerWriter writer, HoldNotices holds) {
        this.protocol = protocol;
        this.book = book;
        this.services = services;
        this.writer = writer;
        this.holds = holds;
    }

    public void settle(Work work, Outcome outcome) {
        write(work, askable(work, protocol.decide(work, services.kind(work), outcome)));
    }

    /** A call whose worker was lost. */
    public void lost(Work work) {
        write(work, askable(work, protocol.lost(work)));
    }

    /** Writes a decision with what it tells its sender and other people. */
    void write(Work work, Decision decision) {
        write(work, decision, decision.done().map(Outcome.Done::notices).orElse(List.of()));
    }

    void write(Work work, Decision decision, List<Notice> notices) {
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(holds.of(work, decision));
        book.settle(work, decision,
                decision.tell() ? Optional.of(writer.answer(work, decision, notices)) : Optional.empty(),
                decision.done().map(Outcome.Done::documents).orElse(List.of()),
                all.stream()
                        .map(notice -> writer.notice(work.identity().service(), work.identity().account(), notice))
                        .toList());
    }

    private Decision askable(Work work, Decision decision) {
        boolean nobody = decision.to() == State.IN_DOUBT
                && services.named(work.identity().service()).settleTime(work.operation()).isEmpty();
        return nobody ? protocol.unaskable(work, decision) : decision;
    }
}
