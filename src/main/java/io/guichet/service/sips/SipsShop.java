package io.guichet.service.sips;

import io.guichet.purchase.Account;
import java.util.Map;
import java.util.Optional;

/** The settings of an account as the service has to know them (sips 1.2, 1.3). */
record SipsShop(String merchantId, String key, String keyVersion, String algorithm, boolean generated,
        String referencePrefix, Map<String, String> versions, boolean unsignedOffice) {

    /** The self-test's account has no credentials. */
    static SipsShop of(Account account) {
        return new SipsShop(account.setting("merchant-id").orElse(""), account.setting("key").orElse("x"),
                account.setting("key-version").orElse("1"),
                account.setting("seal-algorithm").orElse(Seal.HMAC_SHA_256),
                account.setting("reference").filter("generated"::equals).isPresent(),
                account.setting("reference-prefix").orElse(""),
                Map.of("paypage", account.setting("paypage-version").orElse("IR_WS_2.35"),
                        "office", account.setting("office-version").orElse("CR_WS_2.27"),
                        "diagnostic", account.setting("diagnostic-version").orElse("DR_WS_2.27")),
                account.setting("unsigned-office").map(Boolean::parseBoolean).orElse(false));
    }

    /** The key of a version: the account's, or the one before while keys are changed. */
    static Optional<String> key(Account account, String version) {
        if (version.isEmpty() || version.equals(account.setting("key-version").orElse("1"))) {
            return account.setting("key");
        }
        return account.setting("previous-key-version").filter(version::equals)
                .flatMap(same -> account.setting("previous-key"));
    }

    String version(String family) {
        return versions.get(family);
    }

    /** No key: this stands in logs. */
    @Override
    public String toString() {
        return "shop " + merchantId;
    }
}
