package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Before;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Parent;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a payment stands before something is done to it, and what was done to it since: a refund carries no key of ours, so
 * what is new is what was done (scellius 3.6, lifecycle rule 9).
 */
public final class Standing {

    private static final Set<String> TO_VALIDATE =
            Set.of("AUTHORISED_TO_VALIDATE", "WAITING_AUTHORISATION_TO_VALIDATE");
    private static final String CREDITS = "credits";

    private final Archive archive;
    private final Texts texts;

    public Standing(Archive archive, Texts texts) {
        this.archive = archive;
        this.texts = texts;
    }

    /** The transaction that an order names, or acted on when it was called before; null where it names a payment. */
    public String uuid(Work work) {
        return archive.before(work).stream().findFirst().map(before -> before.parent().reference())
                .or(() -> Envelopes.text(work.request().path("uuid"))).orElse(null);
    }

    /** By which the service lists what belongs to a transaction; null where it has no order number. */
    public String reference(JsonNode transaction) {
        return Envelopes.text(transaction.path("orderDetails").path("orderId")).orElse(null);
    }

    /** @throws NotAsked where there are only refunds, or nothing */
    public JsonNode chosen(Work work, JsonNode order) {
        return Transactions.decisive(order.path("transactions")).orElseThrow(() -> new NotAsked(new Outcome.Refused(
                List.of(texts.of(work.identity()).problem("GUI-2071", "/request/orderId")))));
    }

    /** @param order what the service lists with the transaction; null where it lists nothing */
    public Parent parent(JsonNode transaction, JsonNode order) {
        ObjectNode before = JsonNodeFactory.instance.objectNode()
                .put("detailedStatus", Transactions.detailedStatus(transaction));
        ArrayNode credits = before.putArray(CREDITS);
        credits(order, Transactions.uuid(transaction)).forEach(credit -> credits.add(Transactions.uuid(credit)));
        return new Parent(Transactions.uuid(transaction), before);
    }

    /** Whether there is nothing left to do: released already, or captured. */
    public boolean isDoneAlready(Work work, JsonNode transaction) {
        String status = Transactions.detailedStatus(transaction);
        return switch (work.operation()) {
            case ScelliusService.VALIDATE -> !TO_VALIDATE.contains(status)
                    && Set.of("PAID", "RUNNING").contains(transaction.path("status").asText());
            case ScelliusService.CAPTURE -> status.equals("CAPTURED");
            default -> false;
        };
    }

    /** @param from since when something may have been done, for who has no note of what stood there before */
    public Finding finding(Work work, JsonNode transaction, JsonNode order, Instant from) {
        List<Before> befores = archive.before(work);
        List<Booking> found = new ArrayList<>();
        boolean whichever = work.request().path("whichever").asBoolean();
        if ((whichever || work.operation().equals(ScelliusService.CANCEL))
                && Transactions.detailedStatus(transaction).equals(Transactions.CANCELLED)
                && befores.stream().noneMatch(before -> before.parent().before().path("detailedStatus").asText()
                        .equals(Transactions.CANCELLED))) {
            found.add(new Booking(Transactions.uuid(transaction), last(befores, work), Optional.empty()));
        }
        if (!whichever && work.operation().equals(ScelliusService.CANCEL)) {
            return new Finding(found, true);
        }
        for (JsonNode credit : credits(order, Transactions.uuid(transaction))) {
            if (isNew(credit, befores, from) && isWanted(credit, work) && !isOfAnother(credit, work)) {
                found.add(new Booking(Transactions.uuid(credit), attempt(credit, befores, work),
                        Minor.major(credit.path("amount"), credit.path("currency").asText())));
            }
        }
        // A refund that does not say of which payment may be the one.
        boolean unclear = order == null || all(order).stream().anyMatch(one -> Transactions.isCredit(one)
                && Transactions.parent(one).isEmpty() && isNew(one, befores, from) && isWanted(one, work));
        return new Finding(found, !unclear);
    }

    /** A link that nobody was sent is as good as none; whether one was sent, the service says nowhere (scellius 4.3). */
    public Finding linkFinding(Work work) {
        return new Finding(List.of(), !OutcomeTable.isSentByService(work));
    }

    private static List<JsonNode> credits(JsonNode order, String uuid) {
        return all(order).stream().filter(Transactions::isCredit).filter(one -> !Transactions.isUnpaid(one))
                .filter(one -> Transactions.parent(one).equals(Optional.of(uuid))).toList();
    }

    private static List<JsonNode> all(JsonNode order) {
        List<JsonNode> all = new ArrayList<>();
        if (order != null) {
            order.path("transactions").forEach(all::add);
        }
        return all;
    }

    private static boolean isNew(JsonNode credit, List<Before> befores, Instant from) {
        if (befores.isEmpty()) {
            return Envelopes.time(credit.path("creationDate")).map(time -> !time.isBefore(from)).orElse(true);
        }
        return !stoodThere(credit, befores.get(0));
    }

    private static boolean stoodThere(JsonNode credit, Before before) {
        for (JsonNode known : before.parent().before().path(CREDITS)) {
            if (known.asText().equals(Transactions.uuid(credit))) {
                return true;
            }
        }
        return false;
    }

    /** The last attempt before which it was not there. */
    private static int attempt(JsonNode credit, List<Before> befores, Work work) {
        return befores.stream().filter(before -> !stoodThere(credit, before)).mapToInt(Before::attempt).max()
                .orElse(work.attempt());
    }

    private static int last(List<Before> befores, Work work) {
        return befores.stream().mapToInt(Before::attempt).max().orElse(work.attempt());
    }

    private static boolean isWanted(JsonNode credit, Work work) {
        String wanted = work.request().path("amount").asText("");
        return wanted.isEmpty() || Minor.major(credit.path("amount"), credit.path("currency").asText())
                .filter(amount -> amount.compareTo(new BigDecimal(wanted)) == 0).isPresent();
    }

    private boolean isOfAnother(JsonNode credit, Work work) {
        return archive.byCarrierId(ScelliusService.NAME, work.identity().account(), Transactions.uuid(credit)).stream()
                .anyMatch(kept -> kept.id() != work.id());
    }
}
