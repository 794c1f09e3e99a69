package io.guichet.purchase;

import java.util.List;
import java.util.Optional;

/** Writes what became of an order: state, documents, answer and deliveries together. */
public final class Settlements {

    private final Protocol protocol;
    private final Book book;
    private final Services services;
    private final AnswerWriter writer;

    public Settlements(Protocol protocol, Book book, Services services, AnswerWriter writer) {
        this.protocol = protocol;
        this.book = book;
        this.services = services;
        this.writer = writer;
    }

    public void settle(Work work, Outcome outcome) {
        Decision decision = protocol.decide(work, services.kind(work), outcome);
        List<Notice> notices = decision.done().map(Outcome.Done::notices).orElse(List.of());
        book.settle(work, decision,
                decision.tell() ? Optional.of(writer.answer(work, decision, notices)) : Optional.empty(),
                decision.done().map(Outcome.Done::documents).orElse(List.of()),
                notices.stream()
                        .map(notice -> writer.notice(work.identity().service(), work.identity().account(), notice))
                        .toList());
    }
}
