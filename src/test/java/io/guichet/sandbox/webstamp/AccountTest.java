package io.guichet.sandbox.webstamp;

import static io.guichet.sandbox.StartedTwin.body;
import static io.guichet.sandbox.StartedTwin.envelope;
import static io.guichet.sandbox.StartedTwin.registered;
import static io.guichet.sandbox.StartedTwin.stamps;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.sandbox.SoapReply;
import io.guichet.sandbox.StartedTwin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accounts of webstamp 5.2, who must identify how (1.4), licences (3.6), terms (3.8). */
class AccountTest {

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
    void account1IsABusinessWithOneLicenceThatIsUsedByItself() throws IOException {
        SoapReply data = twin.ask(1, "get_customer_data", "");
        assertThat(data.text("license_state")).isEqualTo("ok");
        assertThat(data.text("payment_type")).isEqualTo("invoice");
        assertThat(data.texts("item")).containsExactly("2", "5");
        assertThat(twin.ask(1, "get_licenses", "").texts("number")).containsExactly("60000011");
        assertThat(twin.ask(1, "new_order", registered()).text("tracking_number")).startsWith("9860000011");
    }

    @Test
    void account2HasAFavouriteLicenceThatIsChosen() throws IOException {
        assertThat(twin.ask(2, "get_licenses", "").texts("number")).containsExactly("60000021", "60000022");
        assertThat(twin.ask(2, "new_order", registered()).text("tracking_number")).startsWith("9860000022");
        assertThat(twin.ask(2, "new_order", registered() + licence("60000021")).text("tracking_number"))
                .startsWith("9860000021");
    }

    @Test
    void account3HasSeveralLicencesAndMustChoose() throws IOException {
        assertThat(twin.ask(3, "new_order", registered()).fault()).isEqualTo(2257);
        assertThat(twin.ask(3, "new_order", registered() + licence("60000032")).fault()).isZero();
        assertThat(twin.ask(3, "new_order", registered() + licence("60000011")).fault()).isEqualTo(2258);
    }

    @Test
    void account4HasNoLicence() throws IOException {
        assertThat(twin.ask(4, "get_customer_data", "").text("license_state")).isEqualTo("none");
        assertThat(twin.ask(4, "get_licenses", "").texts("item")).isEmpty();
        assertThat(twin.ask(4, "new_order", registered()).fault()).isEqualTo(2257);
        assertThat(twin.ask(4, "new_order", stamps(38610, 1)).fault()).isZero();
    }

    @Test
    void account5IsPrivateAndPrepaidAndCollectsNoMoney() throws IOException {
        SoapReply data = twin.ask(5, "get_customer_data", "");
        assertThat(data.text("payment_type")).isEqualTo("prepaid");
        assertThat(data.texts("item")).containsExactly("1");
        assertThat(twin.ask(5, "get_info_billing", "").amount("balance")).isEqualTo("50.00");
        assertThat(twin.ask(5, "get_info_billing", "").isNil("amount_possible")).isTrue();
        assertThat(twin.ask(5, "new_order", registered()).text("product_number")).isEqualTo("39700");
        assertThat(twin.ask(5, "new_order", registered().replace("</item>",
                "<cash_on_delivery_amount>5</cash_on_delivery_amount></item>")).fault()).isEqualTo(2256);
    }

    @Test
    void account6IsAskedToConfirmTermsUntilADeadlineInTheFuture() throws IOException {
        SoapReply order = twin.ask(6, "new_order", stamps(38610, 1));

        assertThat(order.text("order_id")).isEqualTo("9000001");
        assertThat(order.text("message_type")).isEqualTo("confirm");
        assertThat(order.text("system_message_code")).isEqualTo("9001");
        assertThat(order.text("customer_message")).endsWith("(texte du simulateur)");
        assertThat(OffsetDateTime.parse(order.text("confirm_until"))).isAfter(OffsetDateTime.now());
        assertThat(twin.ask(6, "get_info_journal", "").texts("message_type")).containsExactly("confirm");
        assertThat(twin.ask(6, "new_order_preview", stamps(38610, 1)).texts("message_type")).containsExactly("confirm");

        assertThat(twin.get("/webstamp/confirm/9001?user=20000006").statusCode()).isEqualTo(200);
        assertThat(twin.ask(6, "get_info_journal", "").texts("message_type")).isEmpty();
    }

    @Test
    void account6IsBlockedOnceTheDeadlineHasPassed() throws IOException {
        twin.advance("P32D");

        assertThat(twin.ask(6, "new_order", stamps(38610, 1)).fault()).isEqualTo(2268);
    }

    @Test
    void account7IsBlockedUntilTheConfirmPageIsOpened() throws IOException {
        assertThat(twin.ask(7, "new_order", stamps(38610, 1)).fault()).isEqualTo(2268);
        assertThat(twin.ask(7, "new_order_preview", stamps(38610, 1)).fault()).isEqualTo(2268);
        String url = twin.ask(7, "get_info_journal", "").text("url");

        assertThat(twin.get(url.replaceFirst("http://[^/]+", "")).statusCode()).isEqualTo(200);

        assertThat(twin.ask(7, "new_order", stamps(38610, 1)).fault()).isZero();
    }

    @Test
    void account8WasNeverVerified() throws IOException {
        assertThat(twin.ask(8, "new_order", stamps(38610, 1)).fault()).isEqualTo(2242);
        assertThat(twin.ask(8, "get_info_journal", "").fault()).isEqualTo(2242);
        assertThat(twin.ask(8, "get_customer_data", "").fault()).isZero();
    }

    @Test
    void theConfirmPageKnowsItsCodeAndItsUsers() throws IOException {
        assertThat(twin.get("/webstamp/confirm/1?user=20000006").statusCode()).isEqualTo(404);
        assertThat(twin.get("/webstamp/confirm/9001?user=1").statusCode()).isEqualTo(404);
        assertThat(twin.get("/webstamp/confirm/9001").statusCode()).isEqualTo(404);
    }

    @Test
    void aPasswordIsTakenInClearOrAsAHexadecimalDigest() throws Exception {
        assertThat(login("wsws-geheim-1", "").fault()).isZero();
        assertThat(login(digest("MD5"), "md5").fault()).isZero();
        assertThat(login(digest("SHA-1"), "sha1").fault()).isZero();
        assertThat(login(digest("SHA-1").toUpperCase(Locale.ROOT), "sha1").fault()).isZero();
        assertThat(login("wsws-geheim-1", "sha1").fault()).isEqualTo(2202);
        assertThat(login(digest("MD5"), "").fault()).isEqualTo(2202);
        assertThat(login("wrong", "").fault()).isEqualTo(2202);
        assertThat(login("wsws-geheim-1", "rot13").fault()).isEqualTo(2000);
    }

    @Test
    void applicationUserAndPasswordMustAllBeRight() throws IOException {
        String good = envelope(1, "new_order", stamps(38610, 1));
        assertThat(twin.post(good.replace("0123456789abcdef", "fedcba9876543210")).fault()).isEqualTo(2202);
        assertThat(twin.post(good.replace("20000001", "20000099")).fault()).isEqualTo(2202);
        assertThat(twin.post(good.replace("<password>wsws-geheim-1</password>", "")).fault()).isEqualTo(2202);
        assertThat(twin.post(good.replace("<userid>20000001</userid>", "")).fault()).isEqualTo(2202);
    }

    @Test
    void someOperationsAskForLess() throws IOException {
        String application = "<identification><application>0123456789abcdef0123456789abcdef</application>"
                + "<language>it</language>%s</identification>";
        assertThat(operation("get_zones", application.formatted("")).texts("name")).contains("Svizzera");
        assertThat(operation("get_licenses", application.formatted("")).fault()).isEqualTo(2202);
        assertThat(operation("get_payment_methods", application.formatted("")).fault()).isEqualTo(2202);
        assertThat(operation("get_customer_data", application.formatted("<userid>20000001</userid>")).fault()).isZero();
        assertThat(operation("get_customer_data", application.formatted("")).fault()).isEqualTo(2202);
        assertThat(twin.post(body("<v6:ping/>")).fault()).isZero();
        assertThat(operation("get_error_codes", "").fault()).isZero();
    }

    private static SoapReply operation(String operation, String args) throws IOException {
        return twin.post(body("<v6:" + operation + "><args>" + args + "</args></v6:" + operation + ">"));
    }

    private static SoapReply login(String password, String encryption) throws IOException {
        return twin.post(envelope(1, "get_licenses", "")
                .replace("<password>wsws-geheim-1</password>", "<password>" + password + "</password>")
                .replace("<encryption_type/>", "<encryption_type>" + encryption + "</encryption_type>"));
    }

    private static String digest(String algorithm) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm)
                .digest("wsws-geheim-1".getBytes(StandardCharsets.UTF_8)));
    }

    private static String licence(String number) {
        return "<license_number>" + number + "</license_number>";
    }
}
