package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaCommandTest {

    @Test
    void printsWhatARequestMaySay() {
        assertThat(type("webstamp", "stamps").out()).contains("\"printZone\"", "2020-12");
    }

    @Test
    void printsTheXmlSchemaOfEveryOperationInAscii() {
        Typed typed = type("--xsd");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).startsWith("<?xml").contains("urn:guichet:order:1", "name=\"webstamp.stamps\"")
                .endsWith("</xs:schema>\n").matches("[\\x00-\\x7E]*");
    }

    @Test
    void printsWhatAnImportProfileMaySay() {
        assertThat(type("--import-profile").out()).contains("\"otherColumns\"", "\"groupBy\"");
    }

    @Test
    void wrongUseNamesWhatWasExpected() {
        assertThat(type("webstamp", "fly")).satisfies(typed -> {
            assertThat(typed.code()).isEqualTo(2);
            assertThat(typed.err())
                    .contains("webstamp fly (expected: one of [billing, catalogue, delivery-note, journal, preview, "
                            + "receipt, reorder, reprint, stamps])");
        });
        assertThat(type()).satisfies(typed -> {
            assertThat(typed.code()).isEqualTo(2);
            assertThat(typed.err()).contains("SERVICE OPERATION: missing", "webstamp", "--xsd");
        });
        assertThat(type("--xsd", "webstamp").code()).isEqualTo(2);
    }

    private static Typed type(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "schema";
        System.arraycopy(words, 0, all, 1, words.length);
        return Typed.type(Map.of(), all);
    }
}
