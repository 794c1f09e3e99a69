package io.guichet.service.canadapost;

import static io.guichet.service.canadapost.Shipments.account;
import static io.guichet.service.canadapost.Shipments.changed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.contract.XmlContent;
import io.guichet.purchase.PurchaseKey;
import io.guichet.service.canadapost.wire.CreateNonContractShipmentRequest;
import io.guichet.service.canadapost.wire.DeliverySpecType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Requests held against the literal ones of the contract (canadapost 2.3, 3.3, 3.4). */
class ShipmentMapperTest {

    private static final PurchaseKey KEY = new PurchaseKey("k3q7w2n5x4m6a", 2);

    @Test
    void shipmentWithinCanadaIsTheLiteralOne() throws Exception {
        Element sent = sent(Shipments.domestic());

        assertThat(XmlContent.of(sent)).isEqualTo(XmlContent.of(ShipmentXml.literal("create.request")));
    }

    @Test
    void shipmentToTheStatesIsTheLiteralOne() throws Exception {
        Element literal = ShipmentXml.literal("create-abroad.request");
        // The literal number is not padded and the language not said; both are ours to say (canadapost 5.1).
        literal.getElementsByTagName("mailed-by").item(0).setTextContent("0007654321");
        literal.appendChild(literal.getOwnerDocument().createElementNS(null, "locale")).setTextContent("EN");

        assertThat(XmlContent.of(sent(Shipments.toTheStates()))).isEqualTo(XmlContent.of(literal));
    }

    static Iterable<ObjectNode> examples() {
        return Shipments.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleKeepsTheSchemaOfTheService(ObjectNode request) throws Exception {
        ShipmentXml.validate(ShipmentXml.write(ShipmentMapper.map(request, account(Map.of()), Optional.of(KEY))));
    }

    @Test
    void keyTravelsInTheSecondReferenceAndTheSendersOwnInTheFirst() {
        var references = spec(Shipments.domestic(), Optional.of(KEY)).getReferences();

        assertThat(references.getCustomerRef1()).isEqualTo("ORDER-2025-000042");
        assertThat(references.getCustomerRef2()).isEqualTo("k3q7w2n5x4m6a-2");
        assertThat(spec(changed(Shipments.domestic(), "reference ="), Optional.of(KEY)).getReferences()
                .getCustomerRef2()).isEqualTo("k3q7w2n5x4m6a-2");
    }

    @ParameterizedTest
    @CsvSource({"1, 0000000001", "7654321, 0007654321", "9876543210, 9876543210"})
    void customerNumberHasTenDigits(String setting, String sent) {
        assertThat(ShipmentMapper.map(Shipments.domestic(), account(Map.of("customer-number", setting)),
                Optional.empty()).getMailedBy()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"fr, FR", "en, EN", "de, EN", "it, EN"})
    void serviceSpeaksFrenchToFrenchAccountsAndEnglishToOthers(String language, String locale) {
        assertThat(ShipmentMapper.map(Shipments.domestic(), account(Map.of("language", language)), Optional.empty())
                .getLocale()).isEqualTo(locale);
    }

    /** canadapost 1.5: an ordinary key with a platform's number is refused. */
    @Test
    void platformIsNamedOnlyWhereItIsSet() {
        CreateNonContractShipmentRequest ordinary =
                ShipmentMapper.map(Shipments.domestic(), account(Map.of()), Optional.empty());
        CreateNonContractShipmentRequest merchant = ShipmentMapper.map(Shipments.domestic(),
                account(Map.of("platform-id", "0008765432")), Optional.empty());

        assertThat(ordinary.getPlatformId()).isNull();
        assertThat(merchant.getPlatformId()).isEqualTo("0008765432");
    }

    /** canadapost 2.3: an empty container breaks the service's schema. */
    @Test
    void whatHasNothingToSayIsLeftOut() throws Exception {
        ObjectNode request = changed(Shipments.domestic(),
                "options = []; notification =; label =; reference =; shippingPoint =; sender.name =");

        CreateNonContractShipmentRequest mapped =
                ShipmentMapper.map(request, account(Map.of()), Optional.empty());

        DeliverySpecType spec = mapped.getNonContractShipment().getDeliverySpec();
        assertThat(spec).extracting("options", "notification", "references", "customs", "settlementInfo")
                .containsOnlyNulls();
        assertThat(mapped.getNonContractShipment().getRequestedShippingPoint()).isNull();
        assertThat(spec.getPreferences().isShowPackingInstructions()).isTrue();
        ShipmentXml.validate(ShipmentXml.write(mapped));
    }

    @ParameterizedTest
    @CsvSource({"2.35, 2.350", "2, 2.000", "0.0004, 0.001", "0.001, 0.001", "1.0001, 1.001", "1.000000, 1.000",
            "29.999999, 30.000"})
    void weightHasGramsAndIsRoundedUpAndNeverToNothing(String ordered, String sent) {
        DeliverySpecType spec =
                spec(changed(Shipments.domestic(), "parcel.weight = '" + ordered + "'"), Optional.empty());

        assertThat(spec.getParcelCharacteristics().getWeight().toPlainString()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"CA, k1a 0b1, K1A0B1", "ca, ' K1A  0B1 ', K1A0B1", "US, 10001-1234, 10001-1234", "us, '10001 ', 10001",
            "GB, SW1A 1AA, SW1A 1AA", "gb, ' SW1A 1AA', SW1A 1AA", "nl, 1012 ab, 1012 ab"})
    void postalCodesAndCountriesAreWrittenAsTheServiceTakesThem(String country, String zip, String sent) {
        var address = spec(changed(Shipments.domestic(),
                "recipient.country = '" + country + "'; recipient.zip = '" + zip + "'"), Optional.empty())
                .getDestination().getAddressDetails();

        assertThat(address.getPostalZipCode()).isEqualTo(sent);
        assertThat(address.getCountryCode()).isEqualTo(country.toUpperCase(Locale.ROOT));
    }

    @Test
    void smallLettersOfTheSenderArePutRight() {
        ObjectNode request = changed(Shipments.domestic(),
                "sender.zip = 'h2x 1y4'; sender.province = 'qc'; shippingPoint = 'k1a0b1'; recipient.province = 'on'");

        var shipment = ShipmentMapper.map(request, account(Map.of()), Optional.empty()).getNonContractShipment();

        assertThat(shipment.getRequestedShippingPoint()).isEqualTo("K1A0B1");
        assertThat(shipment.getDeliverySpec().getSender().getAddressDetails())
                .extracting("postalZipCode", "provState").containsExactly("H2X1Y4", "QC");
        assertThat(shipment.getDeliverySpec().getDestination().getAddressDetails().getProvState()).isEqualTo("ON");
    }

    @Test
    void regionAbroadKeepsItsLetters() {
        assertThat(spec(changed(Shipments.toFrance(), "recipient.province = 'id'"), Optional.empty())
                .getDestination().getAddressDetails().getProvState()).isEqualTo("id");
    }

    @Test
    void recipientIsToldOfEverythingUnlessTheOrderSaysOtherwise() {
        var notification = spec(changed(Shipments.domestic(),
                "notification = {'email': 'jean.roy@example.com', 'onException': false}"), Optional.empty())
                .getNotification();

        assertThat(notification).extracting("onShipment", "onException", "onDelivery")
                .containsExactly(true, false, true);
    }

    @Test
    void optionsAreSentAsTheyAreGiven() {
        var options = spec(changed(Shipments.domestic(), "options = [{'code': 'COD', 'amount': '120.00', "
                + "'includesShipping': true}, {'code': 'D2PO', 'office': '0312'}, {'code': 'NEW'}]"), Optional.empty())
                .getOptions().getOption();

        assertThat(options).extracting("optionCode").containsExactly("COD", "D2PO", "NEW");
        assertThat(options.get(0).getOptionAmount()).isEqualTo("120.00");
        assertThat(options.get(0).isOptionQualifier1()).isTrue();
        assertThat(options.get(1).getOptionQualifier2()).isEqualTo("0312");
        assertThat(options.get(2)).extracting("optionAmount", "optionQualifier1", "optionQualifier2")
                .containsOnlyNulls();
    }

    private static Element sent(JsonNode request) throws Exception {
        Element sent = ShipmentXml.write(ShipmentMapper.map(request, account(Map.of()), Optional.empty()));
        ShipmentXml.validate(sent);
        return sent;
    }

    private static DeliverySpecType spec(JsonNode request, Optional<PurchaseKey> key) {
        return ShipmentMapper.map(request, account(Map.of()), key).getNonContractShipment().getDeliverySpec();
    }
}
