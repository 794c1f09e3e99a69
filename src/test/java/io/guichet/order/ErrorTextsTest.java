package io.guichet.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.guichet.purchase.State;
import io.guichet.ledger.Replays;
import io.guichet.onboarding.Contacts;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundles, the code and docs/errors.md say the same. After a change of the texts:
 * {@code mvn test -Dtest=ErrorTextsTest -Dguichet.docs.write=true} writes the page anew.
 */
class ErrorTextsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path PAGE = Path.of("docs/errors.md");
    private static final Pattern CODE = Pattern.compile("GUI-[0-9]{4}");
    private static final Set<String> THE_SAME_IN_EVERY_LANGUAGE = Set.of("type.null", "scope.service",
            // Of the operator's page: what German, French and Italian have taken over.
            "board.catalogues", "description", "documents", "nav.routes", "order.document.alt", "route", "service",
            "sign-in.name", "sign-in.password");
    /** What the code puts before a word to make a key. */
    private static final List<String> MADE =
            List.of("type.", "ruling.", "next.ready", "next.held", "next.doubt", "next.bought", "board.", "notice.",
                    "state.",
                    "replay.");
    /** Words that stand in the code as members of an enumeration. */
    private static final Set<String> NAMED = Stream.of(State.values(), Replays.Why.values()).flatMap(Arrays::stream)
            .map(Enum::name).collect(Collectors.toSet());
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)");

    static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.getFileName().toString().contains("_")).sorted().toList();
        }
    }

    /** Each bundle in each language but English. */
    static Stream<Arguments> translations() throws IOException {
        return bundles().stream().flatMap(english -> Texts.LANGUAGES.stream()
                .filter(language -> !language.equals(Locale.ENGLISH)).map(language -> arguments(english, language)));
    }

    static Stream<Path> everyFile() throws IOException {
        return Stream.concat(bundles().stream(), translations()
                .map(pair -> in((Path) pair.get()[0], (Locale) pair.get()[1])));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyLanguageHasTheSameKeysAndPlacesAsEnglish(Path english, Locale language) throws IOException {
        Properties root = properties(english);
        Properties translated = properties(in(english, language));

        assertThat(translated.stringPropertyNames()).isEqualTo(root.stringPropertyNames());
        for (String key : root.stringPropertyNames()) {
            assertThat(places(translated.getProperty(key))).as(key).isEqualTo(places(root.getProperty(key)));
            assertThat(translated.getProperty(key).split("[|]")).as(key + ": columns")
                    .hasSameSizeAs(root.getProperty(key).split("[|]"));
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void nothingIsLeftInEnglish(Path english, Locale language) throws IOException {
        Properties root = properties(english);
        Properties translated = properties(in(english, language));

        assertThat(root.stringPropertyNames().stream()
                .filter(key -> translated.getProperty(key).equals(root.getProperty(key))))
                .isSubsetOf(THE_SAME_IN_EVERY_LANGUAGE);
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void noKeyStandsTwice(Path file) throws IOException {
        assertThat(keys(file)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void apostrophesAreDoubledAndPatternsCanBeRead(Path file) throws IOException {
        Properties texts = properties(file);
        for (String key : texts.stringPropertyNames()) {
            assertThat(texts.getProperty(key).replace("''", "")).as(key).doesNotContain("'");
            assertThat(new MessageFormat(texts.getProperty(key)).format(new Object[0])).as(key).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("everyFile")
    void quotationMarksAreThoseOfTheLanguage(Path file) throws IOException {
        String name = file.getFileName().toString();
        Properties texts = properties(file);
        for (String key : texts.stringPropertyNames()) {
            String text = texts.getProperty(key).replaceAll("=\"[^\"]*\"", "");
            assertThat(text).as(key).doesNotContain(name.contains("_")
                    ? new String[]{"\"", "“", "„"}
                    : new String[]{"«", "“", "„"});
            if (name.endsWith("_fr.properties")) {
                assertThat(text).as(key).doesNotContainPattern("«[^\\u202f]|[^\\u202f]»");
            }
            if (name.endsWith("_de.properties")) {
                assertThat(text).as(key + ": Swiss spelling").doesNotContain("ß");
            }
        }
    }

    /** A key is read under its own name, or under one that the code makes of a literal beginning and what it has in hand. */
    @ParameterizedTest
    @MethodSource("bundles")
    void everyKeyIsRead(Path english) throws IOException {
        String code = code();
        String service = english.getFileName().toString().replace(".properties", "");
        for (String key : properties(english).stringPropertyNames()) {
            String name = key.replaceFirst("[.](message|advice|cause|text)$", "");
            boolean literal = code.contains("\"" + key + "\"") || code.contains("\"" + name + "\"");
            boolean made = MADE.stream().anyMatch(beginning -> key.startsWith(beginning)
                    && code.contains("\"" + beginning + "\"")
                    && (code.contains("\"" + key.substring(beginning.length()) + "\"")
                            || NAMED.contains(key.substring(beginning.length()))
                            || schemas(service).contains("\"" + key.substring(beginning.length()) + "\"")));
            boolean refusedValue = key.startsWith("request.") && schemas(service)
                    .contains("\"" + key.split("[.]")[1] + "\"");
            assertThat(literal || made || refusedValue).as(key + " of " + service).isTrue();
        }
    }

    /** One thing has one name; the verbs say what is bought at a service. */
    @ParameterizedTest
    @CsvSource({"fr, commandes?", "de, Bestellung(en)?", "it, (ordinazion|commission)[ei]"})
    void anOrderIsCalledOneNameInALanguage(String language, String otherName) throws IOException {
        Pattern other = Pattern.compile("(?iU)\\b" + otherName + "\\b");
        for (Path english : bundles()) {
            Properties texts = properties(in(english, Locale.forLanguageTag(language)));
            for (String key : texts.stringPropertyNames()) {
                // What a printer is told is a command in French too.
                String text = texts.getProperty(key).replace("commande d’impression", "");
                assertThat(other.matcher(text).results().map(MatchResult::group)).as(key).isEmpty();
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
        for (Path file : everyFile().toList()) {
            String bundle = file.getFileName().toString();
            List<String> inOrder = Files.readAllLines(file).stream()
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
        String expected = page(properties(MESSAGES.resolve("errors.properties")))
                + serviceCodes(properties(MESSAGES.resolve("webstamp.properties")))
                + serviceCodes("Canada Post", "It comes in the answer's `messages` or in a SOAP fault.",
                        properties(MESSAGES.resolve("canadapost.properties")))
                + serviceCodes("Scellius", "It is the errorCode of its envelope.",
                        properties(MESSAGES.resolve("scellius.properties")))
                + serviceCodes("Sips", "It is the responseCode, or the redirectionStatusCode, of its reply.",
                        properties(MESSAGES.resolve("sips.properties")));
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

    /** What the service says stands beside our own code in an answer, with the advice to it. */
    private static String serviceCodes(Properties texts) {
        StringBuilder page = new StringBuilder(
                """

                        ## What WebStamp says

                        The service's own code stands in `service.code` of an error, and decides its advice. The numbers 5000 to \
                        5008 are the reasons against a discount code; which is which is not published.

                        | Code | Advice |
                        |---|---|
                        """);
        texts.stringPropertyNames().stream().filter(key -> key.matches("[0-9]{4}[.]advice")).sorted()
                .forEach(key -> page.append("| ").append(key, 0, 4).append(" | ").append(cell(texts.getProperty(key),
                        "APPLICATION-ID", "USER-ID", "REQUEST-ID",
                        String.join(", ", Contacts.shipped().get("webstamp", "webservice").emails()),
                        String.join(" ", Contacts.shipped().get("webstamp", "letter-code").web()))).append(" |\n"));
        return page.toString();
    }

    /** @param where its codes come */
    private static String serviceCodes(String service, String where, Properties texts) {
        StringBuilder page = new StringBuilder("""

                ## What %s says

                The service's own code stands in `service.code` of an error, and decides its advice. %s

                | Code | Advice |
                |---|---|
                """.formatted(service, where));
        texts.stringPropertyNames().stream().filter(key -> key.matches("[A-Z0-9_]+[.]advice")).sorted()
                .forEach(key -> page.append("| ").append(key.replace(".advice", "")).append(" | ")
                        .append(cell(texts.getProperty(key))).append(" |\n"));
        return page.toString();
    }

    private static String cell(String pattern, Object... values) {
        return new MessageFormat(pattern).format(values).replace("|", "\\|").replace("<", "&lt;");
    }

    private static Set<String> codes(Properties texts) {
        return texts.stringPropertyNames().stream().map(CODE::matcher).filter(Matcher::lookingAt).map(Matcher::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String code() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            StringBuilder code = new StringBuilder();
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                code.append(Files.readString(source));
            }
            try (Stream<Path> templates = Files.list(Path.of("src/main/resources/desk"))) {
                for (Path template : templates.filter(file -> file.toString().endsWith(".peb")).toList()) {
                    code.append(Files.readString(template).replace('\'', '"'));
                }
            }
            return code.toString();
        }
    }

    /** The schemas of a service, or for words of the product itself those of all, with JSON's own types. */
    private static String schemas(String service) {
        Schemas schemas = new Schemas();
        StringBuilder text = new StringBuilder("\"null\" \"number\"");
        for (String one : schemas.services().contains(service) ? Set.of(service) : schemas.services()) {
            schemas.operations(one)
                    .forEach(operation -> text.append(schemas.request(one, operation).orElseThrow().document()));
        }
        return text.toString();
    }

    private static Path in(Path english, Locale language) {
        return english.resolveSibling(
                english.getFileName().toString().replace(".properties", "_" + language + ".properties"));
    }

    private static List<String> keys(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('='))).toList();
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
