package io.guichet.sandbox;

import io.guichet.sandbox.Fault.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps the faults that wait for their calls and hands each call what strikes it. */
public final class FaultDesk {

    private static final Set<Kind> REPLACING =
            EnumSet.of(Kind.HTTP, Kind.HTML, Kind.THROTTLE, Kind.SOAP, Kind.MESSAGES);

    private final List<Armed> armed = new ArrayList<>();

    public synchronized void arm(Fault fault) {
        armed.add(new Armed(fault));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** Faults still waiting, with the calls that are left. */
    public synchronized List<Waiting> waiting() {
        return armed.stream().map(one -> new Waiting(one.fault, one.skip, one.left)).toList();
    }

    /** Whether this call's connection is to be closed before its body is read. */
    public synchronized boolean refuses(String service, String operation) {
        return !take(service, operation, kind -> kind == Kind.REFUSE).isEmpty();
    }

    /** What strikes this call: at most one of each sort, in the order in which they were asked for. */
    public synchronized List<Fault> strike(String service, String operation) {
        return take(service, operation, kind -> kind != Kind.REFUSE);
    }

    private List<Fault> take(String service, String operation, Predicate<Kind> wanted) {
        List<Fault> struck = new ArrayList<>();
        for (Armed one : armed) {
            Fault fault = one.fault;
            boolean matches = wanted.test(fault.kind())
                    && (fault.service() == null || fault.service().equals(service))
                    && (fault.operation() == null || fault.operation().equals(operation));
            if (!matches || struck.stream().anyMatch(other -> sort(other).equals(sort(fault)))) {
                continue;
            }
            if (one.skip > 0) {
                one.skip--;
            } else {
                one.left--;
                struck.add(fault);
            }
        }
        armed.removeIf(one -> one.left == 0);
        return struck;
    }

    // Two answers cannot both be given: the second waits for the next call.
    private static String sort(Fault fault) {
        return REPLACING.contains(fault.kind()) ? "answer" : fault.kind().name();
    }

    /** One waiting fault. */
    public record Waiting(Fault fault, int skip, int left) {
    }

    private static final class Armed {
        private final Fault fault;
        private int skip;
        private int left;

        private Armed(Fault fault) {
            this.fault = fault;
            this.skip = fault.skip() == null ? 0 : fault.skip();
            this.left = fault.calls() == null ? 1 : fault.calls();
        }
    }
}
