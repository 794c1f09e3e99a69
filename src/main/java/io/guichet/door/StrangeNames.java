package io.guichet.door;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.util.Optional;

/** Files whose names cannot be used here stay where they lie, and people are told. */
public final class StrangeNames {

    private final Texts texts;
    private final NoticeBoard notices;

    public StrangeNames(Texts texts, NoticeBoard notices) {
        this.texts = texts;
        this.notices = notices;
    }

    /**
     * @param where what tells this file from every other
     */
    boolean refuse(String name, String where) {
        return refuse(FileNames.problem(name, texts), where);
    }

    /** The SFTP library takes these for patterns, so that they could mean another file. */
    boolean refusePattern(String name, String where) {
        return refuse(name.contains("*") || name.contains("?")
                ? Optional.of(texts.problem("GUI-1036", "", name))
                : Optional.empty(), where);
    }

    private boolean refuse(Optional<Problem> problem, String where) {
        problem.ifPresent(wrong -> notices.tell("", "", new Notice("folder", wrong.message() + " " + wrong.advice(),
                Optional.empty(), Optional.empty(), Optional.of("name " + where))));
        return problem.isPresent();
    }
}
