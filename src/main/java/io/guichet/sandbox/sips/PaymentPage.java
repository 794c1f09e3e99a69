package io.guichet.sandbox.sips;

import io.guichet.sandbox.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a buyer sees: a card number and two buttons, then the way back to the shop. It needs no script. */
final class PaymentPage {

    private static final String TITLE = "Paiement (jumeau local)";
    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}"
            + "input,button{font:inherit;padding:.6rem 1.2rem;margin:.4rem .4rem .4rem 0}label{display:block}";

    private PaymentPage() {
    }

    /** The last two digits of the card number are the response code (sips 5.5). */
    static Answer card(Payment payment, String amount, String currency) {
        return page(200, "'self'", "<p>" + escaped(amount) + " " + escaped(currency) + "</p><p>"
                + escaped(payment.asked("orderId")) + "</p><form method=\"post\" action=\"/sips/payment/pay\">"
                + hidden("redirectionData", payment.token())
                + "<label>Numéro de carte <input name=\"pan\" inputmode=\"numeric\" autocomplete=\"off\" "
                + "value=\"4100000000000000\"></label><button name=\"choice\" value=\"PAY\">Payer</button>"
                + "<button name=\"choice\" value=\"CANCEL\">Annuler</button></form>");
    }

    static Answer wayBack(String said, String url, Map<String, String> response) {
        StringBuilder form = new StringBuilder("<p role=\"status\">").append(escaped(said))
                .append("</p><form method=\"post\" action=\"").append(escaped(url)).append("\">");
        response.forEach((name, value) -> form.append(hidden(name, value)));
        form.append("<button>Continuer</button></form>");
        // The shop may send the browser on, and a browser holds a policy for forms against that too.
        return page(200, "*", form.toString());
    }

    static Answer said(int status, String text) {
        return page(status, "'none'", "<p role=\"status\">" + escaped(text) + "</p>");
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
    }

    private static Answer page(int status, String formAction, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + TITLE + "</title><style>" + STYLE
                + "</style></head><body><main><h1>" + TITLE + "</h1>" + body + "</main></body></html>\n";
        return new Answer(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action " + formAction));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
