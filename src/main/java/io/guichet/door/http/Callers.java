package io.guichet.door.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may come in. Each caller is a door of its own, {@code http/NAME}, with its own accounts; where nobody has to say who
 * he is, everybody is the door {@code http}.
 */
public final class Callers {

    /** How callers say who they are. */
    public enum Scheme {
        NONE, TOKEN, BASIC
    }

    /** The door of everybody. */
    public static final String DOOR = "http";

    private final Scheme scheme;
    private final Map<String, byte[]> secrets = new TreeMap<>();

    /** @param secrets by the names of those who have them */
    public Callers(Scheme scheme, Map<String, String> secrets) {
        this.scheme = scheme;
        secrets.forEach((name, secret) -> this.secrets.put(name, sha256(secret)));
    }

    public static String door(String caller) {
        return DOOR + "/" + caller;
    }

    /** Where nobody says who he is, only this machine may ask, and only by a name of its own. */
    boolean isOpen() {
        return scheme == Scheme.NONE;
    }

    /** What a caller without a valid secret is asked for. */
    String challenge() {
        return scheme == Scheme.BASIC ? "Basic realm=\"guichet\", charset=\"UTF-8\"" : "Bearer realm=\"guichet\"";
    }

    /** The door of who sends this Authorization header; empty when he may not come in. */
    Optional<String> door(Optional<String> authorization) {
        return switch (scheme) {
            case NONE -> Optional.of(DOOR);
            case TOKEN -> credentials(authorization, "Bearer").flatMap(token -> bearer(token, Optional.empty()));
            case BASIC -> credentials(authorization, "Basic").flatMap(Callers::decoded).flatMap(this::basic);
        };
    }

    private static Optional<String> credentials(Optional<String> authorization, String scheme) {
        return authorization.filter(header -> header.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
                .map(header -> header.substring(scheme.length() + 1).strip());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private Optional<String> basic(String credentials) {
        int colon = credentials.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : bearer(credentials.substring(colon + 1), Optional.of(credentials.substring(0, colon)));
    }

    /** Every secret is compared, each in constant time: how long it takes tells nothing. */
    private Optional<String> bearer(String secret, Optional<String> name) {
        byte[] shown = sha256(secret);
        Optional<String> bearer = Optional.empty();
        for (Map.Entry<String, byte[]> caller : secrets.entrySet()) {
            boolean same = MessageDigest.isEqual(shown, caller.getValue());
            if (same && name.filter(said -> !said.equals(caller.getKey())).isEmpty()) {
                bearer = Optional.of(door(caller.getKey()));
            }
        }
        return bearer;
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
