package io.guichet.service.webstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Guard;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.CopyOrderByIdRequest;
import io.guichet.service.webstamp.wire.FileType;
import java.util.List;
import java.util.Optional;

/** Builds what buys an earlier order once more, and judges whether its price is to be asked for before (webstamp 2.15). */
public final class CopyRequests {

    private final Guard guard;
    private final EarlierOrders earlierOrders;
    private final Texts texts;

    public CopyRequests(Guard guard, EarlierOrders earlierOrders, Texts texts) {
        this.guard = guard;
        this.earlierOrders = earlierOrders;
        this.texts = texts;
    }

    /** @throws NotAsked for a letter, which the service cannot repeat */
    public CopyOrderByIdRequest build(Work work, Account account, Earlier earlier) {
        if (earlierOrders.asked(work).filter(then -> then.hasNonNull("letter")).isPresent()) {
            throw new NotAsked(new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-2023",
                    "/request", earlier.carrierId()))));
        }
        JsonNode request = work.request();
        CopyOrderByIdRequest copy = new CopyOrderByIdRequest();
        copy.setOrderId(Long.parseLong(earlier.carrierId()));
        if (request.hasNonNull("quantity")) {
            copy.setQuantity(request.get("quantity").asInt());
        }
        if (request.hasNonNull("format")) {
            copy.setFileType(FileType.fromValue(request.get("format").asText()));
        }
        // The comment of a copy is its own, and so it bears the key by which it is found again (webstamp 4.6).
        OrderMapper.comment(request, Optional.of(work.key())).ifPresent(copy::setOrderComment);
        copy.setIdentification(Identities.login(account));
        return copy;
    }

    /**
     * The order as if it asked for what was asked for then: a copy has no preview of its own, and so its price is that of
     * the same order anew. Null where no limit wants a price.
     *
     * @throws NotAsked where a limit wants a price and nobody knows what was asked for then
     */
    public Work priced(Work work, Account account, Earlier earlier) {
        if (!guard.needsQuote(work, account)) {
            return null;
        }
        return earlierOrders.asked(work).map(then -> {
            // Used up by the earlier order perhaps: a price without it is never too low.
            then.remove("discountCode");
            return work.asking(then);
        }).orElseThrow(() -> new NotAsked(new Outcome.Refused(List.of(texts.of(work.identity()).problem("GUI-2024",
                "/request", earlier.carrierId())))));
    }
}
