package io.guichet.door.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.PayLinks;
import io.guichet.purchase.PayLinks.Token;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The small page behind a link: it posts the form of a payment to its service. Without script the buyer presses a button. */
public final class PayPages {

    private static final Set<String> OPERATIONS = Set.of("payment");
    private static final String WORDS = "pay";
    private static final String SCRIPT = "document.forms[0].submit()";

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
            return BuyerPage.said(404, texts, texts.text(WORDS, "unknown"));
        }
        Texts words = texts.of(service, named.get().account());
        JsonNode result = kept.get().result();
        if (!Instant.parse(result.path(PayLinks.ENDS).asText()).isAfter(clock.instant())) {
            return BuyerPage.said(410, words, words.text(WORDS, "over"));
        }
        JsonNode form = result.path(PayLinks.FORM);
        StringBuilder html = new StringBuilder("<p>").append(BuyerPage.escaped(words.text(WORDS, "onward")))
                .append("</p><form method=\"post\" action=\"")
                .append(BuyerPage.escaped(form.path("action").asText())).append("\">");
        form.path("fields").fields().forEachRemaining(field -> html.append("<input type=\"hidden\" name=\"")
                .append(BuyerPage.escaped(field.getKey())).append("\" value=\"")
                .append(BuyerPage.escaped(field.getValue().asText()))
                .append("\">"));
        html.append("<button>").append(BuyerPage.escaped(words.text(WORDS, "button")))
                .append("</button></form><script>")
                .append(SCRIPT).append("</script>");
        return BuyerPage.page(200, words, html.toString(),
                "form-action " + BuyerPage.origin(form.path("action").asText())
                        + "; script-src 'sha256-" + BuyerPage.hash(SCRIPT) + "'");
    }
}
