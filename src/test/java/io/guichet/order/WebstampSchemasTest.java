package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of webstamp 3 that JSON Schema can say, and how they read. */
class WebstampSchemasTest {

    private static final String PERSON = "'recipients':[{'lastName':'Muster','city':'Bern'}]";

    @ParameterizedTest
    @ValueSource(strings = {
            "'product':15220,'quantity':500",
            "'webstampProduct':38610,'quantity':1,'format':'csv','dpi':72",
            "'product':15220," + PERSON + ",'printZone':2",
            "'product':15220,'quantity':1,'printZone':1,'image':'QUJD'",
            "'product':15220,'layout':'sheet','medium':101,'mediumStartPosition':3," + PERSON,
            "'product':15220,'quantity':1,'layout':'sheet','format':'zpl','customMedium':{'type':'label','pageWidth':62,"
                    + "'pageHeight':29,'columns':1}",
            "'product':15220,'letter':'QUJD','printService':true",
            "'product':15220,'quantity':1,'printService':true,'delivery':{'city':'Bern'}",
            "'product':15220,'cashOnDelivery':{'kind':'iban','iban':'CH9300762011623852957','beneficiary':{'city':'Bern'}},"
                    + "'recipients':[{'city':'Bern','cashOnDelivery':{'amount':'49.95'}}]",
            "'product':15220,'quantity':2.0",
    })
    void areKeptBy(String request) {
        assertThat(problems("stamps", request)).isEmpty();
        assertThat(problems("preview", request)).isEmpty();
        assertThat(Xsd.INSTALLED.complaints(Xsd.document(json("{'orderId':'1','service':'webstamp',"
                + "'operation':'stamps','request':{" + request + "}}")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'quantity':1 | request: exactly one is expected of: product, webstampProduct",
            "'product':1,'webstampProduct':1,'quantity':1 | request: exactly one is expected of: product, webstampProduct",
            "'product':1 | request: at least one is expected of: quantity, recipients, letter",
            "'product':1,'quantity':501 | quantity: 501 (expected: 1..500)",
            "'product':1,'quantity':1.5 | quantity: 1.5 (expected: a whole number)",
            "'product':1,'quantity':1,'dpi':71 | dpi: 71 (expected: 72..600)",
            "'product':1,'quantity':1,'printZone':3 | printZone: 3 (expected: 1, 2)",
            "'product':1,'printZone':1,'recipients':[{'city':'B'}] | recipients: not possible here, because printZone = 1",
            "'product':1,'quantity':1,'printZone':2,'image':'QUJD' | image: not possible here, because printZone = 2",
            "'product':1,'quantity':1,'medium':1 | medium: not possible here, because layout = separate",
            "'product':1,'quantity':1,'layout':'sheet' | request: at least one is expected of: medium, customMedium",
            "'product':1,'quantity':1,'layout':'sheet','medium':1,'format':'png' "
                    + "| format: \"png\" (expected: pdf, zpl, because layout = sheet)",
            "'product':1,'quantity':1,'layout':'sheet','medium':1,'printZone':1 "
                    + "| printZone: not possible here, because layout = sheet",
            "'product':1,'quantity':1,'layout':'sheet','medium':1,"
                    + "'customMedium':{'type':'label','pageWidth':1,'pageHeight':1} "
                    + "| request: not possible together: medium, customMedium",
            "'product':1,'quantity':1,'layout':'sheet',"
                    + "'customMedium':{'type':'paper','pageWidth':1,'pageHeight':1,'rows':2} "
                    + "| customMedium.rows: not possible here, because type = envelope, letter, paper",
            "'product':1,'quantity':1,'delivery':{'city':'B'} "
                    + "| printService: missing (expected: true or false, because delivery is given)",
            "'product':1,'quantity':1,'comment':'1234567890123456789012345' "
                    + "| comment: \"1234567890123456789012345\" has 25 characters (expected: 1..24)",
            "'product':1,'recipients':[{'city':'B','cashOnDelivery':{'amount':'0.033'}}] "
                    + "| recipients.0.cashOnDelivery.amount: \"0.033\" "
                    + "(expected: ^[0-9]{1,9}([.][0-9]{1,2})?$, as in 49.95)",
            "'product':1,'recipients':[{'city':'B'}],'cashOnDelivery':{'kind':'esr'} "
                    + "| cashOnDelivery.esrCustomerNumber: missing (expected: a text, as in 010001628, because kind = esr)",
            "'product':1,'quantity':1,'cashOnDelivery':{'kind':'esr','esrCustomerNumber':'1'} "
                    + "| recipients: missing (expected: a list, because cashOnDelivery is given)",
    })
    void areBrokenBy(String request, String message) {
        assertThat(problems("stamps", request)).extracting(Problem::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'list':'products','product':15220,'assortments':[2,5],'customerGroup':'business','anonymous':true |",
            "'list':'media','mediaType':3 |",
            "'list':'favourites' | list: \"favourites\" (expected: categories, products, assortments, mediaTypes, media, "
                    + "zones, countries, licences, customerData, paymentMethods, errorCodes)",
            "'list':'zones','product':1 | product: not possible here, because list ≠ products, media, licences",
            "'list':'licences','anonymous':true "
                    + "| anonymous: not possible here, because list = licences, customerData, paymentMethods",
    })
    void theCatalogueTakesOnlyWhatItsListKnows(String request, String message) {
        assertThat(problems("catalogue", request)).extracting(Problem::message)
                .isEqualTo(message == null ? List.of() : List.of(message));
    }

    @Test
    void everyFieldHasATitleAndADescription() {
        for (String service : Installation.SCHEMAS.services()) {
            for (String operation : Installation.SCHEMAS.operations(service)) {
                described(service + "/" + operation,
                        Installation.SCHEMAS.request(service, operation).orElseThrow().document());
            }
        }
        described("order", Installation.SCHEMAS.envelope().document());
    }

    private static void described(String where, JsonNode schema) {
        assertThat(schema.path("title").asText()).as(where).isNotBlank();
        assertThat(schema.path("description").asText()).as(where).isNotBlank();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            described(where + "." + member.getKey(), member.getValue());
        }
        for (Map.Entry<String, JsonNode> member : schema.path("$defs").properties()) {
            described(where + "#" + member.getKey(), member.getValue());
        }
    }

    private static List<Problem> problems(String operation, String members) {
        Schema schema = Installation.SCHEMAS.request("webstamp", operation).orElseThrow();
        return new Violations(Reading.ENGLISH, schema, "/request", "webstamp").of(json("{" + members + "}"));
    }
}
