package io.guichet.service.canadapost;

import io.guichet.order.Problem.ServiceFault;
import java.util.List;

/** The service answered with messages in place of what was asked for; a list without any is a no as well (canadapost 2.2). */
public final class SaidNo extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ServiceFault> said;

    /** The texts are the service's, and may hold what the order did: they do not go into logs. */
    SaidNo(List<ServiceFault> said) {
        super("the service said no: " + said.stream().map(ServiceFault::code).toList(), null, false, false);
        this.said = List.copyOf(said);
    }

    /** A refund of the shipment is under way already: as good as the ticket itself (canadapost 4.2). */
    public boolean isAlreadyRequested() {
        return said.stream().anyMatch(fault -> fault.code().equals(OutcomeTable.ALREADY_REQUESTED));
    }

    List<ServiceFault> said() {
        return said;
    }
}
