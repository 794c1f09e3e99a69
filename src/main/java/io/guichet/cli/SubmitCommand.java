package io.guichet.cli;

import io.guichet.ops.DroppedFile;
import io.guichet.ops.Settings;
import io.guichet.order.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts order files where Guichet takes them from, whole or not at all. */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Puts order files into the folder in, whole or not at all, whether Guichet runs or not. A name that lies there already is refused.")
final class SubmitCommand implements Callable<Integer> {

    @Option(names = "--profile", paramLabel = "PROFILE", description = "sandbox (default), integration or prod")
    private Optional<String> profile = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "order files: .json, .ndjson, .xml, .csv")
    private List<Path> files;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        // Its output is for people: nothing of the log may stand in between.
        System.setProperty("log.appender", "command");
        PrintWriter err = command.commandLine().getErr();
        try {
            Settings settings = RunCommand.load(RunCommand.chosen(profile).orElse(RunCommand.STANDARD));
            Texts texts = settings.texts(settings::accounts);
            if (!settings.flag("guichet.intake.file.enabled")) {
                err.println("guichet: " + texts.text("cli", "submit.closed"));
                return ExitCode.SOFTWARE;
            }
            List<Path> wrong = files.stream().filter(file -> !DroppedFile.isTaken(file)).toList();
            if (!wrong.isEmpty()) {
                // Before anything lies in the folder: wrong usage does nothing.
                wrong.forEach(file -> err.println("guichet: " + texts.text("cli", "submit.name", file)));
                return ExitCode.USAGE;
            }
            DroppedFile door = new DroppedFile(settings.path("guichet.home").resolve("in"),
                    settings.flag("guichet.intake.file.done-marker"));
            return files.stream().mapToInt(file -> submit(file, door, texts, err)).max().orElseThrow();
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed, err);
        }
    }

    private int submit(Path file, DroppedFile door, Texts texts, PrintWriter err) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            err.println("guichet: " + texts.text("cli", "submit.unreadable", file));
            return ExitCode.SOFTWARE;
        }
        try {
            command.commandLine().getOut().println(texts.text("cli", "submit.done", file, door.drop(file)));
            return ExitCode.OK;
        } catch (FileAlreadyExistsException there) {
            err.println("guichet: " + texts.text("cli", "submit.exists", file, there.getFile()));
        } catch (IOException failed) {
            err.println("guichet: " + texts.text("cli", "submit.failed", file, failed.getClass().getSimpleName()));
        }
        return ExitCode.SOFTWARE;
    }
}
