package io.guichet.sandbox;

import static io.guichet.sandbox.StartedTwin.registered;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every verb of {@code /control} and every kind of fault. */
class ControlTest {

    private static final String KEY = "abcdefghij234-2";

    private static StartedTwin twin;

    @BeforeAll
    static void start(@TempDir Path directory) {
        twin = new StartedTwin(directory);
    }

    @AfterAll
    static void stop() {
        twin.close();
    }

    @BeforeEach
    void reset() throws IOException {
        twin.reset();
    }

    @Test
    void aPurchaseIsListedWithKeyReferenceAmountAndTheHashOfWhatWasDelivered() throws Exception {
        SoapReply reply = order("<reference>SO-1</reference><order_comment>Weihnachten " + KEY + "</order_comment>");

        JsonNode purchase = only(twin.purchases());
        assertThat(purchase.get("service").asText()).isEqualTo("webstamp");
        assertThat(purchase.get("account").asText()).isEqualTo("20000001");
        assertThat(purchase.get("key").asText()).isEqualTo("abcdefghij234");
        assertThat(purchase.get("attemptKey").asText()).isEqualTo(KEY);
        assertThat(purchase.get("reference").asText()).isEqualTo("SO-1");
        assertThat(purchase.get("orderId").asText()).isEqualTo("9000001");
        assertThat(purchase.get("amount").asText()).isEqualTo("2.40");
        assertThat(purchase.get("currency").asText()).isEqualTo("CHF");
        assertThat(purchase.get("operation").asText()).isEqualTo("new_order");
        assertThat(Instant.parse(purchase.get("time").asText())).isBefore(Instant.now());
        assertThat(purchase.get("documents")).hasSize(2);
        assertThat(purchase.get("documents").get(1).get("id").asText()).isEqualTo("80000002");
        assertThat(purchase.get("documents").get(1).get("sha256").asText())
                .isEqualTo(sha256(reply.files("print_data").get(1)));
    }

    @Test
    void aPurchaseWithoutKeyIsListedWithoutOne() throws IOException {
        order("<order_comment>please abcdefghij231-1 </order_comment>");

        assertThat(only(twin.purchases()).get("key").isNull()).isTrue();
        assertThat(only(twin.purchases()).get("attemptKey").isNull()).isTrue();
        assertThat(only(twin.purchases()).get("reference").isNull()).isTrue();
    }

    @Test
    void aPreviewIsNoPurchase() throws IOException {
        twin.ask(1, "new_order_preview", stamps(38610, 2));

        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void callsAreCountedPerOperation() throws IOException {
        order("");
        order("");
        twin.ask(1, "new_order", "<wrong/>");
        twin.post(StartedTwin.body("<v6:ping/>"));

        JsonNode counts = twin.control("GET", "calls", "").get("webstamp");
        assertThat(counts.get("new_order").asInt()).isEqualTo(3);
        assertThat(counts.get("ping").asInt()).isEqualTo(1);
    }

    @Test
    void theLogTellsWhatBecameOfEachCallAndNothingOfItsContent() throws IOException {
        twin.inject("{'kind':'lost-after','operation':'new_order'}");
        assertThatThrownBy(() -> order("<order_comment>inside</order_comment>")).isInstanceOf(IOException.class);
        twin.ask(1, "get_zones", "");

        JsonNode log = twin.control("GET", "log", "");
        assertThat(log.findValuesAsText("operation")).containsExactly("new_order", "get_zones");
        assertThat(log.findValuesAsText("outcome")).containsExactly("lost", "200");
        assertThat(log.get(0).get("faults").get(0).asText()).isEqualTo("lost-after");
        assertThat(log.toString()).doesNotContain("geheim", "inside");
    }

    @Test
    void resetEmptiesBookCountersFaultsAndClock() throws IOException {
        twin.ask(5, "new_order", stamps(39610, 1));
        twin.inject("{'kind':'lost-before','calls':9}");
        twin.clock("2030-01-01T00:00:00Z");

        twin.reset();

        assertThat(twin.purchases()).isEmpty();
        assertThat(twin.control("GET", "calls", "")).isEmpty();
        assertThat(twin.control("GET", "faults", "")).isEmpty();
        assertThat(now()).isBefore(Instant.parse("2029-01-01T00:00:00Z"));
        assertThat(twin.ask(5, "get_info_billing", "").amount("balance")).isEqualTo("50.00");
        assertThat(order("").text("order_id")).isEqualTo("9000001");
    }

    @Test
    void theClockIsSetAndMovedAndGoesOnRunning() throws IOException {
        twin.clock("2027-03-01T12:00:00Z");
        twin.advance("PT120H");

        assertThat(now()).isBetween(Instant.parse("2027-03-06T12:00:00Z"), Instant.parse("2027-03-06T12:01:00Z"));
        assertThat(twin.post(StartedTwin.body("<v6:ping/>")).text("date")).startsWith("2027-03-06T13:0");

        twin.control("POST", "clock", "{\"real\":true}");
        assertThat(now()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void aRefusedConnectionBooksNothingAndIsCounted() throws IOException {
        twin.inject("{'kind':'refuse'}");

        assertThatThrownBy(() -> order("")).isInstanceOf(IOException.class);

        assertThat(twin.purchases()).isEmpty();
        assertThat(twin.control("GET", "calls", "").get("webstamp").get("unread").asInt()).isEqualTo(1);
        assertThat(order("").fault()).isZero();
    }

    @Test
    void aConnectionIsRefusedByTheOperationThatItsSoapActionNames() throws IOException {
        twin.inject("{'kind':'refuse','operation':'new_order'}");

        assertThat(twin.ask(1, "get_zones", "").fault()).isZero();
        assertThatThrownBy(() -> twin.post(StartedTwin.envelope(1, "new_order", stamps(38610, 1)), "SOAPAction",
                "\"" + StartedTwin.NAMESPACE + "#new_order\"")).isInstanceOf(IOException.class);
    }

    @Test
    void aDelayComesBeforeOrAfterTheBooking() throws IOException {
        twin.inject("[{'kind':'delay-before','millis':120},{'kind':'delay-after','millis':130}]");
        long start = System.nanoTime();

        assertThat(order("").fault()).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void anAnswerLostBeforeBookingBooksNothing() throws IOException {
        twin.inject("{'kind':'lost-before','operation':'new_order'}");

        assertThatThrownBy(() -> order("")).isInstanceOf(IOException.class);

        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void anAnswerLostAfterBookingIsBookedAndFoundInTheReceipt() throws IOException {
        twin.inject("{'kind':'lost-after','operation':'new_order'}");

        assertThatThrownBy(() -> order("<order_comment>" + KEY + "</order_comment>")).isInstanceOf(IOException.class);

        assertThat(only(twin.purchases()).get("attemptKey").asText()).isEqualTo(KEY);
        SoapReply receipt = twin.ask(1, "get_info_receipt", "<output>xml</output><from>2020-01-01T00:00:00Z</from>");
        assertThat(receipt.text("order_comment")).isEqualTo(KEY);
        assertThat(receipt.text("order_id")).isEqualTo("9000001");
    }

    @Test
    void aCutAnswerIsBookedAndEndsInTheMiddle() throws IOException {
        twin.inject("{'kind':'cut','operation':'new_order'}");

        assertThatThrownBy(() -> order("")).isInstanceOf(IOException.class);

        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void anHttpStatusComesWithHtmlAndBooksNothingUnlessAskedTo() throws IOException {
        twin.inject("[{'kind':'http','status':502},{'kind':'http','status':504,'when':'after'}]");

        SoapReply first = order("");
        assertThat(first.status()).isEqualTo(502);
        assertThat(first.raw()).contains("<html>");
        assertThat(twin.purchases()).isEmpty();

        assertThat(order("").status()).isEqualTo(504);
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void anHtmlPageCanComeWithStatus200() throws IOException {
        twin.inject("{'kind':'html'}");

        SoapReply reply = order("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("text/html");
        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void aThrottledCallIsToldWhenToComeBack() throws IOException {
        twin.inject("[{'kind':'throttle','retryAfter':7},{'kind':'throttle','status':503}]");

        SoapReply first = order("");
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(order("").status()).isEqualTo(503);
        assertThat(twin.purchases()).isEmpty();
    }

    @Test
    void aSoapFaultComesByItsCodeBeforeOrAfterBooking() throws IOException {
        twin.inject("[{'kind':'soap','code':2300},{'kind':'soap','code':2300,'when':'after'}]");

        assertThat(order("").fault()).isEqualTo(2300);
        assertThat(twin.purchases()).isEmpty();
        assertThat(order("").fault()).isEqualTo(2300);
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void aProductIsReplacedWithItsMessageAndPrice() throws IOException {
        twin.inject("{'kind':'replace-product','map':{'38610':'38611'}}");

        SoapReply reply = order("");

        assertThat(reply.text("product_number")).isEqualTo("38611");
        assertThat(reply.text("system_message_code")).isEqualTo("2006");
        assertThat(reply.amount("price")).isEqualTo("3.40");
        assertThat(order("").text("product_number")).isEqualTo("38610");
    }

    @Test
    void aFaultSkipsCallsAndStrikesAsOftenAsAsked() throws IOException {
        twin.inject("{'kind':'soap','code':2300,'operation':'new_order','skip':1,'calls':2}");

        assertThat(order("").fault()).isZero();
        assertThat(order("").fault()).isEqualTo(2300);
        assertThat(twin.ask(1, "get_zones", "").fault()).isZero();
        assertThat(twin.control("GET", "faults", "").get(0).get("left").asInt()).isEqualTo(1);
        assertThat(order("").fault()).isEqualTo(2300);
        assertThat(order("").fault()).isZero();
    }

    @Test
    void aTermsMessageIsShownUntilItIsConfirmed() throws IOException {
        twin.inject("{'kind':'terms','account':'20000001','until':'2031-01-01T00:00:00Z'}");

        SoapReply reply = order("");
        assertThat(reply.text("message_type")).isEqualTo("confirm");
        assertThat(reply.text("confirm_until")).isEqualTo("2031-01-01T01:00:00+01:00");

        assertThat(twin.get(reply.text("url").replaceFirst("http://[^/]+", "")).statusCode()).isEqualTo(200);
        assertThat(order("").texts("message_type")).isEmpty();
    }

    @Test
    void aBlockedAccountIsRefusedWithTheCodeAskedFor() throws IOException {
        twin.inject("{'kind':'block','account':'20000001','code':2243}");

        assertThat(order("").fault()).isEqualTo(2243);

        twin.control("DELETE", "faults", "");
        assertThat(order("").fault()).isZero();
    }

    @Test
    void aBalanceIsSet() throws IOException {
        twin.inject("{'kind':'balance','account':'20000005','amount':'1.20'}");

        assertThat(twin.ask(5, "new_order", stamps(39610, 1)).fault()).isZero();
        assertThat(twin.ask(5, "new_order", stamps(39610, 1)).fault()).isEqualTo(2216);
        assertThat(twin.purchases()).hasSize(1);
    }

    @Test
    void aRevokedLicenceIsGone() throws IOException {
        twin.inject("{'kind':'revoke-licence','account':'20000001','number':'60000011'}");

        assertThat(twin.ask(1, "new_order", registered()).fault()).isEqualTo(2257);
    }

    @Test
    void aLateListingHidesABookingForAWhile() throws IOException {
        twin.inject("{'kind':'late-listing','duration':'PT10M'}");
        order("");
        String period = "<output>xml</output><from>2020-01-01T00:00:00Z</from>";

        assertThat(twin.ask(1, "get_info_receipt", period).texts("order_id")).isEmpty();
        twin.advance("PT11M");
        assertThat(twin.ask(1, "get_info_receipt", period).texts("order_id")).contains("9000001");
    }

    @Test
    void laxAndStrictAreSwitched() throws IOException {
        String unknownMember = stamps(38610, 1) + "<colour>red</colour>";
        assertThat(twin.ask(1, "new_order", unknownMember).fault()).isEqualTo(2000);

        twin.inject("{'kind':'lax'}");
        assertThat(twin.ask(1, "new_order", unknownMember).fault()).isZero();

        twin.inject("{'kind':'strict'}");
        assertThat(twin.ask(1, "new_order", unknownMember).fault()).isEqualTo(2000);
    }

    @Test
    void deletingFaultsLetsEverythingPass() throws IOException {
        twin.inject("[{'kind':'lost-before','calls':100},{'kind':'lax'}]");

        assertThat(twin.control("DELETE", "faults", "")).isEmpty();

        assertThat(order("").fault()).isZero();
        assertThat(twin.ask(1, "new_order", stamps(38610, 1) + "<colour/>").fault()).isEqualTo(2000);
    }

    @Test
    void whatControlCannotDoItSays() {
        assertThatThrownBy(() -> twin.inject("{'kind':'soap'}")).hasMessageContaining("400")
                .hasMessageContaining("code");
        assertThatThrownBy(() -> twin.inject("{'kind':'nonsense'}")).hasMessageContaining("400");
        assertThatThrownBy(() -> twin.inject("{'kind':'lax','colour':1}")).hasMessageContaining("colour");
        assertThatThrownBy(() -> twin.inject("{'kind':'http','status':500,'service':'no'}"))
                .hasMessageContaining("expected: one of [").hasMessageContaining("webstamp");
        assertThatThrownBy(() -> twin.inject("{'kind':'balance','account':'20000001','amount':'1'}"))
                .hasMessageContaining("invoice");
        assertThatThrownBy(() -> twin.inject("{'kind':'block','account':'77'}")).hasMessageContaining("77");
        assertThatThrownBy(() -> twin.inject("{'kind':'revoke-licence','account':'20000001','number':'1'}"))
                .hasMessageContaining("no licence");
        assertThatThrownBy(() -> twin.clock("yesterday")).hasMessageContaining("yesterday");
        assertThatThrownBy(() -> twin.control("GET", "nothing", "")).hasMessageContaining("404");
    }

    @Test
    void everyFaultIsDocumentedWithAnExampleThatWorks() throws IOException {
        String page = Files.readString(Path.of("docs/sandbox.md"));
        List<String> examples = Pattern.compile("`(\\{\"kind\".*})`").matcher(page).results()
                .map(match -> match.group(1)).toList();

        for (String example : examples) {
            twin.inject(example);
        }
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(page).contains("`" + Json.MAPPER.convertValue(kind, String.class) + "`");
        }
        assertThat(examples).hasSize(Fault.Kind.values().length - 1);
    }

    private static SoapReply order(String more) throws IOException {
        return twin.ask(1, "new_order", stamps(38610, 2) + more);
    }

    private static Instant now() throws IOException {
        return Instant.parse(twin.control("GET", "clock", "").get("now").asText());
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
