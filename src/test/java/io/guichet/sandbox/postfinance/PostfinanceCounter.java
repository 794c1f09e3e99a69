package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Speaks to the twin as one application user in one space, with tokens made from the contract alone. */
public final class PostfinanceCounter {

    public static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final int port;
    private final long user;
    private final String key;
    private final String space;

    /** @param space null for calls without the header */
    public PostfinanceCounter(int port, long user, String key, String space) {
        this.port = port;
        this.user = user;
        this.key = key;
        this.space = space;
    }

    /** The demo user in the demo space. */
    public static PostfinanceCounter demo(int port) {
        return new PostfinanceCounter(port, 512, KEY, "405");
    }

    public PostfinanceCounter in(String otherSpace) {
        return new PostfinanceCounter(port, user, key, otherSpace);
    }

    public PostfinanceCounter as(long otherUser) {
        String secret = "postfinance-sandbox-secret-" + otherUser;
        return new PostfinanceCounter(port, otherUser,
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.US_ASCII)), space);
    }

    /** What the service said. */
    public record Said(int status, String type, String text, String location, String policy) {

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public long id() {
            return json().path("id").asLong();
        }

        public String at(String pointer) {
            return json().at(pointer).asText();
        }
    }

    public Said get(String path) {
        return call("GET", path, null, "application/json, text/plain");
    }

    /** @param body with single quotes; null for none */
    public Said post(String path, String body) {
        return call("POST", path, body, "application/json");
    }

    public Said call(String method, String path, String body, String accept) {
        String target = "/api/v2.0" + path;
        return send(method, path, body, accept, "application/json",
                token(user, key, target, method, Instant.now().getEpochSecond()));
    }

    public Said send(String method, String path, String body, String accept, String type, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/postfinance/api/v2.0" + path))
                        .header("Accept", accept);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (space != null) {
            request.header("Space", space);
        }
        if (body != null) {
            request.header("Content-Type", type);
        }
        return sent(request.method(method, body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body.replace('\'', '"'))).build());
    }

    /** Plays payer, bank or network. */
    public Said play(String verb, String body) {
        return sent(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/postfinance/play/" + verb))
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))).build());
    }

    public Said open(String url) {
        return sent(HttpRequest.newBuilder(URI.create(url)).build());
    }

    public Said submit(String url, String form) {
        return sent(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build());
    }

    private Said sent(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Said(answer.statusCode(), answer.headers().firstValue("content-type").orElse(""), answer.body(),
                    answer.headers().firstValue("location").orElse(""),
                    answer.headers().firstValue("content-security-policy").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String token(long user, String key, String target, String method, long issued) {
        return token("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"ver\":1}", "{\"sub\":\"" + user + "\",\"iat\":" + issued
                + ",\"requestPath\":\"" + target + "\",\"requestMethod\":\"" + method + "\"}", key);
    }

    public static String token(String header, String payload, String key) {
        try {
            Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
            String signed = url.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + url.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return signed + "." + url.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
