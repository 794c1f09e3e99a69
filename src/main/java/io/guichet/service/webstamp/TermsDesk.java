package io.guichet.service.webstamp;

import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import io.guichet.service.webstamp.wire.WswsJournals;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Tells what the service wants an account's holder to know, without an order (webstamp 3.8). */
public final class TermsDesk {

    private final ServiceMessages messages;
    private final OutcomeTable outcomes;
    private final NoticeBoard notices;
    private final Texts texts;
    private final Clock clock;
    private final Duration pause;

    /** @param pause between two accounts, so that many are spread over time */
    public TermsDesk(ServiceMessages messages, OutcomeTable outcomes, NoticeBoard notices, Texts texts, Clock clock,
            Duration pause) {
        this.messages = messages;
        this.outcomes = outcomes;
        this.notices = notices;
        this.texts = texts;
        this.clock = clock;
        this.pause = pause;
    }

    public long pause() {
        return pause.toMillis();
    }

    public void tell(Account account, WswsJournals answer) {
        Texts words = texts.of(account.service(), account.name());
        if (answer != null) {
            messages.read(answer.getMessages(), words)
                    .forEach(notice -> notices.tell(account.service(), account.name(), notice));
        }
    }

    /** An account that the service turns away is told each day, until it is let in again. */
    public void failed(Account account, Throwable error) {
        Optional<ServiceFault> fault = ServiceFaults.find(error).filter(one -> outcomes.held(one.code()).isPresent());
        fault.ifPresent(one -> {
            Texts words = texts.of(account.service(), account.name());
            String text = words.text(WebstampService.NAME, "account.blocked", account.name(), one.code(), one.text(),
                    Optional.ofNullable(one.requestId()).orElse("?"));
            String once = "blocked/" + one.code() + "/" + LocalDate.ofInstant(clock.instant(), WebstampService.ZONE);
            notices.tell(account.service(), account.name(),
                    new Notice("hold", text, Optional.empty(), Optional.empty(), Optional.of(once)));
        });
    }
}
