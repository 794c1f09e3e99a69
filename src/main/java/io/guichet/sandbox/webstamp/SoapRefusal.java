package io.guichet.sandbox.webstamp;

import java.util.Map;

/** The service says no with one of its codes (webstamp 4.2); nothing was booked. */
final class SoapRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Map<String, String> values;

    SoapRefusal(int code) {
        this(code, Map.of());
    }

    /** @param values what stands for the text's placeholders */
    SoapRefusal(int code, Map<String, String> values) {
        super("fault " + code, null, false, false);
        this.code = code;
        this.values = values;
    }

    int code() {
        return code;
    }

    Map<String, String> values() {
        return values;
    }
}
