package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.order.Texts;
import io.guichet.purchase.Archive.Kept;
import io.guichet.purchase.Document;
import io.guichet.purchase.Earlier;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger gives again once the service does not (webstamp 3.5). */
class ArchivedAnswersTest {

    private static final Duration WINDOW = Duration.ofDays(5);
    private static final Instant ENDS = FakeArchive.CALLED.plus(WINDOW);
    private static final Work REPRINT = Samples.work("reprint", "{\"orderId\": \"SO-0\"}");
    private static final Work NOTE = Samples.work("delivery-note", "{\"orderId\": \"SO-0\"}");

    private final FakeArchive archive = new FakeArchive();
    private Kept kept;
    private Earlier earlier;

    @BeforeEach
    void aRegisteredLetterWasBought() {
        kept = archive.bought(1, "stamps", "SO-0", "9000001", Samples.json(Samples.LETTERS), Samples.json("""
                {"carrierOrderId": "9000001", "price": "5.80", "deliveryNote": {"document": "SO-0.delivery-note.pdf"},
                 "stamps": [{"stampId": "80000001", "document": "SO-0.1.png", "new": true}]}"""));
        archive.files.put(1L, List.of(document("1.png", "stamp"), document("delivery-note.pdf", "delivery-note")));
        earlier = new Earlier("9000001", Optional.of(kept));
    }

    private static Document document(String suffix, String kind) {
        return new Document(suffix, kind, "application/pdf", suffix.getBytes(StandardCharsets.UTF_8));
    }

    private ArchivedAnswers at(Instant now) {
        return new ArchivedAnswers(archive, new Texts(Locale.ENGLISH), WINDOW, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void rule35WithinTheWindowTheServiceIsAskedAndAfterItNobody() {
        assertThat(at(ENDS).instead(REPRINT, earlier)).isNull();
        assertThat(at(ENDS.plusMillis(1)).instead(REPRINT, earlier)).isInstanceOf(Outcome.Done.class);
        assertThat(at(ENDS.plusMillis(1)).instead(NOTE, earlier)).isInstanceOf(Outcome.Done.class);
        assertThat(at(ENDS.plusMillis(1)).instead(REPRINT, new Earlier("9000009", Optional.empty()))).isNull();
    }

    @Test
    void rule35ReprintOutOfTheArchiveIsTheSameFilesUnderItsOwnNameAndNothingOfItIsNew() {
        Outcome.Done done = (Outcome.Done) at(ENDS.plusSeconds(1)).instead(REPRINT, earlier);

        assertThat(done.result()).isEqualTo(Samples.json("""
                {"carrierOrderId": "9000001", "price": "5.80", "deliveryNote": {"document": "SO-1.delivery-note.pdf"},
                 "stamps": [{"stampId": "80000001", "document": "SO-1.1.png", "new": false}], "source": "archive"}"""));
        assertThat(done.documents()).isEqualTo(archive.documents(kept));
        assertThat(done.handedOut()).isEmpty();
        assertThat(done.carrierId()).as("it books nothing").isEmpty();
        assertThat(done.price()).isEmpty();
        assertThat(kept.result().at("/stamps/0/new").asBoolean()).as("what is kept stays as it is").isTrue();
    }

    @Test
    void partOfTheDocumentsIsNoReprint() {
        archive.files.put(1L, List.of(document("delivery-note.pdf", "delivery-note")));

        assertThat(at(ENDS.plusSeconds(1)).instead(REPRINT, earlier)).as("the service may have it").isNull();
        assertThat(at(ENDS.plusSeconds(1)).instead(NOTE, earlier)).isNotNull();
        archive.files.clear();
        assertThat(at(ENDS.plusSeconds(1)).instead(NOTE, earlier)).isNull();
    }

    @Test
    void otherTroubleThanThatItIsGoneStaysAsItIs() {
        Exception broken = new SocketTimeoutException("late");

        assertThatThrownBy(() -> at(FakeArchive.CALLED).rescued(REPRINT, earlier, broken)).isSameAs(broken);
    }
}
