package io.guichet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ops.AddedSettings;
import io.guichet.ops.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Which catalogues the command asks for. */
class CatalogueCommandTest {

    private static final Path NO_FILE = Path.of("no", "such", "file");

    @Test
    void everyServiceThatSaysWhenItsCatalogueIsReadIsAskedFor() {
        assertThat(CatalogueCommand.services(Settings.load("sandbox", NO_FILE, Map.of(), new Properties())))
                .contains("webstamp");
    }

    @Test
    void aServiceWithoutCatalogueIsNot() {
        assertThat(
                CatalogueCommand.services(AddedSettings.load("pigeon/settings.properties", NO_FILE, new Properties())))
                .contains("webstamp").doesNotContain("parcelpigeon");
    }
}
