package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentRequest;
import java.util.Map;
import java.util.Optional;

/** The shipment that the self-test sends to a socket of our own: of the right shape, and nobody's. */
public final class Rehearsal {

    private static final String NOBODY = "selftest";

    public CreateNonContractShipmentRequest request(Work work) {
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("serviceCode", "DOM.RP");
        order.putObject("sender").put("organization", NOBODY).put("contactPhone", "0").put("street", NOBODY)
                .put("city", NOBODY).put("province", "ON").put("zip", "K1A0B1");
        order.putObject("recipient").put("name", NOBODY).put("street", NOBODY).put("city", NOBODY)
                .put("province", "ON").put("country", "CA").put("zip", "K1A0B1");
        order.putObject("parcel").put("weight", "0.1");
        return ShipmentMapper.map(order, new Account(CanadaPostService.NAME, NOBODY, Map.of("customer-number", "0")),
                Optional.of(work.key()));
    }
}
