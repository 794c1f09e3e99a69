package io.guichet.service.sips;

import io.guichet.call.Causes;
import java.util.Optional;

/** The service answered with another code than 00 (sips 3.1, 5.1). */
public final class SaidNo extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String UNKNOWN_TRANSACTION = "25";

    private final String code;
    private final String field;
    private final String status;

    /**
     * @param field  the field that the service names; empty where it names none
     * @param status of the transaction, where the service says it
     */
    SaidNo(String code, String field, String status) {
        super("the service said no: " + code, null, false, false);
        this.code = code;
        this.field = field;
        this.status = status;
    }

    static Optional<SaidNo> in(Throwable error) {
        return Causes.find(error, SaidNo.class);
    }

    /** Normal for what nobody has paid yet (sips 3.3). */
    boolean isUnknown() {
        return code.equals(UNKNOWN_TRANSACTION);
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }

    String status() {
        return status;
    }
}
