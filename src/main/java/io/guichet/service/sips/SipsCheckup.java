package io.guichet.service.sips;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Endpoint;
import io.guichet.doctor.Findings;
import io.guichet.order.Texts;
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
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Looks at a shop of Sips by a question for a transaction that there is not: 25 says that shop, key and version are right,
 * 03, 34, 12 and 30 say which of them is not (sips 6.3).
 */
public final class SipsCheckup implements Checkup {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String NOBODYS = "GUICHETDOCTOR0000000000000000000000";
    private static final String SHOP = "merchant-id";
    private static final String KEY = "key";

    @Override
    public String service() {
        return SipsService.NAME;
    }

    @Override
    public String words() {
        return "sips-doctor";
    }

    @Override
    public void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings) {
        List<String> missing = List.of(SHOP, KEY).stream().filter(key -> account.setting(key).isEmpty()).toList();
        missing.forEach(key -> findings.wrong("settings", "settings.missing",
                account.nameOf(key)));
        if (!missing.isEmpty()) {
            return;
        }
        SipsEndpoints endpoints = new SipsEndpoints(settings.apply("guichet.sips.endpoint.sandbox"),
                settings.apply("guichet.sips.endpoint.simulation"), settings.apply("guichet.sips.endpoint.test"),
                settings.apply("guichet.sips.endpoint.production"), settings.apply("guichet.sips.office.simulation"),
                settings.apply("guichet.sips.office.test"), settings.apply("guichet.sips.office.production"));
        paypage(endpoints.of(account, new WebCall(WebCall.INIT, JsonNodeFactory.instance.objectNode())), findings);
        WebCall call = new SipsRequests(new Texts(Locale.ENGLISH), "").data(account, NOBODYS);
        Endpoint endpoint = new Endpoint(endpoints.of(account, call), findings);
        if (!endpoint.tls()) {
            return;
        }
        try {
            ask(endpoints.of(account, call), call, account);
            endpoint.strange();
        } catch (SaidNo no) {
            endpoint.answers();
            said(no, account, findings);
        } catch (RuntimeException broken) {
            endpoint.failed(Causes.find(broken, IOException.class).map(Throwable.class::cast).orElse(broken),
                    FailedCall.status(broken));
        }
    }

    /** Where payments begin is another host: an empty request begins none, and whatever it answers, it is reached. */
    private static void paypage(String address, Findings findings) {
        Endpoint endpoint = new Endpoint(address, findings);
        if (!endpoint.tls()) {
            return;
        }
        try {
            send(address, "{}").body().close();
            endpoint.answers();
        } catch (UncheckedIOException | IOException broken) {
            endpoint.failed(broken, OptionalInt.empty());
        }
    }

    private static void said(SaidNo no, Account account, Findings findings) {
        switch (no.code()) {
            case "25" -> {
                findings.good(SHOP, "shop.good", account.required(SHOP));
                findings.good(KEY, "key.good", account.setting("key-version").orElse("1"));
            }
            case "03" -> findings.wrong(SHOP, "shop.wrong", account.required(SHOP),
                    account.setting("platform").orElse("?"));
            case "34" -> findings.wrong(KEY, "key.wrong", account.setting("key-version").orElse("1"));
            case "12", "30" -> findings.wrong("version", "version.wrong", no.code(),
                    account.setting("diagnostic-version").orElse("DR_WS_2.27"));
            default -> findings.wrong(KEY, "call.fault", no.code());
        }
    }

    private static void ask(String address, WebCall call, Account account) {
        HttpResponse<InputStream> said = send(address, call.body().toString());
        new Replies().read(said.body(), said.statusCode(), call, account);
    }

    private static HttpResponse<InputStream> send(String address, String body) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(ANSWER)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
