package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.contract.WebStampExample;
import io.guichet.contract.XmlContent;
import io.guichet.purchase.Booking;
import io.guichet.purchase.Finding;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Work;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The shipped lookup and fetch, to the byte (routes/30-webstamp; webstamp 2.16, 2.17, 4.6). */
class ReconcileRoutesTest extends WebstampRoutesSupport {

    static final Work WORK = Samples.work("stamps", Samples.LETTERS);
    static final Booking BOOKED = new Booking("9000001", 1, Optional.of(new BigDecimal("2.40")));

    private static final Instant FROM = Instant.parse("2026-09-24T14:35:00Z");

    @Test
    void theListingIsAskedOnceAndShowsTheBooking() {
        service.answers(listing(), answer().with("please", "please " + WORK.key()));

        Exchange found = lookup(WORK);

        assertThat(found.getException()).isNull();
        assertThat(found.getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(BOOKED), true));
        assertThat(service.requests()).singleElement().satisfies(request -> {
            String until = request.body().replaceFirst("(?s).*<to>(.*)</to>.*", "$1");
            assertThat(XmlContent.of(WebStampExample.bodyOf(request.body()))).isEqualTo(XmlContent
                    .of(request().with("2026-09-24T00:00:00+02:00", "2026-09-24T16:35:00+02:00")
                            .with("2026-09-24T23:59:59+02:00", until).body()));
            assertThat(Duration.between(Instant.now(), ZonedDateTime.parse(until,
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant())).isBetween(Duration.ofMinutes(118),
                            Duration.ofMinutes(120));
        });
    }

    @Test
    void aListingWithoutTheOrderIsAWholeAnswer() {
        service.answers(listing(), answer());

        assertThat(lookup(WORK).getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(), true));
    }

    @Test
    void aListingWhoseEntryCannotBeReadIsNotComplete() {
        service.answers(listing(), answer().with("<order_id>9000001</order_id>", "<order_id>nine</order_id>"));

        assertThat(lookup(WORK).getMessage().getBody(Finding.class)).isEqualTo(new Finding(List.of(), false));
    }

    @Test
    void aListingThatDoesNotAnswerIsNoListing() {
        service.on(listing(), request -> SoapSocket.Reply.CLOSED);
        assertThat(failed(lookup(WORK))).isInstanceOf(Outcome.NotSent.class);
        service.on(listing(), request -> SoapSocket.Reply
                .of(SoapSocket.http(200, "text/xml; charset=utf-8", answer().text())).half().closing());
        assertThat(failed(lookup(WORK))).isInstanceOf(Outcome.NotSent.class);
        service.faults(listing(), "2202");
        assertThat(failed(lookup(WORK))).isInstanceOf(Outcome.Held.class);
        service.faults(listing(), "2300");
        assertThat(failed(lookup(WORK))).isInstanceOf(Outcome.NotSent.class);
        assertThat(service.requests("new_order")).isEmpty();
    }

    @Test
    void theDocumentsOfABookingAreFetchedByItsNumber() {
        service.answers("previous_order", WebStampExample.named("2.16-previous_order-answer"));

        Exchange fetched = fetch();

        assertThat(fetched.getMessage().getBody()).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.carrierId()).contains("9000001");
            assertThat(done.documents()).hasSize(2);
        });
        assertThat(service.requests()).singleElement().satisfies(
                request -> assertThat(XmlContent.of(WebStampExample.bodyOf(request.body())))
                        .isEqualTo(XmlContent.of(WebStampExample.named("2.16-previous_order-request").body())));
    }

    @Test
    void documentsThatTheServiceGivesNoMoreAreRefused() {
        service.faults("previous_order", "2200");

        assertThat(failed(fetch())).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2010"));
    }

    String listing() {
        return "get_info_receipt";
    }

    WebStampExample request() {
        return WebStampExample.named("2.17a-get_info_receipt-request");
    }

    WebStampExample answer() {
        return WebStampExample.named("2.17a-get_info_receipt-answer");
    }

    private Exchange lookup(Work work) {
        return template().request("direct:webstamp-lookup", exchange -> {
            exchange.setVariable("work", work);
            exchange.setVariable("account", account());
            exchange.setVariable("lookFrom", FROM);
        });
    }

    private Exchange fetch() {
        return template().request("direct:webstamp-fetch", exchange -> {
            exchange.setVariable("work", WORK);
            exchange.setVariable("account", account());
            exchange.setVariable("booking", BOOKED);
        });
    }

    /** As the protocol reads it: only reads were under way. */
    private Outcome failed(Exchange exchange) {
        assertThat(exchange.getException()).isNotNull();
        return WebstampServices.of(texts).failed(WORK, false, exchange.getException());
    }
}
