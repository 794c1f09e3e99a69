package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.guichet.ledger.LedgerConnection;
import io.guichet.ledger.TestLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders are fetched from a real SFTP server and answered there. */
class SftpDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than is read at once. */
    private static final String LONG = "\n".repeat(400_000);

    @TempDir
    static Path folder;
    private static RemoteShop shop;
    private static RemoteShop stranger;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        shop = new RemoteShop(folder.resolve("shop"));
        stranger = new RemoteShop(folder.resolve("stranger"));
        shop.makeFolder("orders/in");
        shop.makeFolder("marked");
        stranger.makeFolder("in");
        Map<String, String> settings = new HashMap<>();
        server(settings, "shop", shop, "orders/in");
        settings.put("guichet.intake.sftp.shop.password", RemoteShop.PASSWORD);
        settings.put("guichet.intake.sftp.shop.out", "orders/out");
        settings.put("guichet.intake.sftp.shop.account", "webstamp/private");
        server(settings, "marked", shop, "marked");
        settings.put("guichet.intake.sftp.marked.key-file", shop.key().toString());
        settings.put("guichet.intake.sftp.marked.done-marker", "true");
        settings.put("guichet.intake.sftp.marked.taken", "fetched");
        // The address of one server with the key of another.
        server(settings, "stranger", stranger, "in");
        Path other = Files.writeString(folder.resolve("other-key"),
                Files.readString(shop.knownHosts()).replace(":" + shop.port() + " ", ":" + stranger.port() + " "));
        settings.put("guichet.intake.sftp.stranger.known-hosts", other.toString());
        settings.put("guichet.intake.sftp.stranger.password", RemoteShop.PASSWORD);
        // The right user with the wrong password, and a folder that is not there.
        server(settings, "locked", shop, "orders/in");
        settings.put("guichet.intake.sftp.locked.password", "wr0ng");
        server(settings, "absent", shop, "no/such/folder");
        settings.put("guichet.intake.sftp.absent.password", RemoteShop.PASSWORD);
        run = GuichetRun.start(folder.resolve("data"), settings);
    }

    private static void server(Map<String, String> settings, String name, RemoteShop at, String directory)
            throws Exception {
        String server = "guichet.intake.sftp." + name + ".";
        settings.put(server + "host", "127.0.0.1");
        settings.put(server + "port", String.valueOf(at.port()));
        settings.put(server + "user", RemoteShop.USER);
        settings.put(server + "known-hosts", at.knownHosts().toString());
        settings.put(server + "directory", directory);
        settings.put(server + "settle", "200ms");
        settings.put(server + "poll", "500ms");
    }

    @AfterEach
    void calm() {
        shop.refuseMoves(0);
    }

    @AfterAll
    static void close() throws Exception {
        run.close();
        shop.close();
        stranger.close();
    }

    @Test
    void aFileIsFetchedAndAnsweredOnTheServerAndLeavesItsFolderThere() throws Exception {
        shop.drop("orders/in/march.ndjson", order("R-1") + "{ broken\n");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shop.names("orders/out")).contains("R-1.1.pdf",
                "R-1.result.json", "march.ndjson#2.error.json", "march.rejected.ndjson", "march.report.csv"));
        assertThat(shop.names("orders/out")).noneMatch(name -> name.startsWith("."));
        assertThat(shop.names("orders/in")).doesNotContain("march.ndjson");
        assertThat(shop.names("orders/in/taken")).contains("march.ndjson");
        assertThat(new ObjectMapper().readTree(shop.at("orders/out/R-1.result.json").toFile()).path("account").asText())
                .isEqualTo("private");
        assertThat(shop.at("orders/out/march.rejected.ndjson")).hasContent("{ broken");
        assertThat(Files.readAllBytes(shop.at("orders/out/R-1.1.pdf"))).startsWith("%PDF-".getBytes(
                StandardCharsets.US_ASCII));
        assertThat(run.names("out")).noneMatch(name -> name.startsWith("R-1"));
        assertThat(run.names("done")).contains("march.ndjson");
        await().until(() -> run.names("work").isEmpty());
        assertThat(run.purchases("R-1")).hasSize(1);
    }

    @Test
    void whereAMarkerIsAskedForNothingIsFetchedWithoutAndBothAreGoneAfterwards() throws Exception {
        shop.drop("marked/waits.ndjson", order("R-21"));
        shop.drop("marked/whole.ndjson", order("R-22"));
        shop.drop("marked/whole.ndjson.done", "");

        run.result("R-22");
        await().atMost(PATIENCE)
                .until(() -> shop.names("marked").equals(List.of("fetched", "waits.ndjson")));
        assertThat(shop.names("marked/fetched")).contains("whole.ndjson");
        assertThat(run.names("out")).as("it has no folder for answers there").contains("R-22.1.pdf");
        await().atMost(PATIENCE).until(() -> run.names("report").contains("whole.report.csv"));
    }

    @Test
    void aFileThatCannotBeMovedAwayIsFetchedAgainAndBoughtOnce() throws Exception {
        shop.refuseMoves(3);
        shop.drop("marked/stays.ndjson", order("R-3"));
        shop.drop("marked/stays.ndjson.done", "");

        await().atMost(PATIENCE).until(() -> shop.names("marked/fetched").contains("stays.ndjson"));
        assertThat(shop.refusesMoves()).isFalse();
        run.result("R-3");
        await().until(() -> run.names("work").isEmpty());
        assertThat(run.names("done")).contains("stays.ndjson").doesNotContain("stays~2.ndjson");
        assertThat(run.purchases("R-3")).hasSize(1);

        await().atMost(PATIENCE).until(() -> run.names("report").contains("stays.report.csv"));
        shop.drop("marked/stays.ndjson", order("R-3"));
        shop.drop("marked/stays.ndjson.done", "");
        await().atMost(PATIENCE).until(() -> shop.names("marked/fetched").contains("stays~2.ndjson"));
        await().atMost(PATIENCE).until(() -> run.names("report").contains("stays~2.report.csv"));
        assertThat(Files.readString(run.home().resolve("report/stays~2.report.csv"))).contains(",COMPLETED,true,");
        assertThat(run.purchases("R-3")).hasSize(1);
    }

    @Test
    void aServerThatIsAwayDelaysNothingButItself() throws Exception {
        shop.drop("orders/in/before.ndjson", order("R-41"));
        await().atMost(PATIENCE).until(() -> shop.names("orders/in/taken").contains("before.ndjson"));
        shop.stop();
        try {
            run.drop("local.ndjson", order("R-42"));
            run.result("R-42");
            await().until(() -> run.names("report").contains("local.report.csv"));
            assertThat(run.observe("health/ready")).contains("\"UP\"");
        } finally {
            shop.start();
        }
        shop.drop("orders/in/after.ndjson", order("R-43"));
        await().atMost(PATIENCE).until(() -> shop.names("orders/out").containsAll(
                List.of("R-41.result.json", "R-43.result.json", "before.report.csv", "after.report.csv")));
        assertThat(run.purchases("R-41")).hasSize(1);
    }

    @Test
    void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
        stranger.drop("in/order.ndjson", order("R-5"));
        shop.drop("orders/in/meanwhile.ndjson", order("R-51"));
        await().atMost(PATIENCE).until(() -> shop.names("orders/out").contains("R-51.result.json"));

        isTold("sftp.stranger", "GUI-1032", "fingerprint");
        assertThat(stranger.knocked()).as("nobody was told a password").isEmpty();
        assertThat(stranger.names("in")).containsExactly("order.ndjson");
    }

    @Test
    void aWrongPasswordAndAFolderThatIsNotThereAreToldWithAWayOut() throws Exception {
        isTold("sftp.locked", "GUI-1033", "key-file");
        isTold("sftp.absent", "GUI-1034", "no/such/folder");
        assertThat(run.observe("health/ready")).as("they delay themselves only").contains("\"UP\"");
        assertThat(run.observe("health?data=true")).contains("sftp.shop").doesNotContain("wr0ng");
    }

    private static void isTold(String door, String code, String advice) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(run.observe("health?data=true")).containsPattern(Pattern.quote(door) + "\"?\\s*:\\s*\"" + code);
            assertThat(notices()).anySatisfy(notice -> assertThat(notice).contains(code, door, advice)
                    .doesNotContain("wr0ng", "s3cret"));
        });
    }

    private static List<String> notices() throws IOException {
        try (Stream<Path> files = Files.list(run.home().resolve("notice"))) {
            List<String> notices = new ArrayList<>();
            for (Path file : files.filter(one -> !one.getFileName().toString().startsWith(".")).toList()) {
                notices.add(Files.readString(file));
            }
            return notices;
        }
    }

    @Test
    void aConnectionThatIsLostInTheMiddleLeavesNothingHalf() throws Exception {
        shop.cutDownload("cut.ndjson");
        shop.drop("orders/in/cut.ndjson", order("R-61") + LONG);

        await().atMost(PATIENCE).until(() -> shop.names("orders/out").contains("cut.report.csv"));
        assertThat(shop.isCalm()).isTrue();
        isFetchedOnce("cut.ndjson", "R-61");
    }

    @Test
    void whatGrowsWhileItIsFetchedIsFetchedWhole() throws Exception {
        shop.growDuringDownload("grows.ndjson", "orders/in/grows.ndjson", order("R-63"));
        shop.drop("orders/in/grows.ndjson", order("R-62") + LONG);

        await().atMost(PATIENCE).until(() -> shop.names("orders/out").contains("R-63.result.json"));
        assertThat(shop.isCalm()).isTrue();
        await().atMost(PATIENCE).until(() -> shop.names("orders/out").contains("grows.report.csv"));
        isFetchedOnce("grows.ndjson", "R-62", "R-63");
    }

    @Test
    void whereTheConnectionIsLostRightAfterAFileWasMovedAwayItWasTakenOnce() throws Exception {
        shop.cutAfterMove("moved.ndjson");
        shop.drop("orders/in/moved.ndjson", order("R-64"));

        await().atMost(PATIENCE).until(() -> shop.names("orders/out").contains("moved.report.csv"));
        await().atMost(PATIENCE).until(shop::isCalm);
        isFetchedOnce("moved.ndjson", "R-64");
    }

    @Test
    void aFileThatIsPutInThePlaceOfOneThatWasFetchedIsFetchedAsWell() throws Exception {
        shop.replaceBeforeMove("twice.ndjson", "orders/in/twice.ndjson", order("R-66") + "\n");
        shop.drop("orders/in/twice.ndjson", order("R-65"));

        await().atMost(PATIENCE).until(() -> shop.names("orders/out")
                .containsAll(List.of("R-65.result.json", "R-66.result.json")));
        await().atMost(PATIENCE).until(() -> shop.names("orders/in").equals(List.of("taken")));
        assertThat(run.purchases("R-65")).hasSize(1);
        assertThat(run.purchases("R-66")).hasSize(1);
    }

    @Test
    void aNameThatCouldMeanOtherFilesIsNotAskedFor() throws Exception {
        shop.makeFolder("marked");
        shop.drop("marked/a*.ndjson", order("R-67"));
        shop.drop("marked/a*.ndjson.done", "");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notices())
                .anySatisfy(notice -> assertThat(notice).contains("a*.ndjson", "?")));
        assertThat(shop.names("marked")).contains("a*.ndjson");
        Files.delete(shop.at("marked/a*.ndjson"));
        Files.delete(shop.at("marked/a*.ndjson.done"));
    }

    @Test
    void killedBetweenAcceptanceAndRemovalAFileIsFetchedAgainAndNotBoughtAgain() throws Exception {
        shop.makeFolder("killed");
        Map<String, String> settings = new HashMap<>();
        server(settings, "killed", shop, "killed");
        settings.put("guichet.intake.sftp.killed.password", RemoteShop.PASSWORD);
        LedgerConnection ledger = TestLedger.freshConnection();
        Map<String, String> alone = new HashMap<>(settings);
        alone.put("guichet.examples", "false");
        alone.put("guichet.ledger.url", ledger.url());
        alone.put("guichet.ledger.user", ledger.user());
        alone.put("guichet.ledger.password", ledger.password());
        Path home = folder.resolve("killed");
        Path result = home.resolve("out/R-7.result.json");
        shop.refuseMoves(Integer.MAX_VALUE);
        shop.drop("killed/killed.ndjson", order("R-7"));

        try (GuichetChild first = child(home, alone)) {
            await().atMost(PATIENCE).until(() -> Files.exists(result));
            first.process().destroyForcibly().waitFor();
        }
        assertThat(shop.names("killed")).contains("killed.ndjson");
        byte[] answer = Files.readAllBytes(result);
        shop.refuseMoves(0);
        try (GuichetChild again = child(home, alone)) {
            await().atMost(PATIENCE).until(() -> shop.names("killed/taken").equals(List.of("killed.ndjson")));
            await().atMost(PATIENCE).until(() -> Files.exists(home.resolve("report/killed.report.csv")));
            assertThat(again.purchases("R-7")).as("the twins keep their book").isEqualTo(1);
        }
        try (Stream<Path> done = Files.walk(home.resolve("done"))) {
            assertThat(done.filter(Files::isRegularFile)).hasSize(1);
        }
        assertThat(result).hasBinaryContent(answer);
    }

    private static GuichetChild child(Path home, Map<String, String> settings) throws Exception {
        GuichetChild child = GuichetChild.start(
                GuichetChild.jvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), home, settings);
        child.awaitOpen();
        return child;
    }

    @Test
    void aFileIsNotGatheredInMemoryOnItsWay() {
        assertThat(run.process().context().getRoute("take-order-file-sftp.shop").isStreamCaching()).isFalse();
    }

    private static void isFetchedOnce(String name, String... orders) throws Exception {
        await().atMost(PATIENCE).until(() -> shop.names("orders/in/taken").contains(name));
        await().until(() -> run.names("work").isEmpty());
        assertThat(shop.names("orders/in")).doesNotContain(name);
        assertThat(run.names("done")).filteredOn(one -> one.startsWith(name.substring(0, 3))).containsExactly(name);
        for (String order : orders) {
            assertThat(run.purchases(order)).as(order).hasSize(1);
        }
        assertThat(run.names("out")).noneMatch(one -> one.startsWith(name));
    }

    @Test
    void noAddressTellsTheSecret() throws Exception {
        assertThat(run.process().context().getEndpoints()).extracting(Endpoint::getEndpointUri)
                .filteredOn(uri -> uri.startsWith("sftp:")).isNotEmpty()
                .allSatisfy(uri -> assertThat(uri).doesNotContain("s3cret"));
        assertThat(run.observe("metrics")).doesNotContain("s3cret");
    }

    private static String order(String id) {
        return "{\"orderId\":\"" + id + "\",\"service\":\"webstamp\",\"operation\":\"stamps\",\"request\":"
                + "{\"product\":15220,\"quantity\":1,\"format\":\"pdf\",\"printZone\":1,\"reference\":\"" + id
                + "\"}}\n";
    }
}
