package io.guichet.crash;

import static io.guichet.crash.Trigger.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.crash.RawClient.Request;
import io.guichet.crash.Strike.Side;
import io.guichet.crash.Trigger.Then;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The proxy of the crash campaign, held against the real twin with a client of bare bytes. */
@Timeout(60)
class FaultyProxyTest {

    private static final String KEY = "abcdefghij234-1";
    private static final Request ORDER = Request.of("new_order",
            StartedTwin.stamps(38610, 2) + "<order_comment>mine " + KEY + "</order_comment>");
    private static final Request ZONES = Request.of("get_zones", "");
    private static final int HEAD = ORDER.head().length;
    private static final int HALF = HEAD + ORDER.body().length / 2;
    private static final int WHOLE = ORDER.bytes().length;
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private static StartedTwin twin;

    private final List<Sighting> seen = new CopyOnWriteArrayList<>();
    private FaultyProxy proxy;

    @BeforeAll
    static void startTwin(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stopTwin() {
        twin.close();
    }

    @BeforeEach
    void open() throws IOException {
        twin.reset();
        proxy = new FaultyProxy(twin.port());
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void whatNothingWaitsForPassesUntouchedOnAConnectionThatStays() throws Exception {
        try (RawClient direct = new RawClient(twin.port()); RawClient client = new RawClient(proxy.port())) {
            String through = text(client.ask(ZONES).body());

            assertThat(through).isEqualTo(text(direct.ask(ZONES).body())).contains("get_zonesResponse");
            assertThat(text(client.ask(ORDER).body())).contains("new_orderResponse");
        }
        assertThat(proxy.connections()).isEqualTo(1);
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void connectionIsSeenBeforeAByteOfItIsRead() throws Exception {
        hold(ANY, Moment.CONNECTED);
        try (RawClient client = new RawClient(proxy.port())) {
            assertThat(sighting()).isEqualTo(new Sighting("", Moment.CONNECTED, 0, 0, 0, 0));
            client.send(ORDER.bytes());
            assertNothingArrives(client);
            assertThat(proxy.count("new_order")).isEqualTo(new Tally.Count(0, 0, 0));

            proxy.release();
            assertBoughtOnceAndSeenOnce(client);
        }
    }

    static Stream<Arguments> requestPoints() {
        return Stream.of(Arguments.of(new Point.RequestByte(HEAD + 1), HEAD + 1),
                Arguments.of(new Point.RequestByte(WHOLE - 1), WHOLE - 1), Arguments.of(Moment.HEAD_SENT, HEAD),
                Arguments.of(Moment.HALF_BODY, HALF), Arguments.of(Moment.WHOLE_BODY, WHOLE));
    }

    @ParameterizedTest
    @MethodSource("requestPoints")
    void requestIsHeldAtItsByteWhateverMoreTheClientSent(Point point, int received) throws Exception {
        hold("new_order", point);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting()).isEqualTo(new Sighting("new_order", point, received, 0, 0, 0));
            assertNothingArrives(client);

            proxy.release();
            assertBoughtOnceAndSeenOnce(client);
        }
    }

    @ParameterizedTest
    @MethodSource("requestPoints")
    void requestIsSeenWithItsByteThoughNoOtherFollows(Point point, int received) throws Exception {
        hold("new_order", point);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes(), 0, received - 1);
            assertThat(client.readAll()).isEmpty();
            assertThat(seen).isEmpty();

            client.send(ORDER.bytes(), received - 1, received);
            assertThat(sighting().received()).isEqualTo(received);
        }
    }

    @Test
    void byteOfTheHeadIsSeenWhereEveryRequestCounts() throws Exception {
        hold(ANY, new Point.RequestByte(7));
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting()).isEqualTo(new Sighting("", new Point.RequestByte(7), 7, 0, 0, 0));
            proxy.release();
            assertBoughtOnceAndSeenOnce(client);
        }
    }

    @Test
    void operationThatOnlyTheBodyNamesIsSeenWhereItBecomesKnown() throws Exception {
        Request silent = Request.of("new_order", StartedTwin.stamps(38610, 1), "\"\"");
        String name = "<v6:new_order>";
        int known = text(silent.bytes()).indexOf(name) + name.length();
        hold("new_order", Moment.HEAD_SENT);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(silent.bytes());

            assertThat(sighting().received()).isEqualTo(known);
            proxy.release();
            assertThat(client.answer().whole()).isTrue();
        }
    }

    @Test
    void forwardedRequestIsWithTheTwinThoughNoneOfItsAnswerIsRead() throws Exception {
        twin.inject("{'kind':'delay-before','operation':'new_order','millis':3600000}");
        hold("new_order", Moment.FORWARDED);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting())
                    .isEqualTo(new Sighting("new_order", Moment.FORWARDED, WHOLE, WHOLE, 0, 0));
            await().untilAsserted(() -> assertThat(calls("new_order")).isEqualTo(1));
            assertThat(twin.purchases()).isEmpty();
        }
    }

    @Test
    void bookingIsMadeBeforeTheClientHasAByteOfIt() throws Exception {
        hold("new_order", Moment.BOOKED);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            Sighting booked = sighting();
            assertThat(booked.forwarded()).isEqualTo(WHOLE);
            assertThat(booked.given()).isZero();
            assertThat(twin.purchases()).hasSize(1);
            assertThat(client.readAll()).isEmpty();

            proxy.release();
            HttpAnswer answer = client.answer();
            assertThat(booked.answered()).isEqualTo(answer.bytes().length);
            assertThat(text(answer.body())).contains("<order_id");
        }
    }

    @Test
    void statusLineIsAllThatTheClientHas() throws Exception {
        hold("new_order", Moment.STATUS_LINE);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting().given()).isEqualTo("HTTP/1.1 200 OK\r\n".length());
            assertThat(text(client.readAll())).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void halfTheAnswerIsAllThatTheClientHas() throws Exception {
        hold("new_order", Moment.HALF_ANSWER);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting().given()).isEqualTo(sighting().answered() / 2);
            assertThat(client.readAll()).hasSize(sighting().answered() / 2);
        }
    }

    @Test
    void answerIsHeldAtItsByte() throws Exception {
        hold("new_order", new Point.AnswerByte(3));
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());

            assertThat(sighting().given()).isEqualTo(3);
            assertThat(text(client.readAll())).isEqualTo("HTT");
            proxy.release();
            assertThat(client.readAll()).hasSize(sighting().answered() - 3);
        }
    }

    @Test
    void wholeAnswerIsSeenWhenTheClientHasIt() throws Exception {
        hold("new_order", Moment.WHOLE_ANSWER);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());
            HttpAnswer answer = client.answer();

            assertThat(answer.whole()).isTrue();
            assertThat(sighting().given()).isEqualTo(answer.bytes().length);
            client.send(ORDER.bytes());
            assertNothingArrives(client);
        }
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void everyMomentFiresOnceAndInOrder() throws Exception {
        List<Moment> moments = List.of(Moment.values());
        for (Moment moment : moments) {
            proxy.arm(new Trigger(moment == Moment.CONNECTED ? ANY : "new_order", 1, moment, Then.GO_ON, seen::add));
        }
        try (RawClient client = new RawClient(proxy.port())) {
            client.ask(ZONES);
            client.ask(ORDER);
            client.ask(ORDER);
        }

        assertThat(seen).extracting(Sighting::point).isEqualTo(moments);
        assertThat(proxy.waitingTriggers()).isEmpty();
    }

    @Test
    void onlyTheNthRequestOfItsOperationIsMet() throws Exception {
        proxy.arm(new Trigger("new_order", 2, Moment.WHOLE_BODY, Then.GO_ON, seen::add));
        proxy.arm(new Strike("new_order", 3, Fault.GONE_410, Side.BEFORE, Duration.ZERO));
        try (RawClient client = new RawClient(proxy.port())) {
            client.ask(ORDER);
            client.ask(ZONES);
            assertThat(seen).isEmpty();
            client.ask(ORDER);
            assertThat(seen).hasSize(1);
            client.ask(ZONES);
            assertThat(client.ask(ORDER).head().text()).startsWith("HTTP/1.1 410 ");
            assertThat(client.ask(ORDER).head().text()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(proxy.waitingStrikes()).isEmpty();
        assertThat(twin.purchases()).hasSize(3);
    }

    @Test
    void holdStopsEveryConnection() throws Exception {
        hold("new_order", Moment.BOOKED);
        try (RawClient client = new RawClient(proxy.port()); RawClient other = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());
            sighting();
            other.send(ZONES.bytes());
            assertNothingArrives(other);
            assertThat(proxy.count("get_zones").forwarded()).isZero();

            proxy.release();
            assertThat(other.answer().whole()).isTrue();
            assertThat(client.answer().whole()).isTrue();
        }
    }

    @Test
    void releasedRequestOfADeadClientReachesTheTwinAndADroppedOneDoesNot() throws Exception {
        hold("new_order", Moment.WHOLE_BODY);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());
            sighting();
        }
        proxy.drop();
        try (RawClient client = new RawClient(proxy.port())) {
            assertThat(client.ask(ZONES).whole()).isTrue();
        }
        assertThat(twin.purchases()).isEmpty();

        seen.clear();
        hold("new_order", Moment.WHOLE_BODY);
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes());
            sighting();
        }
        proxy.release();
        await().untilAsserted(() -> assertThat(twin.purchases()).hasSize(1));
    }

    static Stream<Arguments> faults() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(Side.values()).map(side -> Arguments.of(fault, side)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultStrikesBeforeOrAfterTheBooking(Fault fault, Side side) throws Exception {
        proxy.arm(new Strike("new_order", 1, fault, side, FOR_EVER));
        try (RawClient client = new RawClient(proxy.port())) {
            client.ask(ZONES);
            client.send(ORDER.bytes());

            assertHeard(fault, client);
        }
        int booked = side == Side.AFTER ? 1 : 0;
        assertThat(twin.purchases()).hasSize(booked);
        assertThat(calls("new_order")).isEqualTo(booked);
        assertThat(proxy.count("new_order")).isEqualTo(new Tally.Count(1, 0, booked));
    }

    private void assertHeard(Fault fault, RawClient client) throws IOException {
        if (fault == Fault.RESET) {
            assertThatThrownBy(client::readAll).isInstanceOf(SocketException.class).hasMessageContaining("reset");
            return;
        }
        String heard = text(client.readAll());
        switch (fault) {
            case EMPTY_REPLY -> assertThat(heard).isEmpty();
            case CUT_CHUNK -> {
                String[] parts = heard.split("\r\n\r\n", 2);
                String[] chunk = parts[1].split("\r\n", 2);
                assertThat(parts[0]).startsWith("HTTP/1.1 200 OK\r\n").contains("Transfer-Encoding: chunked");
                assertThat(chunk[1]).hasSize(Integer.parseInt(chunk[0], 16) / 2);
            }
            case GARBAGE -> assertThat(heard).doesNotContain("HTTP/1.1").contains("no HTTP");
            case DELAY -> assertThat(heard).isEmpty();
            case DRIBBLE -> assertThat(heard).isEqualTo("H");
            case HTML_500 -> assertPage(heard, "500");
            case HTML_200 -> assertPage(heard, "200");
            case GONE_410 -> assertPage(heard, "410");
            case THROTTLED_429 -> assertThat(assertPage(heard, "429")).contains("Retry-After: 1\r\n");
            case UNAVAILABLE_503 -> assertThat(assertPage(heard, "503")).contains("Retry-After: 1\r\n");
            case REDIRECT_302, REDIRECT_307 -> assertThat(assertPage(heard, fault.name().substring(9)))
                    .contains("Location: http://127.0.0.1:" + proxy.port() + "/webstamp/wsws/soap/v6?again\r\n");
            case SLOW_BODY -> assertThat(heard).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
            default -> throw new AssertionError(fault);
        }
        boolean closes = List.of(Fault.EMPTY_REPLY, Fault.CUT_CHUNK, Fault.GARBAGE).contains(fault);
        assertThat(client.closedByPeer()).isEqualTo(closes);
    }

    private static String assertPage(String heard, String status) {
        assertThat(heard).startsWith("HTTP/1.1 " + status + " ").contains("text/html").endsWith("</html>");
        return heard;
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAY", "DRIBBLE", "SLOW_BODY"})
    void answerComesWholeToThosePatientEnough(Fault fault) throws Exception {
        proxy.arm(new Strike("new_order", 1, fault, Side.AFTER, Duration.ofNanos(1)));
        try (RawClient client = new RawClient(proxy.port())) {
            HttpAnswer answer = client.ask(ORDER);

            assertThat(answer.whole()).isTrue();
            assertThat(text(answer.body())).contains("new_orderResponse");
        }
    }

    @Test
    void requestsAreCountedWholeBrokenOffAndForwarded() throws Exception {
        try (RawClient client = new RawClient(proxy.port())) {
            client.ask(ORDER);
            client.ask(ORDER);
            client.ask(ZONES);
            client.send(ORDER.bytes(), 0, HALF);
        }
        try (RawClient client = new RawClient(proxy.port())) {
            client.send(ORDER.bytes(), 0, 20);
        }

        await().untilAsserted(() -> {
            assertThat(proxy.count("new_order")).isEqualTo(new Tally.Count(2, 1, 2));
            assertThat(proxy.unread()).isEqualTo(1);
        });
        assertThat(proxy.count("get_zones")).isEqualTo(new Tally.Count(1, 0, 1));
        assertThat(proxy.requestsPerAttempt()).isEqualTo(Map.of(KEY, 2));
        assertThat(proxy.connections()).isEqualTo(2);
    }

    @Test
    void answerThatTheTwinLostIsLostHereToo() throws Exception {
        twin.inject("{'kind':'cut','operation':'new_order'}");
        try (RawClient client = new RawClient(proxy.port())) {
            HttpAnswer cut = client.ask(ORDER);

            assertThat(text(cut.bytes())).startsWith("HTTP/1.1 200 OK");
            assertThat(cut.whole()).isFalse();
            assertThat(client.closedByPeer()).isTrue();
        }
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void connectionHasNoOperationYet() {
        assertThatThrownBy(() -> new Trigger("new_order", 1, Moment.CONNECTED, Then.HOLD, seen::add))
                .hasMessageContaining("operation: new_order (expected: *");
    }

    private void hold(String operation, Point point) {
        proxy.arm(new Trigger(operation, 1, point, Then.HOLD, seen::add));
    }

    private Sighting sighting() {
        await().until(() -> !seen.isEmpty());
        return seen.get(0);
    }

    private void assertNothingArrives(RawClient client) throws IOException {
        assertThat(client.readAll()).isEmpty();
        assertThat(calls("new_order")).isEqualTo(proxy.count("new_order").forwarded());
    }

    private void assertBoughtOnceAndSeenOnce(RawClient client) throws IOException {
        assertThat(text(client.answer().body())).contains("new_orderResponse");
        assertThat(twin.purchases()).hasSize(1);
        assertThat(seen).hasSize(1);
    }

    private static int calls(String operation) throws IOException {
        JsonNode counts = twin.control("GET", "calls", "");
        return counts.path("webstamp").path(operation).asInt();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
