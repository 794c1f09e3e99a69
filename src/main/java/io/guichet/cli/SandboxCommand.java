package io.guichet.cli;

import io.guichet.ops.Settings;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** The twins alone, for a process that runs elsewhere. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, description = "Runs the local twins of the services alone, until it is told to stop.")
final class SandboxCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        try {
            Settings settings = RunCommand.settings(Optional.of("sandbox"));
            Sandbox sandbox = ServiceLoader.load(Sandbox.class).findFirst().orElseThrow();
            CountDownLatch told = new CountDownLatch(1);
            try (Sandbox.Running running = sandbox.start(settings.integer("guichet.sandbox.port"),
                    settings.path("guichet.home").resolve("sandbox"))) {
                Runtime.getRuntime().addShutdownHook(new Thread(told::countDown, "sandbox-stop"));
                System.out
                        .println("Twins: http://127.0.0.1:" + running.port() + " (what they sold: /control/purchases)");
                told.await();
            }
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed);
        }
    }
}
