package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.purchase.Account;
import io.guichet.service.postfinance.WebCall.Gives;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request is signed by the contract's own vectors (postfinance 1.3). */
class BearerTokenTest {

    private static final String HEADER = "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsInZlciI6MX0.";

    private final BearerToken tokens = new BearerToken(Clock.fixed(Orders.NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POST | /payment/transactions |  | eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zIiwicmVxdWVzdE1ldGhvZCI6IlBPU1QifQ.UE4jOQMVAHXlVkepnGFI9wBqN4Y9cppAGpF65q4Fg3Y",
            "GET | /payment/transactions/4711/payment-page-url |  | eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zLzQ3MTEvcGF5bWVudC1wYWdlLXVybCIsInJlcXVlc3RNZXRob2QiOiJHRVQifQ.-PtQDUkRX1MjdWtuKLaPU5E2G0QhjXoWKrTUvXJodsY",
            "GET | /payment/transactions/search | limit=1&offset=0&order=id%3ADESC&query=merchantReference%3A%22ORD-1001%22 | eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zL3NlYXJjaD9saW1pdD0xJm9mZnNldD0wJm9yZGVyPWlkJTNBREVTQyZxdWVyeT1tZXJjaGFudFJlZmVyZW5jZSUzQSUyMk9SRC0xMDAxJTIyIiwicmVxdWVzdE1ldGhvZCI6IkdFVCJ9.Bw5k9nE-xZiOf4qK8j2pgs7_HHjoOAYb6Qn32Uz_oDM",
            "POST | /payment/transactions/4711/confirm |  | eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zLzQ3MTEvY29uZmlybSIsInJlcXVlc3RNZXRob2QiOiJQT1NUIn0.7S5hr6pGQ84PWCihu2hNJlWha_pEvtk5VnmH2KV_P0k"
    })
    void vectorIsWhatIsSigned(String method, String path, String query, String rest) {
        WebCall call = new WebCall(method, path, query == null ? "" : query, null, Gives.JSON);
        assertThat(tokens.of(Orders.SPACE, call)).isEqualTo(HEADER + rest);
    }

    @Test
    void queryIsEncodedOnceAndSignedSo() {
        assertThat(Requests.encoded("merchantReference:\"A B+é\" -_.*~"))
                .isEqualTo("merchantReference%3A%22A%20B%2B%C3%A9%22%20-_.*%7E");
        WebCall call = WebCall.get("/payment/transactions/search", "query=" + Requests.encoded("\"a b\""));
        String claims = new String(Base64.getUrlDecoder().decode(tokens.of(Orders.SPACE, call).split("\\.")[1]));
        assertThat(claims).contains("\"requestPath\":\"/api/v2.0/payment/transactions/search?query=%22a%20b%22\"");
        assertThat(new Endpoints("http://twin/", "", "").whole(Orders.SPACE, call))
                .isEqualTo("http://twin/api/v2.0/payment/transactions/search?query=%22a%20b%22");
    }

    @Test
    void tokenIsMadeForItsMoment() {
        Iterator<Instant> moments = List.of(Orders.NOW, Orders.NOW.plusSeconds(1)).iterator();
        Clock moving = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return moments.next();
            }
        };
        BearerToken token = new BearerToken(moving);
        Account account = Orders.SPACE;
        assertThat(token.of(account, WebCall.get("/x"))).isNotEqualTo(token.of(account, WebCall.get("/x")));
    }

    @Test
    void keyStandsInNoText() {
        assertThat(Space.of(Orders.SPACE).toString()).isEqualTo("user 512 in space 405");
    }
}
