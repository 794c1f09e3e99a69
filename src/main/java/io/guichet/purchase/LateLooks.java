package io.guichet.purchase;

import io.guichet.order.Texts;
import java.util.Optional;

/** Attempts that were closed without a booking are looked for once more: a service may have listed them late. */
public final class LateLooks {

    private final Policy policy;
    private final LateBook book;
    private final AnswerWriter writer;
    private final Texts texts;

    public LateLooks(Policy policy, LateBook book, AnswerWriter writer, Texts texts) {
        this.policy = policy;
        this.book = book;
        this.writer = writer;
        this.texts = texts;
    }

    public void judge(Look look, Finding finding) {
        Optional<Booking> late = finding.bookings().stream().filter(b -> b.attempt() == look.attempt()).findFirst();
        if (late.isEmpty()) {
            // What was not listed whole has not been looked at: not even the last look ends with it.
            book.lookLater(look, policy.nextLook(look.age())
                    .or(() -> finding.complete() ? Optional.empty() : Optional.of(policy.retryMax())));
            return;
        }
        Work work = look.work();
        Texts words = texts.of(work.identity());
        Notice alarm = new Notice("late-booking",
                words.text("purchase", "late-booking", late.get().carrierId(), work.identity().orderId(),
                        look.attempt(), work.identity().account(), work.identity().service()),
                Optional.empty(), Optional.empty(), Optional.empty());
        book.bookedLate(look, late.get(),
                words.text("purchase", "late-booking.pause", late.get().carrierId(), work.identity().orderId()),
                writer.notice(work.identity().service(), work.identity().account(), alarm));
    }
}
