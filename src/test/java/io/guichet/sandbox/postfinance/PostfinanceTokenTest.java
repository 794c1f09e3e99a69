package io.guichet.sandbox.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's own vectors are let in, and nothing that differs from them in one part (postfinance 1.3). */
class PostfinanceTokenTest {

    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration SKEW = Duration.ofMinutes(10);
    private static final String HEAD = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsInZlciI6MX0.";
    private static final String PATH = "/api/v2.0/payment/transactions";
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"ver\":1}";
    private static final String PAYLOAD = "{\"sub\":\"512\",\"iat\":1700000000,\"requestPath\":\"" + PATH
            + "\",\"requestMethod\":\"POST\"}";

    @ParameterizedTest
    @CsvSource({
            "POST, /api/v2.0/payment/transactions, eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zIiwicmVxdWVzdE1ldGhvZCI6IlBPU1QifQ.UE4jOQMVAHXlVkepnGFI9wBqN4Y9cppAGpF65q4Fg3Y",
            "GET, /api/v2.0/payment/transactions/4711/payment-page-url, eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zLzQ3MTEvcGF5bWVudC1wYWdlLXVybCIsInJlcXVlc3RNZXRob2QiOiJHRVQifQ.-PtQDUkRX1MjdWtuKLaPU5E2G0QhjXoWKrTUvXJodsY",
            "GET, /api/v2.0/payment/transactions/search?limit=1&offset=0&order=id%3ADESC&query=merchantReference%3A%22ORD-1001%22, eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zL3NlYXJjaD9saW1pdD0xJm9mZnNldD0wJm9yZGVyPWlkJTNBREVTQyZxdWVyeT1tZXJjaGFudFJlZmVyZW5jZSUzQSUyMk9SRC0xMDAxJTIyIiwicmVxdWVzdE1ldGhvZCI6IkdFVCJ9.Bw5k9nE-xZiOf4qK8j2pgs7_HHjoOAYb6Qn32Uz_oDM",
            "POST, /api/v2.0/payment/transactions/4711/confirm, eyJzdWIiOiI1MTIiLCJpYXQiOjE3MDAwMDAwMDAsInJlcXVlc3RQYXRoIjoiL2FwaS92Mi4wL3BheW1lbnQvdHJhbnNhY3Rpb25zLzQ3MTEvY29uZmlybSIsInJlcXVlc3RNZXRob2QiOiJQT1NUIn0.7S5hr6pGQ84PWCihu2hNJlWha_pEvtk5VnmH2KV_P0k",
    })
    void vectorIsLetInAndIsBoundToItsRequest(String method, String target, String rest) {
        assertThat(check(HEAD + rest, method, target).id()).isEqualTo(512);
        refused(HEAD + rest, "PATCH", target, "requestMethod");
        refused(HEAD + rest, method, target + "x", "requestPath");
        String forged = HEAD + rest.substring(0, rest.length() - 2) + (rest.endsWith("A") ? "BB" : "AA");
        refused(forged, method, target, "signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "HS256 | HS512 | alg", "JWT | JWS | typ", "\"ver\":1 | \"ver\":2 | ver", "\"ver\":1 | \"ver\":\"1\" | ver"
    })
    void headerIsReadWordForWord(String from, String to, String named) {
        refused(PostfinanceCounter.token(HEADER.replace(from, to), PAYLOAD, PostfinanceCounter.KEY), "POST", PATH,
                named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"512\" | \"999\" | sub", "\"512\" | 512 | sub", "POST | post | requestMethod",
            "1700000000 | \"1700000000\" | iat", "1700000000 | 1700000601 | iat", "1700000000 | 1699999399 | iat",
            "1700000000 | 1700000000000 | iat"
    })
    void payloadIsReadWordForWord(String from, String to, String named) {
        refused(PostfinanceCounter.token(HEADER, PAYLOAD.replace(from, to), PostfinanceCounter.KEY), "POST", PATH,
                named);
    }

    @Test
    void aTokenOfAnotherKeyIsNone() {
        refused(PostfinanceCounter.token(HEADER, PAYLOAD, "AAAA"), "POST", PATH, "signature");
        refused(HEAD + "x", "POST", PATH, "parts");
        assertThatThrownBy(() -> BearerToken.check("Basic abc", "POST", PATH, THEN, SKEW))
                .hasMessageContaining("Bearer");
    }

    @Test
    void theWayInWhichTheJavaSdkWritesTheTypeIsTakenToo() {
        assertThat(check(PostfinanceCounter.token(HEADER.replace("typ", "type"), PAYLOAD, PostfinanceCounter.KEY),
                "POST", PATH).id()).isEqualTo(512);
    }

    @Test
    void paddingIsNotBase64Url() {
        String token = PostfinanceCounter.token(HEADER, PAYLOAD, PostfinanceCounter.KEY);
        refused(token + "=", "POST", PATH, "padding");
    }

    private static ApplicationUser check(String token, String method, String target) {
        return BearerToken.check("Bearer " + token, method, target, THEN, SKEW);
    }

    private static void refused(String token, String method, String target, String named) {
        assertThatThrownBy(() -> check(token, method, target)).isInstanceOf(Refusal.class)
                .hasMessageContaining(named);
    }
}
