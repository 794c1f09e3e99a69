package io.guichet.cli;

import io.guichet.ledger.DoneSteps;
import io.guichet.onboarding.Checklist;
import io.guichet.onboarding.DoneStep;
import io.guichet.onboarding.OnboardingPath;
import io.guichet.onboarding.Step;
import io.guichet.ops.Settings;
import io.guichet.order.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Leads an account to its service's production, step by step, and remembers what is done. */
@Command(name = "onboard", mixinStandardHelpOptions = true, description = "Shows a service's way to production for an account: what is done, what comes next and until when, whom to ask; remembers what is done; writes the letters and forms that it needs.")
final class OnboardCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Parameters(index = "0", paramLabel = "SERVICE", description = "the service, such as webstamp")
    private String service;

    @Option(names = "--account", paramLabel = "ACCOUNT", required = true, description = "the account; it need not be set yet")
    private String account;

    @Option(names = "--done", paramLabel = "STEP", description = "notes that this step is done")
    private Optional<String> done = Optional.empty();

    @Option(names = "--on", paramLabel = "DATE", description = "the day on which it was done, such as 2026-11-26; today where none is named")
    private Optional<LocalDate> on = Optional.empty();

    @Option(names = "--not-done", paramLabel = "STEP", description = "takes back that this step is done")
    private Optional<String> notDone = Optional.empty();

    @Option(names = "--draft", description = "writes the letters and forms of the steps that come next")
    private boolean draft;

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        Settings settings;
        try {
            settings = RunCommand.load(RunCommand.chosen(ledger.profile()).orElse(RunCommand.STANDARD));
        } catch (RuntimeException failed) {
            return GuichetCommand.refuse(failed, command.commandLine().getErr());
        }
        Texts texts = settings.texts(settings::accounts);
        OnboardingPath path = OnboardingPath.shipped().get(service);
        if (path == null) {
            return refuse(texts, "onboard.no-path", service, String.join(", ", OnboardingPath.shipped().keySet()));
        }
        Optional<Integer> wrong = wrongUse(path, texts);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!OpenLedger.exists(settings) && done.isEmpty() && notDone.isEmpty()) {
            // Whoever is about to begin has not run it yet.
            show(path, List.of(), settings, texts);
            if (!json && !draft) {
                command.commandLine().getOut().println(texts.text("cli", "onboard.no-ledger"));
            }
            return ExitCode.OK;
        }
        return ledger.work(counter -> work(path, counter));
    }

    private Optional<Integer> wrongUse(OnboardingPath path, Texts texts) {
        LocalDate today = LocalDate.now();
        if (!account.matches("[A-Za-z0-9_-]{1,64}")) {
            return Optional.of(refuse(texts, "onboard.no-account", account));
        }
        if ((done.isPresent() ? 1 : 0) + (notDone.isPresent() ? 1 : 0) + (draft ? 1 : 0) > 1) {
            return Optional.of(refuse(texts, "onboard.one"));
        }
        if (on.isPresent() && done.isEmpty()) {
            return Optional.of(refuse(texts, "onboard.on-alone"));
        }
        if (on.filter(day -> day.isAfter(today)).isPresent()) {
            return Optional.of(refuse(texts, "onboard.future", on.get()));
        }
        return done.or(() -> notDone).filter(step -> path.step(step).isEmpty())
                .map(step -> refuse(texts, "onboard.no-step", step, service,
                        String.join(", ", path.steps().stream().map(Step::id).toList())));
    }

    private int work(OnboardingPath path, Counter counter) {
        DoneSteps steps = DoneSteps.over(counter.database());
        if (done.isPresent()) {
            Step step = path.step(done.get()).orElseThrow();
            LocalDate day = on.orElseGet(LocalDate::now);
            steps.note(service, owner(step), step.id(), day, counter.who());
            if (!json) {
                counter.say("onboard.noted", step.id(), day);
                early(path, steps, step).ifPresent(before -> counter.say("onboard.early", before));
            }
        } else if (notDone.isPresent()) {
            Step step = path.step(notDone.get()).orElseThrow();
            if (!steps.takeBack(service, owner(step), step.id(), counter.who())) {
                counter.complain("onboard.not-done", step.id());
                return ExitCode.SOFTWARE;
            }
            if (!json) {
                counter.say("onboard.open", step.id());
            }
        }
        show(path, steps.of(service, account), counter.settings(), counter.texts());
        return ExitCode.OK;
    }

    private String owner(Step step) {
        return step.scope() == Step.Scope.SOFTWARE ? DoneSteps.SOFTWARE : account;
    }

    /** What should have come before a step that is done: its own day may still be the right one. */
    private Optional<String> early(OnboardingPath path, DoneSteps steps, Step step) {
        List<DoneStep> others = steps.of(service, account).stream().filter(other -> !other.step().equals(step.id()))
                .toList();
        List<String> waitsFor = Checklist.of(path, others, LocalDate.now()).item(step.id()).waitsFor();
        return Optional.of(String.join(", ", waitsFor)).filter(names -> !names.isEmpty());
    }

    private void show(OnboardingPath path, List<DoneStep> steps, Settings settings, Texts texts) {
        Checklist list = Checklist.of(path, steps, LocalDate.now());
        OnboardView view = new OnboardView(list, account, texts, texts.of(service, account).language(),
                command.root().version()[0],
                settings.path("guichet.home").resolve("onboarding"));
        if (json) {
            command.commandLine().getOut().println(view.json(draft));
        } else if (draft) {
            view.drafts(command.commandLine().getOut());
        } else {
            view.print(command.commandLine().getOut());
        }
    }

    private int refuse(Texts texts, String key, Object... values) {
        command.commandLine().getErr().println("guichet: " + texts.text("cli", key, values));
        return ExitCode.USAGE;
    }
}
