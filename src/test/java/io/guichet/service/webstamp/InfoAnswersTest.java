package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.call.UnreadableAnswer;
import io.guichet.contract.WebStampExample;
import io.guichet.order.Texts;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.GetInfoBillingResponse;
import io.guichet.service.webstamp.wire.GetInfoDeliveryReceiptResponse;
import io.guichet.service.webstamp.wire.GetInfoJournalResponse;
import io.guichet.service.webstamp.wire.GetInfoReceiptResponse;
import io.guichet.service.webstamp.wire.WswsBilling;
import io.guichet.service.webstamp.wire.WswsJournals;
import io.guichet.service.webstamp.wire.WswsReceipt;
import jakarta.xml.bind.JAXBException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of purchases and accounts, held against the literal answers of the contract (webstamp 2.17 to 2.20). */
class InfoAnswersTest {

    private static final WebStampExample DATA = WebStampExample.named("2.17a-get_info_receipt-answer");
    private static final WebStampExample PAPER = WebStampExample.named("2.17b-get_info_receipt-answer");
    private static final String NO_PDF = "bm8gUERG";

    private static final Work JOURNAL = Samples.work("journal", "{}");

    private final InfoAnswers answers = new InfoAnswers(new Texts(Locale.ENGLISH),
            WebstampServices.messages(Clock.fixed(Instant.parse("2026-09-24T12:00:00Z"), ZoneOffset.UTC)));

    private static WswsReceipt receipt(WebStampExample example) throws JAXBException {
        return ((GetInfoReceiptResponse) example.read()).getGetInfoReceiptResult();
    }

    private Outcome.Done receipt(String output, WebStampExample example) throws JAXBException {
        return (Outcome.Done) answers.receipt(Samples.work("receipt", "{\"output\": \"" + output + "\"}"),
                receipt(example));
    }

    @Test
    void receiptAsDataHasAmountsInTwoDigitsAndTimesWithTheirZone() throws JAXBException {
        Outcome.Done done = receipt("data", DATA);

        assertThat(done.documents()).isEmpty();
        assertThat(done.result().toString()).isEqualTo(Samples.json("""
                {"output": "data", "orders": [
                  {"carrierOrderId": "9000001", "orderedAt": "2026-09-24T16:40:00+02:00", "quantity": 2,
                   "itemPrice": "1.20", "price": "2.40", "currency": "CHF", "comment": "please",
                   "validUntil": "2027-09-24T23:59:59+02:00",
                   "billingAddress": {"organization": "Exemple Sàrl", "street": "Bahnhofstrasse 1", "zip": "3011",
                     "city": "Berne", "country": "ch"},
                   "product": {"number": 38610, "postProductNumber": 15220, "name": "Courrier A Lettre standard",
                     "price": "1.20"},
                   "stamps": [{"stampId": "80000001", "labelNumber": "1", "trackingNumber": null},
                     {"stampId": "80000002", "labelNumber": "2", "trackingNumber": null}]}]}""").toString());
    }

    @Test
    void receiptOnPaperIsAPdfOrNoReceipt() throws JAXBException {
        Outcome.Done done = receipt("pdf", PAPER);

        assertThat(done.documents()).extracting(Document::kind).containsExactly("receipt");
        assertThat(done.documents()).extracting(Document::suffix).containsExactly("receipt.pdf");
        assertThat(done.result().path("document").asText()).isEqualTo("SO-1.receipt.pdf");
        assertThat(done.carrierId()).as("it books nothing").isEmpty();
        assertThatThrownBy(() -> receipt("pdf", PAPER.with("JVBERi0xLjQKJSVFT0YK", NO_PDF)))
                .isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> receipt("pdf", DATA)).isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> receipt("data", PAPER)).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void deliveryNoteIsAPdfThatIsHandedInAtTheCounter() throws JAXBException {
        WebStampExample example = WebStampExample.named("2.18-get_info_delivery_receipt-answer");
        var answer = ((GetInfoDeliveryReceiptResponse) example.read()).getGetInfoDeliveryReceiptResult();
        var work = Samples.work("delivery-note", "{\"carrierOrderId\": \"9000002\"}");
        Earlier earlier = new Earlier("9000002", Optional.empty());

        Outcome.Done done = (Outcome.Done) answers.deliveryNote(work, answer, earlier);

        assertThat(done.documents()).extracting(Document::kind).containsExactly("delivery-note");
        assertThat(done.result()).isEqualTo(Samples.json("""
                {"carrierOrderId": "9000002", "source": "service",
                 "deliveryNote": {"document": "SO-1.delivery-note.pdf", "handInAtTheCounter": true}}"""));
        assertThat(done.notices().get(0).text()).contains("counter");
        answer.setDeliveryReceipt(new byte[]{1, 2, 3});
        assertThatThrownBy(() -> answers.deliveryNote(work, answer, earlier)).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void journalWithoutItsListIsNoEmptyJournal() throws JAXBException {
        var answer = ((GetInfoJournalResponse) WebStampExample.named("2.19-get_info_journal-answer").read())
                .getGetInfoJournalResult();

        Outcome.Done done = (Outcome.Done) answers.journal(JOURNAL, answer);

        assertThat(done.result().at("/orders/0/price").asText()).isEqualTo("2.40");
        assertThat(done.result().at("/orders/0/orderedAt").asText()).isEqualTo("2026-09-24T16:40:00+02:00");
        assertThatThrownBy(() -> answers.journal(JOURNAL, new WswsJournals())).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void balanceIsADecimalString() throws JAXBException {
        var answer = ((GetInfoBillingResponse) WebStampExample.named("2.20-get_info_billing-answer").read())
                .getGetInfoBillingResult();

        assertThat(((Outcome.Done) answers.billing(answer)).result()).isEqualTo(Samples
                .json("""
                        {"type": "prepaid", "balance": "47.60", "currency": "CHF", "chargeable": true, "amountPossible": true}"""));
        assertThatThrownBy(() -> answers.billing(new WswsBilling())).isInstanceOf(UnreadableAnswer.class);
    }
}
