package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.call.HttpStatus;
import io.guichet.call.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an answer, and what is none (scellius 1.4, 2). */
class EnvelopesTest {

    private final Envelopes envelopes = new Envelopes();

    @Test
    void successIsReadWhateverElseStandsThereOrNot() {
        Answered answered = envelopes.read(body("{'status':'SUCCESS','answer':{'_type':'V4\\/Payment'},'more':[1],"
                + "'serverDate':'2025-01-15T10:15:30+00:00','ticket':'0f0e'}"), 200);
        assertThat(answered.answer().path("_type").asText()).isEqualTo("V4/Payment");
        assertThat(answered.serverDate()).contains(Instant.parse("2025-01-15T10:15:30Z"));
        assertThat(answered.ticket()).contains("0f0e");
        assertThat(envelopes.read(body("{'status':'SUCCESS','answer':{},'ticket':null,'serverDate':'soon'}"), 200))
                .satisfies(bare -> {
                    assertThat(bare.ticket()).isEmpty();
                    assertThat(bare.serverDate()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401})
    void errorIsReadWithEitherStatus(int status) {
        assertThatThrownBy(() -> envelopes.read(body("{'status':'ERROR','answer':{'errorCode':'INT_015',"
                + "'errorMessage':'invalid customer email','detailedErrorCode':null,'detailedErrorMessage':"
                + "'Invalid input value [name=customer.email, value=planted@example.com]','ticket':'null'},"
                + "'ticket':'0f0e'}"), status)).isInstanceOfSatisfying(SaidNo.class, no -> {
                    assertThat(no.fault().code()).isEqualTo("INT_015");
                    assertThat(no.fault().requestId()).isEqualTo("0f0e");
                    assertThat(no.named()).contains("customer.email");
                    assertThat(no.getMessage()).doesNotContain("planted");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "[]", "{}", "{'status':'MAYBE'}", "{'status':'SUCCESS','answer':null}",
            "{'status':'SUCCESS'}", "{'status':'ERROR','answer':{}}"})
    void whatSaysNeitherIsNoAnswer(String text) {
        assertThatThrownBy(() -> envelopes.read(body(text), 200)).isInstanceOf(UnreadableAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500, 502, 503, 301})
    void otherStatusesAreADoorInFront(int status) {
        assertThatThrownBy(() -> envelopes.read(body("{'status':'SUCCESS','answer':{}}"), status))
                .isInstanceOfSatisfying(HttpStatus.class, door -> assertThat(door.status()).isEqualTo(status));
        assertThatThrownBy(() -> envelopes.read(body("<html/>"), 401)).isInstanceOf(HttpStatus.class);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
