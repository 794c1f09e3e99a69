package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/import-profiles.md are those of the schema and of the shipped profiles. After a change
 * {@code mvn test -Dtest=ImportProfilesPageTest -Dguichet.docs.write=true} writes them anew.
 */
class ImportProfilesPageTest {

    private static final Path PAGE = Path.of("docs", "import-profiles.md");

    @Test
    void tablesSayWhatTheFilesSay() throws Exception {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        String expected = with(with(with(page, "columns", columns("webstamp-stamps", "webstamp", "stamps")),
                "shipment columns", columns("canadapost-shipments", "canadapost", "shipment")), "reference",
                reference());
        if (Boolean.getBoolean("guichet.docs.write")) {
            Files.writeString(PAGE, expected, StandardCharsets.UTF_8);
            page = expected;
        }

        assertThat(page).as("docs/import-profiles.md; -Dguichet.docs.write=true writes it").isEqualTo(expected);
    }

    @Test
    void theProfileOfThePageReadsWhatThePageSays() throws Exception {
        Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE, StandardCharsets.UTF_8));
        assertThat(json.find()).isTrue();
        ImportProfile shop = Profiles.of(json.group(1));

        RawOrder order = new Reading(shop).of("S-1\teco\tMuster\tGasse 1\t3000\tBern\t\t1,50\t31.12.2026\tx\n").get(0);

        assertThat(new OrderValidator(Installation.SCHEMAS, Installation.usual(), Reading.ENGLISH).validate(order)
                .order().orElseThrow().request())
                .isEqualTo(Reading.json("{'format':'pdf','printZone':2,'product':15242,"
                        + "'recipients':[{'lastName':'Muster','street':'Gasse 1','zip':'3000','city':'Bern',"
                        + "'country':'CH'}]}"));
        assertThat(order.message().path("notAfter").asText()).isEqualTo("2026-12-31T18:00:00+01:00");
    }

    private static String columns(String profile, String service, String operation) throws WrongProfiles {
        ImportProfiles profiles = new ImportProfiles(Installation.SCHEMAS, Path.of("no", "such", "folder"));
        Schema request = Installation.SCHEMAS.request(service, operation).orElseThrow();
        StringBuilder table = new StringBuilder("| column | field | | |\n|---|---|---|---|\n");
        for (ProfileColumn column : profiles.named(profile).orElseThrow().columns()) {
            Schema schema = column.path().get(0).equals("request") ? request : Installation.SCHEMAS.envelope();
            JsonNode rule = schema.root();
            for (String part : column.path().subList(schema == request ? 1 : 0, column.path().size())) {
                rule = DottedTree.isIndex(part) ? schema.items(rule) : schema.member(rule, part);
            }
            table.append("| ").append(String.join(", ", column.names())).append(" | `")
                    .append(String.join(".", column.path())).append("` | ").append(rule.path("title").asText())
                    .append(" | ").append(column.required()
                            ? "required"
                            : column.otherwise()
                                    .map(value -> "`" + value.asText() + "` where blank").orElse(""))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String reference() {
        JsonNode schema = ImportProfiles.schema().document();
        return table("setting", schema.path("properties"), schema)
                + "\nA column:\n\n" + table("setting", schema.at("/$defs/column/properties"), schema);
    }

    private static String table(String first, JsonNode properties, JsonNode schema) {
        StringBuilder table = new StringBuilder("| " + first + " | values | default | |\n|---|---|---|---|\n");
        properties.properties().forEach(member -> {
            JsonNode rule = member.getValue();
            JsonNode target = rule.has("$ref") ? schema.at(rule.path("$ref").asText().substring(1)) : rule;
            List<String> values = rule.has("enum")
                    ? StreamSupport.stream(rule.path("enum").spliterator(), false)
                            .map(value -> "`" + value.asText() + "`").toList()
                    : List.of(kind(target.path("type")));
            table.append("| `").append(member.getKey()).append("` | ").append(String.join(", ", values)).append(" | ")
                    .append(rule.has("default") ? "`" + rule.path("default").asText() + "`" : "").append(" | ")
                    .append(rule.path("description").asText().replace("|", "\\|").replace("*", "\\*")).append(" |\n");
        });
        return table.toString();
    }

    private static String kind(JsonNode type) {
        return type.isArray() ? "text, number, true or false" : switch (type.asText()) {
            case "string" -> "text";
            case "array" -> "list";
            case "boolean" -> "true or false";
            case "integer" -> "whole number";
            default -> type.asText();
        };
    }

    private static String with(String page, String section, String table) {
        return Pattern.compile("(<!-- " + section + " -->\n).*?(<!-- end -->)", Pattern.DOTALL).matcher(page)
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(2)));
    }
}
