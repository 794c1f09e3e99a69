package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.guichet.call.UnreadableAnswer;
import io.guichet.purchase.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is passed on to payers and senders of what the service says (postfinance 2.4, 2.10). */
class AnswersTest {

    private final Answers answers = new Answers(Orders.ENGLISH);

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://pay.example/s/405", "//pay.example", "ftp://pay.example",
            "https:/pay.example", "http://127.0.0.1.example/"})
    void payerIsLedToNothingElseThanAPage(String address) {
        JsonNode transaction = Orders.json("{'id':4711,'state':'CONFIRMED'}");
        assertThatThrownBy(() -> answers.page(Orders.work("payment", "{}"), Orders.SPACE, transaction,
                TextNode.valueOf(address))).isInstanceOf(UnreadableAnswer.class);
        assertThatThrownBy(() -> answers.link(Orders.work("payment-link", "{}"),
                Orders.json("{'id':9,'state':'ACTIVE','url':'" + address + "'}"))).isInstanceOf(UnreadableAnswer.class);
    }

    @Test
    void linkIsPassedOn() {
        Outcome.Done done = (Outcome.Done) answers.link(Orders.work("payment-link", "{}"),
                Orders.json("{'id':9,'state':'ACTIVE','url':'https://pay.example/l/1'}"));
        assertThat(done.result().path("link").asText()).isEqualTo("https://pay.example/l/1");
        assertThat(done.carrierId()).contains("9");
    }

    @Test
    void reasonIsOneLineOfABoundedLength() {
        JsonNode failed = Orders.json("{'userFailureMessage':'a\\r\\nb" + "x".repeat(5000) + "'}");
        assertThat(Answers.reason(failed)).get().asString().startsWith("a  bx").hasSizeLessThanOrEqualTo(501);
    }
}
