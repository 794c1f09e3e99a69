package io.guichet.desk;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they stand in the settings: {@code pbkdf2-sha256.ITERATIONS.SALT.HASH}, never as they are typed. */
public final class Passwords {

    /** Shorter ones are found by trying. */
    public static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    /** As OWASP asks for in 2023 and since. */
    private static final int ITERATIONS = 600_000;
    private static final int BYTES = 32;
    private static final Pattern ENCODED =
            Pattern.compile("pbkdf2-sha256\\.([1-9]\\d{5,6})\\.([A-Za-z0-9_-]{22,})\\.([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {
    }

    public static String encoded(char[] password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        return "pbkdf2-sha256." + ITERATIONS + "." + text.encodeToString(salt) + "."
                + text.encodeToString(hash(password, salt, ITERATIONS));
    }

    /** Whether a setting holds an encoded one. */
    public static boolean isEncoded(String setting) {
        return ENCODED.matcher(setting).matches();
    }

    static boolean matches(String typed, String encoded) {
        Matcher parts = ENCODED.matcher(encoded);
        if (!parts.matches() || typed.isEmpty() || typed.length() > LONGEST) {
            return false;
        }
        byte[] salt = Base64.getUrlDecoder().decode(parts.group(2));
        byte[] wanted = Base64.getUrlDecoder().decode(parts.group(3));
        return MessageDigest.isEqual(hash(typed.toCharArray(), salt, Integer.parseInt(parts.group(1))), wanted);
    }

    private static byte[] hash(char[] password, byte[] salt, int iterations) {
        PBEKeySpec key = new PBEKeySpec(password, salt, iterations, BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        } finally {
            key.clearPassword();
        }
    }
}
