package io.guichet;

import io.guichet.ops.AddedSettings;
import io.guichet.ops.GuichetProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Guichet with Pigeon Pay in it as a process of its own, which a test kills. */
public final class PigeonpayProcess {

    private PigeonpayProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        GuichetProcess.start(AddedSettings.load("pigeonpay/settings.properties", Path.of("none.properties"),
                System.getenv(), System.getProperties()));
        new CountDownLatch(1).await();
    }

    /** What starts it. */
    public static List<String> jvm(String... options) {
        List<String> command = new ArrayList<>(GuichetChild.jvm(options));
        command.set(command.size() - 1, PigeonpayProcess.class.getName());
        return command;
    }
}
