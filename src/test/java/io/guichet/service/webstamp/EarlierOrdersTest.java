package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.guichet.order.Texts;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which earlier order is meant, and what was asked for then (webstamp 2.15 to 2.18). */
class EarlierOrdersTest {

    private static final Work REPRINT = Samples.work("reprint", "{\"orderId\": \"SO-0\"}");

    private final FakeArchive archive = new FakeArchive();
    private final EarlierOrders orders = new EarlierOrders(archive, new Texts(Locale.ENGLISH));

    private Outcome notAsked(Work work) {
        return catchThrowableOfType(NotAsked.class, () -> orders.find(work)).outcome();
    }

    @Test
    void orderOfThisAccountIsFoundByItsOwnIdAndByTheServicesNumber() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json(Samples.LETTERS), Samples.json("{}"));

        assertThat(orders.find(REPRINT).carrierId()).isEqualTo("9000001");
        Earlier byNumber = orders.find(Samples.work("reprint", "{\"carrierOrderId\": \"9000001\"}"));
        assertThat(byNumber.kept()).isPresent();
    }

    @Test
    void numberThatNobodyKnowsHereIsAskedForAllTheSame() {
        Earlier foreign = orders.find(Samples.work("reprint", "{\"carrierOrderId\": \"123\"}"));

        assertThat(foreign).isEqualTo(new Earlier("123", Optional.empty()));
    }

    @Test
    void unknownIdIsRefusedAndWhatIsUnderWayIsWaitedFor() {
        assertThat(notAsked(REPRINT)).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2020"));
        archive.moving(1, "stamps", "SO-0");
        assertThat(notAsked(REPRINT)).isInstanceOfSatisfying(Outcome.NotSent.class,
                waiting -> assertThat(waiting.problem().code()).isEqualTo("GUI-2022"));
    }

    @Test
    void severalUnderOneIdAreNamedByTheirNumbers() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json(Samples.LETTERS), Samples.json("{}"));
        archive.bought(2, "reorder", "SO-0", "9000004", Samples.json("{}"), Samples.json("{}"));

        assertThat(notAsked(REPRINT)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2021");
            assertThat(refused.problems().get(0).message()).contains("9000001, 9000004");
        });
    }

    @Test
    void reorderIsNotItsOwnEarlierOrder() {
        Work reorder = Samples.work("reorder", "{\"orderId\": \"SO-1\"}");
        archive.moving(reorder.id(), "reorder", "SO-1");
        archive.bought(1, "stamps", "SO-1", "9000001", Samples.json(Samples.LETTERS), Samples.json("{}"));

        assertThat(orders.find(reorder).carrierId()).isEqualTo("9000001");
    }

    @Test
    void copyOfACopyAsksForWhatWasOrderedFirstWithWhatEachHasChanged() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json(Samples.LETTERS), Samples.json("{}"));
        archive.bought(2, "reorder", "SO-2", "9000002", Samples.json("{\"orderId\": \"SO-0\", \"format\": \"png\"}"),
                Samples.json("{\"earlierOrder\": \"9000001\"}"));

        var asked = orders.asked(Samples.work("reorder", "{\"orderId\": \"SO-2\", \"quantity\": 5}"));

        assertThat(asked).hasValueSatisfying(request -> {
            assertThat(request.path("product").asInt()).isEqualTo(15220);
            assertThat(request.path("format").asText()).isEqualTo("png");
            assertThat(request.path("quantity").asInt()).isEqualTo(5);
        });
    }

    @Test
    void whatWasAskedForAndForgottenIsNotKnown() {
        archive.bought(1, "stamps", "SO-0", "9000001", Samples.json("{}"), Samples.json("{}"));

        assertThat(orders.asked(REPRINT)).isEmpty();
    }
}
