package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.EarlierPurchases;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Parent;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a transaction stands before something is done to it, and whether it was done: status and amount say it (sips 3.3). */
public final class Standing {

    private static final String STATUS = "transactionStatus";
    private static final String AMOUNT = "currentAmount";

    private final Archive archive;
    private final EarlierPurchases purchases;

    public Standing(Archive archive, Texts texts) {
        this.archive = archive;
        this.purchases = new EarlierPurchases(archive, texts);
    }

    /** The transaction that an order is about, by the service's reference. */
    public String reference(Work work) {
        Optional<Before> before = archive.before(work).stream().findFirst();
        if (before.isPresent()) {
            return before.get().parent().reference();
        }
        JsonNode request = work.request();
        if (request.hasNonNull("transactionReference")) {
            return request.get("transactionReference").asText();
        }
        Earlier earlier = purchases.find(work.asking(JsonNodeFactory.instance.objectNode().put("orderId",
                request.path("orderId").asText())), SipsService.BEGINNINGS);
        return earlier.carrierId();
    }

    public Parent parent(JsonNode standing) {
        return new Parent(standing.path("transactionReference").asText(), JsonNodeFactory.instance.objectNode()
                .put(STATUS, standing.path(STATUS).asText()).put(AMOUNT, standing.path(AMOUNT).asLong()));
    }

    /** What the service knows under the references of an order's attempts, each by its number. */
    public Finding begun(Work work, Account account, List<JsonNode> answers) {
        List<Booking> found = new ArrayList<>();
        for (int attempt = 1; attempt <= answers.size(); attempt++) {
            JsonNode data = answers.get(attempt - 1);
            if (!data.isEmpty()) {
                PurchaseKey key = new PurchaseKey(work.key().stem(), attempt);
                found.add(new Booking(SipsRequests.reference(key, SipsShop.of(account)), attempt, amount(data)));
            }
        }
        return new Finding(found, true);
    }

    /** What the service does not know nobody has paid; on a page that nobody was sent to nobody can. */
    public JsonNode absent(Exception error) throws Exception {
        if (SaidNo.in(error).filter(SaidNo::isUnknown).isEmpty()) {
            throw error;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** What the last attempt was to change, and whether it has. */
    public Finding changed(Work work, JsonNode now) {
        List<Before> befores = archive.before(work);
        if (befores.isEmpty()) {
            // Nobody noted how it stood: a person compares.
            return new Finding(List.of(), false);
        }
        Before last = befores.get(befores.size() - 1);
        long before = last.parent().before().path(AMOUNT).asLong();
        String status = last.parent().before().path(STATUS).asText();
        boolean same = now.path(STATUS).asText().equals(status) && now.path(AMOUNT).asLong() == before;
        if (same) {
            return new Finding(List.of(), true);
        }
        String currency = Minor.letters(now.path("currencyCode").asText());
        String wanted = work.request().path("amount").asText("");
        long asked = wanted.isEmpty() ? before : Minor.of(wanted, currency).orElse(-1L);
        boolean done = work.operation().equals(SipsService.CAPTURE)
                ? !now.path(STATUS).asText().equals(status) && now.path(AMOUNT).asLong() == asked
                : before - now.path(AMOUNT).asLong() == asked
                        || asked == before && List.of("CANCELLED", "CREDITED").contains(now.path(STATUS).asText());
        return done
                ? new Finding(List.of(new Booking(last.parent().reference(), last.attempt(),
                        Minor.major(JsonNodeFactory.instance.textNode(String.valueOf(asked)), currency))), true)
                : new Finding(List.of(), false);
    }

    private static Optional<BigDecimal> amount(JsonNode data) {
        return Minor.major(data.path("originAmount"), Minor.letters(data.path("currencyCode").asText()));
    }
}
