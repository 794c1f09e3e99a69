package io.guichet.service.webstamp;

import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.WswsJournal;
import io.guichet.service.webstamp.wire.WswsJournals;
import io.guichet.service.webstamp.wire.WswsReceipt;
import io.guichet.service.webstamp.wire.WswsReceiptInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds an order's bookings in a listing by the purchase key in their comment (webstamp 4.6). A listing with an entry that
 * cannot be read may hide one: it is not complete.
 */
public final class ListingAnswers {

    private final EarlierOrders earlierOrders;

    public ListingAnswers(EarlierOrders earlierOrders) {
        this.earlierOrders = earlierOrders;
    }

    public Finding receipts(Work work, WswsReceipt answer) {
        if (answer == null || answer.getReceiptInfo() == null) {
            // What is left out may not have been listed; an empty list says that there is nothing.
            return new Finding(List.of(), false);
        }
        return find(work, answer.getReceiptInfo().getItem().stream().map(WswsReceiptInfo::getJournal).toList());
    }

    public Finding journal(Work work, WswsJournals answer) {
        if (answer == null || answer.getJournals() == null) {
            return new Finding(List.of(), false);
        }
        return find(work, answer.getJournals().getItem());
    }

    private Finding find(Work work, List<WswsJournal> entries) {
        boolean complete = entries.stream().allMatch(entry -> entry != null && entry.getOrderId() > 0);
        // An order with letters for several recipients may stand there once for each.
        Map<Long, Booking> bookings = new TreeMap<>();
        entries.stream().filter(Objects::nonNull).filter(entry -> entry.getOrderId() > 0)
                .forEach(entry -> PurchaseKey.endOf(Optional.ofNullable(entry.getOrderComment()).orElse(""))
                        .filter(key -> key.stem().equals(work.key().stem()))
                        .ifPresent(key -> bookings.putIfAbsent(entry.getOrderId(),
                                new Booking(Long.toString(entry.getOrderId()), key.attempt(),
                                        Optional.ofNullable(entry.getTotalPrice()).map(Money::rounded)))));
        return new Finding(List.copyOf(bookings.values()), complete && !hidesCopy(work, entries));
    }

    /**
     * A copy that kept the comment of the order that it repeats does not bear our key: then nothing is known to be absent
     * (webstamp 2.15).
     */
    private boolean hidesCopy(Work work, List<WswsJournal> entries) {
        return work.operation().equals(WebstampService.REORDER) && earlierOrders.kept(work)
                .filter(earlier -> entries.stream().filter(Objects::nonNull)
                        .filter(entry -> !earlier.carrierId().equals(Optional.of(Long.toString(entry.getOrderId()))))
                        .anyMatch(entry -> PurchaseKey.endOf(Optional.ofNullable(entry.getOrderComment()).orElse(""))
                                .filter(key -> key.stem().equals(
                                        PurchaseKey.of(earlier.identity(), earlier.tryNumber(), 1).stem()))
                                .isPresent()))
                .isPresent();
    }
}
