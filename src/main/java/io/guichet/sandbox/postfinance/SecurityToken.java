package io.guichet.sandbox.postfinance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The opaque part of a payer's address: who has not fetched the address does not come in (postfinance 2.4). */
final class SecurityToken {

    private static final byte[] KEY = "postfinance-sandbox-payer".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 40;

    private SecurityToken() {
    }

    static String of(String kind, long id) {
        return HexFormat.of().formatHex(BearerToken.sign(kind + "|" + id, KEY)).substring(0, LENGTH);
    }

    static boolean fits(String token, String kind, long id) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                of(kind, id).getBytes(StandardCharsets.UTF_8));
    }
}
