package io.guichet.service.webstamp;

/**
 * The service answered, but what every answer has to say is not there (reading is tolerant, so nobody else noticed).
 */
final class UnreadableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswer(String what) {
        super(what);
    }
}
