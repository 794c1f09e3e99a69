package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.Deliveries.StoredDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts one message and its documents into the folder that it belongs to, whole or not at all. The names come from the
 * order, so that a repeat writes the same bytes under the same names.
 */
public final class FileDelivery {

    private final AnswerFolders folders;
    private final Deliveries deliveries;
    private final ReportFiles reports;

    public FileDelivery(AnswerFolders folders, Deliveries deliveries, ReportFiles reports) {
        this.folders = folders;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    public void deliver(Delivery delivery) throws IOException {
        deliver(List.of(delivery));
    }

    /** Each folder is flushed once for all that was put into it. */
    public void deliver(List<Delivery> all) throws IOException {
        Set<AnswerFolder> written = new LinkedHashSet<>();
        for (Delivery delivery : all) {
            Optional<AnswerFolder> folder = folders.of(delivery);
            if (folder.isPresent()) {
                put(delivery, folder.get());
                written.add(folder.get());
            }
        }
        for (AnswerFolder folder : written) {
            folder.flush();
        }
    }

    private void put(Delivery delivery, AnswerFolder folder) throws IOException {
        HeldDelivery held = new HeldDelivery(deliveries, delivery);
        switch (delivery.kind()) {
            case "report" -> reports.write(delivery, folder, held);
            case "notice" -> put(folder, delivery.name() + ".json", delivery, held);
            case "interim" -> put(folder, delivery.name() + ".waiting.json", delivery, held);
            case "event" -> put(folder, delivery.name() + ".event-"
                    + Messages.read(delivery.body()).path("eventNumber").asInt() + ".json", delivery, held);
            case "unreadable" -> put(folder, Messages.read(delivery.body()).path("file").asText() + ".error.json",
                    delivery, held);
            default -> answer(folder, delivery, held);
        }
    }

    private void answer(AnswerFolder folder, Delivery delivery, HeldDelivery held) throws IOException {
        boolean completed = Messages.read(delivery.body()).path("state").asText().equals("COMPLETED");
        // Documents first: who sees the result finds them.
        for (StoredDocument document : completed
                ? deliveries.documents(delivery.orderId().orElseThrow())
                : List.<StoredDocument>of()) {
            folder.put(document.name(), out -> out.write(document.content()), held);
        }
        put(folder, delivery.name() + (completed ? ".result.json" : ".error.json"), delivery, held);
        folder.remove(delivery.name() + ".waiting.json");
        if (completed) {
            folder.remove(delivery.name() + ".error.json");
        }
    }

    private static void put(AnswerFolder folder, String name, Delivery delivery, HeldDelivery held)
            throws IOException {
        folder.put(name, out -> out.write(delivery.body().getBytes(StandardCharsets.UTF_8)), held);
    }
}
