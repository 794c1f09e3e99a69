package io.guichet.cli;

import io.guichet.ops.GuichetProcess;
import io.guichet.ops.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the process until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs Guichet until it is told to stop.")
final class RunCommand implements Callable<Integer> {

    static final String STANDARD = "sandbox";

    @Option(names = "--profile", paramLabel = "PROFILE", description = "sandbox (default), integration or prod")
    private Optional<String> profile = Optional.empty();

    @Override
    public Integer call() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        try (GuichetProcess process = GuichetProcess.start(settings(profile))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                told.countDown();
                await(closed);
            }, "guichet-stop"));
            told.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed);
        } finally {
            closed.countDown();
        }
        return 0;
    }

    static Settings settings(Optional<String> profile) {
        Settings settings = load(chosen(profile).orElse(STANDARD));
        // The log's own configuration reads it from here, before the first line is written.
        System.setProperty("guichet.log", settings.get("guichet.log"));
        return settings;
    }

    /** The profile that was named, on the command line or around it. */
    static Optional<String> chosen(Optional<String> profile) {
        return profile.or(() -> Optional.ofNullable(System.getProperty("camel.main.profile")))
                .or(() -> Optional.ofNullable(System.getenv("CAMEL_MAIN_PROFILE")));
    }

    static Settings load(String profile) {
        return Settings.load(profile, Settings.confFile(System.getenv(), System.getProperties()), System.getenv(),
                System.getProperties());
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
