package io.guichet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.service.webstamp.wire.NewOrderPreviewResponse;
import io.guichet.service.webstamp.wire.NewOrderResponse;
import io.guichet.service.webstamp.wire.PingResponse;
import jakarta.xml.bind.JAXBException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated types against the literal examples of the contract (webstamp chapter 2). */
class WebStampTypesTest {

    static List<WebStampExample> requests() {
        return WebStampExample.requests();
    }

    static List<WebStampExample> answers() {
        return WebStampExample.answers();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestThatIsReadAndWrittenAgainSaysTheSame(WebStampExample request) throws Exception {
        var written = WebStampTypes.write(request.read());

        assertThat(XmlContent.of(written)).isEqualTo(XmlContent.of(request.body()));
        WebStampSchema.validate(written);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everythingThatAnAnswerSaysIsRead(WebStampExample answer) throws Exception {
        var written = WebStampTypes.write(answer.read());

        assertThat(XmlContent.withoutNil(written)).isEqualTo(XmlContent.withoutNil(answer.body()));
    }

    @Test
    void orderIsReadWithItsMoneyItsStampsAndItsTimes() throws JAXBException {
        var answer = (NewOrderResponse) WebStampExample.named("2.14b-new_order-answer").read();
        var order = answer.getNewOrderResult();

        assertThat(order.getOrderId()).isEqualTo(9000002L);
        assertThat(order.getPrice()).isEqualTo(new BigDecimal("41.6"));
        assertThat(new String(order.getPrintData(), StandardCharsets.US_ASCII)).startsWith("%PDF-1.4");
        assertThat(order.getStamps().getItem()).extracting(stamp -> stamp.getTrackingNumber())
                .containsExactly("986000001100000001", "986000001100000002");
        assertThat(order.getMessages().getItem()).singleElement().satisfies(message -> {
            assertThat(message.getQueueId()).isNull();
            assertThat(message.getConfirmUntil()).isEqualTo(OffsetDateTime.parse("2026-12-31T23:59:59+01:00"));
        });
    }

    @Test
    void previewHasNoIdsAndAnEmptyPrintFile() throws JAXBException {
        var answer = (NewOrderPreviewResponse) WebStampExample.named("2.13-new_order_preview-answer").read();
        var order = answer.getNewOrderPreviewResult();

        assertThat(order.getOrderId()).isNull();
        assertThat(order.getValidUntil()).isNull();
        assertThat(order.getPrintData()).isEmpty();
        assertThat(order.getMessages().getItem()).isEmpty();
        assertThat(order.getStamps().getItem()).singleElement().satisfies(stamp -> {
            assertThat(stamp.getStampId()).isNull();
            assertThat(stamp.getPrintData()).startsWith(0x89, 'P', 'N', 'G');
        });
    }

    @Test
    void serverTimeKeepsItsOffset() throws JAXBException {
        var answer = (PingResponse) WebStampExample.named("2.2-ping-answer").read();

        assertThat(answer.getPingResult().getDate().toString()).isEqualTo("2026-10-05T08:15:30+02:00");
    }

    @Test
    void answerInAnotherOrderReadsTheSame() throws JAXBException {
        var asPrinted = WebStampExample.named("2.14a-new_order-answer");
        var turned = asPrinted.with("<valid_days>365</valid_days>", "")
                .with("<messages/>", "<valid_days>365</valid_days><messages/>");

        assertThat(XmlContent.of(WebStampTypes.write(turned.read())))
                .isEqualTo(XmlContent.of(WebStampTypes.write(asPrinted.read())));
    }
}
