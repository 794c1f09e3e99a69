package io.guichet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, as Maven writes it into the jar. */
final class Version implements IVersionProvider {

    private static final String BUILT = "/META-INF/maven/io.guichet/guichet/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream built = Version.class.getResourceAsStream(BUILT)) {
            Properties properties = new Properties();
            if (built != null) {
                properties.load(built);
            }
            // Out of a checkout there is no jar.
            return new String[]{"Guichet " + properties.getProperty("version", "(not packaged)"),
                    "Java " + System.getProperty("java.version")};
        }
    }
}
