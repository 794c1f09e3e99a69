package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Call;
import io.guichet.sandbox.SoapXml;
import java.util.Optional;

/** The seven operations by the names of the WSDL, which are not those of the documentation (canadapost 1.3). */
enum Operation {
    CREATE("CreateNCShipment", "create-non-contract-shipment", "non-contract-shipment-info"), GET("GetNCShipment",
            "get-non-contract-shipment", "non-contract-shipment-info"), DETAILS("GetNCShipmentDetails",
                    "get-non-contract-shipment-details", "non-contract-shipment-details"), RECEIPT(
                            "GetNCShipmentReceipt", "get-non-contract-shipment-receipt",
                            "non-contract-shipment-receipt"), LIST("GetNCShipments", "get-non-contract-shipments",
                                    "non-contract-shipments"), REFUND("RequestNCShipmentRefund",
                                            "request-non-contract-shipment-refund",
                                            "non-contract-shipment-refund-request-info"), ARTIFACT("GetArtifact",
                                                    "get-artifact", "artifact-data");

    private final String title;
    private final String root;
    private final String payload;

    Operation(String title, String root, String payload) {
        this.title = title;
        this.root = root;
        this.payload = payload;
    }

    /** The operation whose request has that root element at that door. */
    static Optional<Operation> of(Door door, String namespace, String localName) {
        for (Operation operation : values()) {
            boolean named = operation.door() == door && operation.requestRoot().equals(localName);
            if (named && door.namespace().equals(namespace)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** The operation that the SOAPAction header names, when it names one. */
    static Optional<Operation> announced(Call head) {
        Optional<String> action = SoapXml.action(head);
        for (Operation operation : values()) {
            if (action.isPresent() && action.get().equals(operation.action())) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    /** The WSDL's name, which faults, log and book use. */
    String title() {
        return title;
    }

    String requestRoot() {
        return root + "-request";
    }

    String answerRoot() {
        return root + "-response";
    }

    /** The element below the answer's root when all went well. */
    String payload() {
        return payload;
    }

    Door door() {
        return this == ARTIFACT ? Door.ARTIFACT : Door.NCSHIPMENT;
    }

    /** One of them stands in another service's namespace (1.3). */
    String action() {
        return this == REFUND
                ? "http://www.canadapost.ca/ws/soap/shipment/v4/" + title
                : door().namespace() + "/" + title;
    }

    /** Refunds are counted apart from all other calls (1.6). */
    String group() {
        return this == REFUND ? "B" : "A";
    }

    /** It moves money. */
    boolean purchase() {
        return this == CREATE || this == REFUND;
    }
}
