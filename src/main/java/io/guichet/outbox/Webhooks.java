package io.guichet.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Posts messages to webhooks: headers, signature and what answers mean are those of Standard Webhooks 1.0. One request a try;
 * no redirect is followed, so that nobody but the settings says where messages go.
 */
public final class Webhooks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** A receiver may ask for time, and not for a day. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int GONE = 410;

    private final Map<String, Webhook> webhooks;
    private final Map<String, QueueMessages> messages;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(LONGEST_CONNECT).build();

    public Webhooks(List<Webhook> webhooks, Deliveries deliveries, Clock clock) {
        this.webhooks = webhooks.stream().collect(Collectors.toMap(Webhook::channel, Function.identity()));
        this.messages = webhooks.stream().collect(Collectors.toMap(Webhook::channel,
                webhook -> new QueueMessages(deliveries, webhook.inlineLimit())));
        this.clock = clock;
    }

    public void deliver(Delivery delivery) throws NotDelivered, InterruptedException {
        Webhook webhook = Optional.ofNullable(webhooks.get(delivery.channel())).orElseThrow();
        byte[] body = text(delivery);
        String id = DeliveryId.of(delivery);
        Instant now = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(webhook.url()).timeout(webhook.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Guichet")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", webhook.signature().of(id, now, body))
                .POST(BodyPublishers.ofByteArray(body)).build();
        judge(answer(request, webhook.timeout()));
    }

    private byte[] text(Delivery delivery) {
        try {
            return JSON.writeValueAsBytes(messages.get(delivery.channel()).body(delivery));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Within the time, answer's body included: the client's own limit ends with the head. */
    private HttpResponse<Void> answer(HttpRequest request, Duration timeout) throws NotDelivered, InterruptedException {
        CompletableFuture<HttpResponse<Void>> call = http.sendAsync(request, BodyHandlers.discarding());
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw NotDelivered.again("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException failed) {
            // The client's own clock may ring first.
            throw NotDelivered.again(failed.getCause() instanceof HttpTimeoutException
                    && !(failed.getCause() instanceof HttpConnectTimeoutException)
                            ? "no answer within " + timeout.toSeconds() + " s"
                            : FailedDeliveries.words(failed.getCause()));
        } finally {
            call.cancel(true);
        }
    }

    private void judge(HttpResponse<Void> answer) throws NotDelivered {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return;
        }
        if (status == GONE) {
            throw NotDelivered.stop("HTTP " + GONE);
        }
        throw NotDelivered.again("HTTP " + status, wait(answer.headers()));
    }

    /** Retry-After as seconds or as a date (RFC 9110 10.2.3); what is neither asks for nothing. */
    private Optional<Duration> wait(HttpHeaders headers) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> {
            try {
                return Optional.of(value.matches("\\d{1,9}")
                        ? Duration.ofSeconds(Long.parseLong(value))
                        : Duration.between(clock.instant(),
                                ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeException unreadable) {
                return Optional.empty();
            }
        }).filter(wait -> !wait.isNegative()).map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
