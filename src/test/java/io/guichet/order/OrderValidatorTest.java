package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderValidatorTest {

    private static final String REQUEST = "{'product':15220,'quantity':2,'printZone':1}";

    private final OrderValidator validator =
            new OrderValidator(Installation.SCHEMAS, Installation.usual(), Reading.ENGLISH);

    @Test
    void anOrderThatIsRightBecomesOne() {
        Validation validation = validate("{'orderId':'SO-1','service':'webstamp','operation':'stamps','request':"
                + REQUEST + ",'limits':{'maxPrice':'5.00'},'notBefore':'2026-11-30T06:00:00+01:00',"
                + "'notAfter':'2026-12-01T00:00:00Z',"
                + "'dryRun':true,'onBehalfOf':'Client 7','replyTo':{'correlationId':'abc'}}");

        assertThat(validation.problems()).isEmpty();
        assertThat(validation.order()).contains(new Order(new OrderIdentity("webstamp", "demo", "stamps", "SO-1"),
                (ObjectNode) json(REQUEST), CanonicalJson.sha256(json(REQUEST)), Optional.of(new BigDecimal("5.00")),
                Optional.of(Instant.parse("2026-11-30T05:00:00Z")), Optional.of(Instant.parse("2026-12-01T00:00:00Z")),
                true, Optional.of("Client 7"), Optional.of("abc")));
    }

    @Test
    void everyErrorIsToldAtOnce() {
        Validation validation = validate("{'orderId':'a b','service':'webstamp','operation':'stamps','colour':1,"
                + "'limits':{'maxPrice':5},'notAfter':'tomorrow','request':{'quantity':0,'dpi':'1','format':'tiff'}}");

        assertThat(validation.order()).isEmpty();
        assertThat(validation.orderId()).as("usable as a name").isEmpty();
        assertThat(validation.service()).contains("webstamp");
        assertThat(validation.account()).contains("demo");
        assertThat(validation.problems()).extracting(problem -> problem.code() + " " + problem.field()).containsExactly(
                "GUI-1041 /colour", "GUI-1042 /limits/maxPrice", "GUI-1049 /notAfter", "GUI-1045 /orderId",
                "GUI-1051 /request", "GUI-1042 /request/dpi", "GUI-1043 /request/format", "GUI-1044 /request/quantity");
    }

    @Test
    void aMessageNamesTheThingTheValueAndWhatIsExpected() {
        assertThat(problem("{'product':15220,'quantity':0}").message()).isEqualTo("quantity: 0 (expected: 1..500)");
        assertThat(problem("{'product':15220,'quantity':'2'}").message())
                .isEqualTo("quantity: \"2\" (expected: a whole number)");
        assertThat(problem("{'product':15220,'recipients':[{'city':'Bern','country':'Suisse'}]}").message())
                .isEqualTo("recipients.0.country: \"Suisse\" (expected: ^[A-Z]{2}$, as in CH)");
        assertThat(problem("{'product':15220,'quantity':1,'returnReceipt':'yes'}").message())
                .isEqualTo("returnReceipt: \"yes\" (expected: registered, unregistered)");
    }

    @Test
    void aServiceMaySayWhyItRefusesAValue() {
        for (String jpg : List.of("jpg", "JPG", "jpeg")) {
            Problem problem = problem("{'product':15220,'quantity':1,'format':'" + jpg + "'}");

            assertThat(problem.code()).as("an error of its own").isEqualTo("GUI-1320");
            assertThat(problem.field()).isEqualTo("/request/format");
            assertThat(problem.advice()).contains("no JPG").contains("would alter the stamp").contains("png");
        }
    }

    @Test
    void anUnknownMemberIsRefusedByName() {
        Problem problem = problem("{'product':15220,'quantity':1,'a/b~c':1}");

        assertThat(problem.code()).isEqualTo("GUI-1041");
        assertThat(problem.field()).isEqualTo("/request/a~1b~0c");
        assertThat(problem.message()).startsWith("a/b~c: not known here (expected: product, webstampProduct, ");
    }

    @Test
    void anUnknownServiceOperationOrAccountListsTheKnownOnesSorted() {
        assertThat(onlyProblem("{'orderId':'1','service':'fedex','operation':'x','request':{}}"))
                .isEqualTo("service: \"fedex\" (expected: tiny, webstamp)");
        assertThat(onlyProblem("{'orderId':'1','service':'webstamp','operation':'stamp','request':{}}"))
                .isEqualTo("operation: \"stamp\" (expected of webstamp: billing, catalogue, delivery-note, "
                        + "journal, preview, receipt, reorder, reprint, stamps)");
        assertThat(onlyProblem("{'orderId':'1','service':'webstamp','operation':'stamps','account':'x','request':"
                + REQUEST + "}")).isEqualTo("account: \"x\" (expected of webstamp: branch-2, demo)");
        assertThat(onlyProblem("{'orderId':'1','service':'tiny','operation':'echo','request':{}}"))
                .isEqualTo("account: missing, and tiny has no default account (expected: till)");
    }

    @Test
    void aPriceLimitIsRefusedWhereNoPriceIsToldBeforehand() {
        assertThat(onlyProblem("{'orderId':'1','service':'tiny','operation':'echo','account':'till','request':{},"
                + "'limits':{'maxPrice':'1'}}")).isEqualTo("limits.maxPrice: tiny tells no price before echo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GUI-1065 | 2026-11-30T06:00:00+01:00 | 2026-11-30T05:00:00Z",
            "GUI-1065 | 2026-11-30T06:00:00+01:00 | 2026-11-29T06:00:00+01:00",
            "GUI-1049 | 2026-11-30T06:00:00 | 2026-12-30T06:00:00+01:00",
            "GUI-1049 | 2026-02-30T06:00:00Z | 2026-12-30T06:00:00Z",
            "GUI-1049 | 2026-11-30 | 2026-12-30T06:00:00Z",
            "GUI-1049 | 2016-12-31T23:59:60Z | 2026-12-30T06:00:00Z",
    })
    void timesThatCannotBeKeptAreRefused(String code, String notBefore, String notAfter) {
        assertThat(validate("{'orderId':'1','service':'webstamp','operation':'stamps','request':" + REQUEST
                + ",'notBefore':'" + notBefore + "','notAfter':'" + notAfter + "'}").problems())
                .singleElement().satisfies(problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void secretsAndDocumentsAreLeftOutAndLongValuesShortened() {
        assertThat(tiny("{'secret':'hunter22'}").message()).isEqualTo(
                "secret: (8 characters, not shown) has 8 characters (expected: ≤ 5)");
        assertThat(tiny("{'note':'" + "abcdefghij".repeat(20) + "'}").message()).isEqualTo(
                "note: \"abcdefghijabcdefghijabcdefghijabcdefghij…\" (200 characters) "
                        + "has 200 characters (expected: ≤ 5)");
        Problem image = problem("{'product':15220,'quantity':1,'image':'not base64!'}");
        assertThat(image.code()).isEqualTo("GUI-1054");
        assertThat(image.message()).isEqualTo("image: 11 characters that are not base64");
        assertThat(problem("{'product':15220,'quantity':1,'image':'QUJD'}")).isNull();
    }

    @Test
    void whatOtherServicesMayAskIsSaidInOurWordsToo() {
        assertThat(tiny("{'rate':0.07}").code()).isEqualTo("GUI-1050");
        assertThat(tiny("{'rate':0}").message()).isEqualTo("rate: 0 (expected: > 0)");
        assertThat(tiny("{'numbers':[1,1]}").code()).isEqualTo("GUI-1048");
        assertThat(tiny("{'numbers':[1,2,3,4]}").message()).isEqualTo("numbers: 4 entries (expected: ≤ 3)");
        assertThat(tiny("{'when':'30.11.2026'}").code()).isEqualTo("GUI-1049");
        assertThat(tiny("{'first':'x'}").message())
                .isEqualTo("second: missing (expected: a text, because first is given)");
        assertThat(tiny("{'flag':'true'}").message()).isEqualTo("flag: \"true\" (expected: true or false)");
    }

    @Test
    void onlyWhatIsAnObjectIsAnOrder() {
        assertThat(onlyProblem("[1]")).isEqualTo("order: a list of 1 (expected: an object)");
        assertThat(onlyProblem("5")).isEqualTo("order: 5 (expected: an object)");
        assertThat(validate("{}").problems()).extracting(Problem::field)
                .containsExactly("/operation", "/orderId", "/request", "/service");
    }

    @Test
    void theServicesOwnRulesAreToldBesideWhatTheSchemaSaysButNotTwiceOfOnePlace() {
        Problem own = new Problem("GUI-2001", "/request/recipients", "m", "a", Optional.empty());
        OrderValidator strict = new OrderValidator(Installation.SCHEMAS,
                new Installation(Map.of("webstamp", Set.of("stamps")), List.of(own)), Reading.ENGLISH);
        String order = "{'orderId':'1','service':'webstamp','operation':'stamps','request':"
                + "{'product':15220,'quantity':%s}}";

        assertThat(strict.validate(raw(order.formatted("1"))).problems()).containsExactly(own);
        assertThat(strict.validate(raw(order.formatted("0"))).problems()).hasSize(2).contains(own);
        assertThat(strict.validate(raw(order.formatted("1,'recipients':7"))).problems()).hasSize(1)
                .doesNotContain(own);
    }

    @Test
    void whatCouldNotBeReadKeepsItsProblems() {
        Problem broken = Reading.ENGLISH.problem("GUI-1002", "", "f", 1, 2, "x");

        assertThat(validator.validate(RawOrder.unreadable(3, "line 3", List.of(broken))).problems())
                .containsExactly(broken);
    }

    @Test
    void aFloodOfErrorsIsCutOffAndSaidSo() {
        String members = "'x%d':1,".repeat(5000);
        for (int i = 0; i < 5000; i++) {
            members = members.replaceFirst("%d", String.valueOf(i));
        }
        List<Problem> problems = validate("{" + members + "'orderId':'1'}").problems();

        assertThat(problems).hasSize(101);
        assertThat(problems.get(100).code()).isEqualTo("GUI-1066");
    }

    private Problem problem(String request) {
        List<Problem> problems = validate("{'orderId':'1','service':'webstamp','operation':'stamps','request':"
                + request + "}").problems();
        assertThat(problems).hasSizeLessThan(2);
        return problems.isEmpty() ? null : problems.get(0);
    }

    private Problem tiny(String request) {
        List<Problem> problems = validate("{'orderId':'1','service':'tiny','operation':'echo','account':'till',"
                + "'request':" + request + "}").problems();
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private String onlyProblem(String message) {
        List<Problem> problems = validate(message).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).message();
    }

    private Validation validate(String message) {
        return validator.validate(raw(message));
    }

    private static RawOrder raw(String message) {
        return new RawOrder(1, "order 1", json(message), List.of());
    }
}
