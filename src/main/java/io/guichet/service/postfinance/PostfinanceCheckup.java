package io.guichet.service.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Endpoint;
import io.guichet.doctor.Findings;
import io.guichet.purchase.Account;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Looks at a space by questions that change nothing: 401 is the user, its key or the clock, 403 a right, 404 the space
 * (postfinance 4.2). Rights to write are not tried: nothing could be written that nobody sees.
 */
public final class PostfinanceCheckup implements Checkup {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String USER = "user";
    private static final String SPACE = "space";
    private static final String RIGHTS = "rights";
    private static final String TERMINAL = "terminal";
    private static final String ACTIVE = "ACTIVE";
    private static final String LIMIT = "requests-per-two-minutes";
    private static final String ONE = "limit=1&offset=0";

    @Override
    public String service() {
        return PostfinanceService.NAME;
    }

    @Override
    public String words() {
        return "postfinance-doctor";
    }

    @Override
    public void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings) {
        List<String> missing = List.of(USER, "key", SPACE).stream().filter(key -> account.setting(key).isEmpty())
                .toList();
        missing.forEach(key -> findings.wrong("settings", "settings.missing",
                account.nameOf(key)));
        if (!missing.isEmpty()) {
            return;
        }
        if (!PostfinanceService.isBase64(account.required("key"))) {
            findings.wrong("settings", "key.unreadable", account.nameOf("key"));
            return;
        }
        Endpoints endpoints = new Endpoints(settings.apply("guichet.postfinance.endpoint.sandbox"),
                settings.apply("guichet.postfinance.endpoint.test"),
                settings.apply("guichet.postfinance.endpoint.production"));
        new Visit(account, new DirectCall(endpoints, new BearerToken(clock), CONNECT, ANSWER),
                new Endpoint(endpoints.of(account, WebCall.get("")), findings), clock, findings)
                .look(settings);
    }

    /** One look at one space. */
    private record Visit(Account account, DirectCall direct, Endpoint endpoint, Clock clock, Findings findings) {

        private void look(UnaryOperator<String> settings) {
            if (!endpoint.tls()) {
                return;
            }
            try {
                if (isKnown()) {
                    rights("/payment/transactions/search");
                    refunds();
                    account.setting(TERMINAL).ifPresent(this::terminal);
                    notifications(settings);
                }
            } catch (RuntimeException broken) {
                endpoint.failed(Causes.find(broken, IOException.class).map(Throwable.class::cast).orElse(broken),
                        FailedCall.status(broken));
            }
        }

        /** Whether the user is whom the key says; then further questions have an answer. */
        private boolean isKnown() {
            Space space = Space.of(account);
            WebCall call = WebCall.get("/spaces/" + space.id());
            HttpResponse<InputStream> said = direct.ask(account, call);
            try {
                JsonNode body = new Replies().read(said.body(), said.statusCode(), call);
                endpoint.answers();
                clocks(said);
                seen(body, space);
                return true;
            } catch (SaidNo no) {
                endpoint.answers();
                clocks(said);
                return said(no, space);
            }
        }

        private void seen(JsonNode body, Space space) {
            findings.good(USER, "user.good", space.user());
            String state = body.path("state").asText(ACTIVE);
            if (state.equals(ACTIVE)) {
                findings.good(SPACE, "space.good", space.id(), body.path("name").asText(""));
            } else {
                findings.wrong(SPACE, "space.state", space.id(), state);
            }
            limit(body.path("requestLimit").asInt(), space);
        }

        /** Who may not see the space itself may see its payments: the next question tells. */
        private boolean said(SaidNo no, Space space) {
            if (no.status() == OutcomeTable.UNSIGNED) {
                findings.wrong(USER, "user.wrong", space.user());
                return false;
            }
            if (no.status() == OutcomeTable.FORBIDDEN || no.status() == OutcomeTable.NOT_FOUND) {
                findings.good(USER, "user.good", space.user());
            }
            switch (no.status()) {
                case OutcomeTable.FORBIDDEN -> findings.note(SPACE, "space.unseen", space.id(), space.user());
                case OutcomeTable.NOT_FOUND -> findings.wrong(SPACE, "space.wrong", space.id(), space.user());
                default -> fault(no);
            }
            return no.status() == OutcomeTable.FORBIDDEN;
        }

        /** Too many requests say nothing of the account. */
        private void fault(SaidNo no) {
            if (no.status() == OutcomeTable.TOO_MANY) {
                findings.note("requests", "requests.used");
            } else {
                findings.wrong(SPACE, "call.fault", String.valueOf(no.status()), no.text());
            }
        }

        /** A token says when it was made: with another time it is none. */
        private void clocks(HttpResponse<InputStream> said) {
            said.headers().firstValue("Date").flatMap(Visit::time)
                    .ifPresent(theirs -> endpoint.clock(theirs.toInstant(), clock));
        }

        private static Optional<ZonedDateTime> time(String text) {
            try {
                return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeParseException other) {
                return Optional.empty();
            }
        }

        /** How many requests the service takes is its own to say (postfinance 2.9). */
        private void limit(int theirs, Space space) {
            Optional<Integer> ours = account.setting(LIMIT).map(Integer::valueOf);
            if (theirs > 0 && ours.filter(number -> number <= theirs).isEmpty()) {
                findings.note("requests", "requests.limit", space.id(), String.valueOf(theirs),
                        account.nameOf(LIMIT));
            }
        }

        private void rights(String path) {
            Space space = Space.of(account);
            try {
                ask(WebCall.get(path, ONE));
                findings.good(RIGHTS, "rights.good", space.user(), space.id());
            } catch (SaidNo no) {
                lacks(RIGHTS, no);
            }
        }

        private void lacks(String check, SaidNo no) {
            if (no.status() == OutcomeTable.FORBIDDEN) {
                Space space = Space.of(account);
                findings.wrong(check, "rights.wrong", space.user(), space.id(), no.call());
            } else {
                fault(no);
            }
        }

        /** Some shops let nobody give money back by a call; they may. */
        private void refunds() {
            try {
                ask(WebCall.get("/payment/refunds/search", ONE));
            } catch (SaidNo no) {
                if (no.status() == OutcomeTable.FORBIDDEN) {
                    findings.note(RIGHTS, "refunds.closed", Space.of(account).user(), String.valueOf(no.status()));
                } else {
                    fault(no);
                }
            }
        }

        private void terminal(String identifier) {
            Space space = Space.of(account);
            JsonNode page;
            try {
                page = ask(WebCall.get("/payment/terminals", "limit=100"));
            } catch (SaidNo no) {
                lacks(TERMINAL, no);
                return;
            }
            List<JsonNode> known = new ArrayList<>();
            page.path("data").forEach(one -> known.add(one));
            known.removeIf(one -> !one.path("identifier").asText().equals(identifier));
            if (known.stream().anyMatch(one -> one.path("state").asText().equals(ACTIVE)
                    && !one.path("deviceSerialNumber").asText("").isEmpty())) {
                findings.good(TERMINAL, "terminal.good", identifier);
                return;
            }
            if (!known.isEmpty()) {
                findings.wrong(TERMINAL, "terminal.notReady", identifier, known.get(0).path("state").asText());
                return;
            }
            if (page.path("hasMore").asBoolean()) {
                findings.note(TERMINAL, "terminal.unseen", identifier);
            } else {
                findings.wrong(TERMINAL, "terminal.wrong", identifier, space.id());
            }
        }

        private void notifications(UnaryOperator<String> settings) {
            Optional<String> url = Optional.ofNullable(settings.apply("guichet.http.public-url"))
                    .filter(text -> !text.isBlank());
            if (url.isPresent()) {
                findings.note("notifications", "notifications.address",
                        url.get() + "/notify/" + account.service() + "/" + account.name());
            } else {
                findings.note("notifications", "notifications.none");
            }
        }

        private JsonNode ask(WebCall call) {
            HttpResponse<InputStream> said = direct.ask(account, call);
            return new Replies().read(said.body(), said.statusCode(), call);
        }
    }
}
