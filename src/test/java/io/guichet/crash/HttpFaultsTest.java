package io.guichet.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.GuichetRun;
import io.guichet.crash.Strike.Side;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of HTTP, before and after the booking, met by the whole product: one request, at most one booking. */
class HttpFaultsTest {

    private static final String STAMP =
            "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"%s\"}";
    /** The head of an answer comes within the product's patience, its body does not. */
    private static final Duration DRIBBLE_PACE = Duration.ofMillis(4);
    private static final Duration BEYOND_PATIENCE = Duration.ofHours(1);
    /** Where the connection was used before, clients take these for its old age and ask again. */
    private static final Set<Fault> TEMPTING = EnumSet.of(Fault.EMPTY_REPLY, Fault.RESET);

    private static StartedTwin twin;
    private static FaultyProxy proxy;
    private static GuichetRun run;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        twin = new StartedTwin(folder.resolve("twin"));
        proxy = new FaultyProxy(twin.port());
        run = GuichetRun.start(folder.resolve("data"), Map.of(
                "guichet.sandbox.enabled", "false",
                "guichet.webstamp.endpoint.sandbox", "http://127.0.0.1:" + proxy.port() + "/webstamp/wsws/soap/v6",
                "guichet.webstamp.connect-timeout", "2s",
                "guichet.webstamp.receive-timeout", "2s",
                "guichet.webstamp.ping", "1d",
                "guichet.worker.brake", "1000"));
    }

    @AfterAll
    static void close() {
        run.close();
        assertOneRequestEach();
        proxy.close();
        twin.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Side.values()).map(side -> Arguments.of(fault, side)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultCostsOneRequestAndAtMostOneBooking(Fault fault, Side side) throws Exception {
        String orderId = fault + "-" + side;
        if (TEMPTING.contains(fault)) {
            drop(orderId + "-FIRST");
            assertBought(orderId + "-FIRST");
        }
        int requests = proxy.count("new_order").complete();
        proxy.arm(new Strike("new_order", 1, fault, side, fault == Fault.DRIBBLE ? DRIBBLE_PACE : BEYOND_PATIENCE));

        drop(orderId);
        JsonNode answer = answer(orderId);

        assertThat(proxy.waitingStrikes()).isEmpty();
        assertThat(proxy.count("new_order").complete()).as("requests of %s", orderId).isEqualTo(requests + 1);
        // The twin may still be at work for a client that has given up.
        await().untilAsserted(() -> assertThat(bookings(orderId)).as("bookings of %s", orderId)
                .hasSize(side == Side.AFTER ? 1 : 0));
        assertThat(answer.path("state").asText()).as("%s", answer).isEqualTo(state(fault));
        assertThat(codes(answer)).as("%s", answer).containsExactly(code(fault));
        assertNeverTwice(orderId, answer);
    }

    private static void assertBought(String orderId) throws IOException {
        JsonNode answer = answer(orderId);
        assertThat(answer.path("state").asText()).as("%s", answer).isEqualTo("COMPLETED");
        assertNeverTwice(orderId, answer);
    }

    /** The promise, whatever the fault was and whatever the answer says. */
    private static void assertNeverTwice(String orderId, JsonNode answer) throws IOException {
        List<JsonNode> bookings = bookings(orderId);
        assertThat(bookings).as("bookings of %s", orderId).hasSizeLessThanOrEqualTo(1);
        if (answer.path("state").asText().equals("COMPLETED")) {
            assertThat(bookings).as("bookings of %s, which is completed", orderId).hasSize(1);
        }
        assertOneRequestEach();
    }

    /** Of all orders so far, so that one that a layer below repeats later is found too. */
    private static void assertOneRequestEach() {
        assertThat(proxy.requestsPerAttempt().values()).as("requests per attempt").containsOnly(1);
        // A repeat need not come whole to be one.
        assertThat(proxy.count("new_order").incomplete()).as("requests that broke off").isZero();
        assertThat(proxy.unread()).as("requests that broke off at once").isZero();
    }

    /** lifecycle 3, rule 7: what no row names may have been booked; a bare 410 is taken for the account's fault. */
    private static String state(Fault fault) {
        return fault == Fault.GONE_410 ? "HELD" : "IN_DOUBT";
    }

    private static String code(Fault fault) {
        return fault == Fault.GONE_410 ? "GUI-2106" : "GUI-3002";
    }

    private static void drop(String orderId) {
        run.drop(orderId + ".json", GuichetRun.order(orderId, "stamps", "demo", STAMP.formatted(orderId)));
    }

    private static JsonNode answer(String orderId) {
        String name = "out/" + orderId;
        return run.file(name + ".result.json", name + ".error.json", name + ".waiting.json");
    }

    private static List<String> codes(JsonNode answer) {
        return StreamSupport.stream(answer.path("errors").spliterator(), false)
                .map(error -> error.path("code").asText())
                .toList();
    }

    private static List<JsonNode> bookings(String orderId) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode purchase : twin.purchases()) {
            if (purchase.path("reference").asText().equals(orderId)) {
                all.add(purchase);
            }
        }
        return all;
    }
}
