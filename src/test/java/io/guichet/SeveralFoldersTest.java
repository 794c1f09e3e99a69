package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several folders in one process, each with its own mask, account, allow-list, marker and place for answers. */
class SeveralFoldersTest {

    private static final String HEADER = "orderId;service;operation;request.product;request.quantity;request.format;"
            + "request.printZone;request.reference\n";

    @TempDir
    static Path folder;
    private static GuichetRun run;
    private static Path shop;
    private static Path answers;
    private static Path elsewhere;

    @BeforeAll
    static void open() throws Exception {
        shop = Files.createDirectories(folder.resolve("shop/orders"));
        answers = folder.resolve("shop/answers");
        // A mount of its own on most machines, so that files cannot simply be moved from there.
        elsewhere = Files.createTempDirectory(Files.isDirectory(Path.of("/dev/shm")) ? Path.of("/dev/shm") : folder,
                "guichet");
        Map<String, String> settings = new HashMap<>();
        settings.put("guichet.intake.folder.shop.path", shop.toString());
        settings.put("guichet.intake.folder.shop.mask", "*.csv");
        settings.put("guichet.intake.folder.shop.account", "webstamp/private");
        settings.put("guichet.intake.folder.shop.out", answers.toString());
        settings.put("guichet.intake.folder.shop-lines.path", shop.toString());
        settings.put("guichet.intake.folder.shop-lines.mask", "*.ndjson");
        settings.put("guichet.intake.folder.shop-lines.accounts", "webstamp/private");
        settings.put("guichet.intake.folder.shop-lines.reading", "lenient");
        settings.put("guichet.intake.folder.far.path", elsewhere.toString());
        settings.put("guichet.intake.folder.far.done-marker", "true");
        run = GuichetRun.start(folder.resolve("data"), settings);
    }

    @AfterAll
    static void close() throws IOException {
        run.close();
        try (Stream<Path> left = Files.walk(elsewhere)) {
            left.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    @Test
    void eachFileIsReadByTheFolderWhoseMaskMeansIt() throws Exception {
        drop(shop, "day.csv", HEADER + row("M-1", 1) + row("M-2", 0));
        drop(shop, "day.ndjson", order("M-3", "demo") + order("M-4", "private"));
        drop(shop, "notes.txt", "not for us");

        await().until(() -> names(answers).containsAll(List.of("M-1.result.json", "M-1.1.pdf", "M-2.error.json",
                "day.report.csv", "day.rejected.csv")));
        assertThat(json(answers.resolve("M-1.result.json")).path("account").asText())
                .as("the folder's account, not the service's").isEqualTo("private");
        assertThat(Files.readString(answers.resolve("day.rejected.csv"))).isEqualTo(HEADER + row("M-2", 0));
        assertThat(run.names("report")).as("its reports are where its answers are").noneMatch(n -> n.contains(".csv.")
                || n.equals("day.rejected.csv"));

        assertThat(run.error("M-3").at("/errors/0/code").asText()).isEqualTo("GUI-1107");
        assertThat(run.error("M-3").at("/errors/0/advice").asText())
                .contains("guichet.intake.folder.shop-lines.accounts");
        run.result("M-4");
        await().until(() -> run.names("report").contains("day.report.csv"));
        assertThat(names(shop)).containsExactly("notes.txt");
        assertThat(run.names("done")).contains("day.csv", "day.ndjson");
        assertThat(run.names("work")).isEmpty();
    }

    @Test
    void whatCannotBeReadAtAllIsToldWhereTheFolderHasItsAnswers() throws Exception {
        drop(shop, "torn.csv", "no header that means anything\n1\n");

        await().until(() -> names(answers).contains("torn.csv.error.json"));
        assertThat(json(answers.resolve("torn.csv.error.json")).at("/errors/0/code").asText()).isEqualTo("GUI-1020");
        await().until(() -> run.names("error").contains("torn.csv"));
    }

    @Test
    void aFolderOfAnotherDiskIsReadAsAnyOther() throws Exception {
        drop(elsewhere, "far.ndjson", order("M-5", "demo"));
        drop(elsewhere, "other.ndjson", order("M-6", "demo"));
        drop(elsewhere, "far.ndjson.done", "");

        run.result("M-5");
        await().until(() -> names(elsewhere).equals(List.of("other.ndjson")));
        await().until(() -> run.names("report").contains("far.report.csv"));
        assertThat(run.purchases("M-5")).hasSize(1);

        // The same bytes once more are another file, and its order is a repeat.
        drop(elsewhere, "far.ndjson", order("M-5", "demo"));
        drop(elsewhere, "far.ndjson.done", "");
        await().until(() -> run.names("report").contains("far~2.report.csv"));
        assertThat(Files.readString(run.home().resolve("report/far~2.report.csv")))
                .contains("1,M-5,webstamp,demo,stamps,COMPLETED,true,");
        assertThat(run.purchases("M-5")).hasSize(1);
    }

    @Test
    void oneFolderIsReadLenientlyWhileTheOthersAreReadStrictly() throws Exception {
        drop(shop, "worn.ndjson", order("M-8", "private", "M\u200B-8"));
        run.drop("worn.ndjson", order("M-9", "demo", "M\u200B-9"));

        JsonNode cleaned = run.result("M-8").at("/notices/0");
        assertThat(cleaned.path("kind").asText()).isEqualTo("cleaned");
        assertThat(cleaned.path("text").asText()).contains("U+200B", "\"M-8\"");
        assertThat(run.error("M-9").at("/errors/0/code").asText()).isEqualTo("GUI-1025");
    }

    @Test
    void aFolderThatIsNotThereIsToldAndTurnsReadinessRedUntilItIsThere() throws Exception {
        Path away = folder.resolve("away");
        Files.move(answers.getParent().resolve("orders"), away);
        try {
            await().until(() -> run.observe("health/ready").contains("not there"));
            await().until(() -> notices().stream().anyMatch(text -> text.contains("GUI-1069")
                    || text.contains(shop.toString())));
        } finally {
            Files.move(away, shop);
        }
        await().until(() -> run.observe("health/ready").contains("\"UP\""));
        drop(shop, "back.ndjson", order("M-7", "private"));
        run.result("M-7");
    }

    private static List<String> notices() throws IOException {
        try (Stream<Path> notices = Files.list(run.home().resolve("notice"))) {
            return notices.map(path -> {
                try {
                    return Files.readString(path, StandardCharsets.UTF_8);
                } catch (IOException gone) {
                    return "";
                }
            }).toList();
        }
    }

    private static String row(String id, int quantity) {
        return id + ";webstamp;stamps;15220;" + quantity + ";pdf;1;" + id + "\n";
    }

    private static String order(String id, String account) {
        return order(id, account, id);
    }

    private static String order(String id, String account, String reference) {
        return GuichetRun.order(id, "stamps", account, "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\","
                + "\"printZone\":1,\"reference\":\"" + reference + "\"}") + "\n";
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static void drop(Path into, String name, String content) throws IOException {
        Path part = into.resolve("." + name + ".part");
        Files.writeString(part, content, StandardCharsets.UTF_8);
        Files.move(part, into.resolve(name));
    }

    private static List<String> names(Path of) throws IOException {
        if (Files.notExists(of)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(of)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
