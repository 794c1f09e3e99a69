package io.guichet.sandbox.scellius;

/** The service's own no: a code, a text and what is wrong in detail (scellius 2.2). */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String detail;

    Refusal(String code, String text, String detail) {
        super(text, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    Refusal(String code, String text) {
        this(code, text, null);
    }

    /** A value that its field does not take. */
    static Refusal of(String code, String name, String value) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return new Refusal(code, "invalid " + last, "Invalid input value [name=" + name + ", value=" + value + "]");
    }

    String code() {
        return code;
    }

    /** Null where there is none. */
    String detail() {
        return detail;
    }
}
