package io.guichet.sandbox.postfinance;

import io.guichet.sandbox.Call;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Judges the four headers that sign a call of the older API (postfinance 1.2). */
final class MacHeaders {

    private static final String ALGORITHM = "HmacSHA512";
    private static final String VERSION = "1";

    private MacHeaders() {
    }

    /** @throws Refusal 401 with what is wrong */
    static ApplicationUser check(Call call, String target, Instant now, Duration skew) {
        String version = header(call, "x-mac-version");
        if (!version.equals(VERSION)) {
            throw Refusal.of(401, "x-mac-version: " + version + " (expected: 1)");
        }
        String id = header(call, "x-mac-userid");
        ApplicationUser user = ApplicationUser.of(id)
                .orElseThrow(() -> Refusal.of(401, "x-mac-userid: " + id + " (expected: an application user)"));
        String time = header(call, "x-mac-timestamp");
        if (!time.matches("\\d{1,18}")) {
            throw Refusal.of(401, "x-mac-timestamp: " + time + " (expected: unix seconds)");
        }
        byte[] given = header(call, "x-mac-value").getBytes(StandardCharsets.UTF_8);
        byte[] expected = value(user, time, call.method(), target).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw Refusal.of(401, "x-mac-value: not that of user " + id);
        }
        long away = Math.abs(now.getEpochSecond() - Long.parseLong(time));
        if (!skew.isZero() && away > skew.toSeconds()) {
            throw Refusal.of(401, "x-mac-timestamp: " + time + " (expected: within " + skew.toSeconds() + " s)");
        }
        return user;
    }

    static String value(ApplicationUser user, String time, String method, String target) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(user.secret(), ALGORITHM));
            String data = String.join("|", VERSION, Long.toString(user.id()), time, method, target);
            return Base64.getEncoder().encodeToString(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String header(Call call, String name) {
        return call.header(name).orElseThrow(() -> Refusal.of(401, name + ": missing"));
    }
}
