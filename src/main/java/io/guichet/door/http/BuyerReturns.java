package io.guichet.door.http;

import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.ReceivedNotification;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a buyer back to the shop when his browser brings what the service says of the payment. He goes where the order has
 * said, and nowhere else: whatever the browser brings beside, it is not read.
 */
public final class BuyerReturns {

    /** The member of an order that says where. */
    private static final String RETURN_URL = "returnUrl";

    private final Archive archive;
    private final Texts texts;

    public BuyerReturns(Archive archive, Texts texts) {
        this.archive = archive;
        this.texts = texts;
    }

    /** @param said null where it concerns no payment of ours */
    public Reply onward(ReceivedNotification received, PaymentState said) {
        Texts words = texts.of(received.service(), received.account());
        Optional<String> shop = Optional.ofNullable(said)
                .flatMap(payment -> archive.ofPayment(received.service(), received.account(), payment.reference()))
                .flatMap(order -> Optional.ofNullable(order.request().path(RETURN_URL).textValue()));
        Reply page = BuyerPage.said(200, words, words.text(BuyerPage.WORDS, "returned"));
        // The browser comes with a POST, and shall ask the shop's page with a GET.
        return shop.map(url -> new Reply(303, page.mediaType(), page.headers(), page.body())
                .with(Map.of("Location", url))).orElse(page);
    }

    /** What the browser brought is not taken; the service tells it otherwise, or is asked. */
    public Reply notTaken(Exception error) {
        int status = error instanceof Refusal refused ? refused.reply().status() : 503;
        return BuyerPage.said(status, texts, texts.text(BuyerPage.WORDS, "not-taken"));
    }
}
