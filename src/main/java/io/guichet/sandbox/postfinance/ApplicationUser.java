package io.guichet.sandbox.postfinance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One application user with its role (postfinance 1.1); docs/sandbox.md lists them.
 *
 * @param key    the authentication key, Base64 text
 * @param spaces where the role holds
 */
record ApplicationUser(long id, String key, Set<Long> spaces, Set<Right> rights) {

    private static final Set<Right> ALL_RIGHTS = EnumSet.allOf(Right.class);
    private static final Set<Right> READING = EnumSet.of(Right.TRANSACTIONS_READ,
            Right.PAYMENT_METHOD_CONFIGURATIONS_READ, Right.SPACES_READ, Right.NONE);

    private static final List<ApplicationUser> ALL = List.of(
            // The key of the contract's vectors.
            new ApplicationUser(512, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", Space.ids(), ALL_RIGHTS),
            made(513, Set.of(406L, 407L), ALL_RIGHTS), made(514, Space.ids(), READING),
            made(515, Space.ids(), without(Right.REFUNDS)), made(516, Set.of(), ALL_RIGHTS));

    static Optional<ApplicationUser> of(String id) {
        return ALL.stream().filter(user -> Long.toString(user.id).equals(id)).findFirst();
    }

    byte[] secret() {
        return Base64.getDecoder().decode(key);
    }

    private static ApplicationUser made(long id, Set<Long> spaces, Set<Right> rights) {
        String text = "postfinance-sandbox-secret-" + id;
        return new ApplicationUser(id,
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)), spaces, rights);
    }

    private static Set<Right> without(Right right) {
        return EnumSet.complementOf(EnumSet.of(right));
    }
}
