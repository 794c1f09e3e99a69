package io.guichet.sandbox.canadapost;

import static io.guichet.sandbox.canadapost.CanadaPostCounter.leaves;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.literal;
import static io.guichet.sandbox.canadapost.CanadaPostCounter.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seventeen literal messages of canadapost chapter 3, and the two of the service's own page. */
class LiteralMessagesTest {

    private CanadaPostCounter counter;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        counter = new CanadaPostCounter(directory);
        // The moment at which the literal receipt was charged.
        counter.twin().clock("2025-03-04T15:15:30Z");
    }

    @AfterEach
    void stop() {
        counter.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"receipt.request", "receipt.answer", "messages.answer", "create.request", "create.answer",
            "create-abroad.request", "get.request", "get.answer", "details.request", "details.answer", "list.request",
            "list.answer", "refund.request", "refund.answer", "artifact.request", "artifact.answer",
            "page-receipt.request", "page-receipt.answer"})
    void eachLiteralMessagePassesTheTwinsOwnSchema(String name) {
        Door door = name.startsWith("artifact") ? Door.ARTIFACT : Door.NCSHIPMENT;

        assertThat(door.schema().complaint(payload(literal(name)))).isEmpty();
    }

    @Test
    void theLiteralDomesticOrderGetsTheLiteralAnswer() throws IOException {
        assertShows(counter.ask(1, literal("create.request")), "create.answer");
    }

    @Test
    void itsReceiptIsTheLiteralOneToTheCent() throws IOException {
        counter.ask(1, literal("create.request"));

        // With the literal envelope, header and all.
        SoapReply reply = counter.send(literal("receipt.request"));

        // The twin's clock goes on running: the second is not compared.
        String second = reply.text("auth-timestamp");
        assertThat(second).startsWith("2025-03-04T10:1").endsWith("-05:00");
        assertValid(reply);
        assertThat(leaves(payload(reply.raw().replace(second, "2025-03-04T10:15:30-05:00"))))
                .isEqualTo(leaves(payload(literal("receipt.answer"))));
    }

    @Test
    void theLiteralOrderAbroadIsAcceptedAndGotAsShown() throws IOException {
        counter.ask(1, literal("create.request"));

        SoapReply created = counter.ask(1, literal("create-abroad.request"));
        SoapReply got = counter.ask(1, literal("get.request").replace("0017", "0018"));

        assertShows(got, "get.answer");
        assertThat(created.texts("artifact-id")).isEqualTo(got.texts("artifact-id"));
        assertThat(counter.ask(1, literal("get.request")).text("shipment-id")).isEqualTo("500000000000000017");
    }

    @Test
    void theLiteralListShowsBoth() throws IOException {
        counter.ask(1, literal("create.request"));
        counter.ask(1, literal("create-abroad.request"));

        assertShows(counter.ask(1, literal("list.request")), "list.answer");
    }

    @Test
    void theLiteralRefundGetsItsTicketAndDetailsShowIt() throws IOException {
        counter.ask(1, literal("create.request"));
        counter.twin().advance("P1D");

        assertShows(counter.ask(1, literal("refund.request")), "refund.answer");

        SoapReply details = counter.ask(1, literal("details.request"));
        assertValid(details);
        // The literal answer shows less of the order than the literal order has.
        assertThat(leaves(payload(details.raw()))).containsAll(leaves(payload(literal("details.answer"))));
    }

    @Test
    void theLiteralArtifactIsAPdfWithoutLineBreaks() throws IOException {
        counter.ask(1, literal("create.request"));

        SoapReply reply = counter.ask(1, literal("artifact.request"));

        assertValid(reply);
        assertThat(leaves(payload(reply.raw()))).hasSize(2).contains("/get-artifact-response/artifact-data/mime-type="
                + "application/pdf");
        assertThat(reply.text("image")).startsWith("JVBERi0xLjQK").doesNotContainAnyWhitespaces();
    }

    @Test
    void aKeyThatMayNotMailForTheCustomerGetsTheLiteralMessages() throws IOException {
        assertShows(counter.send(literal("receipt.request").replace("KEYUSER", "canada-key-4").replace("KEYPASSWORD",
                "canada-secret-4")), "messages.answer");
    }

    @Test
    void aThrottledCallGetsTheLiteralFault() throws IOException {
        counter.twin().inject("{'kind':'throttle','service':'canadapost'}");

        SoapReply reply = counter.ask(1, literal("create.request"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(leaves(payload(reply.raw()))).isEqualTo(leaves(payload(literal("throttle.fault"))));
        assertThat(counter.twin().purchases()).isEmpty();
    }

    @Test
    void theReceiptOfTheServicesOwnPageIsAnsweredFieldByField() throws IOException {
        SoapReply reply = counter.ask("canada-key-sample", "canada-secret-sample", literal("page-receipt.request"));

        assertShows(reply, "page-receipt.answer");
        assertThat(counter.twin().purchases()).isEmpty();
    }

    private static void assertShows(SoapReply reply, String name) {
        assertValid(reply);
        assertThat(leaves(payload(reply.raw()))).isEqualTo(leaves(payload(literal(name))));
    }

    private static void assertValid(SoapReply reply) {
        assertThat(reply.status()).as(reply.raw()).isEqualTo(200);
        Door door = reply.raw().contains("get-artifact-response") ? Door.ARTIFACT : Door.NCSHIPMENT;
        assertThat(door.schema().complaint(payload(reply.raw()))).as(reply.raw()).isEmpty();
    }
}
