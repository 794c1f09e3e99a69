package io.guichet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Canada Post through the whole process, from the order's file to its answer, against the twin. */
class CanadaPostTest {

    private static final String PARCEL = """
            {"serviceCode":"DOM.EP","reference":"REF-%s",
             "sender":{"organization":"Atelier Boreal","contactPhone":"514 555 0134","street":"3500 avenue du Parc",
                       "city":"Montreal","province":"QC","zip":"H2X1Y4"},
             "recipient":{"name":"Jean Roy","street":"12 Wellington St","city":"Ottawa","province":"ON","country":"CA",
                          "zip":"K1A 0A9"},
             "options":[{"code":"DC"},{"code":"SO"}],
             "parcel":{"weight":"2.350","dimensions":{"length":"30.0","width":"20.0","height":"12.5"}},
             "label":{"packingInstructions":true}}""";

    @TempDir
    private static Path home;
    private static GuichetRun guichet;

    @BeforeAll
    static void start() throws Exception {
        guichet = GuichetRun.start(home, Map.of("guichet.reconcile.looks", "1s,3s,10s,1h",
                "guichet.canadapost.settle-time", "2s", "guichet.canadapost.throttle-rest", "1s",
                "guichet.worker.lease", "10s", "guichet.worker.brake", "50",
                "guichet.worker.retry-first", "200ms", "guichet.webstamp.connect-timeout", "1s",
                "guichet.webstamp.receive-timeout", "2s"));
    }

    /** The twin is not emptied: it would give numbers out again, which no service does. */
    @BeforeEach
    void healthy() throws Exception {
        guichet.calm();
    }

    @AfterAll
    static void stop() {
        guichet.close();
    }

    @Test
    void theServicesOwnExampleOfAReceiptComesBackWithEachOfItsFields() throws Exception {
        drop("PAGE-1", "receipt", "page", "{\"carrierOrderId\":\"406951321983787352\",\"language\":\"en\"}");

        JsonNode answer = guichet.result("PAGE-1");

        assertThat(answer.path("state").asText()).isEqualTo("COMPLETED");
        List<String> told = new ArrayList<>();
        texts(answer.path("result"), told);
        for (String value : leaves("sandbox/canadapost/page-receipt.answer.xml")) {
            assertThat(told).as("what the receipt says").anyMatch(text -> same(text, value));
        }
        assertThat(new String(guichet.bytes("out/PAGE-1.receipt.txt"), StandardCharsets.UTF_8))
                .contains("John Doe", "$19.39", "454819", "MasterCard");
        assertThat(guichet.bytes("out/PAGE-1.receipt.pdf")).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.path("notices")).as("its sums hold").isEmpty();
    }

    @Test
    void shipmentIsBoughtOnceWithItsLabelItsPriceAndEverythingThatIsAskedAboutItLater() throws Exception {
        ship("CA-1", "pins");

        JsonNode shipment = guichet.result("CA-1");

        assertThat(guichet.purchases("REF-CA-1")).hasSize(1);
        JsonNode booked = guichet.purchases("REF-CA-1").get(0);
        JsonNode result = shipment.path("result");
        assertThat(result.path("carrierOrderId").asText()).isEqualTo(booked.path("orderId").asText());
        assertThat(result.path("trackingNumber").asText()).hasSize(16);
        assertThat(result.path("price").asText()).isEqualTo(booked.path("amount").asText());
        assertThat(result.path("receipt").path("card").path("chargeAmount").asText())
                .isEqualTo(booked.path("amount").asText());
        assertThat(booked.path("reference").asText()).isEqualTo("REF-CA-1");
        assertThat(booked.path("attemptKey").asText()).endsWith("-1");
        assertThat(guichet.names("out")).contains("CA-1.label.pdf");
        assertThat(shipment.path("documents").get(0).path("sha256").asText())
                .isEqualTo(booked.path("documents").get(0).path("sha256").asText());

        ask("CA-2", "details", "pins", "CA-1", "");
        JsonNode details = guichet.result("CA-2").path("result");
        assertThat(details.path("purchaseKey").asText()).isEqualTo(booked.path("attemptKey").asText());
        assertThat(details.path("recipient").path("zip").asText()).isEqualTo("K1A0A9");
        assertThat(details.path("parcel").path("weight").asText()).isEqualTo("2.350");

        ask("CA-3", "shipment-status", "pins", "CA-1", "");
        assertThat(guichet.result("CA-3").path("result").path("artifacts").get(0).path("type").asText())
                .isEqualTo("label");
        ask("CA-4", "label", "pins", "CA-1", "");
        assertThat(guichet.result("CA-4").path("documents").get(0).path("sha256").asText())
                .isEqualTo(booked.path("documents").get(0).path("sha256").asText());
        ask("CA-5", "receipt", "pins", "CA-1", ",\"language\":\"fr\"");
        assertThat(guichet.result("CA-5").path("documents")).hasSize(2);
        assertThat(new String(guichet.bytes("out/CA-5.receipt.txt"), StandardCharsets.UTF_8)).contains("TVH", "TPS");
        drop("CA-6", "list", "pins", "{\"from\":\"2020-01-01T00:00:00Z\"}");
        assertThat(guichet.result("CA-6").path("result").path("shipments")).extracting(JsonNode::asText)
                .contains(booked.path("orderId").asText());
        assertThat(guichet.purchases("REF-CA-1")).as("questions buy nothing").hasSize(1);
    }

    @Test
    void refundIsATicketAndASecondOneIsTheSameTicket() throws Exception {
        ship("RF-1", "pins");
        guichet.result("RF-1");

        ask("RF-2", "refund", "pins", "RF-1", ",\"email\":\"comptes@example.com\"");
        JsonNode first = guichet.result("RF-2");
        assertThat(first.path("result").path("refund").asText()).isEqualTo("requested");
        assertThat(first.path("notices").get(0).path("text").asText()).contains("not granted yet");

        ask("RF-3", "refund", "pins", "RF-1", ",\"email\":\"comptes@example.com\"");
        JsonNode second = guichet.result("RF-3");
        assertThat(second.path("result").path("ticket")).isEqualTo(first.path("result").path("ticket"));
        assertThat(second.path("notices").get(0).path("text").asText()).contains("before");
    }

    @Test
    void refundWhoseAnswerIsLostIsFoundInTheDetailsAndNotAskedForTwice() throws Exception {
        ship("RL-1", "pins");
        guichet.result("RL-1");
        int before = calls("RequestNCShipmentRefund");
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"RequestNCShipmentRefund\"}");

        ask("RL-2", "refund", "pins", "RL-1", ",\"email\":\"comptes@example.com\"");

        assertThat(guichet.waiting("RL-2").path("state").asText()).isEqualTo("IN_DOUBT");
        assertThat(guichet.result("RL-2").path("result").path("ticket").path("id").asText()).isNotEmpty();
        assertThat(calls("RequestNCShipmentRefund")).isEqualTo(before + 1);
    }

    @Test
    void lostAnswerAfterBookingIsFoundAgainByListAndDetailsAndNotBoughtTwice() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-after\",\"operation\":\"CreateNCShipment\"}");

        ship("LA-1", "pins");

        assertThat(guichet.waiting("LA-1").path("state").asText()).isEqualTo("IN_DOUBT");
        JsonNode result = guichet.result("LA-1");
        assertThat(result.path("attempts").asInt()).isEqualTo(1);
        assertThat(guichet.purchases("REF-LA-1")).hasSize(1);
        assertThat(result.path("result").path("carrierOrderId").asText())
                .isEqualTo(guichet.purchases("REF-LA-1").get(0).path("orderId").asText());
        assertThat(guichet.names("out")).contains("LA-1.label.pdf").doesNotContain("LA-1.waiting.json");
    }

    @Test
    void shipmentThatWasNeverMadeIsBoughtUnderTheNextAttemptOnceTheListingHasSettled() throws Exception {
        guichet.control("faults", "{\"kind\":\"lost-before\",\"operation\":\"CreateNCShipment\"}");

        ship("LB-1", "pins");

        JsonNode result = guichet.result("LB-1");
        assertThat(result.path("attempts").asInt()).isEqualTo(2);
        assertThat(guichet.purchases("REF-LB-1")).hasSize(1);
        assertThat(guichet.purchases("REF-LB-1").get(0).path("attemptKey").asText()).endsWith("-2");
    }

    @Test
    void emptyMessagesAreNoSuccessAndNoProofOfAFailureEither() throws Exception {
        guichet.control("faults",
                "{\"kind\":\"messages\",\"operation\":\"CreateNCShipment\",\"when\":\"after\"}");

        ship("EM-1", "pins");

        assertThat(guichet.waiting("EM-1").path("errors").get(0).path("code").asText()).isEqualTo("GUI-3010");
        assertThat(guichet.result("EM-1").path("attempts").asInt()).isEqualTo(1);
        assertThat(guichet.purchases("REF-EM-1")).hasSize(1);
    }

    @Test
    void labelThatCannotBeFetchedAtOnceIsFetchedLaterAndTheOrderIsNotCompleteBefore() throws Exception {
        guichet.control("faults", "{\"kind\":\"http\",\"status\":503,\"operation\":\"GetArtifact\"}");

        ship("LF-1", "pins");

        assertThat(guichet.waiting("LF-1").path("state").asText()).isEqualTo("BOUGHT");
        JsonNode result = guichet.result("LF-1");
        assertThat(result.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(result.path("documents")).hasSize(1);
        assertThat(guichet.purchases("REF-LF-1")).hasSize(1);
    }

    @Test
    void newElementsAndNewKindsOfDocumentsDisturbNothing() throws Exception {
        guichet.control("faults", "[{\"kind\":\"extra-element\",\"operation\":\"CreateNCShipment\"},"
                + "{\"kind\":\"extra-element\",\"operation\":\"GetNCShipmentReceipt\"}]");
        ship("XE-1", "pins");
        assertThat(guichet.result("XE-1").path("documents")).hasSize(1);

        guichet.control("faults", "{\"kind\":\"extra-artifact\",\"operation\":\"CreateNCShipment\"}");
        ship("XE-2", "pins");
        assertThat(guichet.result("XE-2").path("documents")).hasSize(1);
    }

    @Test
    void receiptThatTheServiceRefusesHoldsUpNoParcel() throws Exception {
        guichet.control("faults",
                "{\"kind\":\"messages\",\"code\":\"9999\",\"operation\":\"GetNCShipmentReceipt\"}");

        ship("NR-1", "pins");

        JsonNode result = guichet.result("NR-1");
        assertThat(result.path("result").path("price").isNull()).isTrue();
        assertThat(result.path("notices").get(0).path("kind").asText()).isEqualTo("price");
    }

    @ParameterizedTest
    @CsvSource({"no-card, GUI-2112, 9174", "card-refused, GUI-2112, 1162", "not-mine, GUI-2110, AA004",
            "contract, GUI-2113, 9173", "inactive, GUI-2100, AA001", "other-platform, GUI-2100, AA002"})
    void whatIsWrongWithAnAccountHoldsItsOrdersAndSaysTheWayOut(String account, String code, String service)
            throws Exception {
        ship("HA-" + account, account);

        JsonNode problem = guichet.waiting("HA-" + account).path("errors").get(0);

        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("service").path("code").asText()).isEqualTo(service);
        assertThat(problem.path("advice").asText()).isNotEmpty();
        assertThat(guichet.purchases("REF-HA-" + account)).isEmpty();
    }

    @Test
    void throttledAccountRestsWhileAnotherGoesOnAndNothingIsBoughtTwice() throws Exception {
        // Twenty calls a minute, four for each shipment: the twin says no from the sixth on.
        drops("slow", "TS", 12);
        await().atMost(60, SECONDS).until(() -> bought("TS", 12) >= 3 && calls("GetNCShipmentReceipt") > 0);

        drops("pins", "TP", 20);
        for (int i = 1; i <= 20; i++) {
            guichet.result("TP-" + i);
        }
        assertThat(answered("TS", 12)).as("the throttled account has not caught up").isLessThan(12);

        await().atMost(90, SECONDS).pollInterval(1, SECONDS).until(() -> {
            // The twin's minute is over, again and again.
            guichet.control("clock", "{\"advance\":\"PT61S\"}");
            return answered("TS", 12) == 12;
        });
        assertThat(bought("TS", 12)).as("each once").isEqualTo(12);
        assertThat(bought("TP", 20)).isEqualTo(20);
    }

    @Test
    void theKeyStandsInNoLogLineWhateverHappens() throws Exception {
        try (HeardLog log = new HeardLog()) {
            guichet.control("faults", "[{\"kind\":\"lost-after\",\"operation\":\"CreateNCShipment\"},"
                    + "{\"kind\":\"soap\",\"code\":\"Server\",\"operation\":\"GetNCShipments\"},"
                    + "{\"kind\":\"messages\",\"code\":\"9999\",\"operation\":\"GetNCShipmentDetails\"}]");
            ship("LOG-1", "pins");
            guichet.result("LOG-1");

            assertThat(log.lines()).as("the refused details are told")
                    .anyMatch(line -> line.contains("canadapost/pins"));
            assertThat(String.join("\n", log.lines())).doesNotContain("canada-key-2", "canada-secret-2");
        }
    }

    @Test
    void theKeyStandsInNoFileAndNoAnswer() throws Exception {
        ship("SE-1", "pins");
        guichet.result("SE-1");

        for (String name : guichet.names("out")) {
            assertThat(new String(guichet.bytes("out/" + name), StandardCharsets.ISO_8859_1))
                    .doesNotContain("canada-secret-2", "canada-key-2");
        }
    }

    private static int bought(String prefix, int count) throws Exception {
        int bought = 0;
        for (int i = 1; i <= count; i++) {
            bought += guichet.purchases("REF-" + prefix + "-" + i).size();
        }
        return bought;
    }

    private static long answered(String prefix, int count) {
        List<String> names = guichet.names("out");
        return IntStream.rangeClosed(1, count).filter(i -> names.contains(prefix + "-" + i + ".result.json")).count();
    }

    private static int calls(String operation) throws Exception {
        return guichet.told("calls").path("canadapost").path(operation).asInt();
    }

    private static void drops(String account, String prefix, int count) {
        guichet.drop(prefix + ".ndjson", IntStream.rangeClosed(1, count)
                .mapToObj(i -> order(prefix + "-" + i, "shipment", account, PARCEL.formatted(prefix + "-" + i))
                        .replace("\n", " "))
                .collect(Collectors.joining("\n")));
    }

    private static void ship(String orderId, String account) {
        drop(orderId, "shipment", account, PARCEL.formatted(orderId));
    }

    private static void ask(String orderId, String operation, String account, String of, String more) {
        drop(orderId, operation, account, "{\"orderId\":\"" + of + "\"" + more + "}");
    }

    private static void drop(String orderId, String operation, String account, String request) {
        guichet.drop(orderId + ".json", order(orderId, operation, account, request));
    }

    private static String order(String orderId, String operation, String account, String request) {
        return "{\"orderId\":\"" + orderId + "\",\"service\":\"canadapost\",\"operation\":\"" + operation
                + "\",\"account\":\"" + account + "\",\"request\":" + request + "}";
    }

    /** Numbers are compared by value: {@code 0} and {@code 0.00} are one price. */
    private static boolean same(String told, String sent) {
        if (told.equals(sent)) {
            return true;
        }
        boolean numbers = told.matches("-?\\d+(\\.\\d+)?") && sent.matches("-?\\d+(\\.\\d+)?");
        return numbers && new java.math.BigDecimal(told).compareTo(new java.math.BigDecimal(sent)) == 0;
    }

    private static void texts(JsonNode node, List<String> to) {
        if (node.isValueNode()) {
            to.add(node.asText());
        }
        node.forEach(child -> texts(child, to));
    }

    private static List<String> leaves(String resource) throws Exception {
        List<String> leaves = new ArrayList<>();
        leaves(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(CanadaPostTest.class.getClassLoader().getResourceAsStream(resource)).getDocumentElement(),
                leaves);
        assertThat(leaves).hasSizeGreaterThan(20);
        return leaves;
    }

    private static void leaves(Element element, List<String> to) {
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                leaf = false;
                leaves(below, to);
            }
        }
        if (leaf) {
            to.add(element.getTextContent().strip());
        }
    }
}
