package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Texts;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Notice;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.NonContractShipmentDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentRefundRequestInfoType;
import java.util.List;
import java.util.Optional;

/** What a ticket means: people have been asked for a refund, and write to the address that was given (canadapost 5.5). */
public final class RefundAnswers {

    private static final String NOTICE = "refund";

    private final Texts texts;

    public RefundAnswers(Texts texts) {
        this.texts = texts;
    }

    public Outcome requested(Work work, Earlier shipment, NonContractShipmentRefundRequestInfoType ticket) {
        return done(work, shipment, ticket, "refund.requested");
    }

    /** Somebody has asked before; the shipment's details have the ticket. */
    public Outcome already(Work work, Earlier shipment, NonContractShipmentDetailsType details) {
        return done(work, shipment, ticketOf(details), "refund.already");
    }

    /** The outcome for a ticket that was found after a lost answer. */
    public Outcome found(Work work, Earlier shipment, NonContractShipmentDetailsType details) {
        return done(work, shipment, ticketOf(details), "refund.requested");
    }

    /** A shipment has one ticket at most, whoever asked for it: a second request opens none. */
    public Finding finding(Work work, NonContractShipmentDetailsType details) {
        NonContractShipmentRefundRequestInfoType ticket = details.getRefundRequestInfo();
        return new Finding(ticket == null
                ? List.of()
                : List.of(new Booking(number(ticket), work.attempt(), Optional.empty())), true);
    }

    private Outcome done(Work work, Earlier shipment, NonContractShipmentRefundRequestInfoType ticket, String key) {
        String number = number(ticket);
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("carrierOrderId", number)
                .put("shipmentId", shipment.carrierId()).put("refund", "requested");
        result.putObject("ticket").put("id", number).put("date",
                Optional.ofNullable(ticket.getServiceTicketDate()).map(Object::toString).orElse(null));
        return new Outcome.Done(result, Optional.of(number), Optional.empty(), List.of(),
                List.of(Notice.of(NOTICE, texts.of(work.identity()).text(CanadaPostService.NAME, key, number))));
    }

    private static NonContractShipmentRefundRequestInfoType ticketOf(NonContractShipmentDetailsType details) {
        return Optional.ofNullable(details.getRefundRequestInfo())
                .orElseThrow(() -> new UnreadableAnswer(new Lack("refund-request-info")));
    }

    private static String number(NonContractShipmentRefundRequestInfoType ticket) {
        return Optional.ofNullable(ticket.getServiceTicketId()).map(String::strip).filter(id -> !id.isEmpty())
                .orElseThrow(() -> new UnreadableAnswer(new Lack("service-ticket-id")));
    }
}
