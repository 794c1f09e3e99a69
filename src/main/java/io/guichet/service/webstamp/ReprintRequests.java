package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.purchase.Booking;
import io.guichet.service.webstamp.wire.PreviousOrderRequest;

/** Asks for the documents of an order again, which costs nothing (webstamp 2.16). */
public final class ReprintRequests {

    public PreviousOrderRequest build(Account account, Booking booking) {
        PreviousOrderRequest request = new PreviousOrderRequest();
        request.setOrderId(Long.valueOf(booking.carrierId()));
        request.setIdentification(Identities.login(account));
        return request;
    }
}
