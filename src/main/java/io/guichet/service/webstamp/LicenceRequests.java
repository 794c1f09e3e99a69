package io.guichet.service.webstamp;

import io.guichet.catalogue.FoundProduct;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.GetLicensesRequest;

/** Asks for the customer's licences that fit a product (webstamp 2.9). */
public final class LicenceRequests {

    public GetLicensesRequest build(Work work, Account account, FoundProduct found) {
        GetLicensesRequest request = new GetLicensesRequest();
        request.setIdentification(Identities.login(account));
        long number = LicenceQuestion.of(work, found).postProductNumber();
        if (number > 0) {
            request.setPostProductNumber(number);
        }
        return request;
    }
}
