package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of canadapost 2.1 to 2.3 that JSON Schema can say, and how they read. */
class CanadaPostSchemasTest {

    private static final String SENDER = "'sender':{'organization':'A','contactPhone':'1','street':'S','city':'C',"
            + "'province':'QC','zip':'h2x 1y4'}";
    private static final String RECIPIENT = "'recipient':{'street':'S','country':'ca'}";
    private static final String PARCEL = "'parcel':{'weight':'2.35','dimensions':{'length':'30','width':'20.5',"
            + "'height':'1'}}";
    private static final String ITEM = "'quantity':1,'description':'Shirt','unitWeight':'0.4','unitValue':'29.50'";

    @ParameterizedTest
    @ValueSource(strings = {
            "'serviceCode':'DOM.EP'",
            "'serviceCode':'ANY.NEW','options':[],'label':{}",
            "'shippingPoint':' H2X1Y4 '",
            "'parcel':{'weight':'1.360000','document':true}",
            "'options':[{'code':'COV','amount':'80'},{'code':'COD','amount':'999999.99','includesShipping':true},"
                    + "{'code':'D2PO','office':'123456789012'},{'code':'NEW','amount':'1.00'},{'code':'DC'}]",
            "'notification':{'email':'roy_1.jean+x@mail-1.example.museu','onDelivery':false}",
            "'customs':{'currency':'CAD','reason':'SOG','items':[{" + ITEM + ",'hsCode':'6105.10.00.12',"
                    + "'countryOfOrigin':'ca','unitOfMeasure':'PCE'}]}",
            "'customs':{'currency':'USD','conversionFromCad':'0.732100','reason':'OTH','otherReason':'fair',"
                    + "'items':[{" + ITEM + "}]}",
    })
    void areKeptBy(String request) {
        assertThat(problems(request)).isEmpty();
        ObjectNode message = (ObjectNode) json("{'orderId':'1','service':'canadapost','operation':'shipment'}");
        message.set("request", request(request));
        assertThat(Xsd.INSTALLED.complaints(Xsd.document(message))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'customerRef2':'x' | customerRef2: not known here (expected: serviceCode, shippingPoint, sender, recipient, "
                    + "options, parcel, notification, label, reference, costCentre, customs, promoCode)",
            "'serviceCode':'' | serviceCode: \"\" has 0 characters (expected: 1..32)",
            "'shippingPoint':'75004' | shippingPoint: \"75004\" "
                    + "(expected: ^ *[A-Za-z][0-9][A-Za-z] *[0-9][A-Za-z][0-9] *$, as in H2X 1Y4)",
            "'parcel':{'weight':'1'} "
                    + "| parcel.dimensions: missing (expected: an object, because document ≠ true)",
            "'parcel':{'weight':'1','document':false} "
                    + "| parcel.dimensions: missing (expected: an object, because document ≠ true)",
            "'parcel':{'weight':1,'document':true} | parcel.weight: 1 (expected: a text)",
            "'parcel':{'weight':'1,5','document':true} "
                    + "| parcel.weight: \"1,5\" (expected: ^[0-9]{1,3}([.][0-9]{1,6})?$, as in 2.350)",
            "'parcel':{'weight':'1','dimensions':{'length':'30.25','width':'20','height':'1'}} "
                    + "| parcel.dimensions.length: \"30.25\" (expected: ^[0-9]{1,3}([.][0-9])?$, as in 30.0)",
            "'parcel':{'weight':'1','dimensions':{'length':'30','width':'20'}} "
                    + "| parcel.dimensions.height: missing (expected: a text, as in 12.5)",
            "'recipient':{'street':'S'} | recipient.country: missing (expected: a text, as in CA)",
            "'recipient':{'street':'S','country':'CAN'} | recipient.country: \"CAN\" (expected: ^[A-Za-z]{2}$, as in CA)",
            "'options':[{'code':'COV'}] "
                    + "| options.0.amount: missing (expected: a text, as in 80.00, because code = COV, COD)",
            "'options':[{'code':'SO','amount':'1.00'}] | options.0.amount: not possible here, because code = DC, SO, "
                    + "PA18, PA19, HFP, DNS, LAD, D2PO, RASE, RTS, ABAN",
            "'options':[{'code':'COV','amount':'80.001'}] "
                    + "| options.0.amount: \"80.001\" (expected: ^[0-9]{1,6}([.][0-9]{1,2})?$, as in 80.00)",
            "'options':[{'code':'D2PO'}] | options.0.office: missing (expected: a text, because code = D2PO)",
            "'notification':{'email':'jean@example.online'} | notification.email: \"jean@example.online\" (expected: "
                    + "^['_A-Za-z0-9+-]+([.]['_A-Za-z0-9+-]+){0,29}@[A-Za-z0-9-]+([.][A-Za-z0-9-]+){0,29}[.][A-Za-z]{2,5}$, "
                    + "as in jean.roy@example.com)",
            "'reference':'123456789012345678901234567890123456' "
                    + "| reference: \"123456789012345678901234567890123456\" has 36 characters (expected: 1..35)",
            "'customs':{'currency':'USD','reason':'SOG','items':[{" + ITEM + "}]} "
                    + "| customs.conversionFromCad: missing (expected: a text, as in 0.732100, because currency ≠ CAD)",
            "'customs':{'currency':'CAD','reason':'OTH','items':[{" + ITEM + "}]} "
                    + "| customs.otherReason: missing (expected: a text, because reason = OTH)",
            "'customs':{'currency':'CAD','reason':'GIF','items':[{" + ITEM + "}]} "
                    + "| customs.reason: \"GIF\" (expected: DOC, SAM, REP, SOG, OTH)",
            "'customs':{'currency':'CAD','reason':'SOG','items':[]} | customs.items: 0 entries (expected: 1..500)",
            "'customs':{'currency':'CAD','reason':'SOG','items':[{" + ITEM + ",'hsCode':'610510'}]} "
                    + "| customs.items.0.hsCode: \"610510\" "
                    + "(expected: ^[0-9]{4}([.][0-9]{2}([.][0-9]{2}([.][0-9]{2})?)?)?$, as in 6105.10)",
    })
    void areBrokenBy(String request, String message) {
        assertThat(problems(request)).extracting(Problem::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({"name,44", "organization,44", "contactPhone,25", "street,44", "addition,44", "city,40", "province,2"})
    void theSendersLinesHaveTheirLengths(String member, int most) {
        assertThat(problems(longSender(member, most))).isEmpty();
        assertThat(problems(longSender(member, most + 1))).extracting(Problem::code).containsExactly("GUI-1046");
    }

    @ParameterizedTest
    @CsvSource({"name,44", "organization,44", "additionalInfo,44", "contactPhone,25", "street,44", "addition,44",
            "city,40", "province,20", "zip,14"})
    void theRecipientsLinesHaveTheirLengths(String member, int most) {
        assertThat(problems(longRecipient(member, most))).isEmpty();
        assertThat(problems(longRecipient(member, most + 1))).extracting(Problem::code).containsExactly("GUI-1046");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21})
    void thereAreNoMoreOptionsThanTheServiceTakes(int count) {
        String options = String.join(",", Collections.nCopies(count, "{'code':'NEW'}"));

        assertThat(problems("'options':[" + options + "]")).hasSize(count - 20);
    }

    private static String longSender(String member, int length) {
        ObjectNode sender = (ObjectNode) json("{" + SENDER + "}").path("sender");
        return "'sender':" + sender.put(member, "x".repeat(length));
    }

    private static String longRecipient(String member, int length) {
        ObjectNode recipient = (ObjectNode) json("{" + RECIPIENT + "}").path("recipient");
        return "'recipient':" + recipient.put(member, "x".repeat(length));
    }

    private static List<Problem> problems(String members) {
        Schema schema = Installation.SCHEMAS.request("canadapost", "shipment").orElseThrow();
        return new Violations(Reading.ENGLISH, schema, "/request", "canadapost").of(request(members));
    }

    /** A small right order with these members instead of its own. */
    private static ObjectNode request(String members) {
        ObjectNode request = (ObjectNode) json(
                "{'serviceCode':'DOM.EP'," + SENDER + "," + RECIPIENT + "," + PARCEL + "}");
        json("{" + members + "}").properties().forEach(member -> request.set(member.getKey(), member.getValue()));
        return request;
    }
}
