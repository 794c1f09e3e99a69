package io.guichet.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a shell needs to complete commands and options. */
@Command(name = "completion", mixinStandardHelpOptions = true, description = "Prints what bash and zsh need to complete commands and options: source <(guichet completion)")
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        command.commandLine().getOut()
                .print(AutoComplete.bash("guichet", command.root().commandLine()).replace("\r\n", "\n"));
        command.commandLine().getOut().flush();
        return 0;
    }
}
