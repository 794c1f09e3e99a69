package io.guichet.service.postfinance;

import io.guichet.purchase.Account;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A question that no order asks: signed as every request is, and sent beside the routes. */
final class DirectCall {

    private final Endpoints endpoints;
    private final BearerToken tokens;
    private final HttpClient client;
    private final Duration answer;

    DirectCall(Endpoints endpoints, BearerToken tokens, Duration connect, Duration answer) {
        this.endpoints = endpoints;
        this.tokens = tokens;
        this.client = HttpClient.newBuilder().connectTimeout(connect).build();
        this.answer = answer;
    }

    /** @throws UncheckedIOException where nothing answers */
    HttpResponse<InputStream> ask(Account account, WebCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoints.whole(account, call)))
                .timeout(answer).header("Accept", call.accept())
                .header("Authorization", tokens.of(account, call));
        if (call.path().startsWith("/payment/")) {
            request.header("Space", Space.of(account).id());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
