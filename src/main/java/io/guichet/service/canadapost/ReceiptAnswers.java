package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The outcome of an order receipt: all that the service says, and a card receipt to print (canadapost 2.6). */
public final class ReceiptAnswers {

    private final Texts texts;

    public ReceiptAnswers(Texts texts) {
        this.texts = texts;
    }

    public Outcome read(Work work, Account account, Earlier shipment, NonContractShipmentReceiptType receipt) {
        ObjectNode result = ReceiptResult.of(receipt);
        result.put("carrierOrderId", shipment.carrierId());
        Locale language = Locale.forLanguageTag(Optional.ofNullable(work.request().path("language").textValue())
                .orElseGet(() -> Caller.locale(account).toLowerCase(Locale.ROOT)));
        List<Document> slips = List.of(
                new Document("receipt.pdf", "receipt", "application/pdf", CardReceipt.pdf(receipt, language)),
                new Document("receipt.txt", "receipt-text", "text/plain; charset=utf-8",
                        CardReceipt.text(receipt, language)));
        return new Outcome.Done(result, Optional.empty(), Optional.empty(), slips,
                ReceiptChecks.doubts(receipt, texts.of(work.identity())));
    }
}
