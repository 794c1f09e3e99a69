package io.guichet.ledger;

import io.guichet.purchase.AnswerWriter;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import org.jdbi.v3.core.Jdbi;

/** Tells people what is not about one order, in a transaction of its own. */
public final class Notices implements NoticeBoard {

    private final Jdbi jdbi;
    private final Answering answering;
    private final AnswerWriter writer;

    public Notices(Jdbi jdbi, Answering answering, AnswerWriter writer) {
        this.jdbi = jdbi;
        this.answering = answering;
        this.writer = writer;
    }

    @Override
    public void tell(String service, String account, Notice notice) {
        jdbi.useTransaction(h -> answering.tell(h, service, writer.notice(service, account, notice)));
        answering.ring();
    }
}
