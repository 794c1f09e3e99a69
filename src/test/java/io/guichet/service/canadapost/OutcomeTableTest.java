package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem.ServiceFault;
import io.guichet.order.Texts;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row by row (canadapost 4.2 to 4.4). */
class OutcomeTableTest {

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final Work SHIPMENT = CanadaPostRoutesSupport.work("shipment", Shipments.domestic());
    private static final Work DETAILS =
            CanadaPostRoutesSupport.work("details", "{'carrierOrderId': '500000000000000017'}");

    private final Rests rests = new Rests(System::nanoTime);
    private final OutcomeTable table = new OutcomeTable(TEXTS, rests, Duration.ofSeconds(60));

    static Stream<String> codes() {
        return OutcomeTable.codes().stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"E002", "AA001", "AA002", "AA003", "AA004", "AA005", "AA006", "AA007", "AA008", "AA009",
            "AA010", "2206", "9152", "9154", "9173", "9174", "1162", "1653", "1711", "9112"})
    void whatConcernsTheAccountHoldsInEitherChannel(String code) {
        for (Throwable error : List.of(said(code), fault(code, "no"))) {
            assertThat(table.outcome(SHIPMENT, true, error)).isInstanceOfSatisfying(Outcome.Held.class, held -> {
                assertThat(held.certain()).isTrue();
                assertThat(held.problem().service().orElseThrow().code()).isEqualTo(code);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1162, GUI-2112, card", "1653, GUI-2112, card", "1711, GUI-2112, card", "9112, GUI-2112, card",
            "9174, GUI-2112, default card", "AA004, GUI-2110, customer-number", "AA009, GUI-2111, platform-id",
            "9173, GUI-2113, agreement", "E002, GUI-2100, username"})
    void adviceSaysWhereToLook(String code, String ours, String word) {
        assertThat(table.outcome(SHIPMENT, true, said(code))).isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.problem().code()).isEqualTo(ours);
            assertThat(held.problem().advice()).contains(word);
        });
    }

    @ParameterizedTest
    @CsvSource({"AA003 key does not belong, GUI-2110", "AAA Authentication Failure, GUI-2100",
            "E002: no such key, GUI-2100"})
    void codeInTheTextOfAFaultCounts(String text, String code) {
        assertThat(table.outcome(SHIPMENT, true, fault("Server", text))).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.problem().code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"1151, /request/customs/items", "2700, /request/customs/items", "1459, /request/customs/reason",
            "8716, /request/options", "9162, /request/parcel/dimensions", "3000, /request/serviceCode",
            "10028, /request/serviceCode", "8534, /request/recipient/country", "10033, /request/recipient/country",
            "2695, /request/recipient/contactPhone", "1157, /request/recipient/city",
            "1159, /request/recipient/province", "1156, /request/recipient/street", "1622, ''", "8064, ''", "9208, ''",
            "77777, ''"})
    void whatConcernsTheOrderIsRefusedWithItsField(String code, String field) {
        assertThat(table.outcome(SHIPMENT, true, said(code))).isInstanceOfSatisfying(Outcome.Refused.class,
                refused -> assertThat(refused.problems()).singleElement()
                        .satisfies(problem -> assertThat(problem.field()).isEqualTo(field)));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyKnownCodeHasItsAdviceInEachLanguage(String code) {
        for (Locale language : Texts.LANGUAGES) {
            assertThat(new Texts(language).maybe("canadapost", code + ".advice")).as(code + " " + language).isPresent();
        }
    }

    @Test
    void heldOrderTellsEveryMessage() {
        assertThat(table.outcome(SHIPMENT, true, said("1151", "9174"))).isInstanceOfSatisfying(Outcome.Held.class,
                held -> assertThat(held.problem().message()).contains("about 1151", "about 9174"));
    }

    @Test
    void emptyMessagesAreNoSuccessAnywhere() {
        assertThat(table.outcome(SHIPMENT, true, said())).isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(SHIPMENT, false, said())).isInstanceOf(Outcome.NotSent.class);
        assertThat(table.outcome(DETAILS, false, said())).isInstanceOf(Outcome.NotSent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9150", "9151", "9155", "Server"})
    void troubleOfTheServiceIsUnknownWhereItMayHaveBookedAndElseTriedAgain(String code) {
        assertThat(table.outcome(SHIPMENT, true, said(code))).isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(DETAILS, false, said(code))).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void violatedSchemaIsRefusedInEitherChannel() {
        String text = "cvc-pattern-valid: Value 'x' is not facet-valid";
        SaidNo inMessages = new SaidNo(List.of(new ServiceFault("Server", text, null)));
        for (Throwable error : List.of(inMessages, fault("Server", text))) {
            assertThat(table.outcome(SHIPMENT, true, error)).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.problems().get(0).code()).isEqualTo("GUI-2002"));
        }
    }

    @Test
    void otherFaultOfTheServerIsUnknownWhereItWasSent() {
        assertThat(table.outcome(SHIPMENT, true, fault("Server", "Internal Error")))
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(table.outcome(DETAILS, false, fault("Server", "Internal Error")))
                .isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void throttleRestsTheAccountInEitherChannel() {
        String text = "Rejected by SLM Monitor";
        SaidNo inMessages = new SaidNo(List.of(new ServiceFault("Server", text, null)));
        for (Throwable error : List.of(inMessages, fault("Server", text))) {
            assertThat(table.outcome(SHIPMENT, true, error)).isInstanceOfSatisfying(Outcome.Later.class,
                    later -> assertThat(later.certain()).isFalse());
            assertThat(table.outcome(DETAILS, false, error)).isInstanceOfSatisfying(Outcome.Later.class,
                    later -> assertThat(later.certain()).isTrue());
        }
        assertThat(rests.left("canadapost", "demo-ca")).isPresent();
    }

    @Test
    void whatNoRowNamesMayHaveBeenBooked() {
        assertThat(table.outcome(SHIPMENT, true, new IllegalStateException("?"))).isInstanceOf(Outcome.Unknown.class);
    }

    private static SaidNo said(String... codes) {
        return new SaidNo(Stream.of(codes).map(code -> new ServiceFault(code, "about " + code, null)).toList());
    }

    private static SoapFault fault(String code, String text) {
        return new SoapFault(text, new QName(code));
    }
}
