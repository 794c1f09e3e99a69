package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.guichet.order.Texts;
import io.guichet.purchase.Notice;
import io.guichet.service.webstamp.WebstampServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts that change while the process runs, look by look. */
class AccountsInForceTest {

    private static final Texts TEXTS = new Texts(Locale.ENGLISH);
    private static final String OFFICE = """
            guichet.account.webstamp.office.platform = integration
            guichet.account.webstamp.office.user-id = 20000001
            guichet.account.webstamp.office.password = %s
            guichet.account.webstamp.office.application-id = abc
            """;

    @TempDir
    Path folder;

    private final List<Notice> told = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Path conf() {
        return folder.resolve("guichet.properties");
    }

    private void write(String text) throws IOException {
        Files.writeString(conf(), text, StandardCharsets.UTF_8);
    }

    private AccountsInForce start() {
        return new AccountsInForce(Settings.load("integration", conf(), environment, new Properties()),
                () -> List.of(WebstampServices.of(TEXTS)), TEXTS,
                (service, account, notice) -> told.add(notice));
    }

    private static void look(AccountsInForce accounts) {
        accounts.look();
        accounts.look();
    }

    @Test
    void addedChangedAndRemovedAccountsAreTaken() throws IOException {
        AccountsInForce accounts = start();

        write(OFFICE.formatted("one"));
        look(accounts);
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "one");

        write(OFFICE.formatted("two"));
        look(accounts);
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "two");

        write("");
        look(accounts);
        assertThat(accounts.of("webstamp")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aFileThatStillChangesIsNotTaken() throws IOException {
        write(OFFICE.formatted("one"));
        AccountsInForce accounts = start();
        look(accounts);

        write("");
        accounts.look();
        write(OFFICE.formatted("two"));
        accounts.look();

        assertThat(accounts.of("webstamp").get("office")).as("neither the empty file nor the new one, yet")
                .containsEntry("password", "one");
        accounts.look();
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "two");
    }

    @Test
    void aMountedSecretOfTheSameLengthAndTimeIsTaken() throws IOException {
        Path secret = Files.writeString(folder.resolve("password"), "one");
        FileTime time = FileTime.from(Instant.parse("2026-11-25T10:00:00Z"));
        Files.setLastModifiedTime(secret, time);
        write(OFFICE.formatted("").replace("password =", "password.file = " + secret));
        AccountsInForce accounts = start();
        look(accounts);
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "one");

        Files.writeString(secret, "two");
        Files.setLastModifiedTime(secret, time);
        look(accounts);

        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "guichet.worker.leaze = 10s", "guichet.worker.lease = long", "guichet.account.webstamp.office.pass = x",
            "guichet.account.webstamp.new.user-id = 2", "guichet.account.webstamp.office.platform = production",
            "guichet.account.webstamp.office.endpoint = https://webstamp.post.ch/wsws/soap/v6",
            "guichet.account.webstamp.office.application-id =", "guichet.account.webstamp.office.user-id = \\u00zz"})
    void whatIsWrongOrUnsafeChangesNothingAndIsToldOnce(String line) throws IOException {
        write(OFFICE.formatted("one"));
        AccountsInForce accounts = start();
        look(accounts);

        write(OFFICE.formatted("two") + line + "\n");
        look(accounts);
        look(accounts);

        assertThat(accounts.of("webstamp")).containsOnlyKeys("office");
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "one");
        assertThat(accounts.fault()).isPresent();
        assertThat(told).singleElement().satisfies(notice -> assertThat(notice.text())
                .startsWith("the accounts stay as they were: ").doesNotContain("two"));

        write(OFFICE.formatted("three"));
        look(accounts);
        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "three");
        assertThat(accounts.fault()).isEmpty();
    }

    /** Its address would be judged by what stands in the file and not by what the routes use. */
    @Test
    void whatIsNotOfAnAccountWaitsForTheNextStartAlsoInTheChecks() throws IOException {
        AccountsInForce accounts = start();

        write(OFFICE.formatted("one") + "guichet.account.webstamp.office.endpoint = https://webstamp.post.ch/\n"
                + "guichet.webstamp.live-hosts = none\n");
        look(accounts);

        assertThat(accounts.of("webstamp")).isEmpty();
        assertThat(accounts.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("costs money"));
    }

    @Test
    void aMountedSecretThatComesLaterIsWaitedFor() throws IOException {
        AccountsInForce accounts = start();
        Path secret = folder.resolve("late");
        write(OFFICE.formatted("").replace("password =", "password.file = " + secret));
        look(accounts);
        assertThat(accounts.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("cannot be read"));

        Files.writeString(secret, "late");
        look(accounts);

        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "late");
    }

    @Test
    void theEnvironmentStillWins() throws IOException {
        environment.put("GUICHET_ACCOUNT_WEBSTAMP_OFFICE_PASSWORD", "environment");
        AccountsInForce accounts = start();

        write(OFFICE.formatted("file"));
        look(accounts);

        assertThat(accounts.of("webstamp").get("office")).containsEntry("password", "environment");
    }

    @Test
    void whatWasWrittenBetweenTheLoadAndTheFirstLookIsTaken() throws IOException {
        AccountsInForce accounts = start();
        write(OFFICE.formatted("one"));

        look(accounts);

        assertThat(accounts.of("webstamp")).containsKey("office");
        assertThatCode(accounts::check).doesNotThrowAnyException();
    }
}
