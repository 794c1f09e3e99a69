package io.guichet.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A sandbox in a process of its own, for a test to kill: prints its port and waits for its input to end. */
public final class KilledSandbox {

    private KilledSandbox() {
    }

    public static void main(String[] args) throws IOException {
        int port = new Twins().start(0, Path.of(args[0])).port();
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write((port + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Ends by itself when the test that started it is gone.
            System.in.readAllBytes();
        }
        Runtime.getRuntime().halt(0);
    }
}
