package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.OperationKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebstampServiceTest {

    private final WebstampService service = WebstampServices.of(new Texts(Locale.ENGLISH));

    @Test
    void stampsArePurchasesWhosePriceIsToldBefore() {
        assertThat(service.operation("stamps")).hasValueSatisfying(stamps -> {
            assertThat(stamps.kind()).isEqualTo(OperationKind.PURCHASE);
            assertThat(stamps.tellsPrice()).isTrue();
        });
        assertThat(service.operation("preview").orElseThrow().kind()).isEqualTo(OperationKind.READ);
        assertThat(service.operation("catalogue").orElseThrow().kind()).isEqualTo(OperationKind.READ);
    }

    @Test
    void reorderIsAPurchaseThatCanBeAskedForAndAllElseReads() {
        assertThat(service.operation("reorder")).hasValueSatisfying(
                reorder -> assertThat(reorder.kind()).isEqualTo(OperationKind.PURCHASE));
        assertThat(service.settleTime("reorder")).isPresent();
        for (String read : List.of("reprint", "receipt", "delivery-note", "journal", "billing")) {
            assertThat(service.operation(read)).as(read)
                    .hasValueSatisfying(operation -> assertThat(operation.kind()).isEqualTo(OperationKind.READ));
            assertThat(service.settleTime(read)).as(read).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T00:00:00+01:00,2026-10-31T23:00:00Z,",
            "2026-11-01T00:00:00+01:00,2026-10-31T22:59:59Z,GUI-1310",
            "2026-11-01T00:00:00Z,2026-11-30T23:59:60Z,GUI-1311"})
    void periodThatEndsBeforeItBeginsOrIsNoTimeIsNamed(String from, String to, String code) {
        var request = Samples.json("{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");

        assertThat(service.check("journal", request, new Texts(Locale.ENGLISH))).extracting(Problem::code)
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void completeAccountHasNoFaults() {
        assertThat(service.faults(Samples.account(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"user-id,", "password,", "application-id,", "platform,", "platform,test", "encryption,sha256",
            "language,rm"})
    void faultNamesTheSettingAndWhatIsExpected(String key, String value) {
        var settings = new HashMap<>(Samples.account(Map.of()).settings());
        settings.put(key, value == null ? "" : value);

        assertThat(service.faults(new Account("webstamp", "demo", settings))).singleElement().asString()
                .startsWith("guichet.account.webstamp.demo." + key + ": " + (value == null ? "missing" : value))
                .doesNotContain("wsws-geheim-1");
    }

    @Test
    void endpointOfAnAccountGoesBeforeItsPlatforms() {
        var endpoints = new WebstampEndpoints("http://sandbox", "http://integration", "http://prod");

        assertThat(endpoints.of(Samples.account(Map.of()))).isEqualTo("http://sandbox");
        assertThat(endpoints.of(Samples.account(Map.of("platform", "production")))).isEqualTo("http://prod");
        assertThat(endpoints.of(Samples.account(Map.of("endpoint", "http://own")))).isEqualTo("http://own");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{'product': 1, 'quantity': 1}|",
            "{'product': 1, 'recipients': [{'cashOnDelivery': {'amount': '1.00'}}]}|GUI-1302",
            "{'product': 1, 'cashOnDelivery': {'kind': 'esr'}, 'recipients': [{'city': 'Bern'}]}|GUI-1303",
            "{'product': 1, 'cashOnDelivery': {'kind': 'esr'}, 'recipients': [{'cashOnDelivery': {'amount': '1.00'}}]}|GUI-1304",
            "{'product': 1, 'cashOnDelivery': {'kind': 'qriban', 'beneficiary': {'lastName': 'B', 'zip': '3011'}}, 'recipients': [{'cashOnDelivery': {'amount': '1.00'}}]}|GUI-1304",
            "{'product': 1, 'letter': 'JVBERi0xLjc='}|",
            "{'product': 1, 'letter': 'AA=='}|GUI-1332",
            "{'product': 1, 'image': '/9j/AA=='}|",
            "{'product': 1, 'image': 'R0lGODlh'}|",
            "{'product': 1, 'image': 'iVBORw0K'}|",
            "{'product': 1, 'image': 'JVBERi0xLjc='}|GUI-1330"})
    void whatLiesBetweenDistantMembersIsChecked(String request, String code) {
        var problems = service.check("stamps", Samples.json(request.replace('\'', '"')),
                new Texts(Locale.ENGLISH));

        if (code == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).extracting(Problem::code).containsExactly(code);
        }
    }

    @Test
    void identificationIsNeverPrinted() {
        assertThat(Identities.login(Samples.account(Map.of())).toString()).doesNotContain("geheim")
                .doesNotContain("20000001");
        assertThat(new OrderRequests().build(Samples.work("stamps", Samples.LETTERS), Samples.account(Map.of()))
                .toString())
                .doesNotContain("geheim");
    }
}
