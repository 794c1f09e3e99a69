package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentRequest;
import io.guichet.service.canadapost.wire.GetNonContractShipmentDetailsRequest;
import io.guichet.service.canadapost.wire.GetNonContractShipmentReceiptRequest;
import io.guichet.service.canadapost.wire.GetNonContractShipmentRequest;
import io.guichet.service.canadapost.wire.NonContractShipmentRefundRequestType;
import io.guichet.service.canadapost.wire.RequestNonContractShipmentRefundRequest;
import java.util.Optional;

/** The requests about one shipment (canadapost 2.3 to 2.6, 2.8). */
public final class ShipmentRequests {

    /** The purchase key goes out in the second of two references, the first of which is the sender's (canadapost 2.3). */
    public CreateNonContractShipmentRequest create(Work work, Account account) {
        return ShipmentMapper.map(work.request(), account, Optional.of(work.key()));
    }

    public GetNonContractShipmentRequest get(Account account, String shipmentId) {
        GetNonContractShipmentRequest request = new GetNonContractShipmentRequest();
        request.setMailedBy(Caller.mailedBy(account));
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        request.setShipmentId(shipmentId);
        return request;
    }

    public GetNonContractShipmentDetailsRequest details(Account account, String shipmentId) {
        GetNonContractShipmentDetailsRequest request = new GetNonContractShipmentDetailsRequest();
        request.setMailedBy(Caller.mailedBy(account));
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        request.setShipmentId(shipmentId);
        return request;
    }

    public GetNonContractShipmentReceiptRequest receipt(Account account, String shipmentId) {
        GetNonContractShipmentReceiptRequest request = new GetNonContractShipmentReceiptRequest();
        request.setMailedBy(Caller.mailedBy(account));
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        request.setShipmentId(shipmentId);
        return request;
    }

    public RequestNonContractShipmentRefundRequest refund(Work work, Account account, Earlier shipment) {
        RequestNonContractShipmentRefundRequest request = new RequestNonContractShipmentRefundRequest();
        request.setMailedBy(Caller.mailedBy(account));
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        request.setShipmentId(shipment.carrierId());
        NonContractShipmentRefundRequestType wish = new NonContractShipmentRefundRequestType();
        wish.setEmail(work.request().path("email").asText());
        request.setNonContractShipmentRefundRequest(wish);
        return request;
    }
}
