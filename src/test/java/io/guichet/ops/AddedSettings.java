package io.guichet.ops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of the profile sandbox as if application.properties went on with those of one more service. */
public final class AddedSettings {

    private AddedSettings() {
    }

    public static Settings load(String added, Path confFile, Properties system) {
        return load(added, confFile, Map.of(), system);
    }

    /** @param environment usually {@code System.getenv()} */
    public static Settings load(String added, Path confFile, Map<String, String> environment, Properties system) {
        return Settings.load("sandbox", resource("application.properties") + "\n" + resource(added),
                resource("application-sandbox.properties"), confFile, environment, system);
    }

    private static String resource(String name) {
        try (InputStream in = AddedSettings.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
