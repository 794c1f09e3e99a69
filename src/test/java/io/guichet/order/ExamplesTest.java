package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {

    private static final Path EXAMPLES = Path.of("examples");
    private static final ImportProfiles PROFILES = shipped();

    @ParameterizedTest
    @CsvSource({
            "stamps-two-a-mail.json, 1",
            "stamps-connection-document.json, 1",
            "one-order-per-line.ndjson, 3",
            "orders.xml, 2",
            "orders.csv, 3",
            "preview-registered.json, 1",
            "catalogue-products.json, 1",
            "catalogue-lists.ndjson, 10",
            "after-the-purchase.ndjson, 6",
            "account-questions.ndjson, 3",
            "orders-in-one-array.json, 2",
            "import-profiles/webstamp-stamps.csv, 3",
            "import-profiles/webstamp-stamps-excel.csv, 3",
            "import-profiles/webstamp-mailing.csv, 2",
    })
    void everyOrderOfTheExampleIsAccepted(String file, int count) throws Exception {
        accepted(file, count, "demo");
    }

    @ParameterizedTest
    @CsvSource({"canadapost-shipments.ndjson, 11", "import-profiles/canadapost-shipments.csv, 3"})
    void everyShipmentOfTheExampleIsAccepted(String file, int count) throws Exception {
        accepted(file, count, "demo-ca");
    }

    private static void accepted(String file, int count, String account) throws Exception {
        assertThat(validated(EXAMPLES.resolve(file))).hasSize(count).allSatisfy(validation -> {
            assertThat(validation.problems()).isEmpty();
            assertThat(validation.order().orElseThrow().identity().account()).isEqualTo(account);
        });
    }

    @Test
    void eachShippedProfileHasItsExample() throws Exception {
        for (String name : PROFILES.names()) {
            assertThat(EXAMPLES.resolve("import-profiles").resolve(name + ".csv")).exists();
        }
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("import-profiles"))) {
            assertThat(files).hasSameSizeAs(PROFILES.names());
        }
    }

    @Test
    void theSwissExcelFileIsReadWithItsLettersAmountsAndDates() throws Exception {
        Order letter = validated(EXAMPLES.resolve("import-profiles/webstamp-stamps-excel.csv")).get(1).order()
                .orElseThrow();

        assertThat(letter.request()).isEqualTo(Reading.json("{'product':15220,'format':'pdf','recipients':[{"
                + "'organization':'Müller & Söhne','street':'Bäckergasse 4; Hinterhaus','zip':'6003',"
                + "'city':'Luzern','country':'CH'}]}"));
        assertThat(letter.notBefore()).contains(Instant.parse("2026-08-31T22:00:00Z"));
        assertThat(validated(EXAMPLES.resolve("import-profiles/webstamp-stamps-excel.csv")).get(2).order()
                .orElseThrow().maxPrice()).contains(new BigDecimal("1000.50"));
    }

    @Test
    void theMailingIsOneOrderWithARecipientOfEachLine() throws Exception {
        Order mailing = validated(EXAMPLES.resolve("import-profiles/webstamp-mailing.csv")).get(0).order()
                .orElseThrow();

        assertThat(mailing.request().path("recipients")).hasSize(3)
                .extracting(recipient -> recipient.path("reference").asText())
                .containsExactly("SO-10721-1", "SO-10721-2", "SO-10721-3");
        assertThat(mailing.maxPrice()).contains(new BigDecimal("10.00"));
    }

    @Test
    void theOneThatIsRefusedOnPurposeShowsManyErrorsAtOnce() throws Exception {
        assertThat(validated(EXAMPLES.resolve("refused-on-purpose.json"))).singleElement()
                .satisfies(validation -> assertThat(validation.problems()).hasSize(11)
                        .extracting(Problem::code).contains("GUI-1051", "GUI-1041", "GUI-1320", "GUI-1065"));
    }

    @Test
    void theShipmentThatIsRefusedOnPurposeShowsManyErrorsAtOnce() throws Exception {
        assertThat(validated(EXAMPLES.resolve("refused-canadapost.json"))).singleElement()
                .satisfies(validation -> assertThat(validation.problems())
                        .extracting(problem -> problem.code() + " " + problem.field()).containsExactly(
                                "GUI-1041 /request/colour", "GUI-1045 /request/notification/email",
                                "GUI-1053 /request/options/1/amount", "GUI-1040 /request/options/2/amount",
                                "GUI-1040 /request/parcel/dimensions", "GUI-1046 /request/sender/province",
                                "GUI-1045 /request/sender/zip"));
    }

    /** The sheet of a shop: blank cells are nothing, and an amount of coverage is the option of it. */
    @Test
    void theSheetOfTheShopIsReadWithItsOptions() throws Exception {
        List<Validation> sheet = validated(EXAMPLES.resolve("import-profiles/canadapost-shipments.csv"));

        assertThat(sheet.get(0).order().orElseThrow().request()).isEqualTo(Reading.json("{'serviceCode':'DOM.EP',"
                + "'sender':{'organization':'Atelier Boreal','contactPhone':'514 555 0134',"
                + "'street':'3500 avenue du Parc','city':'Montreal','province':'QC','zip':'H2X 1Y4'},"
                + "'recipient':{'name':'Jean Roy','street':'12 Wellington St','city':'Ottawa','province':'ON',"
                + "'country':'CA','zip':'K1A 0A9'},"
                + "'parcel':{'weight':'2.35','dimensions':{'length':'30','width':'20','height':'12.5'}},"
                + "'options':[{'code':'DC'},{'code':'SO'}],'notification':{'email':'jean.roy@example.com'},"
                + "'reference':'Web 4711'}"));
        assertThat(sheet.get(1).order().orElseThrow().request().path("options"))
                .isEqualTo(Reading.json("[{'code':'DC'},{'amount':'250.00','code':'COV'}]"));
    }

    @Test
    void noTwoExamplesShareAnOrderId() throws Exception {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(f -> Form.ofFileName(f.getFileName().toString()).isPresent()).toList()) {
                validated(file).forEach(validation -> validation.orderId().ifPresent(ids::add));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static ImportProfiles shipped() {
        try {
            return new ImportProfiles(Installation.SCHEMAS, Path.of("no", "such", "folder"));
        } catch (WrongProfiles wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static List<Validation> validated(Path file) throws Exception {
        Map<String, Set<String>> all = Installation.SCHEMAS.services().stream()
                .collect(Collectors.toMap(service -> service, Installation.SCHEMAS::operations));
        OrderValidator validator =
                new OrderValidator(Installation.SCHEMAS, new Installation(all, List.of()), Reading.ENGLISH);
        Form form = Form.ofFileName(file.getFileName().toString()).orElseThrow();
        String name = file.getFileName().toString();
        ImportProfile profile = file.getParent().equals(EXAMPLES)
                ? ImportProfile.PLAIN
                : PROFILES.named(name.substring(0, name.indexOf('.'))).orElseThrow();
        return new Reading(form, profile, OrderReader.DEFAULT_MAX_ORDER_BYTES).of(Files.readAllBytes(file)).stream()
                .map(validator::validate).toList();
    }
}
