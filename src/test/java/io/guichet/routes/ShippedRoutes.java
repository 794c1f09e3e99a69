package io.guichet.routes;

import io.guichet.FilesBelow;
import io.guichet.ledger.TestDesk;
import io.guichet.ops.Settings;
import io.guichet.purchase.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Some of the shipped route files with the shipped settings, an empty ledger, and the beans that a test gives them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ShippedRoutes extends CamelMainTestSupport {

    @TempDir
    Path home;

    final TestDesk desk = new TestDesk();

    /** Names of files in routes/, and addresses of what stands in for others. */
    abstract List<String> routes();

    abstract Map<String, Object> beans();

    Map<String, String> settings() {
        return Map.of();
    }

    /** The endpoints that are mocks here, as a regular expression. */
    String stoodIn() {
        return "none";
    }

    static Accounts accounts(Map<String, String> settings) {
        return new Accounts(service -> Map.of("demo", settings), service -> Optional.of("demo"));
    }

    void drop(String name, String content) {
        try {
            Path part = Files.createDirectories(home.resolve("in")).resolve("." + name + ".part");
            Files.writeString(part, content, StandardCharsets.UTF_8);
            Files.move(part, home.resolve("in").resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Names of the files in a folder and below it. */
    List<String> names(String folder) {
        if (Files.notExists(home.resolve(folder))) {
            return List.of();
        }
        try {
            return FilesBelow.in(home.resolve(folder)).stream().map(path -> path.getFileName().toString()).sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String isMockEndpointsAndSkip() {
        return stoodIn();
    }

    @Override
    protected Registry createCamelRegistry() {
        Registry registry = new DefaultRegistry();
        beans().forEach(registry::bind);
        return registry;
    }

    /** Not by overriding the property itself: that is asked for before there is a folder. */
    @Override
    protected CamelContext createCamelContext() throws Exception {
        camelContextConfiguration().withUseOverridePropertiesWithPropertiesComponent(properties());
        return super.createCamelContext();
    }

    private Properties properties() {
        Properties system = new Properties();
        system.setProperty("guichet.home", home.toString());
        system.setProperty("guichet.intake.file.settle", "0s");
        system.setProperty("guichet.intake.file.poll", "50ms");
        system.setProperty("camel.management.enabled", "false");
        system.setProperty("camel.route-controller.enabled", "false");
        system.setProperty("camel.main.routes-include-pattern", routes().stream()
                .map(file -> file.contains(":") ? file : "file:routes/" + file).collect(Collectors.joining(",")));
        settings().forEach(system::setProperty);
        return Settings.load("sandbox", home.resolve("none.properties"), Map.of(), system).all();
    }

    @AfterEach
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void stopBeforeTheLedger() {
        context().stop();
        desk.close();
    }
}
