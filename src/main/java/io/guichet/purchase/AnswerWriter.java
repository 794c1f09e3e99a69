package io.guichet.purchase;

import java.util.List;

/** Words what the protocol decided. */
public interface AnswerWriter {

    /** The message to the sender of an order. */
    String answer(Work work, Decision decision, List<Notice> notices);

    /** A notice as it goes out to people. */
    Book.NoticeMessage notice(String service, String account, Notice notice);
}
