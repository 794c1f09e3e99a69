package io.guichet.service.canadapost;

import static io.guichet.service.canadapost.Shipments.changed;
import static io.guichet.service.canadapost.Shipments.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Problem;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service would refuse for certain is told before it is called (canadapost 4.3, 5.6 to 5.8, 9). */
class RequestRulesTest {

    static Iterable<ObjectNode> examples() {
        return Shipments.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsRight(ObjectNode request) {
        assertThat(problems(request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "parcel.weight = '0.001' |",
            "parcel.weight = '0' | GUI-1340 parcel.weight: 0 (expected: more than 0)",
            "parcel.weight = '0.000000' | GUI-1340 parcel.weight: 0.000000 (expected: more than 0)",
            "parcel.weight = '30' |",
            "parcel.weight = '30.000' |",
            "parcel.weight = '30.0001' | GUI-1341 parcel.weight: 30.0001 kg (expected: at most 30 kg)",
            "parcel.weight = '1.36'; parcel.document = true |",
            "parcel.weight = '1.361'; parcel.document = false |",
            "parcel.weight = '1.361'; parcel.document = true "
                    + "| GUI-1342 parcel.weight: 1.361 kg (expected: at most 1.36 kg for a document)",
            "parcel.dimensions.width = '0.0' | GUI-1340 parcel.dimensions.width: 0.0 (expected: more than 0)",
            "parcel.dimensions = {'length': '200', 'width': '20', 'height': '5'} |",
            "parcel.dimensions = {'length': '10', 'width': '200.1', 'height': '5'} "
                    + "| GUI-1343 parcel.dimensions.width: 200.1 cm (expected: at most 200 cm)",
            "parcel.dimensions = {'length': '100', 'width': '60', 'height': '40'} |",
            "parcel.dimensions = {'length': '100', 'width': '60', 'height': '40.1'} "
                    + "| GUI-1344 parcel.dimensions: length and girth are 300.2 cm (expected: at most 300 cm)",
            // Whichever side is called length.
            "parcel.dimensions = {'length': '40.1', 'width': '60', 'height': '100'} "
                    + "| GUI-1344 parcel.dimensions: length and girth are 300.2 cm (expected: at most 300 cm)",
    })
    void parcelsHaveTheirLimits(String changes, String expected) {
        assertProblem(changed(Shipments.domestic(), changes), expected);
    }

    @Test
    void lengthAndGirthCountWithinCanadaOnly() {
        assertThat(problems(changed(Shipments.toTheStates(),
                "parcel.dimensions = {'length': '100', 'width': '60', 'height': '60'}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "serviceCode = 'DOM.XP' |",
            "serviceCode = 'DOM.NEW' |",
            "serviceCode = 'NEW' |",
            "serviceCode = 'USA.PW.ENV' | GUI-1345 serviceCode: USA.PW.ENV does not go to CA (expected: DOM.…)",
            "serviceCode = 'INT.PW.ENV' | GUI-1345 serviceCode: INT.PW.ENV does not go to CA (expected: DOM.…)",
            "recipient.country = 'ca' |",
            "recipient.city = | GUI-1346 recipient.city: missing (expected: a value for addresses in CA)",
            "recipient.city = ' ' | GUI-1346 recipient.city: missing (expected: a value for addresses in CA)",
            "recipient.province = | GUI-1346 recipient.province: missing (expected: a value for addresses in CA)",
            "recipient.zip = | GUI-1346 recipient.zip: missing (expected: a value for addresses in CA)",
            "recipient.zip = 'k1a 0b1' |",
            "recipient.zip = 'K1A 0BI' "
                    + "| GUI-1347 recipient.zip: K1A 0BI (expected: a Canadian postal code such as K1A 0A9)",
            "recipient.zip = '10001' "
                    + "| GUI-1347 recipient.zip: 10001 (expected: a Canadian postal code such as K1A 0A9)",
    })
    void destinationsWithinCanada(String changes, String expected) {
        assertProblem(changed(Shipments.domestic(), changes), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "serviceCode = 'USA.NEW' |",
            "serviceCode = 'DOM.EP'; options = | GUI-1345 serviceCode: DOM.EP does not go to US (expected: USA.…)",
            "serviceCode = 'INT.IP.AIR' | GUI-1345 serviceCode: INT.IP.AIR does not go to US (expected: USA.…)",
            "recipient.country = 'FR' | GUI-1345 serviceCode: USA.EP does not go to FR (expected: INT.…)",
            // Whether the islands count as the United States is the service's to say.
            "recipient.country = 'PR' |",
            "recipient.province = | GUI-1346 recipient.province: missing (expected: a value for addresses in US)",
            "recipient.zip = '10001-1234' |",
            "recipient.zip = '100011234' |",
            "recipient.zip = '1001' "
                    + "| GUI-1348 recipient.zip: 1001 (expected: a ZIP code such as 10001 or 10001-1234)",
            "recipient.contactPhone = | GUI-1349 recipient.contactPhone: missing (expected: the recipient's "
                    + "telephone, because serviceCode = USA.EP)",
            "recipient.contactPhone =; serviceCode = 'USA.SP.AIR' |",
            "customs = | GUI-1350 customs: missing (expected: what is in the parcel, because it goes to US)",
    })
    void destinationsInTheStates(String changes, String expected) {
        assertProblem(changed(Shipments.toTheStates(), changes), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USA.EP", "USA.XP", "USA.TP", "INT.XP", "INT.TP"})
    void someServicesNeedTheRecipientsTelephone(String service) {
        ObjectNode request = service.startsWith("USA") ? Shipments.toTheStates() : Shipments.toFrance();
        request.put("serviceCode", service);

        assertThat(problems(request)).isEmpty();
        assertThat(problems(changed(request, "recipient.contactPhone ="))).extracting(Problem::code)
                .containsExactly("GUI-1349");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "recipient.zip =; recipient.city = |",
            "serviceCode = 'DOM.XP' | GUI-1345 serviceCode: DOM.XP does not go to FR (expected: INT.…)",
            "customs = | GUI-1350 customs: missing (expected: what is in the parcel, because it goes to FR)",
            "customs.conversionFromCad = '0.000000' "
                    + "| GUI-1340 customs.conversionFromCad: 0.000000 (expected: more than 0)",
            "customs.dutiesAndTaxesPrepaid = '0.00' "
                    + "| GUI-1340 customs.dutiesAndTaxesPrepaid: 0.00 (expected: more than 0)",
            "customs.items.1.unitWeight = '0.000' | GUI-1340 customs.items.1.unitWeight: 0.000 (expected: more than 0)",
            "customs.items.1.unitValue = '0' | GUI-1340 customs.items.1.unitValue: 0 (expected: more than 0)",
            // One bowl of 0.800 and three cards of 0.010 kg.
            "parcel.weight = '0.830' |",
            "parcel.weight = '0.8291' |",
            "parcel.weight = '0.829' | GUI-1351 customs.items: 0.830 kg together (expected: at most the parcel's 0.829 kg)",
    })
    void customsAreNeededAbroadAndWeighNoMoreThanTheParcel(String changes, String expected) {
        assertProblem(changed(Shipments.toFrance(), changes), expected);
    }

    @Test
    void customsWithinCanadaAreLeftToTheService() {
        assertThat(problems(Shipments.domestic().set("customs", Shipments.toFrance().get("customs")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "DC |", "NEW |", "LAD |", "HFP DNS LAD |", "PA18 |", "DC COV=250.00 |", "DC SO COV=250.00 |",
            "COV=0.00 DC | GUI-1340 options.0.amount: 0.00 (expected: more than 0)",
            "SO | GUI-1353 options: SO without DC (expected: DC beside it)",
            "COV=250.00 | GUI-1353 options: COV without DC (expected: DC beside it)",
            "DC SO LAD | GUI-1354 options: LAD beside SO (expected: one of the two)",
            "LAD DC SO | GUI-1354 options: SO beside LAD (expected: one of the two)",
            "DC HFP DC | GUI-1355 options.2.code: DC stands there before (expected: each option once)",
            "COD=1000 |", "COD=1000.00 HFP |",
            "COD=1000.01 HFP | GUI-1352 options.0.amount: 1000.01 CAD (expected: at most 1000.00 CAD for COD)",
    })
    void optionsWithinCanada(String options, String expected) {
        assertProblem((ObjectNode) Shipments.domestic().set("options", Shipments.json(options(options))), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "USA.EP | RASE |", "USA.XP | RTS |", "USA.TP | ABAN |", "USA.NEW | RTS |",
            // As the service's own message has it.
            "USA.EP | COV=80.00 RASE |", "USA.EP | SO RASE |",
            // Whether Priority Worldwide needs one is not known.
            "USA.PW.PAK | DC |", "USA.PW.PAK | RTS |",
            "USA.EP | DC | GUI-1356 options: nothing said of parcels that cannot be delivered "
                    + "(expected: one of RASE, RTS, ABAN, because serviceCode = USA.EP)",
            "USA.SP.AIR | | GUI-1356 options: nothing said of parcels that cannot be delivered "
                    + "(expected: one of RASE, RTS, ABAN, because serviceCode = USA.SP.AIR)",
            "USA.EP | RASE DC ABAN | GUI-1354 options: ABAN beside RASE (expected: one of the two)",
            "USA.EP | RTS RTS | GUI-1355 options.1.code: RTS stands there before (expected: each option once)",
    })
    void whatBecomesOfUndeliverableParcelsIsSaidOnce(String service, String options, String expected) {
        ObjectNode request = Shipments.toTheStates().put("serviceCode", service);
        request.set("options", Shipments.json(options(options == null ? "" : options)));

        assertProblem(request, expected);
    }

    @Test
    void anOrderAbroadWithoutAnyOptionsIsToldSo() {
        assertThat(problems(changed(Shipments.toFrance(), "options ="))).extracting(Problem::field)
                .containsExactly("/request/options");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "recipient.organization = 'Roy' |",
            "recipient.name = | /request/recipient/name recipient.name: missing (expected: a value, because options has D2PO)",
            "recipient.contactPhone = | /request/recipient/contactPhone recipient.contactPhone: missing "
                    + "(expected: a value, because options has D2PO)",
            "notification = | /request/notification notification: missing (expected: a value, because options has D2PO)",
    })
    void deliveryToAPostOfficeNeedsWhomToTell(String changes, String expected) {
        ObjectNode toTheOffice = Shipments.examples().get(8);
        assertThat(toTheOffice.at("/options/0/code").asText()).isEqualTo("D2PO");

        assertThat(problems(changed(toTheOffice, changes)))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("GUI-1357"))
                .extracting(problem -> problem.field() + " " + problem.message())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void recipientsNameIsTheServicesToDemand() {
        assertThat(problems(changed(Shipments.domestic(), "recipient.name ="))).isEmpty();
    }

    @Test
    void everyErrorOfTheWrongExampleIsToldAtOnceWithItsPlace() {
        assertThat(problems(Shipments.refused())).extracting(problem -> problem.code() + " " + problem.field())
                .containsExactly("GUI-1349 /request/recipient/contactPhone", "GUI-1346 /request/recipient/province",
                        "GUI-1348 /request/recipient/zip", "GUI-1354 /request/options/1/code",
                        "GUI-1356 /request/options", "GUI-1340 /request/parcel/weight", "GUI-1350 /request/customs");
    }

    /** A hostile list is refused for its length by the schema, and nobody compares its entries with each other. */
    @Test
    void listsThatAreTooLongAreNotLookedThrough() {
        ObjectNode request = Shipments.toFrance();
        String cards = String.join(", ", Collections.nCopies(501, "{'quantity': 9999, 'unitWeight': '0.000'}"));
        request.set("options", Shipments.json(options("RTS ".repeat(21))));
        ((ObjectNode) request.get("customs")).set("items", Shipments.json("[" + cards + "]"));

        assertThat(problems(request)).isEmpty();
        ((ArrayNode) request.get("options")).remove(0);
        ((ArrayNode) request.get("customs").get("items")).remove(0);
        assertThat(problems(request)).hasSize(19 + 500);
    }

    /** Whatever stands there, the rules only say what is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'serviceCode': {}, 'recipient': [], 'parcel': 7, 'options': 'x', 'customs': []}",
            "{'serviceCode': 'INT.XP', 'recipient': {'country': {}, 'zip': 5}, 'options': [1, null, [], {}]}",
            "{'recipient': {'country': 'CA', 'zip': []}, 'parcel': {'weight': 40, 'dimensions': {'length': '1e9'}}}",
            "{'recipient': {'country': 'CHE'}, 'customs': {'items': {'quantity': 1}}, 'parcel': {'weight': '1.2.3'}}",
            "{'customs': {'items': [null, 5, {'quantity': 'many', 'unitWeight': []}]}, 'parcel': {'weight': '-1'}}",
            "{'options': [{'code': 'COD', 'amount': {}}, {'code': 'D2PO'}], 'notification': null}"})
    void requestsOfNoShapeAreNoTrouble(String request) {
        assertThat(problems(Shipments.json(request)))
                .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
    }

    private static void assertProblem(ObjectNode request, String expected) {
        assertThat(problems(request)).extracting(problem -> problem.code() + " " + problem.message())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    /** {@code DC COV=250.00} as options. */
    private static String options(String list) {
        return Stream.of(list.split(" ")).filter(option -> !option.isEmpty()).map(option -> {
            String[] parts = option.split("=");
            return "{'code': '" + parts[0] + "'" + (parts.length > 1 ? ", 'amount': '" + parts[1] + "'" : "") + "}";
        }).toList().toString();
    }
}
