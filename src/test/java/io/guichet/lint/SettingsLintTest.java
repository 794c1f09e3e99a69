package io.guichet.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ops.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting that is read is declared, and every setting that is declared is read. */
class SettingsLintTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(guichet\\.[^}:?]+)");
    private static final Pattern READ =
            Pattern.compile(
                    "\\.(?:get|find|integer|bytes|duration|flag|path|list)\\(\\s*\"(guichet\\.[^\"]*[^.\"])\"\\s*\\)");

    private static final String PLACEHOLDER_WORD = "\\.(?:ACCOUNT|NAME)\\.";

    private static final List<String> DECLARED =
            Settings.load("prod", Path.of("no", "such", "file"), Map.of(), new Properties()).declarations().keys();

    @Test
    void everyKeyThatIsReadIsDeclared() throws IOException {
        Set<String> read = new TreeSet<>();
        PLACEHOLDER.matcher(texts("routes")).results().forEach(match -> read.add(match.group(1)));
        READ.matcher(texts("src/main/java")).results().forEach(match -> read.add(match.group(1)));

        assertThat(read).allMatch(SettingsLintTest::declared);
    }

    @Test
    void everyKeyThatIsDeclaredIsRead() throws IOException {
        String code = texts("src/main/java") + texts("routes") + texts("src/main/resources")
                + Files.readString(Path.of("application.properties"), StandardCharsets.UTF_8);
        Set<String> unread = new TreeSet<>();
        for (String key : DECLARED) {
            if (key.startsWith("guichet.") && readings(key).noneMatch(code::contains)) {
                unread.add(key);
            }
        }

        assertThat(unread).as("declared, and read by nobody").isEmpty();
    }

    @Test
    void placeholderOfAnUndeclaredKeyIsFound() {
        assertThat(PLACEHOLDER.matcher("uri: \"{{guichet.no.such}}\"").results().map(match -> match.group(1)))
                .singleElement().matches(key -> !declared(key));
        assertThat(READ.matcher("settings.get(\n        \"guichet.no.such\")").results().map(match -> match.group(1)))
                .containsExactly("guichet.no.such");
        assertThat(declared("guichet.account.webstamp.main.password")).isTrue();
    }

    /** The ways in which a key stands in the code: whole, in a route, or as an ending that joins a service's name. */
    private static Stream<String> readings(String key) {
        String[] named = key.split(PLACEHOLDER_WORD, 2);
        if (named.length == 2) {
            return Stream.of("\"" + named[1] + "\"", "\"." + named[1] + "\"");
        }
        String[] words = key.split("\\.");
        String tail = key.substring(("guichet." + words[1]).length());
        return Stream.of("\"" + key + "\"", "{{" + key + "}}", "sys:" + key + ":", "\"" + tail + "\"",
                words.length > 3 ? "\"." + words[2] + ".\"" : "\"" + key + "\"");
    }

    private static boolean declared(String key) {
        return DECLARED.stream().anyMatch(known -> known.equals(key)
                || key.matches(Pattern.quote(known).replaceFirst(PLACEHOLDER_WORD, ".\\\\E[^.]+\\\\Q.")));
    }

    private static String texts(String folder) throws IOException {
        StringBuilder texts = new StringBuilder();
        if (Files.isDirectory(Path.of(folder))) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                for (Path path : paths.filter(p -> p.toString().matches(".*\\.(java|yaml|xml)")).toList()) {
                    texts.append(Files.readString(path, StandardCharsets.UTF_8)).append('\n');
                }
            }
        }
        return texts.toString();
    }
}
