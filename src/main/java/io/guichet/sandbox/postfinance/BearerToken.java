package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.sandbox.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Judges the token of one request: it is bound to user, time, path, query and method (postfinance 1.3). */
final class BearerToken {

    private static final String BEARER = "Bearer ";

    private BearerToken() {
    }

    /**
     * @param target the request's path and query as they came, from {@code /api/v2.0} on
     * @param skew   how far the token's time may be from now; zero leaves it unchecked
     * @throws Refusal 401 with what is wrong
     */
    static ApplicationUser check(String authorization, String method, String target, Instant now, Duration skew) {
        if (!authorization.startsWith(BEARER)) {
            throw no("Authorization: no Bearer token");
        }
        String[] parts = authorization.substring(BEARER.length()).split("\\.", -1);
        if (parts.length != 3) {
            throw no("token: " + parts.length + " parts (expected: 3)");
        }
        JsonNode header = object(parts[0], "header");
        same("alg", header.path("alg"), "HS256");
        // The Java SDK writes the member in another way than the others do.
        same("typ", header.has("typ") ? header.path("typ") : header.path("type"), "JWT");
        if (!header.path("ver").isInt() || header.path("ver").intValue() != 1) {
            throw no("ver: " + header.path("ver") + " (expected: 1)");
        }
        JsonNode claims = object(parts[1], "payload");
        if (!claims.path("sub").isTextual()) {
            throw no("sub: " + claims.path("sub") + " (expected: the user's id as a string)");
        }
        ApplicationUser user = ApplicationUser.of(claims.path("sub").textValue())
                .orElseThrow(() -> no("sub: " + claims.path("sub").textValue() + " (expected: an application user)"));
        byte[] expected = sign(parts[0] + "." + parts[1], user.secret());
        if (!MessageDigest.isEqual(expected, decoded(parts[2], "signature"))) {
            throw no("signature: not that of user " + user.id());
        }
        same("requestMethod", claims.path("requestMethod"), method);
        same("requestPath", claims.path("requestPath"), target);
        checkTime(claims.path("iat"), now, skew);
        return user;
    }

    private static void checkTime(JsonNode issued, Instant now, Duration skew) {
        if (!issued.isIntegralNumber()) {
            throw no("iat: " + issued + " (expected: unix seconds)");
        }
        long away = Math.abs(now.getEpochSecond() - issued.longValue());
        if (!skew.isZero() && away > skew.toSeconds()) {
            throw no("iat: " + issued + " (expected: within " + skew.toSeconds() + " s of " + now.getEpochSecond()
                    + ")");
        }
    }

    static byte[] sign(String text, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode object(String part, String name) {
        try {
            JsonNode read = Json.MAPPER.readTree(decoded(part, name));
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (IOException notJson) {
            // Told below.
        }
        throw no(name + ": no JSON object");
    }

    private static byte[] decoded(String part, String name) {
        try {
            if (part.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(part);
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below.
        }
        throw no(name + ": no base64url without padding");
    }

    private static void same(String name, JsonNode value, String expected) {
        if (!value.isTextual() || !value.textValue().equals(expected)) {
            throw no(name + ": " + value + " (expected: " + expected + ")");
        }
    }

    private static Refusal no(String why) {
        return Refusal.of(401, why);
    }
}
