package io.guichet.purchase;

import java.time.Duration;
import java.util.Optional;

/** What is written of attempts that were closed without a booking. Each method is one transaction. */
public interface LateBook {

    /** Nothing of the attempt was found: it is looked for again after this, or no more. */
    void lookLater(Look look, Optional<Duration> in);

    /**
     * A booking showed up after its attempt was closed without one. An order that was not sent again yet is in doubt again,
     * so that the booking becomes its own; otherwise people are told and the account is paused.
     *
     * @param pause why it is paused
     */
    void bookedLate(Look look, Booking booking, String pause, Book.NoticeMessage alarm);
}
