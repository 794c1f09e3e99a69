package io.guichet.sandbox.sips;

/** The service's own no. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;
    private final boolean signed;

    /** @param field its errorFieldName; null where there is none */
    Refusal(String code, String text, String field, boolean signed) {
        super(text, null, false, false);
        this.code = code;
        this.field = field;
        this.signed = signed;
    }

    static Refusal of(String code, String text, String field) {
        return new Refusal(code, text, field, true);
    }

    /** Before the key is known there is nothing to seal with (sips 0.6). */
    static Refusal unsigned(String code, String text) {
        return new Refusal(code, text, null, false);
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }

    boolean isSigned() {
        return signed;
    }
}
