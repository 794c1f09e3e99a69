package io.guichet.service.canadapost;

import io.guichet.purchase.Account;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.NonContractShipmentDetailsType;
import io.guichet.service.canadapost.wire.ReferencesType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds an order's shipment among those that the service lists: its details bear the purchase key (canadapost 5.4). The
 * listing has numbers only, so each that is not known is asked for, once: what a shipment bears never changes.
 */
public final class ShipmentSearch {

    private static final int REMEMBERED = 10_000;

    private record Shipment(String account, String id) {
    }

    private final Archive archive;
    /** The key that a shipment bears; empty where it bears none of ours. The oldest is forgotten first. */
    private final Map<Shipment, Optional<PurchaseKey>> keys = new LinkedHashMap<>();

    public ShipmentSearch(Archive archive) {
        this.archive = archive;
    }

    /** Those of which nobody here knows whose they are: neither the ledger nor an earlier look. */
    public List<String> unknown(Work work, List<String> listed) {
        return listed.stream().filter(id -> id != null && !id.isBlank()).map(String::strip).distinct()
                .filter(id -> remembered(work, id).isEmpty() && !isOfAnother(work, id)).toList();
    }

    /** What the details of a shipment say; without its order they say nothing, and are asked for again. */
    public void note(Account account, String id, NonContractShipmentDetailsType details) {
        if (details.getDeliverySpec() == null) {
            return;
        }
        Optional<PurchaseKey> key = Optional.ofNullable(details.getDeliverySpec().getReferences())
                // Labels are often printed in capitals: a key that came back so is still ours.
                .map(ReferencesType::getCustomerRef2).map(text -> text.toLowerCase(Locale.ROOT))
                .flatMap(PurchaseKey::endOf);
        synchronized (keys) {
            keys.put(new Shipment(account.name(), id), key);
            if (keys.size() > REMEMBERED) {
                keys.remove(keys.keySet().iterator().next());
            }
        }
    }

    /** A shipment whose details could not be had may be the one: then nothing is known to be absent. */
    public Finding finding(Work work, List<String> listed) {
        List<Booking> bookings = new ArrayList<>();
        boolean complete = true;
        for (String id : listed.stream().filter(id -> id != null && !id.isBlank()).map(String::strip).distinct()
                .toList()) {
            Optional<Optional<PurchaseKey>> known = remembered(work, id);
            if (known.isEmpty()) {
                complete &= isOfAnother(work, id);
            } else {
                known.get().filter(key -> key.stem().equals(work.key().stem()))
                        .ifPresent(key -> bookings.add(new Booking(id, key.attempt(), Optional.empty())));
            }
        }
        boolean blank = listed.stream().anyMatch(id -> id == null || id.isBlank());
        return new Finding(List.copyOf(bookings), complete && !blank);
    }

    private Optional<Optional<PurchaseKey>> remembered(Work work, String id) {
        synchronized (keys) {
            return Optional.ofNullable(keys.get(new Shipment(work.identity().account(), id)));
        }
    }

    private boolean isOfAnother(Work work, String id) {
        return archive.byCarrierId(CanadaPostService.NAME, work.identity().account(), id).stream()
                .anyMatch(kept -> kept.id() != work.id()
                        && kept.identity().operation().equals(CanadaPostService.SHIPMENT));
    }
}
