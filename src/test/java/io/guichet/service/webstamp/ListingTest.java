package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.order.Texts;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.PurchaseKey;
import io.guichet.purchase.Work;
import io.guichet.service.webstamp.wire.GetInfoJournalResponse;
import io.guichet.service.webstamp.wire.GetInfoReceiptResponse;
import io.guichet.service.webstamp.wire.JournalOutput;
import io.guichet.service.webstamp.wire.JournalSource;
import io.guichet.service.webstamp.wire.ReceiptOutput;
import io.guichet.service.webstamp.wire.WswsJournals;
import io.guichet.service.webstamp.wire.WswsReceipt;
import jakarta.xml.bind.JAXBException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the listings and what they show (webstamp 2.17, 2.19, 4.6). */
class ListingTest {

    private static final Work WORK = Samples.work("stamps", Samples.LETTERS);
    private static final String KEY = WORK.key().toString();
    private static final Booking BOOKED = new Booking("9000001", 1, Optional.of(new BigDecimal("2.40")));

    private final FakeArchive archive = new FakeArchive();
    private final ListingAnswers findings = new ListingAnswers(new EarlierOrders(archive, new Texts(Locale.ENGLISH)));

    // Requests

    @Test
    void theListingIsAskedInTheServicesTimeUntilTwoHoursAfterNow() {
        Instant now = Instant.parse("2026-09-24T14:40:00.987Z");
        ListingRequests listing = new ListingRequests(Clock.fixed(now, ZoneOffset.UTC));
        Instant from = Instant.parse("2026-09-24T14:30:00.123Z");

        var receipts = listing.receipts(Samples.account(Map.of()), from);
        var journal = listing.journal(Samples.account(Map.of()), from);

        assertThat(receipts.getOutput()).isEqualTo(ReceiptOutput.XML);
        assertThat(receipts.getOrderId()).as("by time, not by number").isNull();
        assertThat(receipts.getFrom()).isEqualTo(OffsetDateTime.parse("2026-09-24T16:30:00+02:00"));
        assertThat(receipts.getTo()).isEqualTo(OffsetDateTime.parse("2026-09-24T18:40:00+02:00"));
        assertThat(receipts.getIdentification().getUserid()).isEqualTo("20000001");
        assertThat(journal.getOutput()).isEqualTo(JournalOutput.XML);
        assertThat(journal.getSource()).as("whatever it was ordered with").isEqualTo(JournalSource.ALL);
        assertThat(journal.getFrom()).isEqualTo(receipts.getFrom());
        assertThat(journal.getTo()).isEqualTo(receipts.getTo());
        assertThat(journal.getIdentification().getUserid()).isEqualTo("20000001");
    }

    // Answers

    @ParameterizedTest
    @ValueSource(strings = {"", "please ", "two words "})
    void aBookingIsFoundByTheKeyInItsCommentWhateverTheSenderWroteBefore(String comment) {
        assertThat(receipts(receipt().with("please", comment + KEY))).isEqualTo(complete(BOOKED));
        assertThat(journal(journal().with("please", comment + KEY))).isEqualTo(complete(BOOKED));
    }

    @Test
    void whatOthersBookedIsIgnored() {
        String other = Samples.work("preview", Samples.LETTERS).key().toString();

        for (String comment : new String[]{"please", "", other, KEY + " please", "x" + KEY}) {
            assertThat(receipts(receipt().with("please", comment))).as(comment).isEqualTo(complete());
            assertThat(journal(journal().with("please", comment))).as(comment).isEqualTo(complete());
        }
    }

    @Test
    void anEntryWithoutAnyCommentIsSomebodyElses() {
        assertThat(journal(journal().with("<order_comment>please</order_comment>", ""))).isEqualTo(complete());
        assertThat(journal(journal().with("<order_comment>please</order_comment>",
                "<order_comment xsi:nil=\"true\"/>"))).isEqualTo(complete());
    }

    @Test
    void aBookingOfAnyAttemptIsTheOrdersAndNamesItsAttempt() {
        String third = KEY.replaceAll("-1$", "-3");

        assertThat(receipts(receipt().with("please", third)).bookings()).extracting(Booking::attempt)
                .containsExactly(3);
    }

    @Test
    void oneBookingThatIsListedForEachOfItsLettersIsOne() {
        WebStampExample one = journal().with("please", KEY);

        assertThat(journal(one.with("</journals>", item(one) + "</journals>"))).isEqualTo(complete(BOOKED));
        WebStampExample receipt = receipt().with("please", KEY);
        String entry = receipt.text().substring(receipt.text().indexOf("<receipt_info>") + "<receipt_info>".length(),
                receipt.text().indexOf("</receipt_info>"));
        assertThat(receipts(receipt.with("</receipt_info>", entry + "</receipt_info>"))).isEqualTo(complete(BOOKED));
    }

    @Test
    void twoBookingsUnderOneKeyAreTwo() {
        WebStampExample one = journal().with("please", KEY);
        String second = item(one).replace("9000001", "9000002");

        assertThat(journal(one.with("</journals>", second + "</journals>")).bookings()).extracting(Booking::carrierId)
                .containsExactly("9000001", "9000002");
    }

    @Test
    void aPriceThatIsNotThereIsNotGuessed() {
        assertThat(journal(journal().with("please", KEY).with("<total_price>2.4</total_price>", "")).bookings())
                .containsExactly(new Booking("9000001", 1, Optional.empty()));
    }

    @Test
    void anEmptyListIsAWholeAnswer() {
        assertThat(journal(journal().with(item(journal()), ""))).isEqualTo(complete());
    }

    @Test
    void anEntryThatCannotBeReadMayHideABooking() {
        WebStampExample one = journal().with("please", KEY);
        String unreadable = item(one).replace("<order_id>9000001</order_id>", "");

        Finding both = journal(one.with("</journals>", unreadable + "</journals>"));

        assertThat(both.bookings()).as("what is there is there").containsExactly(BOOKED);
        assertThat(both.complete()).isFalse();
        assertThat(journal(one.with("<order_id>9000001</order_id>", ""))).isEqualTo(incomplete());
        assertThat(receipts(receipt().with("<order_id>9000001</order_id>", ""))).isEqualTo(incomplete());
        WswsReceipt bare = receipt("2.17a-get_info_receipt-answer");
        bare.getReceiptInfo().getItem().get(0).setJournal(null);
        assertThat(findings.receipts(WORK, bare)).isEqualTo(incomplete());
    }

    @Test
    void aListThatIsNotThereIsNoEmptyList() {
        assertThat(findings.receipts(WORK, null)).isEqualTo(incomplete());
        assertThat(findings.receipts(WORK, receipt("2.17b-get_info_receipt-answer"))).as("a receipt on paper")
                .isEqualTo(incomplete());
        assertThat(findings.journal(WORK, null)).isEqualTo(incomplete());
        assertThat(findings.journal(WORK, new WswsJournals())).isEqualTo(incomplete());
    }

    @Test
    void copyThatKeptTheCommentOfItsEarlierOrderMayBeOurs() throws JAXBException {
        Work copy = Samples.work("reorder", "{\"orderId\": \"SO-0\"}");
        var earlier = archive.bought(1, "stamps", "SO-0", "9000000", Samples.json(Samples.LETTERS), Samples.json("{}"));
        String key = PurchaseKey.of(earlier.identity(), 1, 1).toString();
        WebStampExample listed = journal().with("please", "please " + key);

        Finding another = findings.journal(copy, journalOf(listed));
        Finding itself = findings.journal(copy, journalOf(listed.with("9000001", "9000000")));

        assertThat(another).as("ours, or somebody's who has copied it too").isEqualTo(incomplete());
        assertThat(itself).as("the earlier order").isEqualTo(complete());
    }

    private static WswsJournals journalOf(WebStampExample example) throws JAXBException {
        return ((GetInfoJournalResponse) example.read()).getGetInfoJournalResult();
    }

    private static Finding complete(Booking... bookings) {
        return new Finding(List.of(bookings), true);
    }

    private static Finding incomplete() {
        return new Finding(List.of(), false);
    }

    private static String item(WebStampExample journal) {
        return journal.text().substring(journal.text().indexOf("<item>"), journal.text().indexOf("</journals>"));
    }

    private static WebStampExample receipt() {
        return WebStampExample.named("2.17a-get_info_receipt-answer");
    }

    private static WebStampExample journal() {
        return WebStampExample.named("2.19-get_info_journal-answer");
    }

    private static WswsReceipt receipt(String example) {
        return read(WebStampExample.named(example));
    }

    private static WswsReceipt read(WebStampExample example) {
        try {
            return ((GetInfoReceiptResponse) example.read()).getGetInfoReceiptResult();
        } catch (JAXBException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Finding receipts(WebStampExample example) {
        return findings.receipts(WORK, read(example));
    }

    private Finding journal(WebStampExample example) {
        try {
            return findings.journal(WORK, ((GetInfoJournalResponse) example.read()).getGetInfoJournalResult());
        } catch (JAXBException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
