package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom to ask: by processor, by payment method where none is named (postfinance 5.1, 5.2). */
class PartnersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Concardis Acquiring | Visa | WEB | servicech@nets.eu, 058 220 58 58",
            "Worldline Acquiring | Visa | WEB | cs.ecom@worldline.com, 0848 83 20 00",
            "Worldline Acquiring | Visa | TERMINAL | customerservice@worldline.com, 0848 83 20 00",
            "Worldline Acquiring | TWINT | WEB | cs.ecom@worldline.com, 0848 83 20 00",
            "Swisscard Acquiring | American Express | WEB | partner.service@swisscard.ch, 044 659 64 44",
            "PostFinance Acquiring | PostFinance Card | WEB | checkout@postfinance.ch, 0848 382 423",
            "TWINT Acquiring | TWINT | WEB | support@twint.ch, 058 667 98 44",
            "PowerPay | Invoice | WEB | partner@mfgroup.ch, 058 806 06 31",
    })
    void processorDecides(String processor, String method, String place, String contact) {
        assertThat(Partners.of(transaction(processor, method, place), Orders.SPACE)).singleElement()
                .satisfies(line -> assertThat(line).endsWith(contact));
    }

    @ParameterizedTest
    @CsvSource({"Visa, WEB, 2", "Mastercard, TERMINAL, 2", "American Express, WEB, 1", "PostFinance Card, WEB, 1",
            "TWINT, WEB, 2", "TWINT, TERMINAL, 1", "Something, WEB, 0"})
    void methodNamesEachThatMayHaveServedItWhereNoProcessorIsNamed(String method, String place, int partners) {
        assertThat(Partners.of(transaction("", method, place), Orders.SPACE)).hasSize(partners);
    }

    @Test
    void whoeverIsPresentIsAtATerminal() {
        ObjectNode present = transaction("Worldline", "Visa", "WEB").put("customersPresence", "PHYSICAL_PRESENT");
        assertThat(Partners.of(present, Orders.SPACE).toString()).contains("customerservice@worldline.com");
    }

    @Test
    void allInOneIsAlwaysPostfinance() {
        assertThat(
                Partners.of(transaction("Worldline", "Visa", "WEB"), Orders.account(Map.of("product", "all-in-one"))))
                .singleElement().satisfies(line -> assertThat(line).contains("checkout@postfinance.ch"));
        assertThat(Partners.of(transaction("Worldline", "Visa", "WEB"), Orders.account(Map.of("product", "flex")))
                .toString()).contains("worldline.com");
    }

    @ParameterizedTest
    @CsvSource({"FAILED, true", "DECLINE, true", "PROCESSING, true", "COMPLETED, true", "FULFILL, false",
            "AUTHORIZED, false", "PENDING, false"})
    void refusedAndUnclearPaymentsNameThem(String state, boolean named) {
        assertThat(
                Partners.toAsk(transaction("Worldline", "Visa", "WEB").put("state", state), Orders.SPACE).isPresent())
                .isEqualTo(named);
    }

    @Test
    void nothingIsSaidWhereNothingIsKnown() {
        assertThat(Partners.of(Orders.json("{'paymentConnectorConfiguration':4711}"), Orders.SPACE)).isEmpty();
    }

    private static ObjectNode transaction(String processor, String method, String place) {
        ObjectNode transaction = (ObjectNode) Orders.json("{}");
        transaction.put("userInterfaceType", place.equals("TERMINAL") ? place : "PAYMENT_PAGE");
        ObjectNode connector = transaction.putObject("paymentConnectorConfiguration");
        connector.putObject("processorConfiguration").put("name", processor);
        connector.putObject("paymentMethodConfiguration").put("name", method);
        return transaction;
    }
}
