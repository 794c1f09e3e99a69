package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Texts;
import io.guichet.purchase.Document;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.ArtifactType;
import io.guichet.service.canadapost.wire.NonContractShipmentInfoType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a created or found shipment means for its order (canadapost 2.3, 2.4). */
public final class ShipmentAnswers {

    private final Texts texts;
    private final OutcomeTable outcomes;

    public ShipmentAnswers(Texts texts, OutcomeTable outcomes) {
        this.texts = texts;
        this.outcomes = outcomes;
    }

    /** The shipment, where it has a number; without one nobody can say what was bought. */
    public NonContractShipmentInfoType identified(NonContractShipmentInfoType shipment) {
        if (shipment.getShipmentId() == null || shipment.getShipmentId().isBlank()) {
            throw new UnreadableAnswer(new Lack("shipment-id"));
        }
        return shipment;
    }

    /** Bought for certain, but something of it could not be fetched: it is fetched again later. */
    public Outcome unfinished(Work work, NonContractShipmentInfoType shipment, Exception failed) {
        Outcome outcome = outcomes.outcome(work, false, failed);
        return new Outcome.Bought(result(shipment), Optional.of(shipment.getShipmentId().strip()), Optional.empty(),
                Outcome.problem(outcome), List.of());
    }

    /**
     * Complete: with its label, looked at.
     *
     * @param receipt null where the service gives none: a parcel does not wait for its price
     */
    public Outcome complete(Work work, NonContractShipmentInfoType shipment, List<Document> papers,
            NonContractShipmentReceiptType receipt) {
        Texts words = texts.of(work.identity());
        List<Document> documents = named(papers);
        ObjectNode result = result(shipment);
        List<Notice> notices = new ArrayList<>();
        Optional<BigDecimal> price = Optional.empty();
        Optional<ObjectNode> readable = readable(receipt);
        if (readable.isEmpty()) {
            result.putNull("price").put("currency", "CAD");
            notices.add(Notice.of("price", words.text(CanadaPostService.NAME, "shipment.price-unknown")));
        } else {
            ObjectNode paid = readable.get();
            price = Optional.of(receipt.getCcReceiptDetails().getChargeAmount());
            result.put("price", paid.path("card").path("chargeAmount").textValue())
                    .put("currency", paid.path("card").path("currency").textValue());
            result.set("receipt", paid);
            notices.addAll(ReceiptChecks.doubts(receipt, words));
        }
        ArrayNode names = result.putArray("documents");
        documents.forEach(document -> names.addObject().put("kind", document.kind())
                .put("document", work.name() + "." + document.suffix()));
        return new Outcome.Done(result, Optional.of(shipment.getShipmentId().strip()), price, documents, notices);
    }

    private static Optional<ObjectNode> readable(NonContractShipmentReceiptType receipt) {
        try {
            return Optional.ofNullable(receipt).map(ReceiptResult::of);
        } catch (UnreadableAnswer nothingToMakeOfIt) {
            return Optional.empty();
        }
    }

    /** What an order shipment-status is answered. */
    public Outcome status(NonContractShipmentInfoType shipment) {
        ObjectNode result = result(identified(shipment));
        ArrayNode artifacts = result.putArray("artifacts");
        Optional.ofNullable(shipment.getArtifacts()).stream().flatMap(all -> all.getArtifact().stream())
                .forEach(one -> artifact(one, artifacts.addObject()));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** What an order label is answered: nothing of it is bought. */
    public Outcome label(Work work, NonContractShipmentInfoType shipment, List<Document> papers) {
        return label(work, result(shipment), named(papers), "service");
    }

    /** The same for a document that was named by its own number: whose it is the service does not say. */
    public Outcome artifact(Work work, Document paper) {
        return label(work, JsonNodeFactory.instance.objectNode().putNull("carrierOrderId").putNull("trackingNumber"),
                List.of(paper), "service");
    }

    static Outcome label(Work work, ObjectNode result, List<Document> documents, String source) {
        result.put("source", source);
        ArrayNode names = result.putArray("documents");
        documents.forEach(document -> names.addObject().put("kind", document.kind())
                .put("document", work.name() + "." + document.suffix()));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), documents, List.of());
    }

    private static void artifact(ArtifactType from, ObjectNode to) {
        to.put("type", from.getType()).put("artifactId", from.getArtifactId()).put("pageIndex", from.getPageIndex());
    }

    private static ObjectNode result(NonContractShipmentInfoType shipment) {
        return JsonNodeFactory.instance.objectNode()
                .put("carrierOrderId",
                        Optional.ofNullable(shipment.getShipmentId()).map(String::strip).orElse(null))
                .put("trackingNumber", Optional.ofNullable(shipment.getTrackingPin()).map(String::strip)
                        .filter(pin -> !pin.isEmpty()).orElse(null));
    }

    /** Several of a kind are counted from the second on. */
    private static List<Document> named(List<Document> papers) {
        List<Document> named = new ArrayList<>();
        for (Document paper : papers) {
            long before = named.stream().filter(other -> other.kind().equals(paper.kind())).count();
            named.add(before == 0
                    ? paper
                    : new Document(paper.kind() + "-" + (before + 1) + paper.suffix().substring(paper.kind().length()),
                            paper.kind(), paper.mediaType(), paper.content()));
        }
        return named;
    }
}
