package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Tree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Who may call what: application, customer, password in clear or as a digest (webstamp 1.4). */
final class Login {

    private static final String APPLICATION = "0123456789abcdef0123456789abcdef";

    private final Map<String, Account> accounts = Account.all();

    /** The account of a call that must name one with its password, else 2202. */
    Account required(Tree identification) {
        return optional(identification).orElseThrow(() -> new SoapRefusal(2202));
    }

    /** The account of an option call; empty without userid or password, 2202 when they are wrong. */
    Optional<Account> optional(Tree identification) {
        application(identification);
        if (!identification.has("userid") || !identification.has("password")) {
            return Optional.empty();
        }
        Account account = known(identification);
        if (!matches(account.password(), identification)) {
            throw new SoapRefusal(2202);
        }
        return Optional.of(account);
    }

    /** The account of {@code get_customer_data}: the password may be missing, but not be wrong. */
    Account named(Tree identification) {
        return optional(identification).orElseGet(() -> known(identification));
    }

    /** Only the application is asked for. */
    void application(Tree identification) {
        if (!identification.text("application").equals(APPLICATION)) {
            throw new SoapRefusal(2202);
        }
    }

    Optional<Account> account(String userid) {
        return Optional.ofNullable(accounts.get(userid));
    }

    private Account known(Tree identification) {
        return account(identification.text("userid")).orElseThrow(() -> new SoapRefusal(2202));
    }

    private static boolean matches(String password, Tree identification) {
        String given = identification.text("password");
        return switch (identification.text("encryption_type")) {
            case "" -> given.equals(password);
            case "md5" -> given.equalsIgnoreCase(digest("MD5", password));
            case "sha1" -> given.equalsIgnoreCase(digest("SHA-1", password));
            default -> false;
        };
    }

    private static String digest(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
    }
}
