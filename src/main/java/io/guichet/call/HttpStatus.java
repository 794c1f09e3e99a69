package io.guichet.call;

/** A service answered with an HTTP status and without an answer of its own: a door in front of it spoke. */
public final class HttpStatus extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public HttpStatus(int status) {
        super("HTTP " + status, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
