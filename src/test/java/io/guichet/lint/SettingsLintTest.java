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

    /** Declared before their readers were written; a key that has its reader goes from here. */
    private static final Set<String> WAITING = Set.of(
            "guichet.home", "guichet.language", "guichet.intake.max-order-bytes", "guichet.intake.batch",
            "guichet.intake.file.enabled", "guichet.intake.file.settle", "guichet.intake.file.poll",
            "guichet.intake.file.done-marker", "guichet.intake.queue.enabled", "guichet.intake.queue.consumers",
            "guichet.intake.reply-to.allowed", "guichet.ledger.url", "guichet.ledger.user",
            "guichet.ledger.password", "guichet.ledger.port", "guichet.ledger.pool", "guichet.broker.url",
            "guichet.broker.user", "guichet.broker.password", "guichet.broker.host", "guichet.broker.port",
            "guichet.worker.lease", "guichet.worker.retry-first", "guichet.worker.retry-max",
            "guichet.worker.give-up", "guichet.worker.hold-retry", "guichet.outbox.file.enabled",
            "guichet.outbox.queue.enabled", "guichet.outbox.queue.inline-limit", "guichet.outbox.retry-first",
            "guichet.outbox.retry-max", "guichet.outbox.hands", "guichet.sandbox.port", "guichet.webstamp.hands",
            "guichet.webstamp.connect-timeout", "guichet.webstamp.receive-timeout",
            "guichet.webstamp.licence-cache", "guichet.webstamp.settle-time", "guichet.webstamp.default-account",
            "guichet.account.webstamp.ACCOUNT.user-id", "guichet.account.webstamp.ACCOUNT.password",
            "guichet.account.webstamp.ACCOUNT.encryption", "guichet.account.webstamp.ACCOUNT.application-id",
            "guichet.account.webstamp.ACCOUNT.language", "guichet.account.webstamp.ACCOUNT.customer-group",
            "guichet.account.webstamp.ACCOUNT.max-spend-per-day",
            "guichet.account.webstamp.ACCOUNT.max-orders-per-day");

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

        assertThat(unread).isSubsetOf(WAITING);
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
        String[] account = key.split("\\.ACCOUNT\\.", 2);
        if (account.length == 2) {
            return Stream.of("\"" + account[1] + "\"");
        }
        String[] words = key.split("\\.");
        String tail = key.substring(("guichet." + words[1]).length());
        return Stream.of("\"" + key + "\"", "{{" + key + "}}", "sys:" + key + ":", "\"" + tail + "\"",
                words.length > 3 ? "\"." + words[2] + ".\"" : "\"" + key + "\"");
    }

    private static boolean declared(String key) {
        return DECLARED.stream().anyMatch(known -> known.equals(key)
                || known.contains(".ACCOUNT.")
                        && key.matches(Pattern.quote(known).replace(".ACCOUNT.", ".\\E[^.]+\\Q.")));
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
