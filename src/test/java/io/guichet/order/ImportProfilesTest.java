package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportProfilesTest {

    private static final String ID = "{'names': ['Nr'], 'to': 'orderId'}";
    private static final String TINY = Profiles.TINY;

    @TempDir
    Path folder;

    @Test
    void shippedOnesAreThereAndTheOperatorsOwnWin() throws Exception {
        write("mine.json", "{" + TINY + ", 'columns': [" + ID + "]}");
        write("webstamp-stamps.json", "{" + TINY + ", 'header': false, 'columns': [{'position': 1, 'to': 'orderId'}]}");
        write(".mine.json.swp", "not json");
        write("old.json~", "not json");
        write("README", "not json");

        ImportProfiles profiles = new ImportProfiles(Installation.SCHEMAS, folder);

        assertThat(profiles.names()).containsExactly("canadapost-shipments", "mine", "webstamp-mailing",
                "webstamp-stamps", "webstamp-stamps-excel");
        assertThat(profiles.named("mine").orElseThrow().name()).isEqualTo("mine");
        assertThat(profiles.named("webstamp-stamps").orElseThrow().hasHeader()).isFalse();
        assertThat(profiles.named("webstamp-mailing").orElseThrow().hasHeader()).isTrue();
        assertThat(profiles.named("yours")).isEmpty();
    }

    @Test
    void withoutAFolderThereAreTheShippedOnes() throws Exception {
        assertThat(new ImportProfiles(Installation.SCHEMAS, folder.resolve("none")).names())
                .contains("webstamp-stamps");
    }

    @Test
    void everythingThatIsWrongInEveryFileIsToldAtOnce() throws Exception {
        write("one.json", "{'colums': [], 'charset': 'windows 1252', 'delimiter': ';;'}");
        write("two.json", "{" + TINY + ",\n'columns': [" + ID + ",]}");
        write("Three.json", "{}");
        write("four.json", "{" + TINY + ", 'columns': [" + ID + ", {'names': ['x'], 'to': 'request.nota'}], "
                + "'charset': 'UTF-16'}");

        assertThatThrownBy(() -> new ImportProfiles(Installation.SCHEMAS, folder)).isInstanceOfSatisfying(
                WrongProfiles.class, wrong -> assertThat(wrong.reasons()).extracting(
                        reason -> reason.substring(folder.toString().length() + 1)).containsExactly(
                                "Three.json: the name of the file (expected: small letters, digits and hyphens, "
                                        + "then .json)",
                                "four.json: charset: \"UTF-16\" (expected: UTF-8, or a set with one byte for each "
                                        + "character such as windows-1252)",
                                "four.json: columns.1.to: \"request.nota\" (expected: one of request.secret, "
                                        + "request.note, request.rate, request.flag, request.numbers, request.when, "
                                        + "request.first, request.second)",
                                "one.json: charset: \"windows 1252\" (expected: ^[A-Za-z0-9][A-Za-z0-9._:-]{0,39}$, "
                                        + "as in windows-1252)",
                                "one.json: columns: missing (expected: a list)",
                                "one.json: colums: not known here (expected: $schema, title, description, charset, "
                                        + "delimiter, quote, header, otherColumns, decimalMark, thousandsMarks, "
                                        + "groupBy, fixed, columns)",
                                "one.json: delimiter: \";;\" (expected: ^(auto|[^\\r\\n])$, as in ;)",
                                "two.json, line 2, column 48: not JSON: Unexpected character (']' (code 93)): "
                                        + "expected a valid value (JSON String, Number, Array, Object or token "
                                        + "'null', 'true' or 'false')"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // Form
            "[]                                         | profile: a list of 0 (expected: an object)",
            "{'columns': [ID], 'columns': [ID]}         | a member occurs twice",
            "{TINY, 'columns': [ID, {'names': ['a']}]}  | columns.1: exactly one is expected of: to, ignore",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'a..b'}]} | columns.1.to: \"a..b\" (expected: ^",
            "{TINY, 'columns': [ID, {'position': 2, 'ignore': true}]} | columns.1.names: missing",
            "{TINY, 'columns': [ID, {'position': 2, 'ignore': true}]} | columns.1.position: not possible here",
            "{TINY, 'header': false, 'columns': [ID]}   | columns.0.names: not possible here, because header = false",
            "{TINY, 'columns': [ID, {'names': ['a'], 'ignore': true, 'default': 1}]} | columns.1.default: not possible",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.note', 'format': 'dd.MM.yyyy'}]} | columns.1.format",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.when', 'type': 'date'}]} | columns.1.format: missing",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.note', 'required': true, 'default': 'x'}]} | not possible together",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.note', 'otherValues': 'keep'}]} | columns.1.values: missing",
            // Sense
            "{TINY, 'columns': [{'names': ['a'], 'to': 'request.note'}]} | columns: none is for orderId",
            "{'columns': [ID]}                          | fixed.service: missing (expected: a value here, or a column",
            "{TINY, 'columns': [ID, {'names': ['b'], 'to': 'orderId'}]} | columns.1.to: \"orderId\" (expected: a field that columns.0.to does not fill)",
            "{TINY, 'columns': [ID, {'names': ['b'], 'to': 'service'}]} | columns.1.to: \"service\" (expected: a field that fixed.service",
            "{TINY, 'columns': [ID, {'names': ['b'], 'to': 'service.name'}]} | columns.1.to: \"service.name\" (expected: a field that fixed.service",
            "{TINY, 'columns': [ID, {'names': [' nR '], 'ignore': true}]} | columns.1: \"nR\" (expected: a name of its own, columns.0 has this one)",
            "{TINY, 'header': false, 'columns': [{'position': 1, 'to': 'orderId'}, {'position': 1, 'ignore': true}]} | columns.1: \"1\"",
            "{TINY, 'columns': [{'names': ['a'], 'to': 'orderId', 'default': 'x'}]} | columns.0.default: \"x\" (expected: none for orderId)",
            "{TINY, 'charset': 'windows-99', 'columns': [ID]} | charset: \"windows-99\"",
            "{TINY, 'charset': 'Shift_JIS', 'columns': [ID]} | charset: \"Shift_JIS\"",
            "{TINY, 'charset': 'IBM500', 'columns': [ID]}   | charset: \"IBM500\"",
            "{TINY, 'charset': 'windows-1252', 'delimiter': 'Ł', 'columns': [ID]} | delimiter: \"Ł\"",
            "{TINY, 'delimiter': ';', 'quote': ';', 'columns': [ID]} | quote: \";\"",
            "{TINY, 'quote': ',', 'columns': [ID]}          | quote: \",\" (expected: another character than the delimiter)",
            "{TINY, 'decimalMark': ',', 'thousandsMarks': [','], 'columns': [ID, {'names': ['a'], 'to': 'request.rate', 'type': 'number'}]} | thousandsMarks: \",\"",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.note', 'values': {'x': 'a', ' X': 'b'}}]} | columns.1.values: \" X\"",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.when', 'type': 'date', 'format': 'dd.MM'}]} | columns.1.format: \"dd.MM\" (expected: day, month and year)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'notAfter', 'type': 'dateTime', 'format': 'dd.MM.yyyy'}]} | day, month and year, with a zone or an offset",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'notAfter', 'type': 'dateTime', 'format': 'dd.MM.yyyy', 'zone': 'Europe/Bern'}]} | columns.1.format: \"dd.MM.yyyy\" (expected: a format such as dd.MM.yyyy, and a zone such as Europe/Zurich)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.when', 'type': 'date', 'format': 'dddd'}]} | columns.1.format: \"dddd\"",
            // Rows of one order
            "{TINY, 'groupBy': 'orderId', 'columns': [ID]}  | groupBy: \"orderId\" (expected: a field, where columns fill",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.numbers.*'}]} | groupBy: missing",
            "{TINY, 'groupBy': 'account', 'columns': [ID, {'names': ['a'], 'to': 'request.numbers.*'}]} | groupBy: \"account\" (expected: the field of a column",
            "{TINY, 'groupBy': 'orderId', 'columns': [ID, {'names': ['a'], 'to': 'request.numbers.*'}, {'names': ['b'], 'to': 'request.numbers.0'}]} | columns.2.to: \"request.numbers.0\" (expected: an entry with *",
            "{TINY, 'groupBy': 'orderId', 'columns': [ID, {'names': ['a'], 'to': 'request.a.*'}, {'names': ['b'], 'to': 'request.b.*'}]} | one list that the rows fill",
            // Fields and values
            "{'fixed': {'service': 'pigeon', 'operation': 'fly'}, 'columns': [ID]} | fixed.service: \"pigeon\" (expected: one of [",
            "{'fixed': {'service': 'tiny', 'operation': 'fly'}, 'columns': [ID]} | fixed.operation: \"fly\" (expected: one of [echo])",
            "{'fixed': {'service': 'tiny', 'operation': 'echo', 'acount': 'x'}, 'columns': [ID]} | fixed.acount: \"acount\" (expected: one of orderId, service",
            "{'fixed': {'service': 'tiny', 'operation': 'echo', 'request': {'note': 'abcdef'}}, 'columns': [ID]} | fixed.request.note: \"abcdef\" has 6 characters (expected: ≤ 5)",
            "{'fixed': {'service': 'tiny', 'operation': 'echo', 'request': {'flag': 'oui'}}, 'columns': [ID]} | fixed.request.flag: \"oui\" (expected: true or false)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.flag', 'default': 'oui'}]} | columns.1.default: \"oui\" (expected: true or false)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.rate', 'values': {'halb': 0}}]} | columns.1.values.halb: 0 (expected: > 0)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request'}]} | columns.1.to: \"request\" (expected: one of request.secret",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.numbers'}]} | columns.1.to: \"request.numbers\" (expected: one of request.numbers.0)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'request.note.x'}]} | columns.1.to: \"request.note.x\" (expected: request.note has no parts)",
            "{TINY, 'columns': [ID, {'names': ['a'], 'to': 'limits.price'}]} | columns.1.to: \"limits.price\" (expected: one of limits.maxPrice)",
    })
    void aWrongProfileIsToldWithItsPlace(String profile, String reason) {
        assertThatThrownBy(() -> Profiles.read(profile.replace("TINY", TINY).replace("ID", ID)))
                .isInstanceOf(WrongProfiles.class).hasMessageContaining(reason)
                .hasMessageStartingWith("conf/profiles/march.json");
    }

    @Test
    void anOrderOfAServiceThatTheFileNamesIsCheckedWhenItComes() {
        ImportProfile open = Profiles.of("{'columns': [" + ID + ", {'names': ['Dienst'], 'to': 'service'}, "
                + "{'names': ['Was'], 'to': 'operation'}, {'names': ['x'], 'to': 'request.anything.0'}]}");

        assertThat(new Reading(open).of("Nr,Dienst,Was,x\n1,tiny,echo,a\n").get(0).problems()).isEmpty();
    }

    @Test
    void aProfileThatIsTooLargeIsNone() throws Exception {
        write("huge.json", "{" + TINY + ", 'columns': [" + ID + "], 'title': '" + "x".repeat(1 << 20) + "'}");

        assertThatThrownBy(() -> new ImportProfiles(Installation.SCHEMAS, folder)).isInstanceOf(WrongProfiles.class)
                .hasMessageContaining("huge.json, line 1, column 1").hasMessageContaining("1048576");
    }

    @Test
    void everySettingOfAProfileHasATitleAndADescription() {
        JsonNode schema = Schemas.named("import-profile").document();

        for (String place : List.of("/properties", "/$defs/column/properties", "/$defs")) {
            assertThat(schema.at(place).properties()).isNotEmpty().allSatisfy(member -> {
                assertThat(member.getValue().path("title").asText()).as(member.getKey()).isNotBlank();
                assertThat(member.getValue().path("description").asText()).as(member.getKey()).isNotBlank();
            });
        }
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(folder.resolve(name), json.replace('\'', '"'), StandardCharsets.UTF_8);
    }
}
