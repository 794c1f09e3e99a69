package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.service.webstamp.wire.Identification;
import io.guichet.service.webstamp.wire.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who calls (webstamp 1.4): the application, and where needed the account with its password. */
final class Identities {

    static final String CLEAR = "clear";

    /** Our setting to the algorithm that makes the digest. */
    static final Map<String, String> DIGESTS = Map.of("md5", "MD5", "sha1", "SHA-1");

    /** The settings without which nobody can call. */
    static final List<String> NEEDED = List.of("user-id", "password", "application-id");

    private Identities() {
    }

    /** The application and the account that pays. */
    static Identification login(Account account) {
        Identification identification = customer(account);
        String encryption = encryption(account);
        String password = account.required("password");
        // The kind stands beside the password, not in an attribute of it (webstamp 0.3 no. 5).
        identification.setEncryptionType(encryption.equals(CLEAR) ? "" : encryption);
        identification.setPassword(encryption.equals(CLEAR) ? password : digest(encryption, password));
        return identification;
    }

    /** The application and the customer, without a password: enough for the customer's data (webstamp 1.4). */
    static Identification customer(Account account) {
        Identification identification = application(account);
        identification.setUserid(account.required("user-id"));
        return identification;
    }

    /** The application alone: the only way to see all products (webstamp 3.4). */
    static Identification application(Account account) {
        Identification identification = new Identification();
        identification.setApplication(account.required("application-id"));
        identification.setLanguage(Language.fromValue(language(account)));
        return identification;
    }

    static String language(Account account) {
        return account.setting("language").orElse("en").toLowerCase(Locale.ROOT);
    }

    static String encryption(Account account) {
        return account.setting("encryption").orElse(CLEAR).toLowerCase(Locale.ROOT);
    }

    private static String digest(String encryption, String password) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance(DIGESTS.get(encryption))
                            .digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
