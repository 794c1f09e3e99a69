package io.guichet.sandbox.postfinance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.sandbox.Json;
import io.guichet.sandbox.PdfPage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Rendered documents (postfinance 2.7): real pages with the word SPECIMEN, the same bytes for the same object. */
final class Documents {

    private static final int WIDTH_MM = 210;
    private static final int HEIGHT_MM = 297;
    private static final int TOP_MM = 50;

    private final Entities entities;

    Documents(Entities entities) {
        this.entities = entities;
    }

    /** There is one only after a completion. */
    ObjectNode invoiceOf(ObjectNode transaction) {
        ObjectNode invoice = entities.all(Kind.INVOICE, one -> one.path("transaction").equals(transaction.path("id")))
                .stream().reduce((first, last) -> last)
                .orElseThrow(() -> Refusal.of(404, "Transaction " + transaction.path("id") + " has no invoice yet"));
        return rendered(invoice, "Invoice");
    }

    /** @param title as the official tests expect it, with these words in small letters */
    ObjectNode rendered(ObjectNode of, String title) {
        return Json.MAPPER.createObjectNode().put("documentTemplateType", 5000L + title.length())
                .put("mimeType", "application/pdf")
                .put("title", title.toLowerCase(Locale.ROOT) + " " + of.path("id").asText())
                .put("data", Base64.getEncoder().encodeToString(page(of, title)));
    }

    byte[] page(ObjectNode of, String title) {
        return new PdfPage(WIDTH_MM, HEIGHT_MM).text(20, 25, 180, title + " " + of.path("id").asText())
                .text(20, 35, 120, "SPECIMEN").columns(TOP_MM, lines(of, title)).bytes();
    }

    List<String> lines(ObjectNode of, String title) {
        List<String> lines = new ArrayList<>(List.of(title + " " + of.path("id").asText(), "SPECIMEN"));
        of.path("lineItems").forEach(line -> lines.add(line.path("quantity").asText() + " x "
                + line.path("name").asText(line.path("uniqueId").asText()) + " "
                + line.path("amountIncludingTax").asText(line.path("amount").asText())));
        JsonNode amount = of.has("amount") ? of.path("amount") : of.path("authorizationAmount");
        lines.add("Total " + of.path("currency").asText("") + " " + amount.asText());
        return lines;
    }
}
