package io.guichet.crash;

import static org.awaitility.Awaitility.await;

import io.guichet.cli.Sandbox;
import io.guichet.ops.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/** Twin or broker in a process of its own, for those cases in which it is the victim. */
final class Outsider {

    private Outsider() {
    }

    static Process twins(Path directory, int port) throws IOException {
        return start("twins", directory, port);
    }

    static Process broker(Path directory, int port) throws IOException {
        return start("broker", directory, port);
    }

    private static Process start(String what, Path directory, int port) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Outsider.class.getName(), what, directory.toString(),
                String.valueOf(port)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(what + " did not start");
            }
            return listens(port);
        });
        return process;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** @param arguments twins or broker, its directory, its port */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        int port = Integer.parseInt(arguments[2]);
        // Ends with the test that started it.
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        if (arguments[0].equals("twins")) {
            ServiceLoader.load(Sandbox.class).findFirst().orElseThrow().start(port, directory);
        } else {
            EmbeddedBroker.start(directory, "127.0.0.1", port, "guichet", "test", List.of());
        }
        Thread.currentThread().join();
    }
}
