package io.guichet.door.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.PayLinks;
import io.guichet.purchase.PayLinks.Token;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The small page behind a link: it posts the form of a payment to its service. Without script the buyer presses a button. */
public final class PayPages {

    private static final Set<String> OPERATIONS = Set.of("payment");
    private static final String WORDS = "pay";
    private static final String SCRIPT = "document.forms[0].submit()";
    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}"
            + "button{font:inherit;padding:.6rem 1.2rem}";

    private final Archive archive;
    private final PayLinks links;
    private final Clock clock;
    private final Texts texts;

    public PayPages(Archive archive, PayLinks links, Clock clock, Texts texts) {
        this.archive = archive;
        this.links = links;
        this.clock = clock;
        this.texts = texts;
    }

    public Reply page(Call call) {
        String service = call.path().getOrDefault("service", "");
        String token = call.path().getOrDefault("token", "");
        Optional<Token> named = Token.of(token);
        Optional<Kept> kept = named.flatMap(known -> archive
                .byOrderId(service, known.account(), OPERATIONS, known.orderId()).stream()
                .filter(order -> links.isOf(order.result().path(PayLinks.LINK).asText(), service, token)).findFirst());
        if (kept.isEmpty()) {
            return said(404, texts, "unknown");
        }
        Texts words = texts.of(service, named.get().account());
        JsonNode result = kept.get().result();
        if (!Instant.parse(result.path(PayLinks.ENDS).asText()).isAfter(clock.instant())) {
            return said(410, words, "over");
        }
        JsonNode form = result.path(PayLinks.FORM);
        StringBuilder html = new StringBuilder("<p>").append(escaped(words.text(WORDS, "onward")))
                .append("</p><form method=\"post\" action=\"").append(escaped(form.path("action").asText()))
                .append("\">");
        form.path("fields").fields().forEachRemaining(field -> html.append("<input type=\"hidden\" name=\"")
                .append(escaped(field.getKey())).append("\" value=\"").append(escaped(field.getValue().asText()))
                .append("\">"));
        html.append("<button>").append(escaped(words.text(WORDS, "button"))).append("</button></form><script>")
                .append(SCRIPT).append("</script>");
        return page(200, words, html.toString(), "form-action " + origin(form.path("action").asText())
                + "; script-src 'sha256-" + hash(SCRIPT) + "'");
    }

    private static Reply said(int status, Texts words, String key) {
        String text = key.equals("over") ? words.text(WORDS, "over") : words.text(WORDS, "unknown");
        return page(status, words, "<p role=\"status\">" + escaped(text) + "</p>", "form-action 'none'");
    }

    private static Reply page(int status, Texts words, String body, String policy) {
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

    private static String origin(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
