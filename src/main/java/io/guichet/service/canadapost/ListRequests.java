package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import io.guichet.service.canadapost.wire.GetNonContractShipmentsRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Asks which shipments were made in a span of time (canadapost 2.7). */
public final class ListRequests {

    /** In Eastern time and without an offset: what the service makes of one is not known. */
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DatatypeFactory XML = xml();

    /** What was made since then; without an end, so that a clock of the service's that is ahead hides nothing. */
    public GetNonContractShipmentsRequest since(Account account, Instant from) {
        GetNonContractShipmentsRequest request = empty(account);
        request.setFrom(eastern(from));
        return request;
    }

    /** What an order list asks for. */
    public GetNonContractShipmentsRequest of(Work work, Account account) {
        GetNonContractShipmentsRequest request = empty(account);
        time(work.request(), "from").ifPresent(time -> request.setFrom(eastern(time)));
        time(work.request(), "to").ifPresent(time -> request.setTo(eastern(time)));
        Optional.ofNullable(work.request().path("trackingNumber").textValue()).ifPresent(request::setTrackingPin);
        return request;
    }

    static List<Problem> check(JsonNode request, Texts words) {
        List<Problem> problems = new ArrayList<>();
        Optional<Instant> from = time(request, "from", words, problems);
        Optional<Instant> to = time(request, "to", words, problems);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            problems.add(words.problem("GUI-1310", "/request/to", request.get("to").asText(),
                    request.get("from").asText()));
        }
        return problems;
    }

    private static Optional<Instant> time(JsonNode request, String member, Texts words, List<Problem> problems) {
        try {
            return time(request, member);
        } catch (DateTimeException impossible) {
            // A leap second, a day that the calendar has not: right in form only.
            problems.add(words.problem("GUI-1311", "/request/" + member, member, request.get(member).asText()));
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(JsonNode request, String member) {
        return Optional.ofNullable(request.path(member).textValue()).map(OffsetDateTime::parse)
                .map(OffsetDateTime::toInstant);
    }

    private static GetNonContractShipmentsRequest empty(Account account) {
        GetNonContractShipmentsRequest request = new GetNonContractShipmentsRequest();
        request.setMailedBy(Caller.mailedBy(account));
        request.setLocale(Caller.locale(account));
        Caller.platformId(account).ifPresent(request::setPlatformId);
        return request;
    }

    private static XMLGregorianCalendar eastern(Instant time) {
        return XML.newXMLGregorianCalendar(LOCAL.format(LocalDateTime.ofInstant(time, CanadaPostService.ZONE)));
    }

    private static DatatypeFactory xml() {
        try {
            return DatatypeFactory.newInstance();
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
