package io.guichet.purchase;

import static io.guichet.purchase.Works.NOW;
import static io.guichet.purchase.Works.TEXTS;
import static io.guichet.purchase.Works.booking;
import static io.guichet.purchase.Works.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a door has said no, and after a restore, a purchase asks before it buys (lifecycle rules 4 and 7). */
class AskFirstTest {

    private static final Services ASKABLE = Works.services(Optional.of(Duration.ofMinutes(15)));

    private final RecordingBook book = new RecordingBook();
    private final AskFirst restored =
            new AskFirst(Optional.of(NOW), work -> false, ASKABLE, book.settlements(ASKABLE), TEXTS);

    @ParameterizedTest
    @CsvSource({"stamps, true", "blind, false", "receipt, false", "update, false"})
    void onlyPurchasesThatCanBeAskedForAreAskedFirst(String operation, boolean asks) {
        assertThat(restored.asks(ready().asking(operation).work())).isEqualTo(asks);
    }

    @Test
    void withoutARestoreOnlyWhatADoorHeldIsAskedFirst() {
        AskFirst never = new AskFirst(Optional.empty(), work -> false, ASKABLE, book.settlements(ASKABLE), TEXTS);

        assertThat(never.asks(ready().work())).isFalse();
        AskFirst turnedAway = new AskFirst(Optional.empty(), work -> true, ASKABLE, book.settlements(ASKABLE), TEXTS);
        assertThat(turnedAway.asks(ready().work())).isTrue();
        assertThat(never.since()).isEmpty();
    }

    @Test
    void theListingIsAskedFromTheBackupOrTheAcceptanceOnWhicheverIsOlder() {
        Instant beforeAcceptance = NOW.minus(Duration.ofHours(2));
        assertThat(restored.since()).contains(NOW);
        assertThat(restored.from(ready().accepted(NOW).work())).isEqualTo(beforeAcceptance);
        assertThat(restored.from(ready().accepted(NOW.plus(Duration.ofDays(1))).work())).isEqualTo(NOW);
        AskFirst never = new AskFirst(Optional.empty(), work -> false, ASKABLE, book.settlements(ASKABLE), TEXTS);
        assertThat(never.from(ready().accepted(NOW).work())).isEqualTo(beforeAcceptance);
    }

    @Test
    void whatWasNotBookedIsBought() {
        Work work = ready().work();

        assertThat(restored.judge(work, new Finding(List.of(), true))).isSameAs(work);
        assertThat(book.settled).isEmpty();
    }

    @Test
    void whatMayHaveBeenBookedIsLookedIntoAtOnceAndNotBought() {
        for (Finding doubtful : List.of(new Finding(List.of(booking(1)), true), new Finding(List.of(), false),
                new Finding(List.of(booking(1), booking(2)), false))) {
            book.settled.clear();
            assertThat(restored.judge(ready().work(), doubtful)).isNull();
            Decision doubt = book.decision();
            assertThat(doubt.to()).isEqualTo(State.IN_DOUBT);
            assertThat(doubt.dueIn()).contains(Duration.ZERO);
            assertThat(doubt.attempt()).as("none was opened").isEmpty();
            assertThat(doubt.problems()).extracting(Problem::code).containsExactly("GUI-4015");
            assertThat(book.settled.get(0).answer()).contains("IN_DOUBT");
        }
    }
}
