package io.guichet.outbox;

import java.io.IOException;
import java.io.OutputStream;

/** A folder that answers are put into, here or on another machine. */
public interface AnswerFolder {

    /** What a file holds; written as often as it has to be. */
    interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    /** What tells this folder from every other. */
    String place();

    /**
     * Whole or not at all; a file of that name is replaced.
     *
     * @param alive called from time to time while it lasts
     */
    void put(String name, Content content, Runnable alive) throws IOException;

    /** A file that is not there is removed already. */
    void remove(String name) throws IOException;

    boolean holds(String name) throws IOException;

    /** What was put and removed stays so, whatever happens from now on. */
    void flush() throws IOException;
}
