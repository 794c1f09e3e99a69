package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.EarlierPurchases;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the earlier order of the same account that an order names, by the service's number or by the id that its sender
 * gave it (webstamp 2.15 to 2.18), and what was asked for then.
 */
public final class EarlierOrders {

    private static final Set<String> BUYING = Set.of(WebstampService.STAMPS, WebstampService.REORDER);

    /** A reorder of a reorder of …: nobody goes further back than this. */
    private static final int FARTHEST = 20;

    private final Archive archive;
    private final EarlierPurchases purchases;

    public EarlierOrders(Archive archive, Texts texts) {
        this.archive = archive;
        this.purchases = new EarlierPurchases(archive, texts);
    }

    /** @throws NotAsked where no earlier order bears the id, several do, or it has not bought anything yet */
    public Earlier find(Work work) {
        return purchases.find(work, BUYING);
    }

    /** The service's number of the earlier order. */
    Optional<String> number(Work work) {
        return Optional.ofNullable(work.request().path("carrierOrderId").textValue())
                .or(() -> kept(work).flatMap(Kept::carrierId));
    }

    /** The earlier order where it can be found without a word: what is done already must not fail because of it. */
    Optional<Kept> kept(Work work) {
        try {
            return find(work).kept();
        } catch (NotAsked notFound) {
            return Optional.empty();
        }
    }

    /** What an order asks for in the end: a reorder for what was asked for then, but for what it changes. */
    Optional<ObjectNode> asked(Work work) {
        return work.operation().equals(WebstampService.REORDER)
                ? kept(work).flatMap(earlier -> asked(earlier, 0)).map(then -> changed(then, work.request()))
                : kept(work).flatMap(earlier -> asked(earlier, 0));
    }

    private Optional<ObjectNode> asked(Kept kept, int back) {
        if (kept.request().isEmpty() || back > FARTHEST) {
            return Optional.empty();
        }
        if (!kept.identity().operation().equals(WebstampService.REORDER)) {
            return Optional.of(kept.request());
        }
        String number = kept.result().path("earlierOrder").asText();
        return archive.byCarrierId(WebstampService.NAME, kept.identity().account(), number).stream().findFirst()
                .flatMap(before -> asked(before, back + 1)).map(then -> changed(then, kept.request()));
    }

    private static ObjectNode changed(ObjectNode then, JsonNode now) {
        ObjectNode changed = then.deepCopy();
        for (String member : List.of("quantity", "format")) {
            if (now.hasNonNull(member)) {
                changed.set(member, now.get(member));
            }
        }
        return changed;
    }

    /** The order as if it had asked itself for what the answer brings, so that it is read and judged as any other. */
    Work asOrdered(Work work, WswsOrder answer) {
        return work.asking(asked(work).orElseGet(() -> guessed(work.request(), answer)));
    }

    /** What an answer says of an order that nobody here knows: nothing that could be missing is known to be. */
    private static ObjectNode guessed(JsonNode request, WswsOrder answer) {
        ObjectNode guessed = JsonNodeFactory.instance.objectNode();
        if (answer == null) {
            return guessed;
        }
        boolean sheet = answer.getPrintData() != null && answer.getPrintData().length > 0;
        guessed.put("product", answer.getPostProductNumber()).put("layout", sheet ? "sheet" : "separate")
                .put("format", request.path("format").asText(StampFile.formatOf(answer, sheet)))
                .put("quantity", request.path("quantity").asInt(StampDocuments.stamps(answer).size()));
        return guessed;
    }
}
