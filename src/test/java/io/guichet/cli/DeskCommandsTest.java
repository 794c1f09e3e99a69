package io.guichet.cli;

import static io.guichet.ledger.TestDesk.SERVICE;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static io.guichet.ledger.TestDesk.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.TestDesk;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types, against a ledger of its own. */
class DeskCommandsTest {

    private static final String ME = "user " + System.getProperty("user.name");

    @TempDir
    private Path home;

    private final TestDesk ledger = new TestDesk();

    @AfterEach
    void close() {
        ledger.close();
    }

    // Reading

    @Test
    void listShowsOpenOrdersInAlignedColumnsAndWhatIsPaused() {
        doubt("SO-1");
        ledger.accept("b", order(1, identity("SO-22222"), "x"));
        ledger.settle(ledger.sent(ledger.inHand("SO-3")), TestDesk.done("2.40"));
        type("pause", "--service", SERVICE, "--why", "stocktaking");

        Typed list = type("list");

        assertThat(list.code()).isZero();
        List<String> lines = list.out().lines().toList();
        assertThat(lines).hasSize(4);
        int state = lines.get(0).indexOf("STATE");
        assertThat(lines.get(1)).startsWith("SO-1 ").matches(line -> line.startsWith("IN_DOUBT", state))
                .contains("a person decides", "GUI-4012");
        assertThat(lines.get(1)).containsPattern("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d");
        assertThat(lines.get(2)).startsWith("SO-22222 ").matches(line -> line.startsWith("ACCEPTED", state));
        assertThat(lines.get(3)).contains("Service webstamp paused since", ME, "stocktaking");
        assertThat(list.err()).isEmpty();
    }

    @Test
    void listTakesStateScopeAndTime() throws Exception {
        doubt("SO-1");
        ledger.accept("b", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-2"), "x"));
        ledger.settle(ledger.sent(ledger.inHand("SO-3")), TestDesk.done("2.40"));

        assertThat(orders("list", "--json")).containsExactly("SO-1", "SO-2");
        assertThat(orders("list", "--json", "--state", "in-doubt")).containsExactly("SO-1");
        assertThat(orders("list", "--json", "--state", "COMPLETED")).containsExactly("SO-3");
        assertThat(orders("list", "--json", "--state", "all")).hasSize(3);
        assertThat(orders("list", "--json", "--account", "other")).containsExactly("SO-2");
        assertThat(orders("list", "--json", "--service", "none")).isEmpty();
        assertThat(orders("list", "--json", "--since", "2026-01-01")).hasSize(2);
        assertThat(orders("list", "--json", "--since", "2199-01-01T00:00Z")).isEmpty();
        assertThat(type("list", "--service", "none").out()).isEqualToIgnoringNewLines("No such orders.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list --state MOVING", "list --since yesterday", "resolve SO-1",
            "resolve SO-1 --as sold", "resolve SO-1 --as not-bought --carrier-id 1",
            "resolve SO-1 --as bought --carrier-id=",
            "cancel SO-1 --profile moon", "replay", "replay SO-1 --given-up", "replay SO-1 --channel fax:office",
            "replay --given-up --limit 0", "replay SO-1 --limit 1", "replay --given-up --service webstamp",
            "replay --state COMPLETED", "retry", "retry SO-1 --since 2026-11-01", "retry SO-2 --limit 1",
            "retry --service webstamp", "submit order.txt"})
    void wrongUseSaysWhatWasExpectedAsideAndEndsWithTwo(String line) {
        Typed typed = type(line.split(" "));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).containsIgnoringCase(line.endsWith("SO-1")
                ? "missing required"
                : "expected");
    }

    @Test
    void statusWithoutAnOrderTellsHowFarTheFilesAre() throws Exception {
        assertThat(type("status").out()).isEqualToIgnoringNewLines("No file is read or worked off.");
        ledger.accept("read", order(2, identity("SO-1"), "x"), wrong(3, Optional.empty()));
        ledger.accept("whole", order(2, identity("SO-2"), "x"), order(3, identity("SO-3"), "x"));
        ledger.ledger().intake().readWhole(ledger.input("whole"), Optional.empty());
        try (LedgerDatabase database = LedgerDatabase.open(ledger.connection(), 1)) {
            Inputs.over(database).tell(List.of(new Inputs.Told(ledger.input("read").id(),
                    Optional.of(new Inputs.Read(1000, 250, 40)),
                    Optional.of(Instant.parse("2026-11-26T10:00:00Z")))));
        }
        ledger.run("update orders set state = 'CANCELLED', completed_at = clock_timestamp() where order_id = 'SO-2'");

        List<String> lines = type("status").out().lines().toList();
        assertThat(lines.get(0)).startsWith("FILE ").contains("REJECTED", "ENDS");
        assertThat(lines).hasSize(3).anySatisfy(line -> assertThat(line).contains("40 (25 %)"));
        JsonNode files = json("status", "--json").path("files");
        assertThat(files.get(0).toString()).isEqualTo("{\"name\":\"march.csv\",\"reading\":true,\"bytes\":1000,"
                + "\"bytesRead\":250,\"read\":40,\"accepted\":1,\"rejected\":1,\"done\":0,\"waiting\":0,\"left\":1,"
                + "\"endsAt\":\"2026-11-26T10:00:00Z\"}");
        assertThat(files.get(1).toString()).isEqualTo("{\"name\":\"march.csv\",\"reading\":false,\"read\":2,"
                + "\"accepted\":2,\"rejected\":0,\"done\":1,\"waiting\":0,\"left\":1}");
    }

    @Test
    void statusTellsHowThePaymentOfAnOrderStands() throws Exception {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")),
                TestDesk.done("2.40").following(PaymentState.of("PAY-1", "AUTHORISED", false)));
        assertThat(type("status", "SO-1").out()).containsPattern("payment +AUTHORISED \\(PAY-1\\); asked for next: 2");

        ledger.notified("a", PaymentState.of("PAY-1", "CAPTURED", true));

        JsonNode payment = json("status", "SO-1", "--json").path("payment");
        assertThat(payment.path("state").asText()).isEqualTo("CAPTURED");
        assertThat(payment.path("final").asBoolean()).isTrue();
        assertThat(payment.has("askAt")).isFalse();
    }

    @Test
    void statusTellsTheWholeStoryAndWhatIsNext() throws Exception {
        Work work = doubt("SO-1");

        Typed status = type("status", "SO-1");
        JsonNode json = json("status", "SO-1", "--json");

        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("SO-1 (webstamp/demo/stamps)", "IN_DOUBT", work.key().toString(), "UNKNOWN",
                "a person decides: guichet resolve SO-1 --service webstamp --account demo --operation stamps"
                        + " --as bought [--carrier-id ID] or --as not-bought",
                "interim", "queue");
        assertThat(json.path("steps")).extracting(step -> step.path("to").asText()).containsExactly("ACCEPTED", "SENT",
                "IN_DOUBT");
        assertThat(json.at("/attempts/0/key").asText()).isEqualTo(work.key().toString());
        assertThat(json.at("/deliveries/0/state").asText()).isEqualTo("DUE");
        assertThat(json.path("beforePerson").asBoolean()).isTrue();
        assertThat(status.out() + json).as("nothing of the request").doesNotContain("same", "\"content\"");
    }

    @Test
    void commandsSpeakTheLanguageOfTheInstallation() {
        doubt("SO-1");

        Typed list = german("list");
        assertThat(list.out()).startsWith("AUFTRAG  DIENST ").contains("eine Person entscheidet");
        assertThat(german("status", "SO-1").out()).contains("als Nächstes", "Schritte", "Zustellungen");
        assertThat(german("cancel", "SO-1").err())
                .isEqualToIgnoringNewLines("guichet: SO-1 (webstamp/demo/stamps) wurde"
                        + " nicht zurückgezogen. IN_DOUBT: er ist vielleicht gekauft; ein Zweifel wird mit guichet resolve beendet");
        assertThat(german("pause", "--account", "nobody").err())
                .contains("das Konto nobody ist hier nicht eingerichtet");
        assertThat(german("list").out()).contains("Konto nobody aller Dienste: angehalten seit ",
                "ohne Angabe eines Grundes");
    }

    // Which order

    @Test
    void ofSeveralOrdersNoneIsTouchedAndAllAreNamed() {
        ledger.accept("a", order(1, identity("SO-1"), "x"));
        ledger.accept("b", order(1, new OrderIdentity(SERVICE, "other", "stamps", "SO-1"), "x"));

        Typed several = type("cancel", "SO-1");

        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("--account", "demo", "other");
        assertThat(ledger.count("orders where state = 'CANCELLED'")).isZero();
        assertThat(type("cancel", "SO-1", "--account", "other").code()).isZero();
        assertThat(ledger.text("select account from orders where state = 'CANCELLED'")).isEqualTo("other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status SO-9", "cancel SO-9", "release SO-9", "resolve SO-9 --as bought"})
    void orderThatIsNotThereIsNamed(String line) {
        Typed none = type(line.split(" "));

        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("SO-9: no such order");
        assertThat(none.out()).isEmpty();
    }

    // Deciding

    @Test
    void cancelSaysWhatItDidAndTheSecondTimeWhyNot() {
        ledger.accept("a", order(1, identity("SO-1"), "x"));

        Typed first = type("cancel", "SO-1", "--why", "wrong address");
        Typed second = type("cancel", "SO-1");

        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("SO-1 (webstamp/demo/stamps): CANCELLED", "Nothing was bought");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("was not cancelled", "CANCELLED is final");
        assertThat(ledger.text("select body from message where kind = 'final'")).contains(ME, "wrong address",
                "\"SANDBOX\"");
        assertThat(ledger.text("select who from audit order by version desc limit 1")).isEqualTo(ME);
    }

    @Test
    void resolveAsNotBoughtWarnsThatItIsBoughtAgainAndTellsTheWayOut() {
        doubt("SO-1");

        Typed typed = type("resolve", "SO-1", "--as", "not-bought");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).contains("WILL BE BOUGHT AGAIN",
                "guichet cancel SO-1 --service webstamp --account demo --operation stamps");
        assertThat(ledger.state("SO-1")).isEqualTo(State.READY);
        assertThat(type("resolve", "SO-1", "--as", "bought").code()).isEqualTo(1);
    }

    @Test
    void resolveAsBoughtFetchesWithANumberAndEndsWithoutOne() {
        doubt("SO-1");
        doubt("SO-2");

        Typed fetched = type("resolve", "SO-1", "--as", "bought", "--carrier-id", " 9000007 ");
        Typed ended = type("resolve", "SO-2", "--as", "bought");

        assertThat(fetched.out()).contains("BOUGHT under 9000007", "documents are fetched");
        assertThat(ledger.text("select carrier_id from orders where order_id = 'SO-1'")).isEqualTo("9000007");
        assertThat(ended.out()).contains("COMPLETED without documents");
        assertThat(ledger.state("SO-2")).isEqualTo(State.COMPLETED);
    }

    @Test
    void releaseTakesOnlyWhatIsHeld() {
        ledger.accept("a", order(1, identity("SO-1"), "x"));
        assertThat(type("release", "SO-1").err()).contains("was not released", "ACCEPTED: only what is HELD");
        ledger.run("update orders set state = 'HELD', held_for = 'GUI-4007', due_at = '2199-01-01'");

        Typed released = type("release", "SO-1");

        assertThat(released.code()).isZero();
        assertThat(released.out()).contains("looked at", "it was held for GUI-4007");
        assertThat(ledger.count("orders where released and due_at <= clock_timestamp()")).isEqualTo(1);
    }

    // Pausing

    @Test
    void pauseAndResumeSayWhatTheyFound() {
        Typed first = type("pause", "--service", SERVICE, "--account", "demo", "--why", "stocktaking");
        Typed again = type("pause", "--service", SERVICE, "--account", "demo");
        type("pause");
        Typed resumed = type("resume", "--service", SERVICE, "--account", "demo");
        Typed nothing = type("resume", "--service", SERVICE, "--account", "demo");

        assertThat(List.of(first.code(), again.code(), resumed.code(), nothing.code())).containsOnly(0);
        assertThat(first.out()).contains("Account demo of webstamp is paused: stocktaking",
                "guichet resume --service webstamp --account demo ends it");
        assertThat(again.out()).contains("paused already", ME, "stocktaking", "Nothing was changed");
        assertThat(resumed.out()).contains("Account demo of webstamp is resumed", "stocktaking",
                "Still paused: everything");
        assertThat(nothing.out()).contains("was not paused", "Still paused: everything");
        assertThat(ledger.count("desk_audit")).isEqualTo(3);
    }

    @Test
    void misspeltScopeIsPausedAndWarnedOf() {
        Typed service = type("pause", "--service", "webstanp");
        Typed account = type("pause", "--account", "dmeo");

        assertThat(service.code()).isZero();
        assertThat(service.err()).contains("webstanp is not installed here", "webstamp");
        assertThat(account.err()).contains("account dmeo is not set here");
        assertThat(type("pause", "--account", "demo").err()).isEmpty();
    }

    // Sending again

    @Test
    void replaySendsStoredAnswersAgainAndSaysWhereTo() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), TestDesk.done("2.40"));
        ledger.accept("b", order(1, identity("SO-2"), "x"));
        ledger.run("update delivery set state = 'DONE'");

        Typed counted = type("replay", "SO-1", "--dry-run");
        Typed both = type("replay", "SO-1", "SO-2", "--channel", "queue", "--why", "shop lost it");
        Typed given = type("replay", "--given-up");

        assertThat(counted.code()).isZero();
        assertThat(counted.out())
                .contains("SO-1 (webstamp/demo/stamps): its answer would be sent again to file, queue");
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.out())
                .contains("SO-1 (webstamp/demo/stamps): its answer is sent again to queue, within seconds");
        assertThat(both.err()).contains("SO-2 (webstamp/demo/stamps) is not sent again: there is no answer to it yet");
        assertThat(ledger.text("select channel from delivery where state = 'DUE'")).isEqualTo("queue");
        assertThat(ledger.text("select who || ': ' || scope || ': ' || why from desk_audit"))
                .isEqualTo(ME + ": webstamp/demo SO-1 to queue: shop lost it");
        assertThat(ledger.count("attempt")).as("nothing is bought").isEqualTo(1);
        assertThat(given.code()).isZero();
        assertThat(given.out()).contains("Nothing was given up.");
    }

    @Test
    void replaySaysInTheLanguageOfTheInstallationWhyAnAnswerIsNotSentAgain() {
        ledger.settle(ledger.sent(ledger.inHand("SO-1")), TestDesk.done("2.40"));
        ledger.accept("b", order(1, identity("SO-2"), "x"));

        assertThat(german("replay", "SO-1", "SO-2", "--channel", "queue").err().lines()).containsExactly(
                "guichet: SO-1 (webstamp/demo/stamps) wird nicht noch einmal gesendet: seine Antwort ist noch unterwegs"
                        + " an queue",
                "guichet: SO-2 (webstamp/demo/stamps) wird nicht noch einmal gesendet: es gibt noch keine Antwort darauf");

        ledger.run("update delivery set state = 'DONE'");
        ledger.run("""
                insert into delivery (message_id, order_id, name, channel, state)
                select message_id, order_id, name, channel, state from delivery, generate_series(1, 10)
                where channel = 'queue' and order_id is not null""");
        assertThat(german("replay", "SO-1", "--channel", "queue").err())
                .contains("seine Antwort wurde schon 10 Mal noch einmal an queue gesendet");
        ledger.run("update message set body = '{}'");
        assertThat(german("replay", "SO-1").err())
                .contains("seine Antwort wurde vergessen (guichet.retention.requests)");
    }

    @Test
    void retryHasOnlyWhatProvablyDidNotLeaveLookedAtNow() throws Exception {
        doubt("SO-1");
        ledger.settle(ledger.sent(ledger.inHand("SO-2")), TestDesk.done("2.40"));
        ledger.accept("c", order(1, identity("SO-3"), "x"), order(2, identity("SO-4"), "x"),
                order(3, identity("SO-5"), "x"));
        ledger.run("update orders set state = 'READY', due_at = '2199-01-01' where order_id in ('SO-3', 'SO-5')");
        ledger.run("update orders set state = 'HELD', held_for = 'GUI-4007', due_at = '2199-01-01'"
                + " where order_id = 'SO-4'");
        ledger.run("update orders set lease_owner = 'n', lease_until = '2199-01-01' where order_id = 'SO-5'");

        JsonNode counted = json("retry", "--service", SERVICE, "--limit", "2", "--dry-run", "--json");
        assertThat(counted.path("matching").asLong()).isEqualTo(3);
        assertThat(counted.path("orders").findValuesAsText("orderId")).containsExactly("SO-3", "SO-4");
        assertThat(ledger.count("orders where due_at > '2198-01-01'")).as("a dry run changes nothing").isEqualTo(3);

        Typed all = type("retry", "--operation", "stamps", "--until", "2199-01-01", "--why", "service is back");
        Typed named = type("retry", "SO-1", "SO-2");
        Typed doubts = type("retry", "--state", "in-doubt", "--why", "hope");

        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out()).contains("Orders that are meant: 3.", "SO-3 (webstamp/demo/stamps): looked at", "SO-4 ");
        assertThat(all.err()).contains("SO-5 (webstamp/demo/stamps) is not tried again", "a worker has it in hand");
        assertThat(named.err()).contains("SO-1 (webstamp/demo/stamps) is not tried again. IN_DOUBT: it may have been",
                "COMPLETED is final: only its sender");
        assertThat(List.of(named.code(), doubts.code())).containsOnly(1);
        assertThat(ledger.count("orders where due_at <= clock_timestamp() and order_id in ('SO-3', 'SO-4')"))
                .isEqualTo(2);
        assertThat(ledger.count("orders where released")).as("caps hold as ever").isZero();
        assertThat(ledger.state("SO-1")).isEqualTo(State.IN_DOUBT);
        assertThat(ledger.count("orders where order_id = 'SO-1' and due_at is null")).isEqualTo(1);
        assertThat(ledger.count("audit where why = 'retried: service is back' and who = '" + ME + "'")).isEqualTo(2);
    }

    @Test
    void replayByWhatOrdersHaveInCommonCountsFirstAndNotesEachOfThem() throws Exception {
        doubt("SO-1");
        ledger.settle(ledger.sent(ledger.inHand("SO-2")), TestDesk.done("2.40"));
        ledger.settle(ledger.sent(ledger.inHand("SO-3")), TestDesk.done("2.40"));
        ledger.run("update delivery set state = 'DONE'");

        JsonNode counted = json("replay", "--account", "demo", "--dry-run", "--json");
        assertThat(counted.path("orders").findValuesAsText("orderId")).containsExactly("SO-2", "SO-3");
        assertThat(ledger.count("delivery where state = 'DUE'")).isZero();

        Typed one = type("replay", "--state", "COMPLETED", "--channel", "queue", "--limit", "1", "--why", "lost");
        Typed both = type("replay", "--state", "COMPLETED", "--channel", "queue", "--why", "lost");

        assertThat(one.code()).isZero();
        assertThat(one.out()).contains("Orders that are meant: 2.", "SO-2 ", "1 more are left (--limit 1)");
        assertThat(both.code()).isEqualTo(1);
        assertThat(both.err())
                .contains("SO-2 (webstamp/demo/stamps) is not sent again: its answer is still on its way");
        assertThat(ledger.count("desk_audit where what = 'replay' and why = 'lost'")).isEqualTo(2);
        assertThat(ledger.count("attempt")).as("nothing is bought").isEqualTo(3);
    }

    // Submitting

    @Test
    void submitPutsAFileThereWholeOnceAndReplacesNothing() throws Exception {
        Path file = Files.writeString(home.resolve("orders.ndjson"), "{}");

        Typed first = type("submit", file.toString());
        Files.writeString(file, "{\"other\":1}");
        Typed second = type("submit", file.toString());

        assertThat(first.code()).isZero();
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("was not submitted", "lies there already");
        assertThat(home.resolve("in/orders.ndjson")).hasContent("{}");
        assertThat(home.resolve("in").toFile().list()).as("no temporary name").containsExactly("orders.ndjson");
    }

    @Test
    void completionKnowsEveryCommand() {
        assertThat(type("completion").out()).startsWith("#!/usr/bin/env bash").contains("guichet", "bashcompinit",
                "retry", "submit", "doctor");
    }

    // The mode

    @Test
    void answersBearTheModeThatTheLedgerWasLastRunIn() {
        ledger.accept("a", order(1, identity("SO-1"), "x"));
        ledger.run("insert into last_run (profile) values ('prod')");

        Typed wrong = type("cancel", "SO-1", "--profile", "sandbox");
        Typed right = type("cancel", "SO-1");

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("profile: sandbox (expected: prod");
        assertThat(right.code()).isZero();
        assertThat(ledger.text("select body from message where kind = 'final'")).contains("\"LIVE\"");
    }

    // Short words

    private Work doubt(String orderId) {
        Work work = ledger.inHand(orderId);
        ledger.settle(ledger.sent(work), new Outcome.Unknown(TestDesk.problem("GUI-4012")));
        ledger.run("update orders set due_at = null where order_id = '" + orderId + "'");
        return work;
    }

    private Typed type(String... words) {
        return Typed.type(Map.of("guichet.home", home.toString(), "guichet.ledger.url", ledger.connection().url(),
                "guichet.ledger.user", ledger.connection().user(), "guichet.ledger.password",
                ledger.connection().password()), words);
    }

    private JsonNode json(String... words) throws Exception {
        return new ObjectMapper().readTree(type(words).out());
    }

    private List<String> orders(String... words) throws Exception {
        return json(words).path("orders").findValuesAsText("orderId");
    }

    private Typed german(String... words) {
        System.setProperty("guichet.language", "de");
        try {
            return type(words);
        } finally {
            System.clearProperty("guichet.language");
        }
    }
}
