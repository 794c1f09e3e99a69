package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @ParameterizedTest
    @CsvSource({
            "stamps-two-a-mail.json, 1",
            "one-order-per-line.ndjson, 3",
            "orders.xml, 2",
            "orders.csv, 3",
            "preview-registered.json, 1",
            "catalogue-products.json, 1",
    })
    void everyOrderOfTheExampleIsAccepted(String file, int count) throws IOException {
        List<Validation> validations = validated(EXAMPLES.resolve(file));

        assertThat(validations).hasSize(count).allSatisfy(validation -> {
            assertThat(validation.problems()).isEmpty();
            assertThat(validation.order().orElseThrow().identity().account()).isEqualTo("demo");
        });
    }

    @Test
    void theOneThatIsRefusedOnPurposeShowsManyErrorsAtOnce() throws IOException {
        assertThat(validated(EXAMPLES.resolve("refused-on-purpose.json"))).singleElement()
                .satisfies(validation -> assertThat(validation.problems()).hasSize(11)
                        .extracting(Problem::code).contains("GUI-1051", "GUI-1041", "GUI-1043", "GUI-1065"));
    }

    @Test
    void noTwoExamplesShareAnOrderId() throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.filter(f -> Form.ofFileName(f.getFileName().toString()).isPresent()).toList()) {
                validated(file).forEach(validation -> validation.orderId().ifPresent(ids::add));
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static List<Validation> validated(Path file) throws IOException {
        Map<String, Set<String>> all = Installation.SCHEMAS.services().stream()
                .collect(Collectors.toMap(service -> service, Installation.SCHEMAS::operations));
        OrderValidator validator =
                new OrderValidator(Installation.SCHEMAS, new Installation(all, List.of()), Reading.ENGLISH);
        Form form = Form.ofFileName(file.getFileName().toString()).orElseThrow();
        return new Reading(form).of(Files.readAllBytes(file)).stream().map(validator::validate).toList();
    }
}
