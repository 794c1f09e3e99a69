package io.guichet.cli;

import io.guichet.desk.Passwords;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Encodes a password for {@code guichet.desk.person.NAME.password}; it is never an argument, which others can see. */
@Command(name = "desk-password", mixinStandardHelpOptions = true, description = "Reads a password from the terminal or standard input, and prints what to write into guichet.desk.person.NAME.password, so that the person may sign in at the operator's page.")
final class DeskPasswordCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        char[] password = read();
        try {
            if (password.length < Passwords.SHORTEST) {
                command.commandLine().getErr().println("guichet: the password is too short (expected: at least "
                        + Passwords.SHORTEST + " characters)");
                return ExitCode.USAGE;
            }
            command.commandLine().getOut().println(Passwords.encoded(password));
            return ExitCode.OK;
        } finally {
            Arrays.fill(password, ' ');
        }
    }

    private static char[] read() throws IOException {
        Console terminal = System.console();
        if (terminal != null) {
            char[] typed = terminal.readPassword("Password: ");
            return typed == null ? new char[0] : typed;
        }
        String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
