package io.guichet.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.order.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "integration", "prod"})
    void everyProfileStartsWithoutAnOperatorsFile(String profile) {
        Settings settings = load(profile, "", Map.of());

        assertThat(settings.profile()).isEqualTo(profile);
        assertThat(settings.integer("guichet.intake.batch")).isEqualTo(100);
    }

    @Test
    void profileOverlayWinsOverTheDefault() {
        assertThat(load("prod", "", Map.of()).duration("guichet.intake.file.settle")).isEqualTo(Duration.ofSeconds(2));
        assertThat(load("sandbox", "", Map.of()).duration("guichet.intake.file.settle"))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void operatorsFileWinsOverTheProfileEnvironmentOverTheFileAndSystemPropertyOverAll() {
        String key = "guichet.intake.file.settle";
        Properties system = new Properties();
        assertThat(load("sandbox", key + " = 3s", Map.of()).get(key)).isEqualTo("3s");

        Map<String, String> environment = Map.of("GUICHET_INTAKE_FILE_SETTLE", "4s");
        assertThat(load("sandbox", key + " = 3s", environment).get(key)).isEqualTo("4s");

        system.setProperty(key, "5s");
        assertThat(Settings.load("sandbox", conf(key + " = 3s"), environment, system).get(key)).isEqualTo("5s");
    }

    @Test
    void anEmptyValueIsNoValue() {
        assertThat(load("prod", "guichet.intake.batch =", Map.of("GUICHET_INTAKE_BATCH", ""))
                .integer("guichet.intake.batch"))
                .isEqualTo(100);
    }

    @Test
    void unknownKeyStopsTheStartAndNamesTheNearestKnownOne() {
        assertThatThrownBy(() -> load("prod", "guichet.intake.file.setle = 2s", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("guichet.intake.file.setle: unknown, in " + folder.resolve("guichet.properties")
                        + " (did you mean guichet.intake.file.settle?)");
        assertThatThrownBy(() -> load("prod", "", Map.of("GUICHET_INTAKE_FILE_SETLE", "2s")))
                .hasMessage("guichet.intake.file.setle: unknown, in the environment"
                        + " (did you mean guichet.intake.file.settle?)");
        assertThatThrownBy(() -> load("prod", "guichet.account.webstamp.main.pasword = x", Map.of()))
                .hasMessageContaining("did you mean guichet.account.webstamp.main.password?")
                .hasMessageNotContaining("= x");
        assertThatThrownBy(() -> load("prod", "guichet.account.webstamp.ACCOUNT.user-id = 1", Map.of()))
                .hasMessageStartingWith("guichet.account.webstamp.ACCOUNT.user-id: unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "guichet.intake.batch           | 0          | a whole number in 1..10000",
            "guichet.intake.batch           | many       | a whole number in 1..10000",
            "guichet.intake.file.settle     | 2h         | a duration such as 500ms, 2s, 15m, 24h, 7d in 0s..1h",
            "guichet.intake.file.settle     | soon       | a duration such as 500ms, 2s, 15m, 24h, 7d in 0s..1h",
            "guichet.intake.file.enabled    | yes        | true or false",
            "guichet.language               | rm         | one of en, fr, de, it",
            "guichet.intake.max-order-bytes | 16 MiB     | a size such as 256KB or 16MB in 1KB..256MB",
            "guichet.webstamp.catalogue.cron| 3 * * * *  | six or seven cron fields, beginning with seconds",
            "guichet.ledger.url             | localhost  | an address with its scheme",
            "guichet.account.webstamp.a.max-price | -1   | an amount such as 12.50",
    })
    void valueOutOfRangeStopsTheStartWithOneSentence(String key, String value, String expected) {
        assertThatThrownBy(() -> load("prod", key + " = " + value, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(key + ": " + value + " (expected: " + expected + ") in "
                        + folder.resolve("guichet.properties"));
    }

    @Test
    void missingKeyIsNamedWhenItIsAskedFor() {
        assertThatThrownBy(() -> load("prod", "", Map.of()).get("guichet.ledger.url"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("guichet.ledger.url: missing (expected: an address with its scheme)");
        assertThat(load("prod", "", Map.of()).find("guichet.ledger.url")).isEmpty();
    }

    @Test
    void missingDefaultStopsTheStart() {
        String defaults = "# How many. [int 1..9]\nguichet.many =\n";

        assertThatThrownBy(
                () -> Settings.load("prod", defaults, "", folder.resolve("none"), Map.of(), new Properties()))
                .hasMessage("guichet.many: missing (expected: a whole number in 1..9)");
    }

    @Test
    void undeclaredKeyInTheCodeIsADefect() {
        assertThatThrownBy(() -> load("prod", "", Map.of()).get("guichet.no.such"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unknownProfileStopsTheStart() {
        assertThatThrownBy(() -> load("production", "", Map.of()))
                .hasMessage("profile: production (expected: one of sandbox, integration, prod)");
    }

    @Test
    void typedValuesAreReadInTheirUnits() {
        Settings settings = load("prod", "guichet.intake.reply-to.allowed = a , b,,\nguichet.worker.lease = PT2M30S",
                Map.of());

        assertThat(settings.bytes("guichet.intake.max-order-bytes")).isEqualTo(16 * 1024 * 1024);
        assertThat(settings.duration("guichet.intake.file.poll")).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.duration("guichet.worker.lease")).isEqualTo(Duration.ofSeconds(150));
        assertThat(settings.flag("guichet.sandbox.enabled")).isFalse();
        assertThat(settings.list("guichet.intake.reply-to.allowed")).containsExactly("a", "b");
    }

    @Test
    void relativePathsBeginAtTheInstallation() {
        Settings settings = load("prod", "", Map.of("GUICHET_INSTALLATION", folder.toString()));

        assertThat(settings.path("guichet.home")).isEqualTo(folder.resolve("data"));
        assertThat(settings.all().getProperty("guichet.home")).isEqualTo(folder.resolve("data").toString());
        assertThat(settings.all().getProperty("camel.main.routes-include-pattern"))
                .isEqualTo("file:" + folder + "/routes/*.camel.yaml");
        assertThat(Settings.confFile(Map.of("GUICHET_INSTALLATION", folder.toString()), new Properties()))
                .isEqualTo(folder.resolve("conf/guichet.properties"));
    }

    @Test
    void operatorsFileCannotSayWhereItLies() {
        assertThatThrownBy(() -> load("prod", "guichet.installation = /opt/guichet", Map.of()))
                .hasMessageStartingWith("guichet.installation: too late in " + folder.resolve("guichet.properties"));
    }

    @Test
    void accountsAreReadFromFileAndEnvironment() {
        Settings settings = load("prod", """
                guichet.account.webstamp.Shop_CH.user-id = 20000009
                guichet.account.webstamp.Shop_CH.password = from-file
                """, Map.of("GUICHET_ACCOUNT_WEBSTAMP_SHOP_CH_PASSWORD", "from-environment",
                "GUICHET_ACCOUNT_WEBSTAMP_SHOP_CH_MAX_PRICE", "5.00",
                "GUICHET_ACCOUNT_WEBSTAMP_NEW_ONE_APPLICATION_ID", "abc"));

        assertThat(settings.accounts("webstamp")).isEqualTo(Map.of(
                "Shop_CH", Map.of("user-id", "20000009", "password", "from-environment", "max-price", "5.00",
                        "language", "en"),
                "new-one", Map.of("application-id", "abc", "language", "en")));
        assertThat(settings.accounts("sips")).isEmpty();
    }

    /** Things that there can be several of, each with a name. */
    private static final String FOLDERS = """
            # Where. [path]
            #guichet.folder.NAME.path =
            # How long. [duration 0s..1h]
            guichet.folder.NAME.settle = {{guichet.folder.usual}}
            # Word. [secret]
            #guichet.folder.NAME.key.word =
            # How long by default. [duration 0s..1h]
            guichet.folder.usual = 2s
            """;

    private Settings folders(String operatorsFile, Map<String, String> environment) {
        return Settings.load("prod", FOLDERS, "", conf(operatorsFile), environment, new Properties());
    }

    @Test
    void namedThingsAreReadFromFileAndEnvironmentWithTheDefaultsOfTheirKind() {
        Settings settings = folders("""
                guichet.folder.Shop_CH.path = /shop
                guichet.folder.Shop_CH.settle = 5s
                """, Map.of("GUICHET_FOLDER_SHOP_CH_KEY_WORD", "abc", "GUICHET_FOLDER_NEW_ONE_PATH", "/new"));

        assertThat(settings.names("guichet.folder")).containsExactly("Shop_CH", "new-one");
        assertThat(settings.path("guichet.folder.Shop_CH.path")).isEqualTo(Path.of("/shop"));
        assertThat(settings.duration("guichet.folder.Shop_CH.settle")).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.get("guichet.folder.Shop_CH.key.word")).isEqualTo("abc");
        assertThat(settings.duration("guichet.folder.new-one.settle")).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.find("guichet.folder.new-one.key.word")).isEmpty();
        assertThat(settings.all()).containsEntry("guichet.folder.new-one.settle", "2s")
                .doesNotContainKey("guichet.folder.NAME.settle");
    }

    @Test
    void nobodyIsNamedWhereNothingIsSet() {
        assertThat(folders("", Map.of()).names("guichet.folder")).isEmpty();
        assertThatThrownBy(() -> folders("", Map.of()).names("guichet.folder.usual"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keyOfANamedThingThatIsWrongStopsTheStart() {
        assertThatThrownBy(() -> folders("guichet.folder.shop.settel = 2s", Map.of()))
                .hasMessageContaining(
                        "guichet.folder.shop.settel: unknown")
                .hasMessageContaining("(did you mean guichet.folder.shop.settle?)");
        assertThatThrownBy(() -> folders("guichet.folder.shop.settle = 2h", Map.of()))
                .hasMessageStartingWith("guichet.folder.shop.settle: 2h (expected: a duration ");
        assertThatThrownBy(() -> folders("guichet.folder.NAME.settle = 2s", Map.of()))
                .hasMessageStartingWith("guichet.folder.NAME.settle: unknown");
        assertThatThrownBy(() -> folders("guichet.folder.two\\ words.settle = 2s", Map.of()))
                .hasMessageStartingWith("guichet.folder.two words.settle: unknown");
        assertThatThrownBy(() -> folders("guichet.folder.shop.path = /shop", Map.of()).get(
                "guichet.folder.shop.key.word"))
                .hasMessage("guichet.folder.shop.key.word: missing (expected: a text)");
    }

    @Test
    void accountSpeaksItsOwnLanguageOrElseTheInstallations() {
        Settings settings = load("prod", """
                guichet.language = it
                guichet.account.webstamp.bellinzona.user-id = 20000001
                guichet.account.webstamp.sion.language = fr
                """, Map.of());

        assertThat(settings.accounts("webstamp").get("bellinzona")).containsEntry("language", "it");
        assertThat(settings.accounts("webstamp").get("sion")).containsEntry("language", "fr");
        Texts texts = settings.texts(settings::accounts);
        assertThat(texts.language()).isEqualTo(Locale.ITALIAN);
        assertThat(texts.of("webstamp", "sion").language()).isEqualTo(Locale.FRENCH);
        assertThat(texts.of("webstamp", "bellinzona").language()).isEqualTo(Locale.ITALIAN);
        assertThat(texts.of("webstamp", "not-set").language()).isEqualTo(Locale.ITALIAN);
        assertThat(texts.of("sips", "sion").language()).isEqualTo(Locale.ITALIAN);
    }

    @Test
    void sandboxHoldsTheEightAccountsOfTheTwin() {
        Settings settings = load("sandbox", "", Map.of());

        assertThat(settings.accounts("webstamp")).containsOnlyKeys("demo", "favourite", "no-favourite", "no-licence",
                "private", "terms", "blocked", "unverified");
        assertThat(settings.get("guichet.webstamp.default-account")).isEqualTo("demo");
        assertThat(load("prod", "", Map.of()).accounts("webstamp")).isEmpty();
    }

    @Test
    void secretMayLieInAMountedFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("pw"), "s3cret\n", StandardCharsets.UTF_8);

        assertThat(load("prod", "guichet.ledger.password.file = " + secret, Map.of()).get("guichet.ledger.password"))
                .isEqualTo("s3cret");
        assertThat(load("prod", "", Map.of("GUICHET_ACCOUNT_WEBSTAMP_MAIN_PASSWORD_FILE", secret.toString()))
                .accounts("webstamp").get("main")).containsEntry("password", "s3cret");
        assertThatThrownBy(() -> load("prod", "guichet.ledger.password.file = /no/such", Map.of()))
                .hasMessageContaining("guichet.ledger.password.file: /no/such cannot be read");
        assertThatThrownBy(() -> load("prod", "guichet.ledger.user.file = " + secret, Map.of()))
                .hasMessageContaining("guichet.ledger.user.file: unknown");
        assertThatThrownBy(
                () -> load("prod", "guichet.ledger.password = a\nguichet.ledger.password.file = b", Map.of()))
                .hasMessageContaining("guichet.ledger.password: set twice");
    }

    @Test
    void noSecretIsEverPrinted() {
        Settings settings = load("prod", "guichet.ledger.password = s3cret", Map.of());

        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void camelKeysMayBeOverriddenTooAndAreLeftToCamel() {
        Settings settings = load("prod", "camel.main.no-such-key = 1", Map.of("CAMEL_MANAGEMENT_PORT", "9999"));

        assertThat(settings.all()).containsEntry("camel.management.port", "9999")
                .containsEntry("camel.main.no-such-key", "1");
    }

    @Test
    void variablesThatAreNotOursDoNotStopTheStart() {
        Map<String, String> kubernetes =
                Map.of("GUICHET_SERVICE_HOST", "10.0.0.1", "GUICHET_PORT_8080_TCP", "tcp://10.0.0.1",
                        "GUICHET_PORT", "tcp://10.0.0.1:8080", "GUICHET_JAVA_OPTS", "-Xmx1g", "GUICHET_ARCHIVE",
                        "x.jsa", "PATH", "/bin");

        assertThat(load("prod", "", kubernetes).profile()).isEqualTo("prod");
    }

    @Test
    void malformedFileIsNamed() throws IOException {
        Path latin = folder.resolve("latin.properties");
        Files.write(latin, "guichet.ledger.user = J\u00e9r\u00f4me".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Settings.load("prod", latin, Map.of(), new Properties()))
                .hasMessage(latin + ": not UTF-8 (expected: a properties file in UTF-8)");
        assertThatThrownBy(() -> load("prod", "guichet.ledger.user = \\u00zz", Map.of()))
                .hasMessageContaining("(expected: lines of key = value)");
    }

    private Settings load(String profile, String operatorsFile, Map<String, String> environment) {
        return Settings.load(profile, conf(operatorsFile), environment, new Properties());
    }

    private Path conf(String text) {
        try {
            return Files.writeString(folder.resolve("guichet.properties"), text, StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
