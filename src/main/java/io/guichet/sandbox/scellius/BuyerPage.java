package io.guichet.sandbox.scellius;

import io.guichet.sandbox.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page that a buyer sees: an amount and three buttons. It needs no script. */
final class BuyerPage {

    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}"
            + "button{font:inherit;padding:.6rem 1.2rem;margin:.4rem .4rem .4rem 0}";

    private BuyerPage() {
    }

    /** @param hidden what the form sends back beside the choice */
    static Answer choice(String amount, String currency, String orderId, Map<String, String> hidden) {
        StringBuilder form = new StringBuilder("<p>").append(escaped(amount)).append(' ').append(escaped(currency))
                .append("</p><p>Commande ").append(escaped(orderId)).append("</p><form method=\"post\">");
        hidden.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"").append(name)
                .append("\" value=\"").append(escaped(value)).append("\">"));
        form.append("<button name=\"choice\" value=\"PAY\">Payer</button>")
                .append("<button name=\"choice\" value=\"REFUSED\">Carte refusée</button>")
                .append("<button name=\"choice\" value=\"ABANDON\">Abandonner</button></form>");
        return page(200, "Paiement (jumeau local)", form.toString());
    }

    static Answer said(int status, String text) {
        return page(status, "Paiement (jumeau local)", "<p role=\"status\">" + escaped(text) + "</p>");
    }

    private static Answer page(int status, String title, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE
                + "</style></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>\n";
        return new Answer(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
