package io.guichet.service.scellius;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.EarlierPurchases;
import io.guichet.purchase.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The payment that an order is about, with what later orders have changed of it: an update brings another token, and may
 * bring another number.
 */
public final class EarlierPayments {

    /** Of a form token; fixed by the service (scellius 3.2). */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private static final String TOKEN = "formToken";
    private static final String REFERENCE = "reference";
    /** In the result of an update: the orderId of its payment. */
    static final String PAYMENT = "payment";

    private final Archive archive;
    private final EarlierPurchases purchases;
    private final Clock clock;

    public EarlierPayments(Archive archive, Texts texts, Clock clock) {
        this.archive = archive;
        this.purchases = new EarlierPurchases(archive, texts);
        this.clock = clock;
    }

    /** The form that an update is about; whichever of its tokens is named, the newest is meant. */
    public Form form(Work work) {
        String named = work.request().path(TOKEN).asText("");
        if (named.isEmpty()) {
            return form(kept(work, Set.of(ScelliusService.PAYMENT)));
        }
        String account = work.identity().account();
        List<Kept> makers = archive.completed(ScelliusService.NAME, account, clock.instant().minus(TOKEN_LIFE), TOKEN,
                named);
        return makers.stream().findFirst().flatMap(this::payment).map(this::form)
                .orElseGet(() -> new Form(named, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Form form(Kept payment) {
        ObjectNode newest = updates(payment).stream().map(Kept::result).filter(result -> result.has(TOKEN)).findFirst()
                .orElse(payment.result());
        return new Form(newest.path(TOKEN).asText(), time(newest.path("formTokenEnds")), Optional.of(payment),
                Optional.of(referenceOf(payment)));
    }

    /** By which the service names the payment that an order is about. */
    public String reference(Work work) {
        JsonNode request = work.request();
        return request.hasNonNull(REFERENCE)
                ? request.get(REFERENCE).asText()
                : referenceOf(kept(work, ScelliusService.BEGINNINGS));
    }

    /** The service's number of the link that an order is about. */
    public String link(Work work) {
        JsonNode request = work.request();
        return request.hasNonNull("paymentOrderId")
                ? request.get("paymentOrderId").asText()
                : kept(work, Set.of(ScelliusService.LINK)).carrierId().orElseThrow();
    }

    /** What the order that began a payment asked for, by the number under which the service names it; null where none did. */
    public ObjectNode ordered(String account, String reference) {
        return archive.byCarrierId(ScelliusService.NAME, account, reference).stream()
                .filter(kept -> kept.identity().operation().equals(ScelliusService.PAYMENT)).map(Kept::request)
                .findFirst().orElse(null);
    }

    private Kept kept(Work work, Set<String> operations) {
        ObjectNode byOrder = JsonNodeFactory.instance.objectNode().put("orderId",
                work.request().path("orderId").asText());
        Earlier earlier = purchases.find(work.asking(byOrder), operations);
        return earlier.kept().orElseThrow();
    }

    private String referenceOf(Kept payment) {
        return updates(payment).stream().map(update -> update.result().path(REFERENCE).asText(""))
                .filter(reference -> !reference.isEmpty()).findFirst()
                .orElseGet(() -> payment.result().path(REFERENCE).asText(payment.carrierId().orElse("")));
    }

    /** Completed updates of a payment, last first. */
    private List<Kept> updates(Kept payment) {
        return archive.byCarrierId(ScelliusService.NAME, payment.identity().account(),
                payment.carrierId().orElse("")).stream()
                .filter(kept -> kept.identity().operation().equals(ScelliusService.UPDATE))
                .filter(kept -> kept.result().path(PAYMENT).asText().equals(payment.identity().orderId())).toList();
    }

    private Optional<Kept> payment(Kept maker) {
        if (maker.identity().operation().equals(ScelliusService.PAYMENT)) {
            return Optional.of(maker);
        }
        return archive.byCarrierId(ScelliusService.NAME, maker.identity().account(), maker.carrierId().orElse(""))
                .stream().filter(kept -> kept.identity().operation().equals(ScelliusService.PAYMENT))
                .filter(kept -> kept.identity().orderId().equals(maker.result().path(PAYMENT).asText())).findFirst();
    }

    private static Optional<Instant> time(JsonNode value) {
        return Envelopes.time(value);
    }
}
