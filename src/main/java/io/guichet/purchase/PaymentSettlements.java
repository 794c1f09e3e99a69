package io.guichet.purchase;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Book.NoticeMessage;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from what a service says of a payment, by a notification or because it was asked. */
public final class PaymentSettlements {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentSettlements.class);

    private final Policy policy;
    private final PaymentBook book;
    private final AnswerWriter writer;
    private final Texts texts;

    public PaymentSettlements(Policy policy, PaymentBook book, AnswerWriter writer, Texts texts) {
        this.policy = policy;
        this.book = book;
        this.writer = writer;
        this.texts = texts;
    }

    /** @param said null where the notification concerns no payment of ours */
    public void told(Notification notification, PaymentState said) {
        if (said == null) {
            book.done(notification);
            return;
        }
        Duration left = policy.firstLook().minus(notification.age());
        book.settle(notification, said,
                left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left),
                notice(notification.service(), notification.account(), "unmatched:" + said.reference(),
                        texts.of(notification.service(), notification.account()).problem("GUI-4030", "",
                                notification.service(), notification.account(), said.reference())));
    }

    /** It could not be acted on: tried again with growing pauses, then left for people to see. */
    public void notTold(Notification notification, Throwable error) {
        LOG.warn("{} could not be acted on: {}", notification, kind(error));
        int failures = notification.attempts() + 1;
        boolean more = policy.waitedAfter(failures).compareTo(policy.giveUp()) <= 0;
        write(notification, () -> book.again(notification,
                more ? Optional.of(policy.delayAfter(failures)) : Optional.empty(),
                more ? Optional.empty() : Optional.of(givenUp(notification, error))));
    }

    private NoticeMessage givenUp(Notification notification, Throwable error) {
        Problem problem = texts.of(notification.service(), notification.account()).problem("GUI-4031", "",
                notification.id(), notification.service(), notification.account(), policy.giveUp(), kind(error));
        return notice(notification.service(), notification.account(), "notification:" + notification.id(), problem);
    }

    public void asked(FollowedPayment payment, PaymentState said) {
        book.settle(payment, said, policy.following().nextAsk(payment.age()), end(payment));
    }

    /** It could not be asked for: soon again, at its next time at the latest. */
    public void notAsked(FollowedPayment payment, Throwable error) {
        LOG.warn("{} could not be asked for: {}", payment, kind(error));
        Optional<Duration> next = policy.following().nextAsk(payment.age());
        Duration soon = policy.delayAfter(payment.failures() + 1);
        write(payment, () -> book.again(payment, next.map(time -> time.compareTo(soon) < 0 ? time : soon),
                next.isPresent() ? Optional.empty() : Optional.of(end(payment))));
    }

    /** What cannot be written either is left to the end of its lease; an error beside another would tell both in full. */
    private static void write(Object what, Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException failed) {
            LOG.warn("{} is left to the end of its lease: {}", what, kind(failed));
        }
    }

    /** What errors say may quote a buyer; their kind does not. */
    private static String kind(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName();
    }

    private NoticeMessage end(FollowedPayment payment) {
        Problem problem = texts.of(payment.identity()).problem("GUI-4032", "", payment.identity().orderId(),
                payment.reference(), payment.service(), policy.following().follow());
        return notice(payment.service(), payment.account(), "payment:" + payment.id(), problem);
    }

    private NoticeMessage notice(String service, String account, String key, Problem problem) {
        return writer.notice(service, account,
                new Notice("payment", problem.code() + ": " + problem.message() + " " + problem.advice(),
                        Optional.empty(), Optional.empty(), Optional.of(key)));
    }
}
