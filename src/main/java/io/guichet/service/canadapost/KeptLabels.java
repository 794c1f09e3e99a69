package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.util.List;
import java.util.Set;

/** Labels out of the ledger, where the service cannot give one: it keeps them for 90 days (canadapost 5.4). */
public final class KeptLabels {

    private static final Set<String> KINDS = Set.of("label", "commercial-invoice");

    private final Archive archive;

    public KeptLabels(Archive archive) {
        this.archive = archive;
    }

    /** The label as it was bought; what went wrong stays where none is kept. */
    public Outcome instead(Work work, Earlier shipment, Exception failed) throws Exception {
        List<Document> kept = shipment.kept().stream().flatMap(order -> archive.documents(order).stream())
                .filter(document -> KINDS.contains(document.kind())).toList();
        if (kept.stream().noneMatch(document -> document.kind().equals("label"))) {
            throw failed;
        }
        return ShipmentAnswers.label(work, JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId", shipment.carrierId())
                .put("trackingNumber", shipment.kept().orElseThrow().result().path("trackingNumber").textValue()),
                kept, "archive");
    }
}
