package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.unknown;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.DeliveryFailure.Verdict;
import io.guichet.ledger.Printings.Printing;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Replays.Refused;
import io.guichet.ledger.Replays.Why;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Notice;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receivers beside the folder and the queues: each has its own rows, its own pace and its own trouble. */
class ReceiversTest {

    private static final Retry RETRY = new Retry(
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Optional.of(Duration.ofDays(4)), Duration.ofMinutes(1),
            Retry.doubling(Duration.ofSeconds(1), Duration.ofMinutes(5)));
    private static final String SHOP = "webhook:shop";
    private static final String OFFICE = "mail:office";

    private static final Receivers RECEIVERS = new Receivers(
            List.of(Receivers.folder(RETRY),
                    Receiver.ofAll(SHOP, EnumSet.of(Kind.RESULT, Kind.ERROR, Kind.NOTICE), RETRY),
                    new Receiver(OFFICE, EnumSet.of(Kind.ERROR, Kind.INTERIM, Kind.NOTICE), Set.of("webstamp/other"),
                            false, false, RETRY)),
            RETRY);

    private final TestDesk desk = new TestDesk(RECEIVERS);
    private final Deliveries deliveries = desk.ledger().deliveries();

    @AfterEach
    void close() {
        desk.close();
    }

    // Who gets what

    @Test
    void eachReceiverGetsTheKindsAndAccountsThatItAskedForInARowOfItsOwn() {
        desk.settle(desk.sent(desk.inHand("SO-1")), unknown());
        desk.settle(desk.sent(desk.inHand("SO-2")), TestDesk.done("2.40"));
        desk.accept("a", wrong(1, Optional.of("SO-3")));
        desk.accept("b", order(1, new OrderIdentity("webstamp", "other", "stamps", "SO-4"), "x"));
        desk.settle(desk.sent(desk.claimed("SO-4")), unknown());
        desk.ledger().notices().tell("webstamp", "*", Notice.of("catalogue", "for all accounts"));
        desk.ledger().notices().tell("webstamp", "demo", Notice.of("terms", "for one"));
        desk.ledger().notices().tell("other", "other", Notice.of("terms", "of another service"));

        assertThat(told(SHOP)).containsExactly("final SO-2", "final SO-3", "notice", "notice", "notice");
        assertThat(told(OFFICE)).containsExactly("interim SO-4", "notice");
        assertThat(told("file")).hasSize(7);
    }

    @Test
    void ofAFileADigestIsToldAsAWholeAndNobodyOfAccountsThatHeDoesNotKnow() {
        Receiver digest = new Receiver("mail:digest", EnumSet.allOf(Kind.class), Set.of("webstamp/demo"), true, false,
                RETRY);
        Receiver other = new Receiver("mail:other", EnumSet.of(Kind.REPORT), Set.of("webstamp/other"), false, false,
                RETRY);
        Receiver all = Receiver.ofAll("mail:all", EnumSet.of(Kind.ERROR), RETRY);
        try (TestDesk reported = new TestDesk(new Receivers(List.of(digest, other, all), RETRY))) {
            Intake intake = reported.ledger().intake();
            Intake.Input own = intake.open("file", "own", "own.csv");
            Submission stranger = order(3, new OrderIdentity("webstamp", "other", "stamps", "SO-3"), "x");
            intake.accept(own, List.of(order(1, identity("SO-1"), "x"), wrong(2, Optional.of("SO-2"))));
            Intake.Input mixed = intake.open("folder.a", "mixed", "mixed.csv");
            intake.accept(mixed, List.of(order(1, identity("SO-4"), "x"), stranger));
            Intake.Input message = intake.open("queue", "message", "message-1");
            intake.accept(message, List.of(wrong(1, Optional.of("SO-5"))));
            reported.claim(9).forEach(work -> reported.settle(reported.sent(work), TestDesk.done("2.40")));
            List.of(own, mixed).forEach(input -> intake.readWhole(input, Optional.empty()));
            reported.lookAtInputs();
            intake.unreadable(intake.open("file", "broken", "broken.csv"), "{}");

            String told = "select channel || ' ' || m.kind || ' ' || name from delivery d join message m "
                    + "on m.id = d.message_id order by d.id";
            assertThat(reported.texts(told)).containsExactlyInAnyOrder("mail:all final SO-2", "mail:all final SO-5",
                    "mail:digest final SO-5", "mail:digest report input " + own.id(), "mail:all unreadable input 4");
        }
    }

    private List<String> told(String channel) {
        return desk.texts("select trim(m.kind || ' ' || coalesce(d.name, '')) from delivery d join message m"
                + " on m.id = d.message_id where channel = '" + channel + "' order by d.id");
    }

    @Test
    void whoIsSetWhenTheAnswerIsWrittenGetsItAndWhoIsNoLongerSetLosesNothing() {
        completed("SO-1");

        assertThat(deliveries.channels()).extracting(Deliveries.Channel::name, Deliveries.Channel::due)
                .containsExactly(tuple("file", 1L),
                        tuple(SHOP, 1L));
        assertThat(desk.texts("select channel from delivery where expires_at is null")).isEmpty();
        assertThat(desk.text("select round(extract(epoch from expires_at - clock_timestamp()) / 86400) from delivery "
                + "where channel = '" + SHOP + "'")).isEqualTo("4");
    }

    // One that is down

    @Test
    void theDelaysOfADeliveryAreThoseOfItsSchedule() {
        completed("SO-1");
        for (long expected : List.of(5L, 300L, 1800L, 1800L)) {
            deliveries.failed(only(SHOP), "HTTP 500");
            assertThat(desk.text("select round(extract(epoch from due_at - clock_timestamp())) from delivery where "
                    + "channel = '" + SHOP + "'")).isEqualTo(String.valueOf(expected));
            now();
        }
    }

    @Test
    void whoIsDownIsTriedByOneDeliveryAtATimeHoweverMuchIsDue() {
        completed(20);
        for (Delivery failing : deliveries.claim(SHOP, 3)) {
            deliveries.failed(failing, "ConnectException");
        }

        assertThat(deliveries.claim(SHOP, 8)).as("a pause follows").isEmpty();
        assertThat(deliveries.due(SHOP).nextDue().orElseThrow())
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        pauseOver();
        List<Delivery> probe = deliveries.claim(SHOP, 8);
        assertThat(probe).hasSize(1);
        assertThat(deliveries.claim(SHOP, 8)).as("while one is under way").isEmpty();
        assertThat(deliveries.due(SHOP).nextDue().orElseThrow())
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        deliveries.failed(probe.get(0), "ConnectException");
        assertThat(deliveries.due(SHOP).nextDue().orElseThrow())
                .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(2));
        assertThat(desk.count("delivery where channel = '" + SHOP + "' and attempts > 0")).isEqualTo(4);
        assertThat(deliveries.claim("file", 30)).as("the folder does not notice").hasSize(20);
    }

    @Test
    void theFirstThatArrivesWakesAllTheOthers() {
        completed(20);
        deliveries.claim(SHOP, 3).forEach(failing -> deliveries.failed(failing, "ConnectException"));
        pauseOver();

        deliveries.done(deliveries.claim(SHOP, 8).get(0));

        assertThat(deliveries.claim(SHOP, 30)).hasSize(19);
        assertThat(deliveries.channels()).filteredOn(channel -> channel.name().equals(SHOP)).singleElement()
                .satisfies(channel -> assertThat(channel.downSince()).isEmpty());
    }

    @Test
    void aMessageThatItsReceiverCannotTakeStopsNoneOfTheOthersAndKeepsItsOwnDelay() {
        completed(3);
        List<Delivery> three = deliveries.claim(SHOP, 3);
        for (int time = 0; time < 10; time++) {
            deliveries.failed(three.get(0), "HTTP 400");
            desk.run("update delivery set due_at = clock_timestamp(), attempts = 0, version = " + three.get(0).version()
                    + ", lease_until = clock_timestamp() + interval '1 min' where id = " + three.get(0).id());
            completed("more-" + time);
            List<Delivery> next = deliveries.claim(SHOP, 1);
            assertThat(next).as("%d", time).hasSize(1);
            deliveries.done(next.get(0));
        }
        deliveries.failed(three.get(0), "HTTP 400");

        assertThat(deliveries.due(SHOP).nextDue().orElseThrow()).isGreaterThan(Duration.ofSeconds(4));
    }

    @Test
    void whoAsksForTimeIsNotCalledBefore() {
        completed(2);
        deliveries.failed(deliveries.claim(SHOP, 1).get(0),
                new DeliveryFailure("HTTP 429", Optional.of(Duration.ofMinutes(10)), Verdict.AGAIN));

        assertThat(deliveries.claim(SHOP, 8)).isEmpty();
        assertThat(deliveries.due(SHOP).nextDue().orElseThrow())
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(
                desk.count("delivery where channel = '" + SHOP + "' and due_at > clock_timestamp() + interval '9 m'"))
                .isEqualTo(1);
        pauseOver();
        assertThat(deliveries.claim(SHOP, 8)).hasSize(1);
    }

    @Test
    void whoWantsNothingMoreIsLeftInPeaceUntilTheNextStartAndPeopleAreTold() {
        completed(3);
        // Two calls were under way.
        deliveries.claim(SHOP, 2).forEach(one -> deliveries.failed(one,
                new DeliveryFailure("HTTP 410", Optional.empty(), Verdict.STOP)));

        assertThat(deliveries.claim(SHOP, 8)).isEmpty();
        assertThat(deliveries.due(SHOP).nextDue()).isEmpty();
        assertThat(notices()).singleElement().asString().contains("GUI-5021", SHOP, "HTTP 410");
        assertThat(told(SHOP)).as("not to itself").doesNotContain("notice");
        assertThat(desk.count("delivery where channel = '" + SHOP + "' and state = 'DUE'")).isEqualTo(3);

        deliveries.begin();
        assertThat(deliveries.claim(SHOP, 8)).hasSizeGreaterThanOrEqualTo(1);
    }

    // Given up

    @Test
    void whatIsNotTakenInItsTimeIsGivenUpAndToldOnceForTheWholeOutage() {
        completed(5);
        deliveries.claim(SHOP, 3).forEach(failing -> deliveries.failed(failing, "HTTP 503"));
        daysPass(5);
        pauseOver();

        deliveries.failed(deliveries.claim(SHOP, 1).get(0), "HTTP 503");
        assertThat(desk.count("delivery where state = 'GIVEN_UP'")).isEqualTo(1);
        assertThat(deliveries.claim(SHOP, 8)).isEmpty();
        assertThat(desk.count("delivery where state = 'GIVEN_UP'")).as("none is called only to be given up")
                .isEqualTo(5);

        assertThat(notices()).singleElement().asString().contains("GUI-5020", SHOP, "HTTP 503",
                "guichet replay --given-up --channel " + SHOP);
        assertThat(told(SHOP)).doesNotContain("notice");
        assertThat(deliveries.channels()).filteredOn(channel -> channel.name().equals(SHOP)).singleElement()
                .satisfies(channel -> assertThat(channel.left()).isEqualTo(5));
    }

    @Test
    void whatGrewOldWhileNobodyWasThereIsTriedBeforeItIsGivenUp() {
        completed(3);
        desk.run("update delivery set expires_at = clock_timestamp() - interval '1 day'");

        List<Delivery> all = deliveries.claim(SHOP, 8);

        assertThat(all).hasSize(3);
        deliveries.failed(all.get(0),
                new DeliveryFailure("HTTP 429", Optional.of(Duration.ofMinutes(10)), Verdict.AGAIN));
        assertThat(deliveries.claim(SHOP, 8)).isEmpty();
        assertThat(desk.count("delivery where state = 'GIVEN_UP'")).isEqualTo(1);
    }

    // Sent again

    @Test
    void whatWasGivenUpIsSentAgainAsNewDeliveriesInItsSequenceAndOnlyOnce() {
        completed(3);
        desk.run("update delivery set state = 'GIVEN_UP' where channel = '" + SHOP + "'");
        desk.run("update message set body = '{}' where id = (select message_id from delivery where name = 'SO-3'"
                + " and channel = '" + SHOP + "')");

        assertThat(replays().givenUp(Optional.empty(), 100, false, "anna", "back")).containsExactly(entry(SHOP, 2L));
        assertThat(desk.count("delivery where state = 'GIVEN_UP'")).as("only counted").isEqualTo(3);
        assertThat(replays().givenUp(Optional.of("file"), 100, true, "anna", "back")).isEmpty();
        assertThat(replays().givenUp(Optional.of(SHOP), 100, true, "anna", "back")).containsExactly(entry(SHOP, 2L));
        assertThat(replays().givenUp(Optional.of(SHOP), 100, true, "anna", "back")).isEmpty();

        assertThat(deliveries.claim(SHOP, 9)).extracting(Delivery::name).containsExactlyInAnyOrder("SO-1", "SO-2");
        assertThat(desk.texts("select state from delivery where channel = '" + SHOP + "' order by id"))
                .containsExactly("REPLACED", "REPLACED", "GIVEN_UP", "DUE", "DUE");
        assertThat(desk.text("select who || ' ' || what || ' ' || scope || ' ' || why from desk_audit"))
                .isEqualTo("anna replay given up to " + SHOP + " back");
    }

    @Test
    void thereIsALimitForOneReplayAndForTheReplaysOfOneMessage() {
        completed(3);
        desk.run("update delivery set state = 'GIVEN_UP' where channel = '" + SHOP + "'");
        assertThat(replays().givenUp(Optional.empty(), 2, true, "anna", "back")).containsExactly(entry(SHOP, 2L));
        assertThat(desk.texts("select name from delivery where state = 'GIVEN_UP'")).containsExactly("SO-3");

        for (int time = 0; time < Replays.MOST; time++) {
            desk.run("update delivery set state = 'GIVEN_UP' where channel = '" + SHOP + "' and name = 'SO-3'"
                    + " and state = 'DUE'");
            replays().givenUp(Optional.empty(), 100, true, "anna", "back");
        }
        desk.run("update delivery set state = 'GIVEN_UP' where channel = '" + SHOP + "' and name = 'SO-3'"
                + " and state = 'DUE'");
        assertThat(replays().givenUp(Optional.empty(), 100, true, "anna", "back")).isEmpty();
        assertThat(replays().order(Long.parseLong(desk.text("select id from orders where order_id = 'SO-3'")),
                Optional.of(SHOP), true, "anna", "back").refused())
                .containsExactly(new Refused(Why.TOO_OFTEN, Optional.of(SHOP), Optional.of(Kind.RESULT)));
    }

    @Test
    void whatALaterAnswerHasOvertakenIsNotSentAgain() {
        desk.accept("a", order(1, new OrderIdentity("webstamp", "other", "stamps", "SO-1"), "x"));
        desk.settle(desk.sent(desk.claimed("SO-1")), unknown());
        desk.run("update delivery set state = 'GIVEN_UP'");
        desk.run("insert into message (order_id, kind, body) select order_id, 'final', '{ }' from message");

        assertThat(replays().givenUp(Optional.empty(), 100, true, "anna", "back")).isEmpty();
    }

    @Test
    void anAnswerIsSentAgainToWhoGetsSuchAndToWhoWantedNothingMoreWhenAPersonSaysSo() {
        completed("SO-1");
        long order = Long.parseLong(desk.text("select id from orders"));
        assertThat(replays().order(order, Optional.empty(), true, "anna", "lost").refused()).hasSize(2)
                .allMatch(refused -> refused.why() == Why.UNDER_WAY);
        deliveries.done(only("file"));
        deliveries.failed(only(SHOP), new DeliveryFailure("HTTP 410", Optional.empty(), Verdict.STOP));
        desk.run("update delivery set state = 'UNCERTAIN' where state = 'DUE' and order_id is not null");

        assertThat(replays().order(order, Optional.empty(), false, "anna", "lost").channels()).containsExactly("file",
                SHOP);
        assertThat(replays().order(order, Optional.of(OFFICE), true, "anna", "lost").refused())
                .containsExactly(new Refused(Why.NOT_WANTED, Optional.of(OFFICE), Optional.of(Kind.RESULT)));
        assertThat(replays().order(order, Optional.of(SHOP), true, "anna", "lost").channels()).containsExactly(SHOP);

        Delivery again = only(SHOP);
        assertThat(again.name()).isEqualTo("SO-1");
        assertThat(desk.texts("select state from delivery where channel = '" + SHOP + "' order by id"))
                .containsExactly("REPLACED", "DUE");
        desk.run("update message set body = '{}'");
        assertThat(replays().order(order, Optional.of("file"), true, "anna", "lost").refused())
                .extracting(Refused::why).containsExactly(Why.FORGOTTEN);
    }

    @Test
    void ofAPrintThatStoppedHalfWayOnlyTheRestIsPrintedAgainAndOfAWholeOneEverything() {
        completed("SO-1");
        Printings printings = Printings.over(desk.database());
        long order = Long.parseLong(desk.text("select id from orders"));
        Delivery first = only(SHOP);
        printings.begin(first, "SO-1.1.pdf", RETRY.lease());
        printings.ended(first, "SO-1.1.pdf");
        printings.begin(first, "SO-1.2.pdf", RETRY.lease());
        deliveries.failed(first, new DeliveryFailure("cut off", Optional.empty(), Verdict.UNCERTAIN));

        replays().order(order, Optional.of(SHOP), true, "anna", "not there");
        Delivery second = only(SHOP);
        assertThat(printings.begin(second, "SO-1.1.pdf", RETRY.lease())).isEqualTo(Printing.ENDED);
        assertThat(printings.begin(second, "SO-1.2.pdf", RETRY.lease())).isEqualTo(Printing.BEGUN);
        printings.ended(second, "SO-1.2.pdf");
        deliveries.done(second);

        replays().order(order, Optional.of(SHOP), true, "anna", "torn");
        Delivery third = only(SHOP);
        assertThat(printings.begin(third, "SO-1.1.pdf", RETRY.lease())).isEqualTo(Printing.BEGUN);
    }

    private Replays replays() {
        return Replays.over(desk.database(), RECEIVERS);
    }

    // Printed once

    @Test
    void aDocumentIsBegunOnceAndAfterACrashNobodyKnows() {
        completed("SO-1");
        Printings printings = Printings.over(desk.database());
        Delivery first = only(SHOP);

        assertThat(printings.begin(first, "SO-1.1.pdf", RETRY.lease())).isEqualTo(Printing.BEGUN);
        printings.ended(first, "SO-1.1.pdf");
        assertThat(printings.begin(first, "SO-1.2.pdf", RETRY.lease())).isEqualTo(Printing.BEGUN);
        desk.run("update delivery set lease_until = clock_timestamp() - interval '1 s'");
        Delivery again = only(SHOP);

        assertThat(printings.begin(again, "SO-1.1.pdf", RETRY.lease())).isEqualTo(Printing.ENDED);
        assertThat(printings.begin(again, "SO-1.2.pdf", RETRY.lease())).isEqualTo(Printing.UNKNOWN);
        assertThatThrownBy(() -> printings.begin(first, "SO-1.3.pdf", RETRY.lease())).isInstanceOf(LostRow.class);
        deliveries.failed(again, new DeliveryFailure("cut off", Optional.empty(), Verdict.UNCERTAIN));
        assertThat(desk.text("select state from delivery where channel = '" + SHOP + "'")).isEqualTo("UNCERTAIN");
        assertThat(notices()).singleElement().asString().contains("GUI-5022", SHOP, "SO-1",
                "guichet replay SO-1 --channel " + SHOP);
    }

    @Test
    void whatProvablyWasNotPrintedMayBeBegunAgain() {
        completed("SO-1");
        Printings printings = Printings.over(desk.database());
        Delivery delivery = only(SHOP);

        printings.begin(delivery, "SO-1.1.pdf", RETRY.lease());
        printings.notPrinted(delivery, "SO-1.1.pdf");

        assertThat(printings.begin(delivery, "SO-1.1.pdf", RETRY.lease())).isEqualTo(Printing.BEGUN);
    }

    private void completed(int orders) {
        for (int i = 1; i <= orders; i++) {
            completed("SO-" + i);
        }
    }

    private void completed(String orderId) {
        desk.accept(orderId, order(1, identity(orderId), "x"));
        desk.settle(desk.sent(desk.claimed(orderId)), TestDesk.done("2.40"));
    }

    private Delivery only(String channel) {
        List<Delivery> all = deliveries.claim(channel, 100);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<String> notices() {
        return desk.texts("select body from message where kind = 'notice' order by id");
    }

    /** As if every delay and pause were over. */
    private void now() {
        desk.run("update delivery set due_at = clock_timestamp() where state = 'DUE'");
        pauseOver();
    }

    private void pauseOver() {
        desk.run("update receiver set next_try = clock_timestamp()");
    }

    private void daysPass(int days) {
        desk.run("update delivery set expires_at = expires_at - interval '" + days + " days'");
        desk.run("update receiver set down_since = down_since - interval '" + days + " days'");
    }
}
