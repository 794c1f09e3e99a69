package io.guichet.service.scellius;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.RawNotification;
import io.guichet.purchase.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every vector of scellius 5.3, and of 5.4 what is printed there, on the client's side. */
class AnswerSignatureTest {

    private static final String PW = "testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms";
    private static final String HK = "6klxDwclNHwoyyLFMuFI6E2LnwVW92YimK9pnRdY5BBkr";
    private static final String A = "{\"shopId\":\"42229744\",\"orderCycle\":\"CLOSED\",\"orderStatus\":\"PAID\","
            + "\"serverDate\":\"2025-01-15T10:20:31+00:00\",\"orderDetails\":{\"orderTotalAmount\":990,"
            + "\"orderEffectiveAmount\":990,\"orderCurrency\":\"EUR\",\"mode\":\"TEST\",\"orderId\":\"myOrderId-999999\","
            + "\"metadata\":null,\"_type\":\"V4/OrderDetails\"},\"transactions\":[{\"shopId\":\"42229744\","
            + "\"uuid\":\"0123456789abcdef0123456789abcdef\",\"amount\":990,\"currency\":\"EUR\","
            + "\"paymentMethodType\":\"CARD\",\"status\":\"PAID\",\"detailedStatus\":\"AUTHORISED\","
            + "\"operationType\":\"DEBIT\",\"metadata\":{\"MyValueKey\":\"1234\"},\"_type\":\"V4/PaymentTransaction\"}],"
            + "\"_type\":\"V4/Payment\"}";
    private static final String B =
            "{\"orderStatus\":\"PAID\",\"label\":\"P\u00e2tisserie \u00e9t\u00e9\",\"_type\":\"V4/Payment\"}";
    private static final String B_BY_PW = "05b53b3c080509e833bcc80c1872f07de67dd878cbaf4a410f3766ec9f94762c";
    private static final String A_BY_PW = "305ce85beeddac3a9650ba470842dc36a38eab51c4119a8395d377b5876051f7";

    private static final Account SHOP = new Account("scellius", "demo-fr",
            Map.of("user", "42229744", "password", PW, "hmac-key", HK));
    private final ScelliusVerifier verifier = new ScelliusVerifier(new Texts(Locale.ENGLISH));

    @ParameterizedTest
    @CsvSource({
            "C, 2, PW, 38c1efb533d357f621fbcbb847b9aa4cfe8f505c06b6c952f581c241af2eff90",
            "C, 2, HK, eef94848d73a4dfe6faf45b7a6d3377de9d3084a6ff1b9ca1f2089191698d73e",
            "B, 71, PW, 05b53b3c080509e833bcc80c1872f07de67dd878cbaf4a410f3766ec9f94762c",
            "B, 71, HK, 45822c2d95cd4e300d94800624902fb0777195aeb8cd0ef1df053fa99de0f932",
            "A, 573, PW, 305ce85beeddac3a9650ba470842dc36a38eab51c4119a8395d377b5876051f7",
            "A, 573, HK, 63b4a0b78c8248ac40073e2036d7296189aa75b74179034681514d439216a7a7",
    })
    void messageOfSoManyBytesHasThisDigest(String name, int bytes, String key, String digest) {
        String message = message(name);
        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        assertThat(AnswerSignature.of(message, key.equals("PW") ? PW : HK)).isEqualTo(digest);
        assertThat(AnswerSignature.isRight(digest, message, key.equals("PW") ? PW : HK)).isTrue();
        assertThat(AnswerSignature.isRight(digest, message, key.equals("PW") ? HK : PW)).isFalse();
    }

    @Test
    void emptyMessageOfTheJavaKit() {
        assertThat(AnswerSignature.of("", "ktM7bSeTJpclvpm4eEE9N0LIyoxUvsQ9AAYbQI1xQx7Qh"))
                .isEqualTo("a95c2b13d50d57858ff38e7abd76c39d644fd5d1cfdcc360e4c61f2fc48d4a5e");
    }

    @Test
    void escapedSlashesAreTheSameMessage() {
        assertThat(AnswerSignature.isRight(B_BY_PW, B.replace("/", "\\/"), PW)).isTrue();
    }

    @Test
    void knownMistakesAreMistakes() throws Exception {
        String escaped = hmac(B.replace("V4/Payment", "V4\\/Payment").getBytes(StandardCharsets.UTF_8));
        assertThat(escaped).isEqualTo("9c8daff8fd09218ec4124199e850e1762ee8ed36e0295be0402401b47ef7b213");
        String latin = hmac(B.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(latin).isEqualTo("1adda15518f2202b60528384f04f7dae49d672ec2d6cdb9c7bc02589040756f9");
        String rewritten = new ObjectMapper().readTree(A).toString().replace("\":", "\": ").replace(",\"", ", \"");
        assertThat(hmac(rewritten.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("d8c71240e5f4ea6a1edfa9fe4d23c5af685cc2159673812ecc7c55b82d3dc97f");
        assertThat(AnswerSignature.isRight(escaped, B, PW)).isFalse();
        assertThat(AnswerSignature.isRight(latin, B, PW)).isFalse();
        assertThat(AnswerSignature.isRight(A_BY_PW, rewritten, PW)).isFalse();
    }

    @Test
    void wholeFormBodyOfTheContractIsGenuine() {
        Verdict verdict = verify("kr-hash=05b53b3c080509e833bcc80c1872f07de67dd878cbaf4a410f3766ec9f94762c"
                + "&kr-hash-algorithm=sha256_hmac&kr-hash-key=password&kr-answer-type=V4%2FPayment"
                + "&kr-answer=%7B%22orderStatus%22%3A%22PAID%22%2C%22label%22%3A%22P%C3%A2tisserie+%C3%A9t%C3%A9%22%2C"
                + "%22_type%22%3A%22V4%2FPayment%22%7D");
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.status()).isEqualTo(200);
            assertThat(accepted.text()).isEqualTo("OK! OrderStatus is PAID");
            assertThat(new String(accepted.body(), StandardCharsets.UTF_8)).doesNotContain("label");
        });
    }

    @ParameterizedTest
    @CsvSource({
            "kr-hash-algorithm=sha256_hmac, kr-hash-algorithm=sha256, Forged",
            "kr-hash-algorithm=sha256_hmac, x=1, Forged",
            "kr-hash-key=password, kr-hash-key=sha256_hmac, Forged",
            "kr-hash-key=password, kr-hash-key=public, Forged",
            "kr-hash-key=password, kr-hash-key=password&kr-hash-key=password, Forged",
            "kr-hash=, kr-hash=0, Forged",
            "kr-hash=, kr-hash=&kr-hash=, Malformed",
            "kr-answer=, kr-answers=, Malformed",
            "990, 991, Forged",
            "PAID, PAID%20, Forged",
    })
    void anythingElseIsNot(String from, String to, String verdict) {
        String form = "kr-hash=" + A_BY_PW + "&kr-hash-algorithm=sha256_hmac&kr-hash-key=password&kr-answer="
                + URLEncoder.encode(A, StandardCharsets.UTF_8);
        assertThat(verify(form)).isInstanceOf(Verdict.Accepted.class);
        assertThat(verify(form.replaceFirst(from, to)).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void sameEventIsTheSameHoweverItIsWrittenAndSigned() {
        String later = A.replace("10:20:31", "10:25:31").replace("/", "\\/");
        assertThat(digest(A, PW, "password")).isEqualTo(digest(later, PW, "password"))
                .isEqualTo(digest(A, HK, "sha256_hmac"))
                .isNotEqualTo(digest(A.replace("AUTHORISED", "CAPTURED"), PW, "password"));
    }

    @Test
    void genuineOneOfAnotherShopIsNotOurs() {
        String other = A.replace("42229744", "42229745");
        assertThat(verify(form(other, PW, "password"))).isInstanceOf(Verdict.Malformed.class);
    }

    private String digest(String answer, String key, String name) {
        return ((Verdict.Accepted) verify(form(answer, key, name))).digest();
    }

    private static String form(String answer, String key, String name) {
        return "kr-hash=" + AnswerSignature.of(answer, key) + "&kr-hash-algorithm=sha256_hmac&kr-hash-key=" + name
                + "&kr-answer=" + URLEncoder.encode(answer, StandardCharsets.UTF_8);
    }

    private Verdict verify(String form) {
        return verifier.verify(SHOP, new RawNotification(form.getBytes(StandardCharsets.US_ASCII),
                "application/x-www-form-urlencoded", Map.of()));
    }

    private static String message(String name) {
        return switch (name) {
            case "A" -> A;
            case "B" -> B;
            default -> "{}";
        };
    }

    private static String hmac(byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PW.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(message));
    }
}
