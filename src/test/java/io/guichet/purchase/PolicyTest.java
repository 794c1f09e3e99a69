package io.guichet.purchase;

import static io.guichet.purchase.Works.POLICY;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.order.OrderIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640", "9, 900", "10, 900", "1000000, 900"})
    void theDelayDoublesUpToItsLimit(int failures, long seconds) {
        assertThat(POLICY.delayAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void whatWasWaitedIsTheSumOfTheDelays() {
        assertThat(POLICY.waitedAfter(0)).isZero();
        assertThat(POLICY.waitedAfter(3)).isEqualTo(Duration.ofSeconds(35));
        assertThat(POLICY.waitedAfter(Integer.MAX_VALUE)).isGreaterThan(POLICY.giveUp());
    }

    @Test
    void whoHasWaitedExactlyAsLongAsItMayTriesOnceMoreAndThenGivesUp() {
        Policy hourly = new Policy(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(2), POLICY.holdRetry(),
                POLICY.lease(), POLICY.longestCall(), POLICY.looks(), POLICY.brake());
        Protocol protocol = new Protocol(hourly, Works.TEXTS);
        Outcome notSent = new Outcome.NotSent(Works.problem("GUI-3001"));

        assertThat(hourly.waitedAfter(2)).isEqualTo(Duration.ofHours(2));
        assertThat(hourly.waitedAfter(3)).isEqualTo(Duration.ofHours(3));
        assertThat(protocol.decide(ready().failed(1).work(), OperationKind.PURCHASE, notSent).to())
                .isEqualTo(State.READY);
        assertThat(protocol.decide(ready().failed(2).work(), OperationKind.PURCHASE, notSent).to())
                .isEqualTo(State.FAILED);
    }

    @Test
    void aLeaseThatIsNoLongerThanACallIsRefusedByName() {
        assertThatThrownBy(() -> lease(100)).hasMessageContaining("guichet.worker.lease")
                .hasMessageContaining("PT1M40S");
        assertThatCode(() -> lease(101)).doesNotThrowAnyException();
    }

    @Test
    void nothingIsSentWhenTheLeaseCouldEndBeforeTheAnswer() {
        LeaseCheck check = new LeaseCheck(POLICY);
        long now = System.nanoTime();
        assertThatCode(() -> check.check(ready().work(now + Duration.ofSeconds(110).toNanos())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check.check(ready().work(now + Duration.ofSeconds(100).toNanos() - 1)))
                .isInstanceOf(LeaseCheck.LeaseTooShort.class).hasMessageContaining("SO-1");
        assertThatThrownBy(() -> check.check(ready().work(now - 1))).isInstanceOf(LeaseCheck.LeaseTooShort.class);
    }

    @Test
    void aLostCallThatCannotBeSettledKeepsNoOtherInTheDark() {
        Work strange = new Work(1, 1, State.SENT, new OrderIdentity("gone", "demo", "stamps", "SO-0"),
                ready().work().request(), "SO-0", 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), false,
                Optional.empty(), Optional.empty(), Works.NOW, 0);
        List<State> settled = new ArrayList<>();
        Book book = new Book() {

            @Override
            public Intent intend(Work work, Service service, Caps caps, Optional<BigDecimal> reserve,
                    Optional<Parent> parent) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void settle(Work work, Decision decision, Optional<String> answer, List<Document> documents,
                    List<NoticeMessage> notices) {
                settled.add(decision.to());
            }
        };
        AnswerWriter writer = new AnswerWriter() {

            @Override
            public String answer(Work work, Decision decision, List<Notice> notices) {
                return "";
            }

            @Override
            public Book.NoticeMessage notice(String service, String account, Notice notice) {
                throw new UnsupportedOperationException();
            }
        };
        Settlements settlements =
                new Settlements(new Protocol(POLICY, Works.TEXTS), book, Works.services(), writer,
                        new HoldNotices(Works.TEXTS));
        LostCalls lost =
                new LostCalls(most -> List.of(strange, ready().in(State.SENT).work()), settlements);
        assertThatThrownBy(lost::settle).hasMessageContaining("gone");
        assertThat(settled).containsExactly(State.IN_DOUBT);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 1", "2, 13", "14, 1", "15, 45", "1439, 1", "1440,", "9999,"})
    void theNextLookIsTheFirstThatIsStillToCome(long ageMinutes, Long waitMinutes) {
        assertThat(POLICY.nextLook(Duration.ofMinutes(ageMinutes)))
                .isEqualTo(Optional.ofNullable(waitMinutes).map(Duration::ofMinutes));
        assertThat(POLICY.firstLook()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void looksThatAreNoneOrGoBackAreRefusedByName() {
        for (List<Duration> looks : List.of(List.<Duration>of(), List.of(Duration.ofMinutes(2), Duration.ofMinutes(1)),
                List.of(Duration.ofMinutes(2), Duration.ofMinutes(2)))) {
            assertThatThrownBy(() -> looks(looks)).hasMessageContaining("guichet.reconcile.looks");
        }
        assertThat(looks(List.of(Duration.ofMinutes(7))).firstLook()).isEqualTo(Duration.ofMinutes(7));
    }

    private static Policy looks(List<Duration> looks) {
        return new Policy(POLICY.retryFirst(), POLICY.retryMax(), POLICY.giveUp(), POLICY.holdRetry(), POLICY.lease(),
                POLICY.longestCall(), looks, POLICY.brake());
    }

    private static Policy lease(long seconds) {
        return new Policy(POLICY.retryFirst(), POLICY.retryMax(), POLICY.giveUp(), POLICY.holdRetry(),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(100), POLICY.looks(), POLICY.brake());
    }
}
