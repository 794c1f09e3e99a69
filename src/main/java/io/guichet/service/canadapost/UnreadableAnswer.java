package io.guichet.service.canadapost;

/**
 * The service answered, but what every answer has to say is not there (reading is tolerant, so nobody else noticed).
 */
final class UnreadableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Lack lack;

    UnreadableAnswer(Lack lack) {
        super(lack.toString());
        this.lack = lack;
    }

    Lack lack() {
        return lack;
    }
}
