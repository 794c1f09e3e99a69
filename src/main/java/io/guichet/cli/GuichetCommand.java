package io.guichet.cli;

import io.guichet.ops.SettingsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; without a command it runs the process. */
@Command(name = "guichet", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Order messages in; stamps, labels, receipts and payments out.", subcommands = {
        RunCommand.class, SandboxCommand.class, SchemaCommand.class,
        CatalogueCommand.class, ListCommand.class, StatusCommand.class, ResolveCommand.class, CancelCommand.class,
        ReleaseCommand.class, PauseCommand.class,
        ResumeCommand.class, ReplayCommand.class, RetryCommand.class, SubmitCommand.class, CompletionCommand.class,
        DoctorCommand.class, OnboardCommand.class, PrepareCommand.class,
        DeskPasswordCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:done",
                "1:something was not done", "2:wrong usage"})
public final class GuichetCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new CommandLine(new RunCommand()).execute();
    }

    /** One line that names what went wrong and, where it lies deeper, why. */
    static int refuse(Exception why) {
        return refuse(why, new PrintWriter(System.err, true));
    }

    static int refuse(Exception why, PrintWriter err) {
        Throwable root = why;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        err.println("guichet: " + text(why) + (root == why ? "" : "\n  because: " + text(root)));
        return why instanceof SettingsException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    private static String text(Throwable why) {
        return why.getMessage() == null ? why.toString() : why.getMessage();
    }
}
