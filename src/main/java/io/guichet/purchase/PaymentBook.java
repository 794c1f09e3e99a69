package io.guichet.purchase;

import io.guichet.purchase.Book.NoticeMessage;
import java.time.Duration;
import java.util.Optional;

/** Where payments and what services tell of them are written: the ledger. Each method is one transaction. */
public interface PaymentBook {

    /**
     * Writes what a notification says: the payment, the event where something changed, and that the notification is done.
     *
     * @param wait      how long a payment that nobody knows is waited for, since its order may not be settled yet; empty when
     *                  it has been
     * @param unmatched told once where nobody knows it
     */
    void settle(Notification notification, PaymentState said, Optional<Duration> wait, NoticeMessage unmatched);

    /** It concerns no payment. */
    void done(Notification notification);

    /**
     * It could not be acted on.
     *
     * @param in     when it is tried again; empty when it no longer is
     * @param notice what people are told
     */
    void again(Notification notification, Optional<Duration> in, Optional<NoticeMessage> notice);

    /**
     * Writes how a payment stands that was asked for.
     *
     * @param in  when it is asked for again, unless it is final; empty when it no longer is
     * @param end what people are told where it is not final and no longer asked for
     */
    void settle(FollowedPayment payment, PaymentState said, Optional<Duration> in, NoticeMessage end);

    /** It could not be asked for. */
    void again(FollowedPayment payment, Optional<Duration> in, Optional<NoticeMessage> end);
}
