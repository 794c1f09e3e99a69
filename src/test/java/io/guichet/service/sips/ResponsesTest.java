package io.guichet.service.sips;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Notification;
import io.guichet.purchase.PaymentState;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manual and automatic responses: which are genuine, and what they say (sips 2.2, 4). */
class ResponsesTest {

    private static final String KEY = "002001000000001_KEY1";
    private static final String DATA = "captureDay=0|captureMode=AUTHOR_CAPTURE|currencyCode=978|"
            + "merchantId=002001000000001|responseCode=00|transactionDateTime=2024-06-03T10:00:00+02:00|"
            + "transactionReference=k3q7w2n5x4m6a1|keyVersion=1|acquirerResponseCode=00|amount=1250|"
            + "paymentMeanBrand=BCMC|customerEmail=planted@example.be|maskedPan=4100##########00|customerId=null|"
            + "preAuthorisationRuleResultList=[{\"ruleCode\":\"a=b\"}]|returnContext=case 7 k3q7w2n5x4m6a-1";
    private static final String JSON_DATA =
            "{\"responseCode\":\"00\",\"merchantId\":\"002001000000001\",\"keyVersion\":1,"
                    + "\"amount\":1250,\"currencyCode\":\"978\",\"captureMode\":\"VALIDATION\",\"transactionReference\":\"R1\","
                    + "\"transactionDateTime\":\"2022-11-14.11:19:39+0100\",\"returnContext\":\"k3q7w2n5x4m6a-1\"}";

    private final SipsVerifier verifier = new SipsVerifier(new Texts(Locale.ENGLISH));
    private final States states = new States();

    @ParameterizedTest
    @CsvSource({"HMAC-SHA-256", "HMAC-SHA-512", "SHA-256"})
    void sealOfTheAccountsAlgorithmIsGenuineAndNoOther(String algorithm) {
        Account account = account(Map.of("seal-algorithm", algorithm));
        for (String used : Seal.ALGORITHMS) {
            assertThat(verifier.verify(account, form(DATA, Seal.of(DATA, used, KEY), "")))
                    .isInstanceOf(used.equals(algorithm) ? Verdict.Accepted.class : Verdict.Forged.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"base64", "base64url"})
    void dataIsSealedAsItWasReceivedWithItsPaddingOrWithout(String encode) {
        byte[] bytes = DATA.getBytes(StandardCharsets.UTF_8);
        String padded = encode.equals("base64")
                ? Base64.getEncoder().encodeToString(bytes)
                : Base64.getUrlEncoder().encodeToString(bytes);
        for (String sent : new String[]{padded, padded.replace("=", "")}) {
            assertThat(verify(form(sent, seal(sent), encode))).isInstanceOf(Verdict.Accepted.class);
            assertThat(verify(form(sent, seal(DATA), encode))).isInstanceOf(Verdict.Forged.class);
        }
    }

    @Test
    void jsonOutsideAndInsideIsRead() throws Exception {
        String body = new ObjectMapper().createObjectNode().put("Data", JSON_DATA).put("Seal", seal(JSON_DATA))
                .put("InterfaceVersion", "JS_3.4").toString();
        Verdict verdict =
                verify(new RawNotification(body.getBytes(StandardCharsets.UTF_8), "application/json", Map.of()));
        PaymentState state = told((Verdict.Accepted) verdict);
        assertThat(state.state()).isEqualTo("TO_VALIDATE");
        assertThat(state.at()).contains(Instant.parse("2022-11-14T10:19:39Z"));
    }

    @Test
    void unsignedReorderedAndReencodedAreForged() {
        assertThat(verify(form(DATA, "", ""))).isInstanceOf(Verdict.Forged.class);
        String reordered =
                DATA.replace("captureDay=0|captureMode=AUTHOR_CAPTURE", "captureMode=AUTHOR_CAPTURE|captureDay=0");
        assertThat(verify(form(reordered, seal(DATA), ""))).isInstanceOf(Verdict.Forged.class);
        String encoded = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        assertThat(verify(form(encoded, seal(DATA), "base64"))).isInstanceOf(Verdict.Forged.class);
        assertThat(verify(form(DATA.replace("responseCode=17", "responseCode=00").replace("amount=1250", "amount=1"),
                seal(DATA), ""))).isInstanceOf(Verdict.Forged.class);
    }

    @ParameterizedTest
    @CsvSource({"x=1", "Data=a", "Data=", "{}", "{\"Data\":1}", "Data=%ZZ"})
    void anythingElseIsNoResponse(String body) {
        assertThat(verify(new RawNotification(body.getBytes(StandardCharsets.UTF_8), "", Map.of())))
                .isInstanceOf(Verdict.Malformed.class);
    }

    @Test
    void genuineOneOfAnotherShopIsNotOurs() {
        String other = DATA.replace("merchantId=002001000000001", "merchantId=002001000000009");
        assertThat(verify(form(other, seal(other), ""))).isInstanceOf(Verdict.Malformed.class);
    }

    @Test
    void keyBeforeIsStillAKeyUnderItsVersion() {
        String old = DATA.replace("keyVersion=1", "keyVersion=7");
        Account account = account(Map.of("previous-key", "old", "previous-key-version", "7"));
        assertThat(verifier.verify(account, form(old, Seal.of(old, Seal.HMAC_SHA_256, "old"), "")))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(form(old, Seal.of(old, Seal.HMAC_SHA_256, "old"), ""))).isInstanceOf(Verdict.Forged.class);
    }

    @Test
    void whoTheBuyerIsAndHisCardAreNotKeptAndManualAndAutomaticAreTheSame() throws Exception {
        Verdict.Accepted first = (Verdict.Accepted) verify(form(DATA, seal(DATA), ""));
        assertThat(new String(first.body(), StandardCharsets.UTF_8)).doesNotContain("planted", "4100", "null");
        String encoded = Base64.getEncoder().encodeToString(DATA.getBytes(StandardCharsets.UTF_8));
        Verdict.Accepted second = (Verdict.Accepted) verify(form(encoded, seal(encoded), "base64"));
        assertThat(second.digest()).isEqualTo(first.digest());
        PaymentState state = told(first);
        assertThat(state.reference()).isEqualTo("k3q7w2n5x4m6a-1");
        assertThat(state.state()).isEqualTo("TO_CAPTURE");
        assertThat(state.amounts()).containsEntry("amount", new BigDecimal("12.50"));
        assertThat(state.at()).contains(Instant.parse("2024-06-03T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"00, AUTHOR_CAPTURE, TO_CAPTURE", "00, VALIDATION, TO_VALIDATE", "00, IMMEDIATE, CAPTURED",
            "00, '', TO_CAPTURE", "60, '', PENDING", "62, '', PENDING", "05, '', REFUSED", "17, '', REFUSED",
            "97, '', REFUSED", "0, '', REFUSED", "000, '', REFUSED"})
    void codeIsATextAndOnlyOneOfThemIsAYes(String code, String mode, String status) {
        assertThat(States.status(code, mode)).isEqualTo(status);
    }

    @Test
    void timesAreReadInBothWays() {
        assertThat(States.time(TextNode.valueOf("soon"))).isEmpty();
        assertThat(States.time(TextNode.valueOf("2023-03-15.00:39:04+0100")))
                .contains(Instant.parse("2023-03-14T23:39:04Z"));
    }

    private PaymentState told(Verdict.Accepted accepted) throws Exception {
        return states.told(new Notification(1, 1, "sips", "demo-be", accepted.body(), 0, Duration.ZERO));
    }

    private Verdict verify(RawNotification raw) {
        return verifier.verify(account(Map.of()), raw);
    }

    private static String seal(String data) {
        return Seal.of(data, Seal.HMAC_SHA_256, KEY);
    }

    private static Account account(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("merchant-id", "002001000000001", "key", KEY, "key-version",
                "1"));
        settings.putAll(more);
        return new Account("sips", "demo-be", settings);
    }

    private static RawNotification form(String data, String seal, String encode) {
        String body = "Data=" + URLEncoder.encode(data, StandardCharsets.UTF_8) + "&Seal=" + seal
                + "&InterfaceVersion=HP_2.20&Encode=" + encode;
        return new RawNotification(body.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded",
                Map.of());
    }
}
