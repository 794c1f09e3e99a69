package io.guichet.call;

/**
 * The service answered, but what every answer has to say is not there (reading is tolerant, so nobody else noticed).
 */
public final class UnreadableAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Lack lack;

    public UnreadableAnswer(Lack lack) {
        super(lack.toString());
        this.lack = lack;
    }

    public Lack lack() {
        return lack;
    }
}
