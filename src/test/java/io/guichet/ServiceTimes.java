package io.guichet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long calls may take, for every service that there is: a lease is longer than the longest call of any of them. */
public final class ServiceTimes {

    private static final Pattern DECLARED = Pattern.compile("guichet\\.([a-z]+)\\.receive-timeout = .*");

    private ServiceTimes() {
    }

    /** The services that declare such a time. */
    static List<String> services() {
        try {
            return Files.readAllLines(Path.of("application.properties")).stream().map(DECLARED::matcher)
                    .filter(Matcher::matches).map(declared -> declared.group(1)).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Shortens them all. */
    public static void set(BiConsumer<String, String> settings, String connect, String receive) {
        services().forEach(service -> {
            settings.accept("guichet." + service + ".connect-timeout", connect);
            settings.accept("guichet." + service + ".receive-timeout", receive);
        });
    }
}
