package io.guichet.service.canadapost;

import io.guichet.call.Lack;
import io.guichet.call.UnreadableAnswer;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentResponse;
import io.guichet.service.canadapost.wire.GetNonContractShipmentDetailsResponse;
import io.guichet.service.canadapost.wire.GetNonContractShipmentReceiptResponse;
import io.guichet.service.canadapost.wire.GetNonContractShipmentResponse;
import io.guichet.service.canadapost.wire.GetNonContractShipmentsResponse;
import io.guichet.service.canadapost.wire.MessagesType;
import io.guichet.service.canadapost.wire.NonContractShipmentDetailsType;
import io.guichet.service.canadapost.wire.NonContractShipmentInfoType;
import io.guichet.service.canadapost.wire.NonContractShipmentReceiptType;
import io.guichet.service.canadapost.wire.NonContractShipmentRefundRequestInfoType;
import io.guichet.service.canadapost.wire.RequestNonContractShipmentRefundResponse;
import io.guichet.service.canadapost.wire.artifact.ArtifactDataType;
import io.guichet.service.canadapost.wire.artifact.GetArtifactResponse;
import java.util.List;
import java.util.Optional;

/**
 * What stands in an answer: what was asked for, or messages in its place, which are looked at first (canadapost 2.2, 7).
 * Each throws {@link SaidNo} for messages and {@link UnreadableAnswer} for neither.
 */
public final class Answers {

    public NonContractShipmentInfoType created(CreateNonContractShipmentResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipmentInfo(), "non-contract-shipment-info");
    }

    public NonContractShipmentInfoType got(GetNonContractShipmentResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipmentInfo(), "non-contract-shipment-info");
    }

    public NonContractShipmentDetailsType details(GetNonContractShipmentDetailsResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipmentDetails(),
                        "non-contract-shipment-details");
    }

    public NonContractShipmentReceiptType receipt(GetNonContractShipmentReceiptResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipmentReceipt(),
                        "non-contract-shipment-receipt");
    }

    /** The shipments' ids; none found is an answer too. */
    public List<String> listed(GetNonContractShipmentsResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipments(), "non-contract-shipments")
                        .getShipmentId();
    }

    public NonContractShipmentRefundRequestInfoType ticket(RequestNonContractShipmentRefundResponse answer) {
        return answer == null
                ? nothing()
                : payload(answer.getMessages(), answer.getNonContractShipmentRefundRequestInfo(),
                        "non-contract-shipment-refund-request-info");
    }

    public ArtifactDataType artifact(GetArtifactResponse answer) {
        if (answer == null) {
            return nothing();
        }
        if (answer.getMessages() != null) {
            throw new SaidNo(answer.getMessages().getMessage().stream()
                    .map(message -> fault(message.getCode(), message.getDescription())).toList());
        }
        return payload(null, answer.getArtifactData(), "artifact-data");
    }

    private static <T> T payload(MessagesType messages, T payload, String element) {
        if (messages != null) {
            throw new SaidNo(messages.getMessage().stream()
                    .map(message -> fault(message.getCode(), message.getDescription())).toList());
        }
        return Optional.ofNullable(payload).orElseThrow(() -> new UnreadableAnswer(new Lack(element)));
    }

    private static ServiceFault fault(String code, String text) {
        return new ServiceFault(Optional.ofNullable(code).map(String::strip).orElse(""),
                Optional.ofNullable(text).map(String::strip).orElse(""), null);
    }

    private static <T> T nothing() {
        throw new UnreadableAnswer(Lack.ANSWER);
    }
}
