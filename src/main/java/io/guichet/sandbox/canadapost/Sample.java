package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.SoapXml;
import io.guichet.sandbox.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The shipment of the example on the service's own receipt page. It is there from the beginning and for ever, and
 * nobody bought it here; its amounts are not written down, the tariff makes them.
 */
final class Sample {

    private final Tree order;

    Sample() {
        try (InputStream stream = Sample.class.getResourceAsStream("/sandbox/canadapost/sample.xml")) {
            SoapXml.Parts parts = new SoapXml().parts(stream.readAllBytes()).orElseThrow();
            order = Tree.of(parts.body().get(0)).below("non-contract-shipment");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return "406951321983787352";
    }

    boolean is(String shipmentId) {
        return id().equals(shipmentId);
    }

    long documentId() {
        return 10_200_000_000_001L;
    }

    /** Both numbers of the page are his. */
    Account account() {
        return Account.ofCustomer("1111111").orElseThrow();
    }

    Tree order() {
        return order;
    }

    Instant time() {
        return Instant.parse("2012-04-15T16:17:16Z");
    }

    String authCode() {
        return "454819";
    }
}
