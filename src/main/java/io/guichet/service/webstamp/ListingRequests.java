package io.guichet.service.webstamp;

import io.guichet.purchase.Account;
import io.guichet.purchase.Look;
import io.guichet.service.webstamp.wire.GetInfoJournalRequest;
import io.guichet.service.webstamp.wire.GetInfoReceiptRequest;
import io.guichet.service.webstamp.wire.JournalOutput;
import io.guichet.service.webstamp.wire.JournalSource;
import io.guichet.service.webstamp.wire.ReceiptOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Asks for everything that an account has ordered since some time (webstamp 2.17, 2.19). */
public final class ListingRequests {

    private final Clock clock;

    public ListingRequests(Clock clock) {
        this.clock = clock;
    }

    public GetInfoReceiptRequest receipts(Account account, Instant from) {
        GetInfoReceiptRequest request = new GetInfoReceiptRequest();
        request.setOutput(ReceiptOutput.XML);
        request.setFrom(local(from));
        request.setTo(until());
        request.setIdentification(Identities.login(account));
        return request;
    }

    public GetInfoJournalRequest journal(Account account, Instant from) {
        GetInfoJournalRequest request = new GetInfoJournalRequest();
        request.setOutput(JournalOutput.XML);
        request.setSource(JournalSource.ALL);
        request.setFrom(local(from));
        request.setTo(until());
        request.setIdentification(Identities.login(account));
        return request;
    }

    /** A listing of nothing, for the messages that come with it. */
    public GetInfoJournalRequest messages(Account account) {
        return journal(account, clock.instant());
    }

    /** The service's clock may be ahead of ours. */
    private OffsetDateTime until() {
        return local(clock.instant().plus(Look.CLOCKS_APART));
    }

    private static OffsetDateTime local(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).atZone(WebstampService.ZONE).toOffsetDateTime();
    }
}
