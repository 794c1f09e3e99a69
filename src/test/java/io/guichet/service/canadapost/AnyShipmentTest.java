package io.guichet.service.canadapost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.guichet.order.Schemas;
import io.guichet.purchase.PurchaseKey;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever order keeps our schema and our rules, its request keeps the schema of the service. */
class AnyShipmentTest {

    private static final JsonSchema ORDERS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(new Schemas().request("canadapost", "shipment").orElseThrow().document());
    private static final String LETTERS = "abcXYZéèçœ0189 '&<>\"#,.-/ÄłЖ中";
    private static final String[] OTHERS = {"FR", "gb", "JP", "ch", "XK", "BR"};

    @Provide
    Arbitrary<ObjectNode> shipments() {
        return Arbitraries.randomValue(random -> new Shipper(random).shipment());
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void anOrderThatIsRightMakesARequestThatIsRight(@ForAll("shipments") ObjectNode request) throws Exception {
        assertThat(ORDERS.validate(request)).isEmpty();
        assertThat(Shipments.problems(request)).isEmpty();

        ShipmentXml.validate(ShipmentXml.write(ShipmentMapper.map(request, Shipments.account(Map.of("language", "fr")),
                Optional.of(new PurchaseKey("k3q7w2n5x4m6a", 1)))));
    }

    /** Makes up orders, each member there or not. */
    private static final class Shipper {

        private final Random random;

        Shipper(Random random) {
            this.random = random;
        }

        ObjectNode shipment() {
            ObjectNode request = Shipments.JSON.createObjectNode();
            String zone = one("DOM.", "USA.", "INT.");
            request.put("serviceCode", zone + one("EP", "XP", "TP", "SP.AIR", "PW.ENV", "NEW"));
            maybe(() -> request.put("shippingPoint", postalCode()));
            sender(request.putObject("sender"));
            recipient(request.putObject("recipient"), zone);
            options(request.putArray("options"), zone);
            ObjectNode parcel = request.putObject("parcel");
            parcel(parcel);
            boolean office = request.path("options").findValuesAsText("code").contains("D2PO");
            if (office || random.nextBoolean()) {
                ObjectNode notification = request.putObject("notification");
                notification.put("email", one("a@b.ch", "jean.o'roy+x_1@mail-1.example.com", "A-B@x.y.museu"));
                flag(notification, "onShipment", "onException", "onDelivery");
            }
            maybe(() -> flag(request.putObject("label"), "packingInstructions", "postageRate", "insuredValue"));
            maybe(() -> request.put("reference", text(35)));
            maybe(() -> request.put("costCentre", text(30)));
            maybe(() -> request.put("promoCode", text(10)));
            if (!zone.equals("DOM.")) {
                customs(request.putObject("customs"), new BigDecimal(parcel.path("weight").asText()));
            }
            return request;
        }

        private void sender(ObjectNode sender) {
            maybe(() -> sender.put("name", text(44)));
            sender.put("organization", text(44)).put("contactPhone", text(25)).put("street", text(44))
                    .put("city", text(40)).put("province", text(2)).put("zip", postalCode());
            maybe(() -> sender.put("addition", text(44)));
        }

        private void recipient(ObjectNode recipient, String zone) {
            recipient.put("name", text(44)).put("contactPhone", text(25)).put("street", text(44));
            maybe(() -> recipient.put("organization", text(44)));
            maybe(() -> recipient.put("additionalInfo", text(44)));
            maybe(() -> recipient.put("addition", text(44)));
            if (zone.equals("INT.")) {
                recipient.put("country", one(OTHERS));
                maybe(() -> recipient.put("city", text(40)));
                maybe(() -> recipient.put("province", text(20)));
                maybe(() -> recipient.put("zip", text(14)));
                return;
            }
            boolean canada = zone.equals("DOM.");
            recipient.put("country", canada ? one("CA", "ca") : one("US", "us", "Us"));
            recipient.put("city", text(40)).put("province", text(20))
                    .put("zip", canada ? postalCode() : one("10001", "10001-1234", "100011234"));
        }

        private void options(ArrayNode options, String zone) {
            for (String code : zone.equals("DOM.")
                    ? new String[]{"DC", "PA18", one("HFP", "DNS", "NEW"), "D2PO", "COD"}
                    : new String[]{one("RASE", "RTS", "ABAN"), "DC", "SO", "COV", "NEW"}) {
                // What the service needs stands first.
                if (options.isEmpty() && !zone.equals("DOM.") || random.nextBoolean()) {
                    ObjectNode option = options.addObject().put("code", code);
                    switch (code) {
                        case "COV" -> option.put("amount", decimal(999999, 2));
                        case "COD" -> option.put("amount", decimal(999, 2)).put("includesShipping", true);
                        case "D2PO" -> option.put("office", text(12));
                        default -> flag(option, "includesShipping");
                    }
                }
            }
        }

        private void parcel(ObjectNode parcel) {
            boolean document = random.nextBoolean();
            parcel.put("weight", document ? one("0.000001", "1.36", "0.5") : decimal(29, 6));
            if (!document || random.nextBoolean()) {
                parcel.putObject("dimensions").put("length", decimal(99, 1)).put("width", decimal(49, 1))
                        .put("height", decimal(49, 1));
            }
            parcel.put("document", document);
            flag(parcel, "unpackaged", "mailingTube");
        }

        private void customs(ObjectNode customs, BigDecimal weight) {
            boolean canadian = random.nextBoolean();
            customs.put("currency", canadian ? "CAD" : one("USD", "EUR"));
            if (!canadian) {
                customs.put("conversionFromCad", decimal(999, 6));
            }
            customs.put("reason", one("DOC", "SAM", "REP", "SOG", "OTH")).put("otherReason", text(44));
            maybe(() -> customs.put("dutiesAndTaxesPrepaid", decimal(99999, 2)));
            maybe(() -> customs.put("certificateNumber", text(10)));
            maybe(() -> customs.put("licenceNumber", text(10)));
            maybe(() -> customs.put("invoiceNumber", text(10)));
            int grams = Measures.weighed(weight).movePointRight(3).intValueExact();
            ObjectNode item = customs.putArray("items").addObject();
            item.put("quantity", 1 + random.nextInt(Math.min(grams, 9999))).put("description", text(45))
                    .put("unitWeight", "0.001").put("unitValue", decimal(99999, 2));
            maybe(() -> item.put("sku", text(15)));
            maybe(() -> item.put("hsCode", one("6105", "6105.10", "6105.10.00", "6105.10.00.12")));
            maybe(() -> item.put("unitOfMeasure", "abc"));
            maybe(() -> item.put("countryOfOrigin", one("CA", "ca", "cH")));
            maybe(() -> item.put("provinceOfOrigin", text(2)));
        }

        private String postalCode() {
            return one("H2X1Y4", "H2X 1Y4", "k1a 0b1", " h2x1y4", "K1A  0B1 ");
        }

        /** Above nothing, up to the whole number and something. */
        private String decimal(int most, int digits) {
            int decimals = random.nextInt(digits + 1);
            String whole = String.valueOf(1 + random.nextInt(Math.max(1, most - 1)));
            return decimals == 0 ? whole : whole + "." + "123456".substring(0, decimals);
        }

        /** Begins with a letter, so that it is not blank. */
        private String text(int most) {
            StringBuilder text = new StringBuilder("z");
            for (int length = random.nextInt(most); text.length() <= length;) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return text.toString();
        }

        private void flag(ObjectNode object, String... members) {
            for (String member : members) {
                maybe(() -> object.put(member, random.nextBoolean()));
            }
        }

        private void maybe(Runnable member) {
            if (random.nextBoolean()) {
                member.run();
            }
        }

        private String one(String... of) {
            return of[random.nextInt(of.length)];
        }
    }
}
