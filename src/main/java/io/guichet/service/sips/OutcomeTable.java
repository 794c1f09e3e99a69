package io.guichet.service.sips;

import io.guichet.call.FailedCall;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the service's codes mean for the order (sips 3.1, 5.1). What no row names may have been done: 94 too, which says that
 * the reference was sent before and is evidence for asking, never a reason to invent another one.
 */
public final class OutcomeTable {

    /** The shop or its key is at fault: its orders wait. */
    private static final Map<String, String> HELD = Map.of("03", "GUI-2130", "34", "GUI-2131", "40", "GUI-2132");

    private static final Set<String> WRONG = Set.of("12", "30");

    private static final Set<String> REFUSED = Set.of("02", "05", "11", "14", "17", "24", "51", "54", "55", "57", "63",
            "75");

    private static final String UNKNOWN_TRANSACTION = "25";

    private static final Map<String, String> FIELDS = Map.of("amount", "amount", "operationAmount", "amount",
            "currencyCode", "currency", "normalReturnUrl", "returnUrl", "orderId", "merchantOrderId", "returnContext",
            "context", "customerLanguage", "language", "paymentMeanBrandList", "paymentMeans");

    private final Texts texts;

    public OutcomeTable(Texts texts) {
        this.texts = texts;
    }

    /** Every code of the service that has a row. */
    static Set<String> codes() {
        Set<String> codes = new TreeSet<>(HELD.keySet());
        codes.addAll(WRONG);
        codes.addAll(REFUSED);
        codes.add(UNKNOWN_TRANSACTION);
        return codes;
    }

    Outcome outcome(Work work, boolean sent, Throwable error) {
        Texts words = texts.of(work.identity());
        Optional<SaidNo> no = SaidNo.in(error);
        return no.isPresent() ? said(no.get(), sent, words) : FailedCall.outcome(sent, error, words);
    }

    private static Outcome said(SaidNo no, boolean sent, Texts words) {
        String code = no.code();
        if (HELD.containsKey(code)) {
            return new Outcome.Held(problem(HELD.get(code), "", no, words));
        }
        if (WRONG.contains(code)) {
            String field = FIELDS.getOrDefault(no.field(), no.field());
            return new Outcome.Refused(List.of(field.isEmpty()
                    ? problem("GUI-2002", "/request", no, words)
                    : problem("GUI-2040", "/request/" + field, no, words)));
        }
        if (code.equals(UNKNOWN_TRANSACTION)) {
            return new Outcome.Refused(List.of(problem("GUI-2071", "", no, words)));
        }
        if (REFUSED.contains(code)) {
            return new Outcome.Refused(List.of(problem("GUI-2001", "", no, words)));
        }
        Problem problem = problem("GUI-3002", "", no, words);
        return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
    }

    private static Problem problem(String code, String field, SaidNo no, Texts words) {
        String text = words.maybe(SipsService.NAME, no.code() + ".text").orElse("responseCode " + no.code())
                + (no.field().isEmpty() ? "" : " (" + no.field() + ")")
                + (no.status().isEmpty() ? "" : " [" + no.status() + "]");
        Problem problem = words.problem(code, field, text);
        String advice = words.maybe(SipsService.NAME, no.code() + ".advice").orElse(problem.advice());
        return new Problem(problem.code(), problem.field(), problem.message(), advice,
                Optional.of(new ServiceFault(no.code(), text, null)));
    }
}
