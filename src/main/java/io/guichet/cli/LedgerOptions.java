package io.guichet.cli;

import io.guichet.ledger.Desk;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.LastRun;
import io.guichet.ledger.Replays;
import io.guichet.ops.LedgerSettings;
import io.guichet.ops.Mode;
import io.guichet.ops.Settings;
import io.guichet.ops.SettingsException;
import io.guichet.order.Texts;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Rulings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command at the ledger takes, and the desk that it gives. */
final class LedgerOptions {

    @Option(names = "--profile", paramLabel = "PROFILE", description = "sandbox, integration or prod; where none is named, the one that this ledger was last run with")
    private Optional<String> profile = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    Optional<String> profile() {
        return profile;
    }

    /** @param task gives the exit code */
    int work(ToIntFunction<Counter> task) {
        PrintWriter err = command.commandLine().getErr();
        // Its output is for people and for other programs: nothing of the log may stand in between.
        System.setProperty("log.appender", "command");
        try {
            Optional<String> chosen = RunCommand.chosen(profile);
            Settings settings = RunCommand.load(chosen.orElse(RunCommand.STANDARD));
            try (OpenLedger ledger = OpenLedger.open(settings)) {
                Settings fitting = fitting(settings, chosen, ledger);
                Texts texts = fitting.texts(fitting::accounts);
                return task.applyAsInt(new Counter(ledger.database(), desk(ledger, fitting, texts),
                        Replays.over(ledger.database(), LedgerSettings.of(fitting).receivers()),
                        Inputs.over(ledger.database()), fitting, texts,
                        "user " + System.getProperty("user.name"), ledger.wasDown(),
                        command.commandLine().getOut(), err));
            }
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed, err);
        }
    }

    /** The settings of the profile that the ledger was last run with. */
    static Settings fitting(Settings settings, Optional<String> chosen, OpenLedger ledger) {
        return LastRun.over(ledger.database()).profile().filter(last -> !last.equals(settings.profile()))
                .map(last -> fitting(chosen, last)).orElse(settings);
    }

    /** An answer of a live ledger must not say that it is the sandbox's. */
    private static Settings fitting(Optional<String> chosen, String lastRun) {
        if (chosen.isPresent()) {
            throw new SettingsException("profile: " + chosen.get() + " (expected: " + lastRun
                    + ", with which this ledger was last run)");
        }
        return RunCommand.load(lastRun);
    }

    private static Desk desk(OpenLedger ledger, Settings settings, Texts texts) {
        Messages messages = new Messages(texts, Mode.of(settings.profile()).name(), Clock.systemUTC());
        LedgerSettings told = LedgerSettings.of(settings);
        return Desk.over(ledger.database(), new Rulings(told.policy(), texts), told.receivers(), messages, messages);
    }
}
