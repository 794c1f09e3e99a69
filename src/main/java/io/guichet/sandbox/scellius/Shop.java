package io.guichet.sandbox.scellius;

import io.guichet.sandbox.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One shop of the twin with its keys (scellius 1.2, 1.3); docs/sandbox.md lists them.
 *
 * @param hmacKey signs the buyer's return; the password signs notifications
 */
record Shop(String user, String password, String hmacKey, Set<Trait> traits) {

    private static final List<Shop> ALL = List.of(
            // The published demonstration shop.
            new Shop("42229744", "testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms",
                    "6klxDwclNHwoyyLFMuFI6E2LnwVW92YimK9pnRdY5BBkr", Set.of()),
            made(5, Trait.NO_CONTRACT), made(6, Trait.NO_REST), made(7, Trait.MANUAL));

    /** What is special about a shop. */
    enum Trait {
        /** No acceptance agreement for amount, currency or mode: PSP_610. */
        NO_CONTRACT,
        /** The REST API is not enabled: PSP_100. */
        NO_REST,
        /** Payments are validated by hand unless the call says otherwise. */
        MANUAL
    }

    /** The shop of a call's Basic credentials. */
    static Optional<Shop> of(Call call) {
        return call.header("authorization").filter(value -> value.startsWith("Basic ")).flatMap(value -> {
            try {
                String pair = new String(Base64.getDecoder().decode(value.substring("Basic ".length()).strip()),
                        StandardCharsets.UTF_8);
                return ALL.stream().filter(shop -> pair.equals(shop.user + ":" + shop.password)).findFirst();
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        });
    }

    static Optional<Shop> named(String user) {
        return ALL.stream().filter(shop -> shop.user.equals(user)).findFirst();
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    private static Shop made(int last, Trait trait) {
        return new Shop("4222974" + last, "testpassword_scellius-geheim-" + last, "scellius-hmac-" + last,
                Set.of(trait));
    }
}
