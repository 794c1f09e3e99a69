package io.guichet.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is bought while the process is killed: one purchase of one service, and what its parts are called. */
enum Ware {

    STAMPS("webstamp", "stamps", "demo", "new_order", "get_info_receipt", "previous_order",
            "lease-lasts", List.of("wsws-geheim-1", "0123456789abcdef0123456789abcdef")) {

        @Override
        String request(String orderId) {
            return "{\"product\":15220,\"format\":\"pdf\",\"printZone\":2,\"reference\":\"" + orderId + "\","
                    + "\"recipients\":[{\"firstName\":\"Anna\",\"lastName\":\"Muster\",\"street\":\"" + PLANTED
                    + " 1\",\"zip\":\"1003\",\"city\":\"Lausanne\",\"country\":\"CH\"}]}";
        }

        @Override
        Map<String, String> settings() {
            return Map.of("guichet.webstamp.ping", "1d");
        }

        @Override
        String endpoint(int port) {
            return "http://127.0.0.1:" + port + "/webstamp/wsws/soap/v6";
        }
    },

    SHIPMENT("canadapost", "shipment", "pins", "CreateNCShipment", "GetNCShipments", "GetArtifact",
            "lease-lasts-canadapost", List.of("canada-secret-2")) {

        @Override
        String request(String orderId) {
            return "{\"serviceCode\":\"DOM.EP\",\"reference\":\"" + orderId + "\","
                    + "\"sender\":{\"organization\":\"Atelier Boreal\",\"contactPhone\":\"514 555 0134\","
                    + "\"street\":\"3500 avenue du Parc\",\"city\":\"Montreal\",\"province\":\"QC\","
                    + "\"zip\":\"H2X1Y4\"},"
                    + "\"recipient\":{\"name\":\"Jean Roy\",\"street\":\"12 " + PLANTED + "\",\"city\":\"Ottawa\","
                    + "\"province\":\"ON\",\"country\":\"CA\",\"zip\":\"K1A0A9\"},"
                    + "\"parcel\":{\"weight\":\"2.350\",\"dimensions\":{\"length\":\"30.0\",\"width\":\"20.0\","
                    + "\"height\":\"12.5\"}},\"label\":{\"packingInstructions\":true}}";
        }

        @Override
        Map<String, String> settings() {
            return Map.of("guichet.canadapost.calls-per-minute", "10000");
        }

        @Override
        String endpoint(int port) {
            return "http://127.0.0.1:" + port + "/canadapost/rs/soap";
        }
    },

    /** Of a captured payment, one for each order; a repeat pays twice. */
    REFUND("scellius", "refund", "demo-fr", "Transaction/CancelOrRefund", "Order/Get", "Transaction/Get",
            "lease-lasts-scellius", List.of("testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms")) {

        private final Map<String, CapturedPayment> payments = new ConcurrentHashMap<>();

        /** One for each order of a stage; the next stage has another twin, and gives its orders the same ids. */
        @Override
        void prepare(int twinPort, String orderId) {
            payments.compute(orderId, (id, known) -> known != null && known.twinPort() == twinPort
                    ? known
                    : CapturedPayment.at(twinPort, id));
        }

        @Override
        String request(String orderId) {
            return "{\"uuid\":\"" + payments.get(orderId).uuid() + "\",\"amount\":\"4.00\",\"comment\":\"" + PLANTED
                    + "\"}";
        }

        @Override
        Map<String, String> settings() {
            return Map.of();
        }

        @Override
        String endpoint(int port) {
            return "http://127.0.0.1:" + port + "/scellius";
        }

        @Override
        boolean isSoap() {
            return false;
        }

        @Override
        String answer() {
            return "insert into message";
        }

        @Override
        String callStep() {
            return "call-scellius";
        }

        @Override
        String askStep() {
            return "read-standing-now";
        }
    },

    /** Of one stored card, its owner absent: two requests in a row, of which the second takes the money. */
    CHARGE("postfinance", "stored-card-payment", "demo-pf", "POST /payment/transactions/{id}/process-with-token",
            "GET /payment/transactions/search", "GET /payment/transactions/{id}", "lease-lasts-postfinance",
            List.of(StoredCard.KEY)) {

        private final Map<Integer, Long> cards = new ConcurrentHashMap<>();

        private volatile long card;

        @Override
        void prepare(int twinPort, String orderId) {
            card = cards.computeIfAbsent(twinPort, StoredCard::at);
        }

        @Override
        String request(String orderId) {
            return "{\"amount\":\"9.90\",\"token\":\"" + card + "\",\"billingAddress\":{\"street\":\"" + PLANTED
                    + "\",\"country\":\"CH\"}}";
        }

        @Override
        Map<String, String> settings() {
            return Map.of();
        }

        @Override
        String endpoint(int port) {
            return "http://127.0.0.1:" + port + "/postfinance";
        }

        @Override
        boolean isSoap() {
            return false;
        }

        @Override
        String answer() {
            return "insert into message";
        }

        @Override
        String callStep() {
            return "charge-card";
        }

        @Override
        String askStep() {
            return "search-key";
        }
    };

    /** What a sender wrote into an address: it belongs into orders and documents alone. */
    static final String PLANTED = "Geheimgasse-Q7Z";

    private final String service;
    private final String operation;
    private final String account;
    private final String buys;
    private final String lists;
    private final String fetches;
    private final String checksLease;
    private final List<String> secrets;

    Ware(String service, String operation, String account, String buys, String lists, String fetches,
            String checksLease, List<String> secrets) {
        this.service = service;
        this.operation = operation;
        this.account = account;
        this.buys = buys;
        this.lists = lists;
        this.fetches = fetches;
        this.checksLease = checksLease;
        this.secrets = secrets;
    }

    /** The {@code request} member of an order; the service gives its id back as the sender's reference. */
    abstract String request(String orderId);

    /** What has to be there before it can be ordered. */
    void prepare(int twinPort, String orderId) {
        // Nothing: it is bought out of nothing.
    }

    /** Whether the proxy can read its requests. */
    boolean isSoap() {
        return true;
    }

    /** What the ledger writes last when the answer is there. */
    String answer() {
        return "insert into document";
    }

    /** The step that makes the call that buys. */
    String callStep() {
        return "soap-" + buys;
    }

    /** The step that asks what became of it. */
    String askStep() {
        return "soap-" + lists;
    }

    abstract Map<String, String> settings();

    abstract String endpoint(int port);

    String service() {
        return service;
    }

    String operation() {
        return operation;
    }

    /** What the service calls the operation that buys. */
    String buys() {
        return buys;
    }

    /** What it calls the one that is asked what became of a purchase. */
    String lists() {
        return lists;
    }

    /** What it calls the one that gives the documents again. */
    String fetches() {
        return fetches;
    }

    /** The step right before its call. */
    String checksLease() {
        return checksLease;
    }

    /** Credentials: they belong nowhere. */
    List<String> secrets() {
        return secrets;
    }

    String order(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"service\":\"" + service + "\",\"operation\":\"" + operation
                + "\",\"account\":\"" + account + "\",\"request\":" + request(orderId) + "}";
    }

    /** The twin books, and its answer is lost. */
    String lostAfter() {
        return fault("lost-after", "");
    }

    /** The twin books nothing, and closes without an answer. */
    String lostBefore() {
        return fault("lost-before", "");
    }

    /** The twin does something to the call that buys. */
    String fault(String kind, String more) {
        return "{\"kind\":\"" + kind + "\",\"operation\":\"" + buys + "\"" + more + "}";
    }

    /** The service does not give the documents again. */
    String noDocuments() {
        return "{\"kind\":\"http\",\"status\":503,\"operation\":\"" + fetches + "\"}";
    }
}
