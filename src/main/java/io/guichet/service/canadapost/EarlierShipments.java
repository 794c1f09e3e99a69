package io.guichet.service.canadapost;

import io.guichet.order.Texts;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.EarlierPurchases;
import io.guichet.purchase.Work;
import java.util.Set;

/** The shipment that an order asks about: by the service's number, or by the order that made it here. */
public final class EarlierShipments {

    private static final Set<String> SHIPMENTS = Set.of(CanadaPostService.SHIPMENT);

    private final EarlierPurchases purchases;

    public EarlierShipments(Archive archive, Texts texts) {
        this.purchases = new EarlierPurchases(archive, texts);
    }

    public Earlier find(Work work) {
        return purchases.find(work, SHIPMENTS);
    }
}
