package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestReadingTest {

    private static final String LONG_STREET = "Route de la Vieille-Poste-du-Haut, Annexe 12b";

    private final OrderValidator strict = validator(Strictness.STRICT, Reading.ENGLISH);
    private final OrderValidator lenient = validator(Strictness.LENIENT, Reading.ENGLISH);

    private static OrderValidator validator(Strictness strictness, Texts texts) {
        return new OrderValidator(Installation.SCHEMAS, Installation.usual(), texts, strictness);
    }

    private static RawOrder order(String recipient) {
        return new RawOrder(1, "order 1", json("{'orderId':'1','service':'webstamp','operation':'stamps','request':"
                + "{'product':15220,'printZone':2,'recipients':[{" + recipient + "}]}}"), List.of());
    }

    @Test
    void readStrictlyEveryTextThatCannotBePrintedIsAProblemOfTheOrder() {
        Validation validation = strict.validate(order("'street':'Rue\\u200B du\\u0007 Lac','city':'\\ud83dLausanne',"
                + "'lastName':'" + "x".repeat(36) + "'"));

        assertThat(validation.order()).isEmpty();
        assertThat(validation.cleaned()).isEmpty();
        assertThat(validation.problems()).extracting(p -> p.code() + " " + p.field() + " " + p.message())
                .containsExactly(
                        "GUI-1025 /request/recipients/0/city recipients.0.city: U+D83D (character 1) cannot be printed",
                        "GUI-1046 /request/recipients/0/lastName recipients.0.lastName: \"" + "x".repeat(36)
                                + "\" has 36 characters (expected: 1..35)",
                        "GUI-1025 /request/recipients/0/street recipients.0.street: U+200B (character 4), U+0007 "
                                + "(character 8) cannot be printed");
        assertThat(validation.problems()).extracting(Problem::advice).allSatisfy(
                advice -> assertThat(advice).contains("guichet.intake.reading").contains("lenient"));
    }

    @Test
    void readLenientlyTheSameTextsAreCleanedAndTheAnswerCanSayHow() {
        Validation validation = lenient.validate(order("'street':'" + LONG_STREET + "','city':'\\ud83dLausanne',"
                + "'firstName':'Anne\\r\\n  Marie\\u200B','lastName':'Müller'"));

        assertThat(validation.problems()).isEmpty();
        JsonNode recipient = validation.order().orElseThrow().request().at("/recipients/0");
        assertThat(recipient.path("street").asText()).isEqualTo("Route de la Vieille-Poste-du-Haut,");
        assertThat(recipient.path("city").asText()).isEqualTo("Lausanne");
        assertThat(recipient.path("firstName").asText()).isEqualTo("Anne Marie");
        assertThat(recipient.path("lastName").asText()).isEqualTo("Müller");
        assertThat(validation.order().orElseThrow().cleaned()).isEqualTo(validation.cleaned())
                .containsExactlyInAnyOrder(
                        new Cleaned("/request/recipients/0/firstName",
                                "recipients.0.firstName: removed U+200B (character 14), "
                                        + "made blanks of U+000D (character 5), U+000A (character 6), put blanks and accents in order. "
                                        + "It now reads \"Anne Marie\""),
                        new Cleaned("/request/recipients/0/street", "recipients.0.street: kept 34 of 45 characters "
                                + "(expected: ≤ 35) and cut \"Annexe 12b\" off. It now reads \"Route de la Vieille-Poste-du-Haut,\""),
                        new Cleaned("/request/recipients/0/city",
                                "recipients.0.city: removed U+D83D (character 1). It now reads \"Lausanne\""));
    }

    @Test
    void theContentOfAnOrderIsWhatWasSentHoweverItIsRead() {
        RawOrder raw = order("'city':'Lausanne\\u200B'");

        Fingerprint sent = lenient.validate(raw).fingerprint().orElseThrow();

        assertThat(lenient.validate(raw).order().orElseThrow().contentHash()).isEqualTo(sent.contentHash())
                .isEqualTo(CanonicalJson.sha256(raw.message().get("request")));
        assertThat(strict.validate(raw).fingerprint()).as("refused, and known").contains(sent);
        assertThat(raw.message().at("/request/recipients/0/city").asText()).as("what was read is not touched")
                .isEqualTo("Lausanne\u200B");
    }

    @Test
    void anOrderThatIsWrongOutsideItsRequestIsNobodys() {
        ObjectNode message = (ObjectNode) order("'city':'Bern'").message();
        message.put("colour", 1);

        assertThat(strict.validate(new RawOrder(1, "order 1", message, List.of())).fingerprint()).isEmpty();
    }

    @Test
    void codesAreCleanedButNeverCut() {
        Validation validation = lenient.validate(order("'city':'Bern','reference':'" + "R".repeat(51)
                + "','zip':'30\\u200B00'"));

        assertThat(validation.problems()).extracting(p -> p.code() + " " + p.field())
                .containsExactly("GUI-1046 /request/recipients/0/reference");
        assertThat(validation.cleaned()).extracting(Cleaned::field).containsExactly("/request/recipients/0/zip");
    }

    @Test
    void aTextOfWhichNothingIsLeftIsRefusedEvenReadLeniently() {
        assertThat(lenient.validate(order("'city':'\\u200B\\u0000'")).problems())
                .extracting(p -> p.code() + " " + p.message()).containsExactly("GUI-1026 recipients.0.city: nothing is "
                        + "left of it that can be printed (U+200B (character 1), U+0000 (character 2))");
    }

    @Test
    void numbersChoicesAndDocumentsAreNotTextsThatArePrinted() {
        assertThat(lenient.validate(order("'city':'Bern','country':'C\\u200BH'")).problems())
                .extracting(Problem::code).containsExactly("GUI-1045");
    }

    @Test
    void printedLinesMayHaveEndsAndNothingElse() {
        assertThat(strict.validate(order("'city':'Bern','printAddress':'A\\nB\\r\\nC'")).problems()).isEmpty();
        assertThat(strict.validate(order("'city':'Bern','printAddress':'A\\tB'")).problems())
                .extracting(Problem::code).containsExactly("GUI-1025");
    }

    @Test
    void aServiceMayPrintLess() {
        RawOrder note = new RawOrder(1, "order 1", json("{'orderId':'1','service':'tiny','operation':'echo',"
                + "'account':'till','request':{'note':'hé'}}"), List.of());

        assertThat(strict.validate(note).problems()).extracting(Problem::message)
                .containsExactly("note: U+00E9 (character 2) cannot be printed");
        assertThat(lenient.validate(note).order().orElseThrow().request().path("note").asText()).isEqualTo("h");
        assertThat(strict.validate(order("'city':'Genève'")).problems()).as("webstamp prints it").isEmpty();
    }

    @Test
    void whatWasDoneIsSaidInTheLanguageOfTheAccount() {
        Texts texts = new Texts(Locale.ENGLISH, (service, account) -> Optional.of("de"));

        assertThat(validator(Strictness.LENIENT, texts).validate(order("'city':'Bern\\u0007'")).cleaned())
                .extracting(Cleaned::text).containsExactly(
                        "recipients.0.city: entfernt: U+0007 (Zeichen 5). Der Text lautet nun «Bern»");
    }
}
