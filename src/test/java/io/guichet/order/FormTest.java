package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void theEndingOfAFileNameTellsTheFormInAnyLetterCase() {
        assertThat(Form.ofFileName("march.JSON")).contains(Form.JSON);
        assertThat(Form.ofFileName("march.NdJson")).contains(Form.NDJSON);
        assertThat(Form.ofFileName("march.2026.xml")).contains(Form.XML);
        assertThat(Form.ofFileName("MARCH.CSV")).contains(Form.CSV);
    }

    @Test
    void otherEndingsTellNothing() {
        assertThat(Form.ofFileName("march.txt")).isEmpty();
        assertThat(Form.ofFileName("json")).isEmpty();
        assertThat(Form.ofFileName("march.json.part")).isEmpty();
        assertThat(Form.ofFileName("")).isEmpty();
    }

    @Test
    void theFirstCharacterOfAMessageTellsXmlFromJson() {
        assertThat(Form.ofText(" \r\n<orders/>")).isEqualTo(Form.XML);
        assertThat(Form.ofText("\uFEFF<orders/>")).isEqualTo(Form.XML);
        assertThat(Form.ofText("[{}]")).isEqualTo(Form.JSON);
        assertThat(Form.ofText("{\n \"a\": {\"b\": \"}\\\"\\n{\"}\n}\n")).isEqualTo(Form.JSON);
        assertThat(Form.ofText("")).isEqualTo(Form.JSON);
    }

    @Test
    void objectsOnLinesAreNdjsonEvenIfTheFirstIsBroken() {
        assertThat(Form.ofText("{\"a\":\"}\"}\n{\"a\":2}")).isEqualTo(Form.NDJSON);
        assertThat(Form.ofText("{\"a\":1\n{\"a\":2}")).isEqualTo(Form.NDJSON);
    }

    @Test
    void objectsThatSpreadOverLinesAreOneBrokenJsonAndNotManyBrokenLines() {
        assertThat(Form.ofText("{\n\"a\":1\n}\n{\n\"a\":2\n}")).isEqualTo(Form.JSON);
    }
}
