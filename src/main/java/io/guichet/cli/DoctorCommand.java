package io.guichet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Findings;
import io.guichet.doctor.Findings.Finding;
import io.guichet.doctor.Findings.State;
import io.guichet.ledger.CatalogueShelf;
import io.guichet.ledger.DoneSteps;
import io.guichet.ledger.LedgerDatabase;
import io.guichet.ledger.LedgerUnavailable;
import io.guichet.onboarding.Checklist;
import io.guichet.onboarding.Checklist.Due;
import io.guichet.onboarding.OnboardingPath;
import io.guichet.ops.HouseCheck;
import io.guichet.ops.Settings;
import io.guichet.order.Schemas;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tests everything that an installation needs, and says in words what is wrong and what to do. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Tests each account's credentials at its service by calls that cost nothing, and settings, folders, disk, ledger, broker and mail of this machine; says what is wrong and the way out.")
final class DoctorCommand implements Callable<Integer> {

    private static final Duration CATALOGUE_IS_OLD = Duration.ofHours(36);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(10);
    private static final int WARN_DAYS = 30;
    private static final String INSTALLATION = "installation";

    @Option(names = "--profile", paramLabel = "PROFILE", description = "sandbox, integration or prod; where none is named, the one that this ledger was last run with")
    private Optional<String> profile = Optional.empty();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "only accounts of this name")
    private Optional<String> account = Optional.empty();

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    @Spec
    private CommandSpec command;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() {
        // Its output is for people and for other programs: nothing of the log may stand in between.
        System.setProperty("log.appender", "command");
        try {
            Optional<String> chosen = RunCommand.chosen(profile);
            Settings settings = RunCommand.load(chosen.orElse(RunCommand.STANDARD));
            if (!OpenLedger.exists(settings)) {
                return look(settings, Optional.empty(), Optional.empty());
            }
            try (OpenLedger ledger = OpenLedger.open(settings)) {
                return look(LedgerOptions.fitting(settings, chosen, ledger), Optional.of(ledger), Optional.empty());
            } catch (LedgerUnavailable away) {
                return look(settings, Optional.empty(), Optional.of(away));
            }
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed, command.commandLine().getErr());
        }
    }

    private int look(Settings settings, Optional<OpenLedger> ledger, Optional<LedgerUnavailable> away) {
        Texts texts = settings.texts(settings::accounts);
        List<Account> accounts = accounts(settings);
        if (account.isPresent() && accounts.stream().noneMatch(one -> one.name().equals(account.get()))) {
            Set<String> names = new TreeSet<>();
            accounts.forEach(one -> names.add(one.name()));
            command.commandLine().getErr().println("guichet: " + texts.text("cli", "doctor.no-account", account.get(),
                    String.join(", ", names)));
            return ExitCode.USAGE;
        }
        List<Findings> all = new ArrayList<>();
        all.add(house(settings, texts, ledger, away));
        accounts.stream().filter(one -> account.map(one.name()::equals).orElse(true))
                .forEach(one -> all.add(account(one, settings, texts, ledger)));
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(json(all));
        } else {
            print(all, settings, texts, out);
        }
        return wrong(all) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static List<Account> accounts(Settings settings) {
        List<Account> accounts = new ArrayList<>();
        new Schemas().services().forEach(service -> settings.accounts(service)
                .forEach((name, values) -> accounts.add(new Account(service, name, values))));
        return accounts;
    }

    private Findings house(Settings settings, Texts texts, Optional<OpenLedger> ledger,
            Optional<LedgerUnavailable> away) {
        Findings findings = new Findings(INSTALLATION, texts);
        new HouseCheck(settings).look(ledger.filter(open -> !open.wasDown()).isPresent(), findings);
        if (away.isPresent()) {
            findings.wrong("ledger", "ledger.away", away.get().getMessage());
        } else if (ledger.isPresent()) {
            LedgerDatabase.Facts facts = ledger.get().database().facts();
            findings.good("ledger", "ledger.good", facts.version(), facts.tables());
            Duration apart = Duration.between(clock.instant(), facts.now()).abs();
            if (apart.compareTo(CLOCKS_APART) > 0) {
                findings.note("ledger-clock", "ledger-clock.apart", apart.toSeconds());
            } else {
                findings.good("ledger-clock", "ledger-clock.good");
            }
        } else {
            findings.note("ledger", "ledger.fresh");
        }
        return findings;
    }

    private Findings account(Account one, Settings settings, Texts texts, Optional<OpenLedger> ledger) {
        Optional<Checkup> checkup = ServiceLoader.load(Checkup.class).stream().map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.service().equals(one.service())).findFirst();
        Findings findings = new Findings(one.toString(), checkup.map(Checkup::words)
                .orElse("doctor"), texts, settings.secrets(one.service(), one.name()));
        if (new HouseCheck(settings).isUnsafe(one.service(), one.name())) {
            findings.skipped("service", "service.unsafe");
        } else if (checkup.isEmpty()) {
            findings.skipped("service", "service.no-checks", one.service());
        } else {
            try {
                checkup.get().look(one, key -> settings.find(key).orElse(""), clock, findings);
            } catch (RuntimeException defect) {
                findings.wrong("service", "service.broken", defect.getClass().getSimpleName());
            }
        }
        ledger.ifPresent(open -> remembered(one, settings, open, findings));
        return findings;
    }

    /** What the ledger knows of the account. */
    private void remembered(Account one, Settings settings, OpenLedger ledger, Findings findings) {
        if (CatalogueCommand.services(settings).contains(one.service())) {
            Optional<Instant> taken = CatalogueShelf.over(ledger.database()).takenAt(one.service(), one.name());
            if (taken.isEmpty()) {
                findings.note("catalogue", "catalogue.none");
            } else if (taken.get().plus(CATALOGUE_IS_OLD).isBefore(clock.instant())) {
                findings.note("catalogue", "catalogue.old", Times.local(taken.get()));
            } else {
                findings.good("catalogue", "catalogue.good", Times.local(taken.get()));
            }
        }
        OnboardingPath path = OnboardingPath.shipped().get(one.service());
        if (path != null) {
            Checklist.of(path, DoneSteps.over(ledger.database()).of(one.service(), one.name()), LocalDate.now()).due()
                    .forEach(item -> due(one, item, findings));
        }
    }

    private static void due(Account one, Checklist.Item item, Findings findings) {
        Due due = item.due().orElseThrow();
        if (due.isMissed()) {
            findings.wrong("onboarding", "onboarding.missed", item.step().id(), due.until(),
                    due.missed().in(findings.texts().language()), one.service(), one.name());
        } else if (due.daysLeft() <= WARN_DAYS) {
            findings.note("onboarding", "onboarding.due", item.step().id(), due.until(), one.service(), one.name());
        }
    }

    private static long wrong(List<Findings> all) {
        return all.stream().flatMap(findings -> findings.all().stream())
                .filter(finding -> finding.state() == State.WRONG).count();
    }

    private static void print(List<Findings> all, Settings settings, Texts texts, PrintWriter out) {
        for (Findings findings : all) {
            out.println(findings.subject().equals(INSTALLATION)
                    ? texts.text("cli", "doctor.installation", settings.profile())
                    : texts.text("cli", "doctor.account", findings.subject()));
            Table table = new Table();
            for (Finding finding : findings.all()) {
                table.row(word(finding.state(), texts), finding.check(), finding.finding());
                finding.advice().ifPresent(advice -> table.row("", "", "-> " + advice));
            }
            table.print(out, "  ");
        }
        long wrong = wrong(all);
        out.println(wrong == 0 ? texts.text("cli", "doctor.well") : texts.text("cli", "doctor.ill", wrong));
    }

    private static String word(State state, Texts texts) {
        return texts.text("cli", switch (state) {
            case GOOD -> "doctor.good";
            case NOTE -> "doctor.note";
            case WRONG -> "doctor.wrong";
            case SKIPPED -> "doctor.skipped";
        });
    }

    private static String json(List<Findings> all) {
        ObjectNode root = Json.object();
        root.put("wrong", wrong(all));
        for (Findings findings : all) {
            ObjectNode subject = root.withArray("subjects").addObject().put("subject", findings.subject());
            for (Finding finding : findings.all()) {
                ObjectNode node = subject.withArray("checks").addObject().put("check", finding.check())
                        .put("state", finding.state().name()).put("finding", finding.finding());
                finding.advice().ifPresent(advice -> node.put("advice", advice));
            }
        }
        return Json.text(root);
    }
}
