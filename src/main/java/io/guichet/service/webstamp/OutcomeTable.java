package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.onboarding.Contacts;
import io.guichet.order.Problem;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an error on the way to the service means for the order (webstamp 4.2, 4.6). What no row names may have been
 * booked.
 */
public final class OutcomeTable {

    /** Our code and the place in the order that the service's code speaks of. */
    private record Row(String code, String field) {
    }

    private static final String PRODUCT = "product";
    private static final Row ADDRESS = new Row("GUI-2003", "/request/recipients");
    private static final Row LICENCE = new Row("GUI-2004", "/request/licence");
    private static final Row FORMAT = new Row("GUI-2005", "/request/format");
    private static final Row MEDIUM = new Row("GUI-2005", "/request/medium");
    private static final Row CUSTOM_MEDIUM = new Row("GUI-2005", "/request/customMedium");
    private static final Row ZONE = new Row("GUI-2005", "/request/printZone");
    private static final Row QUANTITY = new Row("GUI-2006", "/request/quantity");
    private static final Row IMAGE = new Row("GUI-2006", "/request/image");
    private static final Row CASH = new Row("GUI-2008", "/request/cashOnDelivery");
    private static final Row DISCOUNT = new Row("GUI-2009", "/request/discountCode");
    private static final Row EARLIER = new Row("GUI-2010", "/request");

    /** The order is at fault: refused. */
    private static final Map<String, Row> REFUSED = Map.ofEntries(
            Map.entry("2000", new Row("GUI-2002", "/request")),
            Map.entry("2003", ADDRESS), Map.entry("2016", ADDRESS), Map.entry("2017", ADDRESS),
            Map.entry("2221", ADDRESS),
            Map.entry("2022", new Row("GUI-2003", "/request/sender")),
            Map.entry("2257", LICENCE), Map.entry("2258", LICENCE), Map.entry("2029", LICENCE),
            Map.entry("2208", FORMAT), Map.entry("2212", FORMAT), Map.entry("2266", FORMAT), Map.entry("2267", FORMAT),
            Map.entry("2007", MEDIUM), Map.entry("2008", MEDIUM), Map.entry("2015", MEDIUM), Map.entry("2223", MEDIUM),
            Map.entry("2261", CUSTOM_MEDIUM), Map.entry("2262", CUSTOM_MEDIUM), Map.entry("2265", CUSTOM_MEDIUM),
            Map.entry("2210", ZONE), Map.entry("2211", ZONE),
            Map.entry("2004", QUANTITY), Map.entry("2009", QUANTITY), Map.entry("2012", IMAGE),
            Map.entry("2006", new Row("GUI-2007", PRODUCT)), Map.entry("2224", new Row("GUI-2007", PRODUCT)),
            Map.entry("2025", CASH), Map.entry("2248", CASH), Map.entry("2249", CASH), Map.entry("2250", CASH),
            Map.entry("2251", CASH), Map.entry("2252", CASH), Map.entry("2253", CASH), Map.entry("2256", CASH),
            Map.entry("5000", DISCOUNT), Map.entry("5001", DISCOUNT), Map.entry("5002", DISCOUNT),
            Map.entry("5003", DISCOUNT),
            Map.entry("5004", DISCOUNT), Map.entry("5005", DISCOUNT), Map.entry("5006", DISCOUNT),
            Map.entry("5007", DISCOUNT),
            Map.entry("5008", DISCOUNT),
            Map.entry("2200", EARLIER), Map.entry("2244", EARLIER), Map.entry("2247", EARLIER),
            Map.entry("2271", EARLIER));

    private static final String TERMS = "GUI-2103";

    /** The account or the application is at fault: the order waits, the queue is not burned. */
    private static final Map<String, String> HELD = Map.of("2202", "GUI-2100", "2216", "GUI-2101", "2242", "GUI-2102",
            "2243", "GUI-2102", "2268", TERMS, "3100", "GUI-2104");

    /** The service says itself that it does not know what happened. */
    private static final Set<String> TECHNICAL = Set.of("2300");

    private static final String REPORT_TO =
            String.join(", ", Contacts.shipped().get(WebstampService.NAME, "webservice").emails());
    private static final String LETTER_CODE_PAGE =
            String.join(" ", Contacts.shipped().get(WebstampService.NAME, "letter-code").web());

    private final Texts texts;
    private final Accounts accounts;
    private final Set<String> termsFaults;

    /** @param termsFaults further codes that mean blocked for want of accepted terms; the real one is not documented */
    public OutcomeTable(Texts texts, Accounts accounts, String termsFaults) {
        this.texts = texts;
        this.accounts = accounts;
        this.termsFaults = listed(termsFaults);
    }

    /** The codes of a setting. */
    static Set<String> listed(String codes) {
        return Stream.of(codes.split(",")).map(String::strip).filter(code -> !code.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every code of the service that has a row of its own. */
    static Set<String> codes() {
        return Stream.of(REFUSED.keySet(), HELD.keySet(), TECHNICAL).flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Outcome outcome(Work work, boolean sent, Throwable error) {
        Texts words = texts.of(work.identity());
        Optional<UnfitLetter> letter = Causes.find(error, UnfitLetter.class);
        if (letter.isPresent()) {
            return new Outcome.Refused(List.of(words.problem("GUI-2030", "/request/letter", letter.get().letters())));
        }
        Optional<ServiceFault> fault = ServiceFaults.find(error);
        if (fault.isPresent()) {
            return spoken(work, sent, fault.get(), words);
        }
        return FailedCall.outcome(sent, error, words);
    }

    private Outcome spoken(Work work, boolean sent, ServiceFault fault, Texts words) {
        String code = fault.code();
        Optional<String> held = held(code);
        if (held.isPresent()) {
            return new Outcome.Held(problem(work, held.get(), "", fault, words));
        }
        if (REFUSED.containsKey(code)) {
            Row row = REFUSED.get(code);
            return new Outcome.Refused(List.of(problem(work, row.code(), field(row, work), fault, words)));
        }
        if (sent || TECHNICAL.contains(code)) {
            // Undocumented: it may come before the booking or after it.
            Problem problem = problem(work, "GUI-3002", "", fault, words);
            return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
        }
        return new Outcome.Refused(List.of(problem(work, "GUI-2001", "", fault, words)));
    }

    /** Our code where the account is at fault and its orders wait. */
    Optional<String> held(String code) {
        return Optional.ofNullable(termsFaults.contains(code) ? TERMS : HELD.get(code));
    }

    private Problem problem(Work work, String code, String field, ServiceFault fault, Texts words) {
        Problem problem = words.problem(code, field, fault.text());
        Optional<Account> account = accounts.find(WebstampService.NAME, work.identity().account());
        String advice = words
                .maybe(WebstampService.NAME, fault.code() + ".advice", setting(account, "application-id"),
                        setting(account, "user-id"), Optional.ofNullable(fault.requestId()).orElse("?"), REPORT_TO,
                        LETTER_CODE_PAGE)
                .orElse(problem.advice());
        return new Problem(problem.code(), problem.field(), problem.message(), advice, Optional.of(fault));
    }

    private static String setting(Optional<Account> account, String key) {
        return account.flatMap(one -> one.setting(key)).orElse("?");
    }

    private static String field(Row row, Work work) {
        if (work.operation().equals(WebstampService.REORDER)) {
            // What is wrong stands in the earlier order.
            return "/request";
        }
        JsonNode request = work.request();
        return row.field().equals(PRODUCT) ? RequestedProduct.of(request).field() : row.field();
    }
}
