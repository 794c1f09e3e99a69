package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.call.HttpStatus;
import io.guichet.call.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the service gives them, and as others do in its place (postfinance 1.4, 4.2). */
class RepliesTest {

    private static final WebCall JSON = WebCall.get("/payment/transactions/4711");
    private static final WebCall TEXT = WebCall.text("/payment/transactions/4711/payment-page-url");

    private final Replies replies = new Replies();

    @Test
    void numbersAreExact() {
        assertThat(replies.read(in("{\"authorizationAmount\":1000000000000.12345678}"), 200, JSON)
                .path("authorizationAmount").decimalValue()).isEqualTo("1000000000000.12345678");
    }

    @Test
    void textIsBare() {
        assertThat(replies.read(in("https://x/y?z=1\n"), 200, TEXT).asText()).isEqualTo("https://x/y?z=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "{"})
    void goodStatusWithoutAnAnswerIsNone(String body) {
        assertThatThrownBy(() -> replies.read(in(body), 200, JSON)).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void textWithoutEndIsNone() {
        assertThatThrownBy(() -> replies.read(in("x".repeat(10_000)), 200, TEXT)).isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> replies.read(in(" "), 200, TEXT)).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void errorOfTheServiceIsTakenWholeOnOneLineOfABoundedLength() {
        assertThatThrownBy(
                () -> replies.read(in("{\"id\":\"r-1\",\"date\":\"d\",\"code\":\"UNPROCESSABLE\",\"message\":\"a\\nb"
                        + "x".repeat(2000) + "\",\"errors\":{\"lineItems[0].name\":\"too long\"}}"), 422, JSON))
                .isInstanceOfSatisfying(SaidNo.class, no -> {
                    assertThat(no.status()).isEqualTo(422);
                    assertThat(no.id()).isEqualTo("r-1");
                    assertThat(no.text()).startsWith("UNPROCESSABLE; a bx").hasSizeLessThanOrEqualTo(501);
                    assertThat(no.call()).isEqualTo("GET /payment/transactions/{id}");
                });
    }

    @Test
    void numberOfTheErrorIsBoundedTooAndItsWordsStandInNoLog() {
        assertThatThrownBy(
                () -> replies.read(in("{\"id\":\"" + "i".repeat(5000) + "\\u0000\",\"message\":\"planted\"}"),
                        422, JSON))
                .isInstanceOfSatisfying(SaidNo.class, no -> {
                    assertThat(no.id()).hasSizeLessThanOrEqualTo(501).doesNotContain("\u0000");
                    assertThat(no.toString()).contains("422").doesNotContain("planted", "4711");
                });
    }

    @Test
    void otherCharsetsAndDepthsAreNoAnswer() {
        InputStream latin = new ByteArrayInputStream("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> replies.read(latin, 200, JSON)).isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> replies.read(in("{\"a\":".repeat(100_000)), 200, JSON))
                .isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void fieldsOfTheErrorAreNamed() {
        assertThatThrownBy(() -> replies.read(in("{\"message\":\"m\",\"errors\":{\"lineItems[0].name\":\"too long\"}}"),
                422, JSON))
                .isInstanceOfSatisfying(SaidNo.class, no -> assertThat(no.text())
                        .isEqualTo("m; lineItems[0].name: too long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Bad Gateway</html>", "", "{}", "{\"error\":\"upstream\"}", "[1]"})
    void whatStandsInFrontIsNotTheService(String body) {
        assertThatThrownBy(() -> replies.read(in(body), 403, JSON)).isInstanceOfSatisfying(HttpStatus.class,
                status -> assertThat(status.status()).isEqualTo(403));
    }

    private static InputStream in(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
