package io.guichet.cli;

import io.guichet.ledger.CatalogueShelf;
import io.guichet.ops.Settings;
import io.guichet.order.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the running process to read the catalogues again. */
@Command(name = "catalogue", mixinStandardHelpOptions = true, description = "Asks the running process to read the services' catalogues again, soon.")
final class CatalogueCommand implements Callable<Integer> {

    private static final Pattern CATALOGUE = Pattern.compile("guichet\\.([a-z]+)\\.catalogue\\.cron");

    @Option(names = "--profile", paramLabel = "PROFILE", description = "sandbox (default), integration or prod")
    private Optional<String> profile = Optional.empty();

    @Parameters(index = "0", paramLabel = "refresh")
    private String verb;

    @Override
    public Integer call() {
        if (!verb.equals("refresh")) {
            System.err.println("guichet: catalogue " + verb + " (expected: catalogue refresh)");
            return 2;
        }
        try {
            Settings settings = RunCommand.settings(profile);
            Texts texts = settings.texts(settings::accounts);
            Optional<OpenLedger> running = OpenLedger.running(settings);
            if (running.isEmpty()) {
                System.out.println(texts.text("cli", "catalogue.down"));
                return 0;
            }
            try (OpenLedger ledger = running.get()) {
                CatalogueShelf shelf = CatalogueShelf.over(ledger.database());
                services(settings).forEach(service -> shelf.want(service, Duration.ZERO));
            }
            System.out.println(texts.text("cli", "catalogue.asked"));
            return 0;
        } catch (Exception failed) {
            return GuichetCommand.refuse(failed);
        }
    }

    /** Those that say when their catalogue is read. */
    static List<String> services(Settings settings) {
        return settings.declarations().keys().stream().map(CATALOGUE::matcher).filter(Matcher::matches)
                .map(service -> service.group(1)).toList();
    }
}
