package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a payer sees: an amount, a payment method and three buttons. It needs no script. */
final class PayerPage {

    private static final String TITLE = "Paiement (jumeau local)";
    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}"
            + "select,button{font:inherit;padding:.6rem 1.2rem;margin:.4rem .4rem .4rem 0}label{display:block}";

    private PayerPage() {
    }

    /** In the form that the service's own has (postfinance 2.4). */
    static String address(String address, Space space, long id) {
        return address + "/postfinance/s/" + space.id() + "/payment/transaction/pay/" + id + "?securityToken="
                + SecurityToken.of("pay", id);
    }

    static Answer choice(ObjectNode of, String amount, List<Connector> methods) {
        if (methods.isEmpty()) {
            return said(200, "Aucun mode de paiement n’est disponible.");
        }
        StringBuilder form = new StringBuilder("<p>").append(escaped(amount)).append("</p><p>")
                .append(escaped(of.path("merchantReference").asText(of.path("name").asText(""))))
                .append("</p><form method=\"post\"><label>Mode de paiement <select name=\"method\">");
        methods.forEach(one -> form.append("<option value=\"").append(one.name()).append("\">")
                .append(escaped(one.method())).append("</option>"));
        form.append("</select></label><button name=\"outcome\" value=\"success\">Payer</button>")
                .append("<button name=\"outcome\" value=\"fail\">Carte refusée</button>")
                .append("<button name=\"outcome\" value=\"abandon\">Abandonner</button></form>");
        return page(200, "'self'" + origins(of), form.toString());
    }

    // Browsers hold the way back against the form's policy, too.
    private static String origins(ObjectNode of) {
        Set<String> origins = new TreeSet<>();
        for (String member : List.of("successUrl", "failedUrl")) {
            try {
                URI uri = URI.create(of.path(member).asText(""));
                if (uri.getScheme() != null && uri.getRawAuthority() != null) {
                    origins.add(" " + uri.getScheme() + "://" + uri.getRawAuthority());
                }
            } catch (IllegalArgumentException noUrl) {
                // Then there is no way back.
            }
        }
        return String.join("", origins);
    }

    /** Leads the browser back to the shop, or says what came of it where the shop gave no address. */
    static Answer wayBack(String url, String text) {
        return url.isEmpty()
                ? said(200, text)
                : new Answer(303, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
                        Map.of("Location", url));
    }

    static Answer said(int status, String text) {
        return page(status, "'none'", "<p role=\"status\">" + escaped(text) + "</p>");
    }

    /** Just enough of the two scripts for a shop's page: each shows the payment page (postfinance 2.4). */
    static Answer script(String name, String page) {
        String script = name.startsWith("lightbox")
                ? "window.LightboxCheckoutHandler={startPayment:function(){window.location='" + page
                        + "&userInterfaceType=LIGHTBOX';}};\n"
                : "window.IframeCheckoutHandler=function(){var told;return{"
                        + "setValidationCallback:function(f){told=f;},"
                        + "create:function(id){var f=document.createElement('iframe');f.src='" + page
                        + "&userInterfaceType=IFRAME';document.getElementById(id).appendChild(f);},"
                        + "validate:function(){if(told){told({success:true,errors:[]});}},submit:function(){}};};\n";
        return new Answer(200, "text/javascript; charset=utf-8", script.getBytes(StandardCharsets.UTF_8), Map.of());
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
