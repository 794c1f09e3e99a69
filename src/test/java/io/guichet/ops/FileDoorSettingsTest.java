package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.door.FileDoor;
import io.guichet.order.ImportProfiles;
import io.guichet.order.Schemas;
import io.guichet.order.Strictness;
import io.guichet.order.WrongProfiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders as an operator sets them, and what he is told where they could not work. */
class FileDoorSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderHasWhatInHasUnlessItSaysOtherwise() {
        FileDoorSettings settings = settings("""
                guichet.intake.file.settle = 7s
                guichet.intake.folder.shop.path = /shop
                guichet.intake.folder.post.path = /post
                guichet.intake.folder.post.mask = *.csv
                guichet.intake.folder.post.settle = 1s
                guichet.intake.folder.post.account = webstamp/office, canadapost/main
                guichet.intake.folder.post.accounts = webstamp/office,canadapost/main
                guichet.intake.folder.post.out = /answers
                guichet.intake.folder.post.reading = lenient
                """);
        List<FileDoor> doors = settings.doors();
        assertThat(doors).extracting(FileDoor::name).containsExactly("file", "folder.post", "folder.shop");
        FileDoor post = doors.get(1);
        assertThat(post.folder()).contains(Path.of("/post"));
        assertThat(post.work()).isEqualTo(folder.resolve("data/work/folder.post"));
        assertThat(post.settle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(post.accounts()).isEqualTo(Map.of("webstamp", "office", "canadapost", "main"));
        assertThat(post.reading()).contains(Strictness.LENIENT);
        assertThat(doors.get(2).settle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(doors.get(2).reading()).contains(Strictness.STRICT);
        assertThat(doors.get(2).mask()).hasToString("*");
        assertThat(settings.outs()).isEqualTo(Map.of("folder.post", Path.of("/answers")));
        assertThat(settings.accounts()).containsEntry("folder.shop", List.of("*"))
                .containsEntry("folder.post", List.of("webstamp/office", "canadapost/main"));
    }

    @Test
    void twoFoldersOfOnePathNeedMasksThatAreApart() throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), shared);
        String both = "guichet.intake.folder.a.path = " + shared + "\nguichet.intake.folder.b.path = " + link
                + "\nguichet.intake.folder.a.mask = *.csv\nguichet.intake.folder.b.mask = ";

        assertThat(settings(both + "*.xml").doors()).hasSize(3);
        assertThatThrownBy(() -> settings(both + "shop*").doors()).isInstanceOf(SettingsException.class)
                .hasMessage("guichet.intake.folder.b.mask: shop* means files that guichet.intake.folder.a means with"
                        + " *.csv, and both take them out of " + link
                        + " (expected: masks that no name fits both of, or another path)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "path = HOME/in                    | both take them out of HOME/in",
            "path = HOME/work                  | lies in HOME/work, which Guichet needs for itself",
            "path = HOME/out/shop              | lies in HOME/out, which",
            "path = HOME                       | holds Guichet's own folders",
            "path = HOME/..                    | holds Guichet's own folders",
            "out = HOME/done                   | lies in HOME/done, which",
            "out = HOME/in                     | lies in HOME/in, which",
            "out = /shop                       | is where guichet.intake.folder.shop takes orders from",
            "account = office                  | office (expected: * or SERVICE/ACCOUNT",
            "account = *                       | * (expected: SERVICE/ACCOUNT)",
            "account = a/b,a/c                 | two accounts of a",
            "accounts = a/b, A/c               | A/c (expected: * or SERVICE/ACCOUNT",
            "profile = dhl                     | dhl (expected: one of ",
    })
    void whatCouldNotWorkStopsTheStartWithOneSentence(String setting, String sentence) {
        String home = folder.resolve("data").toString();
        FileDoorSettings settings = settings("guichet.intake.folder.shop.path = /shop\nguichet.intake.folder.shop."
                + setting.strip().replace("HOME", home));
        assertThatThrownBy(() -> {
            settings.doors();
            settings.accounts();
        }).isInstanceOf(SettingsException.class).hasMessageStartingWith("guichet.intake.folder.shop.")
                .hasMessageContaining(sentence.strip().replace("HOME", home));
    }

    @Test
    void theAccountOfOrdersThatNameNoneMustBeOneThatTheFolderMaySpendFrom() {
        assertThatThrownBy(() -> settings("""
                guichet.intake.folder.shop.path = /shop
                guichet.intake.folder.shop.account = webstamp/office
                guichet.intake.folder.shop.accounts = webstamp/other
                """).doors())
                .hasMessageStartingWith("guichet.intake.folder.shop.account: webstamp/office is not among");
        assertThatThrownBy(() -> settings("guichet.intake.folder.shop.mask = *.csv").doors())
                .hasMessage("guichet.intake.folder.shop.path: missing (expected: a path)");
    }

    @Test
    void aServerHasItsDoorItsSecretsApartAndItsFolders() {
        FileDoorSettings settings = settings(server("") + """
                guichet.intake.sftp.shop.password = s3cret
                guichet.intake.sftp.shop.out = answers
                guichet.intake.sftp.shop.accounts = webstamp/office
                """);
        FileDoor door = settings.doors().get(1);
        assertThat(door.name()).isEqualTo("sftp.shop");
        assertThat(door.folder()).isEmpty();
        assertThat(door.work()).isEqualTo(folder.resolve("data/work/sftp.shop"));
        assertThat(settings.accounts()).containsEntry("sftp.shop", List.of("webstamp/office"));
        SftpServer server = settings.servers().get(0);
        assertThat(server.parameters().toString()).doesNotContain("s3cret");
        assertThat(server.secrets()).containsValue("s3cret");
        assertThat(server.taken()).isEqualTo("taken");
        assertThat(server.port()).isEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "host = shop.example                             | guichet.intake.sftp.shop: neither password and key-file",
            "password = a;key-file = KNOWN                   | guichet.intake.sftp.shop: both password and key-file",
            "password = a;known-hosts = /no/such             | known-hosts: /no/such cannot be read",
            "key-file = /no/such                             | key-file: /no/such cannot be read",
            "password = a;directory = /in                    | directory: /in (expected: a folder seen from where",
            "password = a;out = ../in                        | out: ../in (expected: a folder seen from where",
            "password = a;out = in                           | out: in is where orders are fetched from",
            "password = a;port = 0                           | port: 0 (expected: a whole number in 1..65535)",
    })
    void aServerThatCouldNotWorkStopsTheStartWithOneSentence(String set, String sentence) {
        assertThatThrownBy(() -> settings(server(set.strip())).doors()).isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence.strip());
    }

    private String server(String more) {
        try {
            Path known = Files.writeString(folder.resolve("known_hosts"), "shop.example ssh-ed25519 AAAA\n");
            String at = "guichet.intake.sftp.shop.";
            return at + "host = shop.example\n" + at + "user = me\n" + at + "directory = in\n" + at + "known-hosts = "
                    + known + "\n" + (more.isEmpty()
                            ? ""
                            : at + more.replace(";", "\n" + at).replace("KNOWN",
                                    known.toString()))
                    + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Test
    void whereInIsNotReadAFolderMayTakeItsPlace() {
        assertThat(settings("guichet.intake.file.enabled = false\nguichet.intake.folder.shop.path = "
                + folder.resolve("data/in")).doors()).extracting(FileDoor::name).containsExactly("folder.shop");
    }

    private FileDoorSettings settings(String operatorsFile) {
        try {
            Path conf = Files.writeString(folder.resolve("guichet.properties"),
                    operatorsFile + "\nguichet.home = " + folder.resolve("data"), StandardCharsets.UTF_8);
            return new FileDoorSettings(Settings.load("prod", conf, Map.of(), new Properties()),
                    new ImportProfiles(new Schemas(), conf.resolveSibling("profiles")));
        } catch (IOException | WrongProfiles impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
