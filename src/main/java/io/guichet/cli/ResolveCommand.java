package io.guichet.cli;

import io.guichet.ledger.Desk.Change;
import io.guichet.ledger.OrderEntry;
import io.guichet.purchase.State;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A person says what became of a purchase. */
@Command(name = "resolve", mixinStandardHelpOptions = true, description = {
        "Says what became of an order that is IN_DOUBT, or BOUGHT and before a person. Look at the service's own pages first.",
        "--as bought --carrier-id ID: its documents are fetched and it is completed.",
        "--as bought: it is completed without documents.",
        "--as not-bought: it WILL BE BOUGHT AGAIN at once. Where it is no longer wanted, pause its account, resolve, cancel it, resume."})
final class ResolveCommand implements Callable<Integer> {

    /** What a person has found. */
    enum Finding {
        BOUGHT, NOT_BOUGHT
    }

    static final class Findings implements ITypeConverter<Finding> {

        @Override
        public Finding convert(String text) {
            return switch (text) {
                case "bought" -> Finding.BOUGHT;
                case "not-bought" -> Finding.NOT_BOUGHT;
                default -> throw new TypeConversionException(text + " (expected: bought or not-bought)");
            };
        }
    }

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private WhichOrder which;

    @Mixin
    private Reason reason;

    @Option(names = "--as", required = true, paramLabel = "bought|not-bought", converter = Findings.class, description = "what became of it")
    private Finding finding;

    @Option(names = "--carrier-id", paramLabel = "ID", description = "the service's own number of the booking")
    private Optional<String> carrierId = Optional.empty();

    @Override
    public Integer call() {
        return ledger.work(counter -> {
            Optional<String> number = carrierId.map(String::strip);
            if (finding == Finding.NOT_BOUGHT && number.isPresent() || number.filter(String::isEmpty).isPresent()) {
                counter.complain("resolve.carrier-id", number.get());
                return 2;
            }
            return which.with(counter,
                    entry -> finding == Finding.BOUGHT ? bought(counter, entry, number) : notBought(counter, entry));
        });
    }

    private int bought(Counter counter, OrderEntry entry, Optional<String> number) {
        // Only a service that can be asked has documents fetched for it.
        boolean fetchable = counter.settings().declarations().keys()
                .contains("guichet." + entry.service().orElse("") + ".settle-time");
        Change change =
                counter.desk().resolveBought(entry.id(), number, fetchable, counter.who(), reason.why(counter));
        return Changed.say(counter, entry, change, "refused.resolve", made -> made.to() == State.BOUGHT
                ? counter.words("done.bought.fetching", number.orElse(""), counter.soon())
                : counter.words("done.bought"));
    }

    private int notBought(Counter counter, OrderEntry entry) {
        Change change = counter.desk().resolveNotBought(entry.id(), counter.who(), reason.why(counter));
        return Changed.say(counter, entry, change, "refused.resolve",
                made -> counter.words("done.not-bought", counter.soon(), WhichOrder.arguments(entry)));
    }
}
