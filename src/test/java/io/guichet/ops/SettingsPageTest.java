package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    private static final Path PAGE = Path.of("docs", "settings.md");

    @Test
    void pageSaysWhatTheFilesSay() throws IOException {
        Map<String, Map<String, String>> overlays = new LinkedHashMap<>();
        for (String profile : List.of("sandbox", "integration", "prod")) {
            overlays.put(profile, keys(Path.of("src/main/resources/application-" + profile + ".properties")));
        }
        String page = new SettingsPage().of(declarations(), overlays);
        if (Boolean.getBoolean("guichet.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }

        assertThat(Files.readString(PAGE, StandardCharsets.UTF_8))
                .as("docs/settings.md; mvn test -Dtest=SettingsPageTest -Dguichet.docs.write=true makes it anew")
                .isEqualTo(page);
    }

    @Test
    void keyWithoutTypeOrCommentOrOnceTooOftenIsADefect() {
        assertThatThrownBy(() -> new Declarations(List.of("# How many.", "guichet.many = 3")))
                .hasMessage("guichet.many: its comment ends without a type in brackets");
        assertThatThrownBy(() -> new Declarations(List.of("# [int 1..9]", "guichet.many = 3")))
                .hasMessage("guichet.many: no comment says what it is for");
        assertThatThrownBy(() -> new Declarations(List.of("# How many. [number]", "guichet.many = 3")))
                .hasMessageStartingWith("[number] (expected: one of ");
        assertThatThrownBy(
                () -> new Declarations(List.of("# A. [int]", "guichet.many = 3", "# B. [int]", "#guichet.many =")))
                .hasMessage("guichet.many: declared twice");
    }

    @Test
    void everyLineOfTheFileIsACommentAHeadingOrADeclaration() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("application.properties"), StandardCharsets.UTF_8);
        long declared = lines.stream().filter(line -> line.matches("#?(guichet|camel)\\..*=.*")).count();

        assertThat(lines)
                .allMatch(line -> line.isEmpty() || line.matches("##? .+|#?(guichet|camel)\\.[a-zA-Z0-9.-]+ =.*"));
        assertThat(declarations().keys()).hasSize((int) declared);
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void keysAreWordsWithHyphens() throws IOException {
        assertThat(declarations().keys()).filteredOn(key -> key.startsWith("guichet."))
                .allMatch(key -> key.replaceFirst("\\.(ACCOUNT|NAME)\\.", ".name.")
                        .matches("guichet(\\.[a-z0-9]+(-[a-z0-9]+)*)+"));
    }

    @Test
    void templateOfTheOperatorsFileNamesKnownKeysOnly() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/assembly/conf/guichet.properties"),
                StandardCharsets.UTF_8);
        Properties all = new Properties();
        for (String line : lines) {
            if (line.startsWith("#guichet.")) {
                String[] pair = line.substring(1).split(" = ", 2);
                assertThat(pair).hasSize(2);
                // The mounted files are examples and need not be there.
                all.setProperty(pair[0].replaceFirst("\\.file$", ""), pair[1]);
            } else {
                assertThat(line).matches("|#|# .*");
            }
        }

        assertThat(Settings.load("prod", Path.of("no", "such", "file"), Map.of(), all).accounts("webstamp"))
                .containsOnlyKeys("main");
    }

    private static Declarations declarations() throws IOException {
        return new Declarations(Files.readAllLines(Path.of("application.properties"), StandardCharsets.UTF_8));
    }

    private static Map<String, String> keys(Path overlay) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(overlay, StandardCharsets.UTF_8)));
        Map<String, String> keys = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
        return keys;
    }
}
