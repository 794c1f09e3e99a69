package io.guichet.purchase;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A book that keeps what it is told, for tests of who tells it. */
final class RecordingBook implements Book, LateBook, AnswerWriter {

    /** One settlement as it was written. */
    record Settled(Work work, Decision decision, Optional<String> answer, List<NoticeMessage> notices) {
    }

    /** One late booking as it was told. */
    record Late(Look look, Booking booking, String pause, NoticeMessage alarm) {
    }

    final List<Settled> settled = new ArrayList<>();
    final List<Optional<Duration>> later = new ArrayList<>();
    final List<Late> late = new ArrayList<>();

    Decision decision() {
        if (settled.size() != 1) {
            throw new AssertionError(settled.size() + " settlements (expected: 1)");
        }
        return settled.get(0).decision();
    }

    /** Settlements into this book. */
    Settlements settlements(Services services) {
        return new Settlements(new Protocol(Works.POLICY, Works.TEXTS), this, services, this,
                new HoldNotices(Works.TEXTS));
    }

    @Override
    public Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve,
            Optional<Parent> parent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void settle(Work work, Decision decision, Optional<String> answer, List<Document> documents,
            List<NoticeMessage> notices) {
        settled.add(new Settled(work, decision, answer, notices));
    }

    @Override
    public void lookLater(Look look, Optional<Duration> in) {
        later.add(in);
    }

    @Override
    public void bookedLate(Look look, Booking booking, String pause, NoticeMessage alarm) {
        late.add(new Late(look, booking, pause, alarm));
    }

    @Override
    public String answer(Work work, Decision decision, List<Notice> notices) {
        return decision.to().name();
    }

    @Override
    public NoticeMessage notice(String service, String account, Notice notice) {
        return new NoticeMessage(notice, account, notice.text());
    }
}
