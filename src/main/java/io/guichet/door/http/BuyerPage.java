package io.guichet.door.http;

import io.guichet.order.Texts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** What a buyer sees of this process on the way to a payment and back. */
final class BuyerPage {

    static final String WORDS = "pay";

    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}"
            + "button{font:inherit;padding:.6rem 1.2rem}";

    private BuyerPage() {
    }

    /** A page that only says something. */
    static Reply said(int status, Texts words, String text) {
        return page(status, words, "<p role=\"status\">" + escaped(text) + "</p>", "form-action 'none'");
    }

    /** @param policy what the body needs beyond the style */
    static Reply page(int status, Texts words, String body, String policy) {
        String title = escaped(words.text(WORDS, "title"));
        String html = "<!DOCTYPE html>\n<html lang=\"" + words.language().getLanguage()
                + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE
                + "</style></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>\n";
        return new Reply(status, "text/html; charset=utf-8", Map.of("Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-" + hash(STYLE) + "'; "
                        + policy,
                "Referrer-Policy", "no-referrer"), html.getBytes(StandardCharsets.UTF_8));
    }

    static String origin(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
