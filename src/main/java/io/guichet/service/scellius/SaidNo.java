package io.guichet.service.scellius;

import io.guichet.call.Causes;
import io.guichet.order.Problem.ServiceFault;
import java.util.Optional;
import java.util.Set;

/** The service said no, in its own envelope (scellius 2.2). */
public final class SaidNo extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The token is over, or paid, or unknown: one family, whichever of them the service says (scellius 4.2). */
    private static final Set<String> DEAD_TOKEN =
            Set.of("INT_885", "INT_903", "INT_906", "PSP_108", "PSP_136", "PSP_649", "PSP_903");
    private static final String NOT_FOUND = "PSP_010";

    private final transient ServiceFault fault;
    private final transient Optional<String> named;

    /** @param named the path of the value that it speaks of, where it says one; never the value */
    SaidNo(ServiceFault fault, Optional<String> named) {
        super("the service said no: " + fault.code(), null, false, false);
        this.fault = fault;
        this.named = named;
    }

    /** Camel hands an error of an expression on in one of its own. */
    static Optional<SaidNo> in(Throwable error) {
        return Causes.find(error, SaidNo.class);
    }

    boolean isDeadToken() {
        return DEAD_TOKEN.contains(fault.code());
    }

    /** Normal for what nobody has paid yet (scellius 3.2, 4.2). */
    boolean isNotFound() {
        return NOT_FOUND.equals(fault.code());
    }

    /** The link is ended already. */
    boolean isEnded() {
        return "PSP_1101".equals(fault.code());
    }

    ServiceFault fault() {
        return fault;
    }

    Optional<String> named() {
        return named;
    }
}
