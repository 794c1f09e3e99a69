package io.guichet.purchase;

import static io.guichet.purchase.Works.NOW;
import static io.guichet.purchase.Works.POLICY;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.order.Problem;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntentsTest {

    private static final Quote QUOTE = new Quote(new BigDecimal("2.40"), "CHF", Set.of("15220"), List.of());
    private static final Notice TERMS = Notice.of("terms", "New terms");

    private final Map<String, String> settings = new HashMap<>();
    private final List<Book.Caps> asked = new ArrayList<>();
    private final List<Optional<BigDecimal>> reserved = new ArrayList<>();
    private final List<Parent> parents = new ArrayList<>();
    private final List<Decision> settled = new ArrayList<>();
    private final List<Optional<String>> told = new ArrayList<>();
    private final List<Book.NoticeMessage> notices = new ArrayList<>();
    private Book.Intent answer = new Book.Intent.Committed(ready().work().sent(9, 0));

    private final Intents intents = intents();

    @Test
    void aPurchaseIsSentOnlyUnderACommittedIntent() {
        settings.put("max-spend-per-day", "100.00");
        settings.put("max-orders-per-day", "7");
        Work sent = intents.commit(ready().work(), QUOTE, null);
        assertThat(sent.state()).isEqualTo(State.SENT);
        assertThat(sent.version()).isEqualTo(9);
        assertThat(asked).containsExactly(new Book.Caps(Optional.of(new BigDecimal("100.00")), Optional.of(7)));
        assertThat(reserved).containsExactly(Optional.of(new BigDecimal("2.40")));
        assertThat(settled).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt", "update"})
    void whatMayBeRepeatedPassesWithoutAnIntent(String operation) {
        Work work = ready().asking(operation).work();
        assertThat(intents.commit(work, null, null)).isSameAs(work);
        assertThat(asked).isEmpty();
    }

    @Test
    void aDryRunEndsCompletedBeforeTheIntentWithItsPrice() {
        assertThat(intents.commit(ready().dry().work(), QUOTE, null)).isNull();
        assertDryRun();
        assertThat(settled.get(0).done().orElseThrow().result().path("price").asText()).isEqualTo("2.40");
        assertThat(settled.get(0).done().orElseThrow().result().path("currency").asText()).isEqualTo("CHF");
        assertThat(settled.get(0).done().orElseThrow().result().at("/products/0").asText()).isEqualTo("15220");
    }

    @Test
    void anAccountCanRunDryAsAWhole() {
        settings.put("dry-run", "true");
        assertThat(intents.commit(ready().work(), QUOTE, null)).isNull();
        assertDryRun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blind", "update"})
    void aDryRunOfWhatHasNoPreviewChangesNothingAndEnds(String operation) {
        assertThat(intents.commit(ready().asking(operation).dry().work(), null, null)).isNull();
        assertDryRun();
    }

    @Test
    void aDryRunWhosePreviewIsMissingWaitsForIt() {
        assertThat(intents.commit(ready().dry().work(), null, null)).isNull();
        assertThat(settled).singleElement().satisfies(held -> assertThat(held.to()).isEqualTo(State.HELD));
    }

    @Test
    void aDryRunStillReads() {
        Work work = ready().asking("receipt").dry().work();
        assertThat(intents.commit(work, null, null)).isSameAs(work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stamps", "update", "receipt"})
    void nothingIsSentAfterItsTime(String operation) {
        assertThat(intents.commit(ready().asking(operation).until(NOW.minusSeconds(1)).work(), QUOTE, null)).isNull();
        assertThat(settled).singleElement().satisfies(failed -> {
            assertThat(failed.to()).isEqualTo(State.FAILED);
            assertThat(failed.attempt()).isEmpty();
        });
    }

    @Test
    void aReachedCapHoldsUntilTheServicesMidnight() {
        settings.put("max-spend-per-day", "10.00");
        answer = new Book.Intent.SpendCapReached(new BigDecimal("9.00"));
        assertThat(intents.commit(ready().work(), QUOTE, null)).isNull();
        // 22:30 in Zurich; the minute is for clocks that are not the ledger's.
        assertHeld("GUI-4006", Duration.ofMinutes(91));
        assertThat(settled.get(0).problems()).extracting(Problem::message).singleElement().asString().contains("9.00",
                "10.00");
    }

    @Test
    void aReachedNumberOfOrdersHoldsAsWell() {
        settings.put("max-orders-per-day", "7");
        answer = new Book.Intent.OrderCapReached(7);
        assertThat(intents.commit(ready().work(), QUOTE, null)).isNull();
        assertHeld("GUI-4007", Duration.ofMinutes(91));
    }

    @Test
    void aPausedAccountHoldsUntilItLooksAgain() {
        answer = new Book.Intent.Paused("moving house");
        assertThat(intents.commit(ready().work(), QUOTE, null)).isNull();
        assertHeld("GUI-4014", POLICY.holdRetry());
        assertThat(settled.get(0).problems().get(0).message()).contains("moving house", "demo", "webstamp");
    }

    @Test
    void anotherOperationOnTheSamePaymentHoldsUntilItLooksAgain() {
        answer = new Book.Intent.ParentBusy("SO-OTHER");
        assertThat(intents.commit(ready().work(), QUOTE, new Parent("PAY-1", JsonNodeFactory.instance.objectNode())))
                .isNull();
        assertHeld("GUI-4033", POLICY.holdRetry());
        assertThat(settled.get(0).problems().get(0).message()).contains("SO-OTHER");
        assertThat(parents).singleElement().asString().contains("PAY-1");
    }

    @Test
    void theBrakeHoldsUntilItLooksAgain() {
        answer = new Book.Intent.Braked();
        assertThat(intents.commit(ready().work(), QUOTE, null)).isNull();
        assertHeld("GUI-4013", POLICY.holdRetry());
        assertThat(settled.get(0).problems().get(0).message()).contains("last 3 outcomes", "demo");
    }

    @Test
    void theSameHoldIsWrittenAgainButToldOnce() {
        settings.put("max-price", "1.00");
        assertThat(intents.commit(ready().heldFor("GUI-4002").work(), QUOTE, null)).isNull();
        assertThat(told).containsExactly(Optional.empty());
        assertThat(settled.get(0).to()).isEqualTo(State.HELD);
    }

    @Test
    void anOrderDearerThanItsLimitEndsRejectedAndItsSenderHearsIt() {
        assertThat(intents.commit(ready().atMost("1.00").work(), QUOTE, null)).isNull();
        assertThat(settled).singleElement().satisfies(ended -> assertThat(ended.to()).isEqualTo(State.REJECTED));
        assertThat(told).singleElement().satisfies(message -> assertThat(message).isPresent());
        assertThat(asked).isEmpty();
    }

    @Test
    void whatTheQuoteHadToSayToPeopleIsToldWithTheHold() {
        settings.put("max-price", "1.00");
        intents.commit(ready().work(), new Quote(QUOTE.price(), "CHF", QUOTE.products(), List.of(TERMS)),
                null);
        assertThat(notices).extracting(Book.NoticeMessage::notice).contains(TERMS);
    }

    private void assertDryRun() {
        assertThat(asked).isEmpty();
        assertThat(settled).singleElement().satisfies(done -> {
            assertThat(done.to()).isEqualTo(State.COMPLETED);
            assertThat(done.dryRun()).isTrue();
            assertThat(done.attempt()).isEmpty();
        });
    }

    private void assertHeld(String code, Duration until) {
        assertThat(settled).singleElement().satisfies(held -> {
            assertThat(held.to()).isEqualTo(State.HELD);
            assertThat(held.problems()).extracting(Problem::code).containsExactly(code);
            assertThat(held.dueIn()).contains(until);
            assertThat(held.attempt()).isEmpty();
        });
    }

    private Intents intents() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Book book = new Book() {

            @Override
            public Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve,
                    Optional<Parent> parent) {
                asked.add(caps);
                reserved.add(reserve);
                parent.ifPresent(parents::add);
                return answer;
            }

            @Override
            public void settle(Work work, Decision decision, Optional<String> message, List<Document> documents,
                    List<NoticeMessage> said) {
                settled.add(decision);
                told.add(message);
                notices.addAll(said);
            }
        };
        AnswerWriter writer = new AnswerWriter() {

            @Override
            public String answer(Work work, Decision decision, List<Notice> said) {
                return decision.to().name();
            }

            @Override
            public Book.NoticeMessage notice(String service, String account, Notice notice) {
                return new Book.NoticeMessage(notice, account, notice.text());
            }
        };
        Accounts accounts = new Accounts(service -> Map.of("demo", settings), service -> Optional.empty());
        Protocol protocol = new Protocol(POLICY, TEXTS);
        Settlements settlements =
                new Settlements(protocol, book, Works.services(), writer, new HoldNotices(TEXTS));
        return new Intents(new Guard(TEXTS, clock), protocol, POLICY, book, Works.services(), accounts, settlements,
                TEXTS, clock);
    }
}
