package io.guichet;

import io.guichet.cli.GuichetCommand;
import picocli.CommandLine;

/** Starts the command line, which starts everything else. */
public final class Guichet {

    private Guichet() {
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GuichetCommand()).execute(arguments));
    }
}
