package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundles, the code and docs/errors.md say the same. After a change of the texts:
 * {@code mvn test -Dtest=ErrorTextsTest -Dguichet.docs.write=true} writes the page anew.
 */
class ErrorTextsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path PAGE = Path.of("docs/errors.md");
    private static final Pattern CODE = Pattern.compile("GUI-[0-9]{4}");
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)");

    static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.getFileName().toString().contains("_")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void frenchHasTheSameKeysAndPlacesAsEnglish(Path english) throws IOException {
        Properties root = properties(english);
        Properties french = properties(english.resolveSibling(
                english.getFileName().toString().replace(".properties", "_fr.properties")));

        assertThat(french.stringPropertyNames()).isEqualTo(root.stringPropertyNames());
        for (String key : root.stringPropertyNames()) {
            assertThat(places(french.getProperty(key))).as(key).isEqualTo(places(root.getProperty(key)));
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void apostrophesAreDoubledAndPatternsCanBeRead(Path english) throws IOException {
        for (String language : List.of(".properties", "_fr.properties")) {
            Properties texts = properties(english.resolveSibling(
                    english.getFileName().toString().replace(".properties", language)));
            for (String key : texts.stringPropertyNames()) {
                assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
                assertThat(new MessageFormat(texts.getProperty(key)).format(new Object[0])).as(key).isNotBlank();
            }
        }
    }

    @Test
    void everyCodeHasMessageAdviceAndCause() throws IOException {
        Properties texts = properties(MESSAGES.resolve("errors.properties"));
        for (String code : codes(texts)) {
            assertThat(texts.stringPropertyNames()).contains(code + ".message", code + ".advice", code + ".cause");
        }
    }

    @Test
    void theBundlesAreSortedByCode() throws IOException {
        for (String bundle : List.of("errors.properties", "errors_fr.properties")) {
            List<String> inOrder = Files.readAllLines(MESSAGES.resolve(bundle)).stream()
                    .filter(line -> line.startsWith("GUI-")).map(line -> line.substring(0, 8)).toList();
            assertThat(inOrder).as(bundle).isSorted();
        }
    }

    @Test
    void everyCodeInTheSourcesHasItsText() throws IOException {
        Set<String> known = codes(properties(MESSAGES.resolve("errors.properties")));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher used = Pattern.compile("\"(GUI-[0-9]{4})\"").matcher(Files.readString(source));
                while (used.find()) {
                    assertThat(known).as(source.toString()).contains(used.group(1));
                }
            }
        }
    }

    @Test
    void thePageOfErrorsEqualsTheBundle() throws IOException {
        String expected = page(properties(MESSAGES.resolve("errors.properties")));
        if (Boolean.getBoolean("guichet.docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).as("docs/errors.md; -Dguichet.docs.write=true writes it")
                .isEqualTo(expected);
    }

    private static String page(Properties texts) {
        StringBuilder page = new StringBuilder("""
                # Errors

                Every code that stands in a result, a report or the log, with what causes it and the way out. The \
                message itself names the thing, the value and what was expected. The texts live in \
                `src/main/resources/messages/errors.properties`; this page is made from them.

                `GUI-1xxx` reading and validation, `GUI-2xxx` refused by the service, `GUI-3xxx` transport and \
                settings, `GUI-4xxx` safety of purchases, `GUI-5xxx` delivery of results.

                | Code | Cause | Advice |
                |---|---|---|
                """);
        for (String code : codes(texts)) {
            page.append("| ").append(code).append(" | ").append(cell(texts.getProperty(code + ".cause"))).append(" | ")
                    .append(cell(texts.getProperty(code + ".advice"))).append(" |\n");
        }
        return page.toString();
    }

    private static String cell(String pattern) {
        return new MessageFormat(pattern).format(new Object[0]).replace("|", "\\|").replace("<", "&lt;");
    }

    private static Set<String> codes(Properties texts) {
        return texts.stringPropertyNames().stream().map(CODE::matcher).filter(Matcher::lookingAt).map(Matcher::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> places(String pattern) {
        Set<String> places = new TreeSet<>();
        for (Matcher place = PLACE.matcher(pattern); place.find();) {
            places.add(place.group(1));
        }
        return places;
    }

    private static Properties properties(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
