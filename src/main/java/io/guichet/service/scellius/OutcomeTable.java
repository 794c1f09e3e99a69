package io.guichet.service.scellius;

import io.guichet.call.FailedCall;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the service's codes mean for the order (scellius 4). INT codes are the request's fault and were not acted on; of the
 * others only those that have a row are: what no row names may have been done.
 */
public final class OutcomeTable {

    private static final String LOGIN = "GUI-2100";
    private static final int LONGEST_TEXT = 300;

    /** The account is at fault: its orders wait. */
    private static final Map<String, String> HELD = Map.of("INT_905", LOGIN, "INT_912", LOGIN, "PSP_100", "GUI-2120",
            "PSP_109", "GUI-2121");

    /** The service wants no more calls for a while. */
    private static final Set<String> THROTTLED = Set.of("PSP_099", "PSP_106");

    /** Said no to for certain; nothing was done. */
    private static final Set<String> REFUSED = Set.of("PSP_010", "PSP_015", "PSP_030", "PSP_031", "PSP_032", "PSP_033",
            "PSP_034", "PSP_035", "PSP_036", "PSP_075", "PSP_076", "PSP_083", "PSP_104", "PSP_105", "PSP_108",
            "PSP_136",
            "PSP_503", "PSP_510", "PSP_511", "PSP_561", "PSP_607", "PSP_610", "PSP_649", "PSP_903", "PSP_1000",
            "PSP_1005", "PSP_1006", "PSP_1007", "PSP_1017", "PSP_1101", "ACQ_001");

    /** The service's own trouble: named, so that nobody takes them for a no. */
    private static final Set<String> TROUBLE = Set.of("PSP_113", "PSP_223", "PSP_513", "PSP_514", "PSP_515", "PSP_516",
            "PSP_525", "PSP_538", "PSP_540", "PSP_541", "PSP_996", "PSP_997", "PSP_998", "PSP_999", "PSP_9999",
            "ACQ_999", "AUTH_999");

    /** Where in an order the value stands that the service names by its own path (scellius 4.1). */
    private static final Map<String, String> PATHS = Map.of("orderId", "reference");

    private final Texts texts;
    private final Rests rests;
    private final Duration rest;

    /** @param rest how long an account is left alone after the service has wanted no more calls */
    public OutcomeTable(Texts texts, Rests rests, Duration rest) {
        this.texts = texts;
        this.rests = rests;
        this.rest = rest;
    }

    /** Every code of the service that has a row. */
    static Set<String> codes() {
        Set<String> codes = new TreeSet<>(HELD.keySet());
        codes.addAll(THROTTLED);
        codes.addAll(REFUSED);
        codes.addAll(TROUBLE);
        return codes;
    }

    /** What the service sends itself cannot be taken back; an address that only we know harms nobody when it is lost. */
    static boolean isSentByService(Work work) {
        return work.operation().equals(ScelliusService.LINK)
                && !Set.of("", "URL").contains(work.request().path("channel").path("type").asText(""));
    }

    Outcome outcome(Work work, boolean sent, Throwable error) {
        Texts words = texts.of(work.identity());
        Optional<SaidNo> no = SaidNo.in(error);
        Outcome outcome = no.isPresent()
                ? said(work, sent, no.get(), words)
                : FailedCall.outcome(sent, error, words);
        boolean inert = work.operation().equals(ScelliusService.LINK) && !isSentByService(work);
        return inert && outcome instanceof Outcome.Unknown unknown
                ? new Outcome.NotSent(unknown.problem())
                : outcome;
    }

    private Outcome said(Work work, boolean sent, SaidNo no, Texts words) {
        ServiceFault fault = no.fault();
        String code = fault.code();
        if (HELD.containsKey(code)) {
            return new Outcome.Held(problem(HELD.get(code), "", fault, words));
        }
        if (THROTTLED.contains(code)) {
            rests.rest(work.identity().service(), work.identity().account(), rest);
            return new Outcome.Later(problem("GUI-3007", "", fault, words), rest, !sent);
        }
        if (no.isDeadToken()) {
            return new Outcome.Refused(List.of(problem("GUI-2070", "/request/"
                    + (work.request().has("orderId") ? "orderId" : "formToken"), fault, words)));
        }
        if (no.isNotFound()) {
            return new Outcome.Refused(List.of(problem("GUI-2071", "", fault, words)));
        }
        if (code.startsWith("INT_")) {
            return new Outcome.Refused(List.of(no.named().isPresent()
                    ? problem("GUI-2040", field(no.named().get()), fault, words)
                    : problem("GUI-2002", "/request", fault, words)));
        }
        if (REFUSED.contains(code) || code.startsWith("AUTH_") && !TROUBLE.contains(code)) {
            return new Outcome.Refused(List.of(problem("GUI-2001", "", fault, words)));
        }
        Problem problem = problem("GUI-3002", "", fault, words);
        return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
    }

    /** The service's path as a pointer into the order: the same names but for a few. */
    static String field(String named) {
        String path = named.replace("[", ".").replace("]", "");
        String own = PATHS.getOrDefault(path, path).replace("productVat", "vatRate");
        return "/request/" + own.replace('.', '/');
    }

    private static Problem problem(String code, String field, ServiceFault fault, Texts words) {
        Problem problem = words.problem(code, field, shown(fault.text()));
        String advice = words.maybe(ScelliusService.NAME, fault.code() + ".advice").orElse(problem.advice());
        return new Problem(problem.code(), problem.field(), problem.message(), advice, Optional.of(fault));
    }

    /** One line that people can read: the text is the service's, and may be anything. */
    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }
}
