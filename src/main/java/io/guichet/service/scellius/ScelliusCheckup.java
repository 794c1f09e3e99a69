package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Endpoint;
import io.guichet.doctor.Findings;
import io.guichet.purchase.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks at a Scellius account by Charge/SDKTest, which changes nothing (scellius 3.1). */
public final class ScelliusCheckup implements Checkup {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String PASSWORD = "password";
    private static final String NOTIFICATIONS = "notifications";

    @Override
    public String service() {
        return ScelliusService.NAME;
    }

    @Override
    public String words() {
        return "scellius-doctor";
    }

    @Override
    public void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings) {
        List<String> missing =
                List.of("user", PASSWORD).stream().filter(key -> account.setting(key).isEmpty()).toList();
        missing.forEach(key -> findings.wrong("settings", "settings.missing",
                account.nameOf(key)));
        if (!missing.isEmpty()) {
            return;
        }
        ScelliusEndpoints endpoints = new ScelliusEndpoints(settings.apply("guichet.scellius.endpoint.sandbox"),
                settings.apply("guichet.scellius.endpoint.test"),
                settings.apply("guichet.scellius.endpoint.production"));
        WebCall call = new WebCall("Charge/SDKTest", JsonNodeFactory.instance.objectNode().put("value", "guichet"));
        Endpoint endpoint = new Endpoint(endpoints.of(account, call), findings);
        if (!endpoint.tls()) {
            return;
        }
        try {
            Answered answered = ask(endpoints.of(account, call), call, account);
            endpoint.answers();
            findings.good(PASSWORD, "password.good", account.required("user"));
            answered.serverDate().ifPresent(theirs -> endpoint.clock(theirs, clock));
            notifications(account, settings, findings);
        } catch (SaidNo no) {
            endpoint.answers();
            said(no, account, findings);
        } catch (RuntimeException broken) {
            endpoint.failed(Causes.find(broken, IOException.class).map(Throwable.class::cast).orElse(broken),
                    FailedCall.status(broken));
        }
    }

    private static void said(SaidNo no, Account account, Findings findings) {
        String code = no.fault().code();
        switch (code) {
            case "INT_905" -> findings.wrong(PASSWORD, "password.wrong", account.setting("platform").orElse("?"));
            case "PSP_100" -> findings.wrong("rest", "rest.closed", code);
            case "PSP_109" -> findings.wrong("production", "production.closed", code);
            default -> findings.wrong(PASSWORD, "call.fault", code, no.fault().text());
        }
    }

    private static void notifications(Account account, UnaryOperator<String> settings, Findings findings) {
        Optional<String> url = Optional.ofNullable(settings.apply("guichet.http.public-url"))
                .filter(text -> !text.isBlank());
        if (url.isPresent()) {
            findings.note(NOTIFICATIONS, "notifications.address",
                    url.get() + "/notify/" + account.service() + "/" + account.name());
        } else {
            findings.note(NOTIFICATIONS, "notifications.none");
        }
    }

    private static Answered ask(String address, WebCall call, Account account) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER)
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("Authorization", new BasicAuth().of(account))
                .POST(HttpRequest.BodyPublishers.ofString(call.body().toString(), StandardCharsets.UTF_8)).build();
        try {
            HttpResponse<InputStream> said = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return new Envelopes().read(said.body(), said.statusCode());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
