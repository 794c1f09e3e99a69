package io.guichet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's file changes while the process runs. */
class AccountsWithoutRestartTest {

    private static final String STAMP = """
            {"product":15220,"quantity":1,"format":"pdf","printZone":1}""";

    @TempDir
    static Path folder;
    private static GuichetRun run;

    @BeforeAll
    static void open() throws Exception {
        run = GuichetRun.start(folder.resolve("data"),
                Map.of("guichet.accounts.watch", "100ms", "guichet.worker.hold-retry", "1s"));
    }

    @AfterAll
    static void close() {
        run.close();
    }

    private static String account(String name, String password) {
        return """
                guichet.account.webstamp.NAME.platform = sandbox
                guichet.account.webstamp.NAME.user-id = 20000001
                guichet.account.webstamp.NAME.password = PASSWORD
                guichet.account.webstamp.NAME.application-id = 0123456789abcdef0123456789abcdef
                """.replace("NAME", name).replace("PASSWORD", password);
    }

    private static void write(String text) throws Exception {
        Path part = run.home().resolve("conf.part");
        Files.writeString(part, text);
        Files.move(part, run.home().resolve("none.properties"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitHealth(String words) {
        await(words).atMost(Duration.ofSeconds(30)).until(() -> run.observe("health?data=true").contains(words));
    }

    private static void drop(String orderId, String account) {
        run.drop(orderId + ".json", GuichetRun.order(orderId, "stamps", account, STAMP));
    }

    @Test
    void anAccountComesChangesItsPasswordGoesAndComesBack() throws Exception {
        write(account("late", "wrong"));
        awaitHealth(", late,");
        drop("LATE-1", "late");
        assertThat(run.waiting("LATE-1").at("/errors/0/code").asText()).as("accepted, asked for, wrong password")
                .isEqualTo("GUI-2100");

        write("");
        awaitHealth("1 open orders wait, the account is not set");
        drop("LATE-2", "late");
        assertThat(run.error("LATE-2").at("/errors/0/code").asText()).as("no door knows it now").isEqualTo("GUI-1062");
        assertThat(run.names("out")).as("it waits and has not failed").contains("LATE-1.waiting.json")
                .doesNotContain("LATE-1.error.json");

        write(account("late", "wsws-geheim-1"));
        assertThat(run.result("LATE-1").path("account").asText()).isEqualTo("late");
        drop("LATE-3", "late");
        assertThat(run.result("LATE-3").path("state").asText()).isEqualTo("COMPLETED");

        write(account("late", "wsws-geheim-1") + account("live", "x").replace("= sandbox", "= production"));
        awaitHealth("not-taken");
        await().untilAsserted(() -> assertThat(run.names("notice")).isNotEmpty());
        drop("LATE-4", "late");
        assertThat(run.result("LATE-4").path("state").asText()).as("the others work on").isEqualTo("COMPLETED");
        drop("LIVE-1", "live");
        assertThat(run.error("LIVE-1").at("/errors/0/code").asText()).isEqualTo("GUI-1062");
    }
}
