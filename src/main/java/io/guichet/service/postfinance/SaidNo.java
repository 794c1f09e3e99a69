package io.guichet.service.postfinance;

import io.guichet.call.Causes;
import java.util.Optional;

/** The service answered with an error of its own (postfinance 4.2). */
public final class SaidNo extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final int status;
    private final String id;
    private final String text;
    private final String call;

    /**
     * @param id   by which the service finds the request again; empty where it names none
     * @param text what it says, with the fields that it names
     * @param call the operation
     */
    SaidNo(int status, String id, String text, String call) {
        super("the service said no: HTTP " + status + " to " + call, null, false, false);
        this.status = status;
        this.id = id;
        this.text = text;
        this.call = call;
    }

    static Optional<SaidNo> in(Throwable error) {
        return Causes.find(error, SaidNo.class);
    }

    /** Somebody changed the object meanwhile (postfinance 2.3). */
    boolean isConflict() {
        return status == CONFLICT;
    }

    boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** To what asks only: it says nothing about what was done before. */
    boolean isToAQuestion() {
        return call.startsWith("GET ");
    }

    int status() {
        return status;
    }

    String id() {
        return id;
    }

    String text() {
        return text;
    }

    String call() {
        return call;
    }
}
