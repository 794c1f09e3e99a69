package io.guichet.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskedTest {

    @Test
    void harmlessFieldsAreShownAndOfEverythingElseOnlyItsLength() {
        String shown = Masked.of("""
                {"product":15220,"dryRun":true,"recipients":[{"firstName":"Anna","zip":1003,"country":"CH","new":null}],
                 "errors":[{"code":"GUI-2001","field":"recipients[0].street","value":"Geheimgasse 77","limit":"1..35"}],
                 "password":"wsws-geheim"}""");

        assertThat(shown).contains("\"product\" : 15220", "\"dryRun\" : true", "\"country\" : \"CH\"", "GUI-2001",
                "1..35",
                "\"firstName\" : \"‹4›\"", "\"zip\" : \"‹4›\"", "\"password\" : \"‹11›\"");
        assertThat(shown).doesNotContain("Anna", "1003", "Geheimgasse", "wsws-geheim");
    }

    @Test
    void objectUnderAHarmlessNameIsMaskedWithin() {
        assertThat(Masked.of("{\"media\":{\"owner\":\"Anna\"},\"options\":[\"SO\",{\"to\":\"Anna\"}]}"))
                .contains("\"SO\"").doesNotContain("Anna");
    }

    @Test
    void whatIsNoJsonIsNotShown() {
        assertThat(Masked.of("Anna Muster")).isEqualTo("‹11›");
    }
}
