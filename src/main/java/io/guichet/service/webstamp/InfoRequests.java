package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.GetInfoBillingRequest;
import io.guichet.service.webstamp.wire.GetInfoDeliveryReceiptRequest;
import io.guichet.service.webstamp.wire.GetInfoJournalRequest;
import io.guichet.service.webstamp.wire.GetInfoReceiptRequest;
import io.guichet.service.webstamp.wire.JournalOutput;
import io.guichet.service.webstamp.wire.JournalSource;
import io.guichet.service.webstamp.wire.PreviousOrderRequest;
import io.guichet.service.webstamp.wire.ReceiptOutput;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** The arguments of what is asked about purchases that were made (webstamp 2.16 to 2.20). */
public final class InfoRequests {

    public PreviousOrderRequest reprint(Account account, Earlier earlier) {
        PreviousOrderRequest arguments = new PreviousOrderRequest();
        arguments.setOrderId(Long.valueOf(earlier.carrierId()));
        arguments.setIdentification(Identities.login(account));
        return arguments;
    }

    public GetInfoDeliveryReceiptRequest deliveryNote(Account account, Earlier earlier) {
        GetInfoDeliveryReceiptRequest arguments = new GetInfoDeliveryReceiptRequest();
        arguments.setOrderId(Long.parseLong(earlier.carrierId()));
        arguments.setIdentification(Identities.login(account));
        return arguments;
    }

    /** @param earlier null where a franking or a period is asked for */
    public GetInfoReceiptRequest receipt(Work work, Account account, Earlier earlier) {
        JsonNode request = work.request();
        GetInfoReceiptRequest arguments = new GetInfoReceiptRequest();
        arguments.setOutput(isData(request) ? ReceiptOutput.XML : ReceiptOutput.PDF);
        if (earlier != null) {
            arguments.setOrderId(Long.valueOf(earlier.carrierId()));
        }
        number(request, "stampId", arguments::setStampId);
        number(request, "labelNumber", arguments::setLabelNumber);
        time(request, "from", arguments::setFrom);
        time(request, "to", arguments::setTo);
        arguments.setIdentification(Identities.login(account));
        return arguments;
    }

    public GetInfoJournalRequest journal(Work work, Account account) {
        JsonNode request = work.request();
        GetInfoJournalRequest arguments = new GetInfoJournalRequest();
        // The other form, an address, has no place in the answer (webstamp 2.19).
        arguments.setOutput(JournalOutput.XML);
        arguments.setSource(JournalSource.fromValue(request.path("source").asText("all")));
        time(request, "from", arguments::setFrom);
        time(request, "to", arguments::setTo);
        arguments.setIdentification(Identities.login(account));
        return arguments;
    }

    public GetInfoBillingRequest billing(Work work, Account account) {
        GetInfoBillingRequest arguments = new GetInfoBillingRequest();
        if (work.request().hasNonNull("amount")) {
            arguments.setAmount(new BigDecimal(work.request().get("amount").asText()));
        }
        arguments.setIdentification(Identities.login(account));
        return arguments;
    }

    /** Whether a receipt names one order, by either number of it. */
    public boolean namesOrder(Work work) {
        return work.request().hasNonNull("carrierOrderId") || work.request().hasNonNull("orderId");
    }

    static boolean isData(JsonNode request) {
        return request.path("output").asText().equals("data");
    }

    private static void number(JsonNode from, String member, Consumer<Long> to) {
        if (from.hasNonNull(member)) {
            to.accept(Long.valueOf(from.get(member).asText()));
        }
    }

    private static void time(JsonNode from, String member, Consumer<OffsetDateTime> to) {
        if (from.hasNonNull(member)) {
            to.accept(OffsetDateTime.parse(from.get(member).asText()).toInstant().atZone(WebstampService.ZONE)
                    .toOffsetDateTime());
        }
    }
}
