package io.guichet.doctor;

import io.guichet.purchase.Account;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * What a service brings to {@code guichet doctor}: real calls with one account's own credentials that cost nothing and
 * change nothing. Found by ServiceLoader; nothing else lists them.
 */
public interface Checkup {

    /** The service's name as in the order message. */
    String service();

    /** The bundle of its words; those that it lacks are taken from the bundle {@code doctor}. */
    String words();

    /**
     * Looks at one account and tells what it finds. What cannot be known because of something before it is skipped, not
     * guessed.
     *
     * @param settings what a declared setting holds; empty where it holds nothing
     */
    void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings);
}
