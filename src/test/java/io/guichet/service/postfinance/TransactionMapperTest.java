package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.purchase.Account;
import io.guichet.purchase.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order becomes on the wire (postfinance 2.2). */
class TransactionMapperTest {

    @ParameterizedTest
    @CsvSource({"1", "84", "85", "100", "200"})
    void referenceHasRoomForTheKeyWhateverTheOrderIsCalled(int length) {
        Work work = Orders.work("x".repeat(length), "payment", "{'amount':'1.00'}", 12);
        String reference = created(work, Orders.SPACE).path("merchantReference").asText();
        assertThat(reference).hasSizeLessThanOrEqualTo(100).endsWith(" " + work.key()).startsWith("x");
        assertThat(created(work, Orders.SPACE).path("invoiceMerchantReference").asText()).hasSizeLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({"sandbox, FORCE_TEST_ENVIRONMENT", "test, FORCE_TEST_ENVIRONMENT",
            "production, FORCE_PRODUCTION_ENVIRONMENT"})
    void onlyProductionMovesMoney(String platform, String strategy) {
        assertThat(created(Orders.work("payment", "{'amount':'1.00'}"), Orders.account(Map.of("platform", platform)))
                .path("environmentSelectionStrategy").asText()).isEqualTo(strategy);
    }

    @Test
    void amountsAreExactDecimals() {
        JsonNode made = created(Orders.work("payment", "{'amount':'0.10'}"), Orders.SPACE);
        assertThat(made.at("/lineItems/0/amountIncludingTax").toString()).isEqualTo("0.10");
    }

    @ParameterizedTest
    @CsvSource({"payment, false, true", "stored-card-payment, true, false", "terminal-payment, false, false"})
    void whoConfirmsAndWhetherARefusalIsTheEnd(String operation, boolean itself, boolean retry) {
        JsonNode made = created(Orders.work(operation, "{'amount':'1.00'}"), Orders.SPACE);
        assertThat(made.path("autoConfirmationEnabled").asBoolean()).isEqualTo(itself);
        assertThat(made.path("chargeRetryEnabled").asBoolean(true)).isEqualTo(retry);
    }

    private static JsonNode created(Work work, Account account) {
        return TransactionMapper.create(work, account, "VIRTUAL_PRESENT");
    }
}
