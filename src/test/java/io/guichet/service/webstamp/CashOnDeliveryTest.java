package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** webstamp 3.7: amounts, accounts and references are verified before anything is sent. */
class CashOnDeliveryTest {

    private static final String HOLDER = "'beneficiary': {'organization': 'Exemple', 'zip': '3011', 'city': 'Berne'}";
    private static final String IBAN = "'kind': 'iban', 'iban': 'CH9300762011623852957', " + HOLDER;
    private static final String ESR = "'kind': 'esr', 'esrCustomerNumber': '010001628'";
    private static final String QR = "'kind': 'qriban', 'qrIban': 'CH4431999123000889012', " + HOLDER;
    private static final String REFERENCE = "210000000003139471430009017";

    private final Random random = new Random(20260924);

    @ParameterizedTest
    @CsvSource({"0.05,", "49.95,", "49.9,", "120,", "10000,", "10000.00,", "0.03,GUI-1321 GUI-1322", "49.93,GUI-1321",
            "0,GUI-1322", "0.00,GUI-1322", "10000.05,GUI-1322", "10000.01,GUI-1321 GUI-1322", "999999999,GUI-1322"})
    void rule37AmountsAreStepsOfFiveCentimesUpToTheLimit(String amount, String codes) {
        assertThat(check(IBAN, "'amount': '" + amount + "'")).extracting(Problem::code)
                .isEqualTo(codes == null ? List.of() : List.of(codes.split(" ")));
    }

    @Test
    void rule37HighestAmountIsASetting() {
        var rules = new RequestRules("200.00 CHF", 0);

        assertThat(rules.check(Samples.json(order(IBAN, "'amount': '200.05'")), new Texts(Locale.ENGLISH)))
                .singleElement().satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("/request/recipients/0/cashOnDelivery/amount");
                    assertThat(problem.message()).isEqualTo("amount: 200.05 (expected: 0.05 to 200.00 CHF)");
                });
    }

    @ParameterizedTest
    @CsvSource({"CH9300762011623852957,", "LI21088100002324013AA,", "DE89370400440532013000,",
            "CH9300762011623852958,GUI-1323", "CH930076201162385295,GUI-1323", "CH9300762011623852975,GUI-1323",
            "CH4431999123000889012,GUI-1325"})
    void rule37IbanIsVerified(String iban, String code) {
        assertCode(code, check("'kind': 'iban', 'iban': '" + iban + "', " + HOLDER, "'amount': '5.00'"));
    }

    @ParameterizedTest
    @CsvSource({"CH4431999123000889012,", "CH4431999123000889021,GUI-1323", "CH9300762011623852957,GUI-1324"})
    void rule37QrIbanIsVerifiedAndHasItsOwnBankNumber(String iban, String code) {
        assertCode(code, check("'kind': 'qriban', 'qrIban': '" + iban + "', " + HOLDER,
                "'amount': '5.00', 'qrReference': '" + REFERENCE + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"29999,false", "30000,true", "31999,true", "32000,false"})
    void rule37QrIidLiesBetweenItsBounds(String bank) {
        String number = bank.split(",")[0];
        assertThat(CheckDigits.qrIban("CH00" + number + "123000889012")).isEqualTo(bank.endsWith("true"));
    }

    @ParameterizedTest
    @CsvSource({"210000000003139471430009017,", "210000000003139471430009018,GUI-1326", "7,GUI-1326",
            "210000000003139471430009071,GUI-1326"})
    void rule37EsrReferenceHasItsCheckDigit(String reference, String code) {
        assertCode(code, check(ESR, "'amount': '5.00', 'esrReference': '" + reference + "'"));
    }

    @ParameterizedTest
    @CsvSource({"210000000003139471430009017,", "210000000003139471430009018,GUI-1326",
            "10000000003139471430009017,GUI-1327"})
    void rule37QrReferenceHasAllItsDigitsAndItsCheckDigit(String reference, String code) {
        assertCode(code, check(QR, "'amount': '5.00', 'qrReference': '" + reference + "'"));
    }

    @Test
    void rule37EachKindHasItsOwnReference() {
        assertCode("GUI-1304", check(ESR, "'amount': '5.00'"));
        assertCode("GUI-1304", check(QR, "'amount': '5.00'"));
        assertCode("GUI-1329", check(IBAN, "'amount': '5.00', 'qrReference': '" + REFERENCE + "'"));
    }

    @Test
    void rule37BeneficiaryIsNamedCompletely() {
        String half = "'kind': 'iban', 'iban': 'CH9300762011623852957', 'beneficiary': {'city': 'Berne'}";

        assertThat(check(half, "'amount': '5.00'")).extracting(problem -> problem.code() + " " + problem.field())
                .containsExactly("GUI-1328 /request/cashOnDelivery/beneficiary/lastName",
                        "GUI-1328 /request/cashOnDelivery/beneficiary/zip");
        assertCode("GUI-1304", check("'kind': 'qriban', 'qrIban': 'CH4431999123000889012'",
                "'amount': '5.00', 'qrReference': '" + REFERENCE + "'"));
    }

    @Test
    void everyErrorIsToldAtOnceWithItsPlace() {
        assertThat(check("'kind': 'iban', 'iban': 'CH9300762011623852958', 'beneficiary': {'zip': '3011'}",
                "'amount': '0.03'", "'amount': '20000.00'"))
                .extracting(problem -> problem.code() + " " + problem.field()).containsExactly(
                        "GUI-1321 /request/recipients/0/cashOnDelivery/amount",
                        "GUI-1322 /request/recipients/0/cashOnDelivery/amount",
                        "GUI-1322 /request/recipients/1/cashOnDelivery/amount",
                        "GUI-1323 /request/cashOnDelivery/iban",
                        "GUI-1328 /request/cashOnDelivery/beneficiary/lastName");
    }

    /** One wrong digit and two neighbours swapped are what people mistype: both are found, always. */
    @RepeatedTest(200)
    void referencesAreFoundRightAndEveryMistypedDigitWrong() {
        String body = digits(26);
        String right = body + checkDigit(body);
        int place = random.nextInt(27);
        char wrong = (char) ('0' + (right.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);

        assertThat(CheckDigits.reference(right)).as(right).isTrue();
        assertThat(CheckDigits.reference(right.substring(0, place) + wrong + right.substring(place + 1))).isFalse();
    }

    @RepeatedTest(200)
    void ibansAreFoundRightAndEveryMistypedDigitWrong() {
        String account = digits(17);
        String right = "CH" + ibanDigits("CH", account) + account;
        int place = 2 + random.nextInt(19);
        char wrong = (char) ('0' + (right.charAt(place) - '0' + 1 + random.nextInt(9)) % 10);

        assertThat(CheckDigits.iban(right)).as(right).isTrue();
        assertThat(CheckDigits.iban(right.substring(0, place) + wrong + right.substring(place + 1))).isFalse();
    }

    /** Whatever stands there, the rules only say what is wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"{'recipients': 'x', 'cashOnDelivery': 7, 'image': {}, 'letter': 5}",
            "{'recipients': {'cashOnDelivery': {}}, 'cashOnDelivery': []}", "{'recipients': [1, null, [], {}]}",
            "{'recipients': [{'cashOnDelivery': {'amount': []}}], 'cashOnDelivery': {'kind': {}, 'beneficiary': 1}}",
            "{'cashOnDelivery': {'kind': 'iban', 'iban': 'ÄÖ12', 'beneficiary': null}, 'image': '%%%'}"})
    void requestsOfNoShapeAreNoTrouble(String request) {
        assertThat(WebstampServices.rules().check(Samples.json(request.replace('\'', '"')), new Texts(Locale.ENGLISH)))
                .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** By its other definition: the table's row is the carry, its column the digit. */
    private static int checkDigit(String body) {
        String row = "0946827135";
        int carry = 0;
        for (char digit : body.toCharArray()) {
            String shifted = row.substring(carry) + row.substring(0, carry);
            carry = shifted.charAt(digit - '0') - '0';
        }
        return (10 - carry) % 10;
    }

    private static String ibanDigits(String country, String account) {
        String letters = country.chars().mapToObj(c -> Integer.toString(c - 'A' + 10))
                .reduce("", String::concat);
        int rest = new BigInteger(account + letters + "00").mod(BigInteger.valueOf(97)).intValue();
        return String.format(Locale.ROOT, "%02d", 98 - rest);
    }

    private static void assertCode(String code, List<Problem> problems) {
        assertThat(problems).extracting(Problem::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static List<Problem> check(String account, String... cash) {
        return WebstampServices.rules().check(Samples.json(order(account, cash)), new Texts(Locale.ENGLISH));
    }

    private static String order(String account, String... cash) {
        String recipients = String.join(", ", Stream.of(cash)
                .map(one -> "{'city': 'Bern', 'cashOnDelivery': {" + one + "}}").toList());
        return ("{'product': 1, 'recipients': [" + recipients + "], 'cashOnDelivery': {" + account + "}}")
                .replace('\'', '"');
    }
}
