package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reprints and delivery notes out of the ledger, for the time after the service's window: what an order of ours brought is
 * kept (webstamp 3.5).
 */
public final class ArchivedAnswers {

    static final String SERVICE = "service";
    static final String ARCHIVE = "archive";

    /** The service no longer has the order, or its delivery note. */
    private static final Set<String> GONE = Set.of("2200", "2247");

    private static final String NOTE = "delivery-note";
    private static final Set<String> STAMPS = Set.of("stamp", "stamps", NOTE);

    private final Archive archive;
    private final Texts texts;
    private final Duration window;
    private final Clock clock;

    /** @param window how long the service gives an order again */
    public ArchivedAnswers(Archive archive, Texts texts, Duration window, Clock clock) {
        this.archive = archive;
        this.texts = texts;
        this.window = window;
        this.clock = clock;
    }

    /** The answer where the service's window is over for certain and everything is kept; else null: the service is asked. */
    public Outcome instead(Work work, Earlier earlier) {
        boolean over = earlier.kept().flatMap(Kept::calledAt)
                .map(called -> clock.instant().isAfter(called.plus(window))).orElse(false);
        return over ? kept(work, earlier).orElse(null) : null;
    }

    /** The answer after the service has said that it no longer has the order; what else went wrong stays as it is. */
    public Outcome rescued(Work work, Earlier earlier, Exception failed) throws Exception {
        boolean gone = ServiceFaults.find(failed).filter(fault -> GONE.contains(fault.code())).isPresent();
        Optional<Outcome> kept = gone ? kept(work, earlier) : Optional.empty();
        if (kept.isEmpty()) {
            throw failed;
        }
        return kept.get();
    }

    private Optional<Outcome> kept(Work work, Earlier earlier) {
        return earlier.kept().flatMap(kept -> work.operation().equals(WebstampService.REPRINT)
                ? stamps(work, kept)
                : note(work, kept));
    }

    private Optional<Outcome> stamps(Work work, Kept kept) {
        List<Document> documents = archive.documents(kept).stream().filter(d -> STAMPS.contains(d.kind())).toList();
        Set<String> names = documents.stream().map(d -> kept.name() + "." + d.suffix()).collect(Collectors.toSet());
        // Documents are forgotten after a while; a part of them is no reprint.
        boolean whole = kept.result().findValues("document").stream().filter(JsonNode::isTextual)
                .allMatch(name -> names.contains(name.asText()));
        if (documents.isEmpty() || !whole) {
            return Optional.empty();
        }
        ObjectNode result = kept.result().deepCopy();
        result.findParents("document").forEach(parent -> renamed((ObjectNode) parent, kept, work));
        Reprint.marked(result, ARCHIVE);
        Texts words = texts.of(work.identity());
        return Optional.of(new Outcome.Done(result, Optional.empty(), Optional.empty(), documents,
                List.of(Reprint.notice(kept.carrierId().orElse(""), words))));
    }

    private Optional<Outcome> note(Work work, Kept kept) {
        return archive.documents(kept).stream().filter(d -> d.kind().equals(NOTE)).findFirst()
                .map(note -> note(work, kept.carrierId().orElse(""), note, ARCHIVE, texts.of(work.identity())));
    }

    static Outcome note(Work work, String carrierId, Document note, String source, Texts words) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", carrierId)
                .put("source", source);
        result.putObject("deliveryNote").put("document", work.name() + "." + note.suffix())
                .put("handInAtTheCounter", true);
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), List.of(note),
                List.of(Notice.of(NOTE, words.text(WebstampService.NAME, "delivery-note", carrierId))));
    }

    private static void renamed(ObjectNode parent, Kept kept, Work work) {
        String name = parent.path("document").asText("");
        if (name.startsWith(kept.name() + ".")) {
            parent.put("document", work.name() + name.substring(kept.name().length()));
        }
    }
}
