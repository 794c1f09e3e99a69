package io.guichet.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The local double of one service: its own paths, its own book, its own strictness. */
public interface Twin extends AutoCloseable {

    /** The service's name in {@code /control}, for example {@code webstamp}. */
    String name();

    /** The path all its addresses begin with, for example {@code /webstamp}. */
    String prefix();

    /** Understands a request without booking anything, so that faults can be injected by operation. */
    Task read(Call call);

    /** The operation as far as the request's head tells it; the body has not been read. */
    default Optional<String> announced(Call head) {
        return Optional.empty();
    }

    /** The book of purchases, oldest first. */
    List<Purchase> purchases();

    /**
     * Takes over a lasting fault (terms, block, balance ...).
     *
     * @return false when the fault is about an account or a kind that this twin does not know
     * @throws IllegalArgumentException when it is about this twin but cannot be
     */
    boolean change(Fault fault) throws IOException;

    /** Takes lasting faults back; money and purchases stay. */
    void calm();

    /** Forgets everything, the book too. */
    void reset() throws IOException;

    @Override
    void close();

    /** One understood request. */
    interface Task {

        /** The service's own name of the operation. */
        String operation();

        /** Does it: checks, books, answers. */
        Answer answer(List<Fault> faults) throws IOException;

        /** The service's own error answer that the fault asks for by its code; nothing is booked. */
        Answer refuse(Fault fault);

        /** How the service says that calls come too fast: 429 or 503 with Retry-After where it has no words of its own. */
        default Answer slowDown(Fault fault) {
            int status = fault.status() == null ? 429 : fault.status();
            int seconds = fault.retryAfter() == null ? 1 : fault.retryAfter();
            return Answer.html(status, status + " Slow Down").with("Retry-After", Integer.toString(seconds));
        }
    }
}
