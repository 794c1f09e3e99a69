package io.guichet.service.canadapost;

import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an error on the way to the service means for the order (canadapost 4). The service says no in two ways, by messages
 * and by faults, and which code takes which way is not known: both are judged by one table. What no row names may have been
 * booked.
 */
public final class OutcomeTable {

    /** Says that too many calls were made; the same words come from doors under maintenance (canadapost 1.6). */
    private static final String THROTTLED = "Rejected by SLM Monitor";
    private static final String NOT_AUTHENTICATED = "AAA Authentication Failure";
    private static final String UNKNOWN_KEY = "E002";
    /** The schema's own words, where a request is against it. */
    private static final String AGAINST_SCHEMA = "cvc-";
    private static final Pattern CODE = Pattern.compile("\\b(E\\d{3}|AA\\d{3})\\b");

    private static final String LOGIN = "GUI-2100";
    private static final String CUSTOMER = "GUI-2110";
    private static final String PLATFORM = "GUI-2111";
    private static final String CARD = "GUI-2112";
    private static final String CONTRACT = "GUI-2113";

    /** The account is at fault: its orders wait, the queue is not burned. */
    private static final Map<String, String> HELD = Map.ofEntries(
            Map.entry(UNKNOWN_KEY, LOGIN), Map.entry("AA001", LOGIN), Map.entry("AA002", LOGIN),
            Map.entry("AA003", CUSTOMER), Map.entry("AA004", CUSTOMER), Map.entry("9152", CUSTOMER),
            Map.entry("AA005", PLATFORM), Map.entry("AA006", PLATFORM), Map.entry("AA007", PLATFORM),
            Map.entry("AA008", PLATFORM), Map.entry("AA009", PLATFORM), Map.entry("AA010", PLATFORM),
            Map.entry("1162", CARD), Map.entry("1653", CARD), Map.entry("1711", CARD), Map.entry("9112", CARD),
            Map.entry("9154", CARD), Map.entry("9174", CARD),
            Map.entry("2206", CONTRACT), Map.entry("9173", CONTRACT));

    private static final String RECIPIENT = "/request/recipient";
    private static final String ITEMS = "/request/customs/items";

    /** Where in an order shipment the value stands that a code speaks of. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("1151", ITEMS), Map.entry("1156", RECIPIENT + "/street"), Map.entry("1157", RECIPIENT + "/city"),
            Map.entry("1159", RECIPIENT + "/province"), Map.entry("1459", "/request/customs/reason"),
            Map.entry("2695", RECIPIENT + "/contactPhone"), Map.entry("2700", ITEMS),
            Map.entry("3000", "/request/serviceCode"), Map.entry("8534", RECIPIENT + "/country"),
            Map.entry("8716", "/request/options"), Map.entry("9162", "/request/parcel/dimensions"),
            Map.entry("10028", "/request/serviceCode"), Map.entry("10033", RECIPIENT + "/country"));

    /** The service could not make its document: it may have sold what the document is for. */
    private static final Set<String> NOT_RENDERED = Set.of("9150", "9151", "9155");

    /** The service's own trouble, in either way: it may come before the booking or after it (canadapost 4.2). */
    private static final String TROUBLE = "Server";

    /** A refund is under way already. */
    static final String ALREADY_REQUESTED = "7292";

    private final Texts texts;
    private final Rests rests;
    private final Duration rest;

    /** @param rest how long an account is left alone after the service has throttled it */
    public OutcomeTable(Texts texts, Rests rests, Duration rest) {
        this.texts = texts;
        this.rests = rests;
        this.rest = rest;
    }

    /** Every code of the service that has a row, or an advice of its own. */
    static Set<String> codes() {
        Set<String> codes = new TreeSet<>(HELD.keySet());
        codes.addAll(FIELDS.keySet());
        codes.addAll(NOT_RENDERED);
        codes.add(ALREADY_REQUESTED);
        return codes;
    }

    Outcome outcome(Work work, boolean sent, Throwable error) {
        Texts words = texts.of(work.identity());
        Optional<SaidNo> no = Causes.find(error, SaidNo.class);
        if (no.isPresent()) {
            return said(work, sent, no.get().said(), words);
        }
        Optional<ServiceFault> fault = GatewayFaults.find(error);
        if (fault.isPresent()) {
            return faulted(work, sent, fault.get(), words);
        }
        Optional<UnfitDocument> unfit = Causes.find(error, UnfitDocument.class);
        if (unfit.isPresent()) {
            return new Outcome.NotSent(words.problem("GUI-3006", "", unfit.get().kind()));
        }
        return FailedCall.outcome(sent, error, words);
    }

    private Outcome faulted(Work work, boolean sent, ServiceFault fault, Texts words) {
        if (fault.text().contains(THROTTLED)) {
            return throttled(work, sent, fault, words);
        }
        String code = coded(fault);
        if (HELD.containsKey(code)) {
            return new Outcome.Held(problem(HELD.get(code), "", code, fault, words));
        }
        if (isAgainstSchema(fault)) {
            return new Outcome.Refused(List.of(problem("GUI-2002", "/request", code, fault, words)));
        }
        Problem problem = problem("GUI-3002", "", code, fault, words);
        return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
    }

    private Outcome said(Work work, boolean sent, List<ServiceFault> said, Texts words) {
        if (said.isEmpty()) {
            // A no without a reason, which is known to have been taken for a yes (canadapost 9).
            Problem problem = words.problem("GUI-3010", "");
            return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
        }
        Optional<ServiceFault> throttled =
                said.stream().filter(fault -> fault.text().contains(THROTTLED)).findFirst();
        if (throttled.isPresent()) {
            return throttled(work, sent, throttled.get(), words);
        }
        Optional<ServiceFault> held = said.stream().filter(fault -> HELD.containsKey(coded(fault))).findFirst();
        if (held.isPresent()) {
            String code = coded(held.get());
            // A hold has one reason; the other messages are told with it.
            String all = said.stream().map(ServiceFault::text).collect(Collectors.joining(" / "));
            return new Outcome.Held(problem(HELD.get(code), "", code, held.get(), all, words));
        }
        Optional<ServiceFault> trouble = said.stream().filter(OutcomeTable::isTrouble).findFirst();
        if (trouble.isPresent()) {
            Problem problem = problem("GUI-3002", "", trouble.get().code(), trouble.get(), words);
            return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
        }
        List<Problem> problems = new ArrayList<>();
        said.forEach(fault -> problems.add(problem(refusal(work, fault), field(work, fault), fault.code(), fault,
                words)));
        return new Outcome.Refused(problems);
    }

    /** That it was turned away before it was read is not said anywhere: what buys asks first (canadapost 4.4). */
    private Outcome throttled(Work work, boolean sent, ServiceFault fault, Texts words) {
        rests.rest(work.identity().service(), work.identity().account(), rest);
        return new Outcome.Later(problem("GUI-3007", "", fault.code(), fault, words), rest, !sent);
    }

    /** The code that a text names where the fault itself has none of its own. */
    static String coded(ServiceFault fault) {
        if (HELD.containsKey(fault.code())) {
            return fault.code();
        }
        if (fault.text().contains(NOT_AUTHENTICATED)) {
            return UNKNOWN_KEY;
        }
        Matcher code = CODE.matcher(fault.text());
        return code.find() ? code.group(1) : fault.code();
    }

    private static boolean isTrouble(ServiceFault fault) {
        return NOT_RENDERED.contains(fault.code()) || fault.code().equals(TROUBLE) && !isAgainstSchema(fault);
    }

    static boolean isForNow(ServiceFault fault) {
        return isTrouble(fault) || fault.text().contains(THROTTLED);
    }

    private static boolean isAgainstSchema(ServiceFault fault) {
        return fault.text().startsWith(AGAINST_SCHEMA);
    }

    private static String refusal(Work work, ServiceFault fault) {
        if (isAgainstSchema(fault)) {
            return "GUI-2002";
        }
        return isOrdered(work) && FIELDS.containsKey(fault.code()) ? "GUI-2040" : "GUI-2001";
    }

    private static String field(Work work, ServiceFault fault) {
        return isOrdered(work) ? FIELDS.getOrDefault(fault.code(), "") : "";
    }

    private static boolean isOrdered(Work work) {
        return work.operation().equals(CanadaPostService.SHIPMENT);
    }

    private static Problem problem(String code, String field, String serviceCode, ServiceFault fault, Texts words) {
        return problem(code, field, serviceCode, fault, fault.text(), words);
    }

    private static Problem problem(String code, String field, String serviceCode, ServiceFault fault, String text,
            Texts words) {
        // The text is the service's, and may be anything: a message is one line that people can read.
        Problem problem = words.problem(code, field, Sent.shown(text));
        String advice = words.maybe(CanadaPostService.NAME, serviceCode + ".advice").orElse(problem.advice());
        return new Problem(problem.code(), problem.field(), problem.message(), advice, Optional.of(fault));
    }
}
