package io.guichet.sandbox.scellius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Plays the buyer: pays, is refused, walks away; then the shop is told (scellius 5.5, 6.4, 6.5). */
final class Buyer {

    /** What the buyer does. */
    enum Choice {
        PAY, REFUSED, ABANDON
    }

    private final Payments payments;
    private final Notifier notifier;
    private final Envelopes envelopes;
    private final Clock clock;

    Buyer(Payments payments, Notifier notifier, Envelopes envelopes, Clock clock) {
        this.payments = payments;
        this.notifier = notifier;
        this.envelopes = envelopes;
        this.clock = clock;
    }

    /** At a form; empty where the buyer left without a transaction. */
    Optional<Transaction> atForm(FormToken form, Choice choice) throws IOException {
        if (choice == Choice.ABANDON) {
            return Optional.empty();
        }
        Transaction made = payments.keep(made(form.shop(), form.request(), null, choice));
        if (choice == Choice.PAY) {
            payments.keep(form.asPaid(), null);
        }
        tell(made, choice == Choice.PAY, Notifier.Manner.PLAIN);
        return Optional.of(made);
    }

    /** Behind a link. */
    Optional<Transaction> atLink(PaymentOrder link, Choice choice) throws IOException {
        if (choice == Choice.ABANDON) {
            return Optional.empty();
        }
        Transaction made = payments.keep(made(link.shop(), link.request(), link.id(), choice));
        payments.keep(link.in(choice == Choice.PAY ? "PAID" : "REFUSED"));
        tell(made, true, Notifier.Manner.PLAIN);
        return Optional.of(made);
    }

    /** Says once more how a transaction stands. */
    Optional<Notifier.Sent> tell(Transaction one, boolean closed, Notifier.Manner manner) throws IOException {
        String url = one.request().path("ipnTargetUrl").asText("");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(notifier.send(url, Shop.named(one.shop()).orElseThrow(),
                Objects.payment(one, closed, envelopes.now()), manner));
    }

    private Transaction made(String shop, ObjectNode request, String link, Choice choice) {
        String manual = request.path("transactionOptions").path("cardOptions").path("manualValidation").asText("");
        boolean byHand = manual.equals("YES")
                || manual.isEmpty() && Shop.named(shop).orElseThrow().has(Shop.Trait.MANUAL);
        String status = choice == Choice.REFUSED ? "REFUSED" : byHand ? "AUTHORISED_TO_VALIDATE" : "AUTHORISED";
        return new Transaction(Payments.number(), shop, request.path("orderId").asText(""),
                request.path("amount").asLong(), request.path("currency").asText(), "DEBIT", null, status,
                choice == Choice.REFUSED ? "51" : null, clock.instant(), link, request.deepCopy());
    }
}
