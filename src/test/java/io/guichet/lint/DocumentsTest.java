package io.guichet.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/documents.md leads from every chapter of Swiss Post's guide to what exists. */
class DocumentsTest {

    private static final List<String> CHAPTERS = Stream.of(
            Stream.of("1", "2", "3", "4"), IntStream.rangeClosed(1, 16).mapToObj(i -> "4." + i),
            Stream.of("5", "6", "6.1", "6.2", "6.2.1", "6.2.2", "6.3", "6.4", "6.4.1", "6.4.2", "6.5", "6.6", "6.7",
                    "7"))
            .flatMap(Function.identity()).toList();

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (\\d[\\d.]*) [^|\n]+\\|([^|\n]*)\\|([^|\n]*)\\|([^|\n]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:#(\\w+))?`");
    private static final Pattern ROUTE = Pattern.compile("route `([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("class `([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((\\.\\./[^)]+)\\)");
    private static final Pattern ROUTE_ID = Pattern.compile("(?m)^    (?:id|routeId): (\\S+)$");

    private static final Map<String, String> TESTS = sources("src/test/java");
    private static final Map<String, String> CODE = sources("src/main/java");
    private static final Set<String> ROUTES = routes();

    @Test
    void everyChapterLeadsToWhatExists() {
        assertThat(complaints(text(Path.of("docs", "documents.md")))).isEmpty();
    }

    @Test
    void everyFileThatTheStepsOfANewServiceShowExists() {
        Path docs = Path.of("docs");

        assertThat(LINK.matcher(text(docs.resolve("add-a-service.md"))).results().map(link -> link.group(1)))
                .hasSizeGreaterThan(5).allSatisfy(link -> assertThat(docs.resolve(link)).exists());
    }

    @Test
    void whatDoesNotExistIsNamed() {
        String row = "| %s Introduction | Buys. | route `%s`, class `%s` | `%s` |";

        assertThat(complaints(row.formatted("9", "webstamp-call", "OrderMapper", "FolderDoorTest")))
                .contains("chapter 1 is missing", "chapter 9 is none of the guide");
        assertThat(complaints(row.formatted("1", "webstamp-fly", "OrderMapper", "FolderDoorTest")))
                .contains("chapter 1: no route webstamp-fly");
        assertThat(complaints(row.formatted("1", "webstamp-call", "OrderMaper", "FolderDoorTest")))
                .contains("chapter 1: no class OrderMaper");
        assertThat(complaints(row.formatted("1", "webstamp-call", "OrderMapper", "NoSuchTest")))
                .contains("chapter 1: no test NoSuchTest");
        assertThat(complaints(row.formatted("1", "webstamp-call", "OrderMapper", "FolderDoorTest#pigsFly")))
                .contains("chapter 1: no test FolderDoorTest#pigsFly");
        assertThat(complaints("| 1 Introduction | Buys. | route `webstamp-call` | |"))
                .contains("chapter 1 is neither shown by a test nor marked later");
    }

    private static List<String> complaints(String page) {
        List<String> complaints = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            String chapter = row.group(1);
            seen.add(chapter);
            if (!CHAPTERS.contains(chapter)) {
                complaints.add("chapter " + chapter + " is none of the guide");
            }
            List<MatchResult> tests = TEST.matcher(row.group(4)).results().toList();
            if (tests.isEmpty() && !row.group(2).strip().startsWith("**later**")) {
                complaints.add("chapter " + chapter + " is neither shown by a test nor marked later");
            }
            for (MatchResult test : tests) {
                if (!exists(test.group(1), test.group(2))) {
                    complaints.add("chapter " + chapter + ": no test " + test.group().replace("`", ""));
                }
            }
            ROUTE.matcher(row.group(3)).results().map(route -> route.group(1)).filter(id -> !ROUTES.contains(id))
                    .forEach(id -> complaints.add("chapter " + chapter + ": no route " + id));
            CLASS.matcher(row.group(3)).results().map(code -> code.group(1)).filter(name -> !CODE.containsKey(name))
                    .forEach(name -> complaints.add("chapter " + chapter + ": no class " + name));
        }
        CHAPTERS.stream().filter(chapter -> !seen.contains(chapter))
                .forEach(chapter -> complaints.add("chapter " + chapter + " is missing"));
        new TreeSet<>(seen).stream().filter(chapter -> seen.indexOf(chapter) != seen.lastIndexOf(chapter))
                .forEach(chapter -> complaints.add("chapter " + chapter + " stands here twice"));
        return complaints;
    }

    private static boolean exists(String test, String method) {
        String source = TESTS.get(test);
        return source != null && (method == null || source.contains(" void " + method + "("));
    }

    /** Simple name of a class to its text; classes of one name in two packages lie one behind the other. */
    private static Map<String, String> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""), DocumentsTest::text, String::concat));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> routes() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.flatMap(file -> ROUTE_ID.matcher(text(file)).results()).map(id -> id.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
