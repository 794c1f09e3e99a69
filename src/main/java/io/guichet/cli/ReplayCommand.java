package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.Receiver.Kind;
import io.guichet.ledger.Replays;
import io.guichet.ledger.Replays.Refused;
import io.guichet.ledger.Replays.Replay;
import io.guichet.purchase.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends stored answers again. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends the stored answer of orders again, or what receivers did not take in time. Nothing is bought.")
final class ReplayCommand implements Callable<Integer> {

    private static final States ANSWERED =
            new States(Arrays.stream(State.values()).filter(State::isFinal).toList());

    @Mixin
    private LedgerOptions ledger;

    @Parameters(arity = "0..*", paramLabel = "ORDERID", description = "the orders' own ids")
    private List<String> orderIds = List.of();

    @Mixin
    private ManyOrders many;

    @Option(names = "--given-up", description = "everything that was given up")
    private boolean givenUp;

    @Option(names = "--limit", paramLabel = "N", description = "of what was given up so many, the oldest of each receiver first; of orders that are meant by what they have in common so many, the oldest first (1000)")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "to this receiver only: file, queue, webhook:NAME, mail:NAME or print:NAME; printers print again only where they are named")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--dry-run", description = "only says what would be sent")
    private boolean dryRun;

    @Mixin
    private Reason reason;

    @Override
    public Integer call() {
        return ledger.work(counter -> {
            boolean filter = orderIds.isEmpty() && !givenUp;
            if (givenUp && (!orderIds.isEmpty() || many.isFilter() || many.json()) || filter && !many.isFilter()
                    || !orderIds.isEmpty() && (many.isNarrow() || limit.isPresent())
                    || limit.filter(most -> most < 1).isPresent()) {
                counter.complain("replay.choose");
                return CommandLine.ExitCode.USAGE;
            }
            if (filter && !dryRun && !reason.isGiven()) {
                counter.complain("many.why");
                return CommandLine.ExitCode.USAGE;
            }
            List<String> known = counter.replays().channels();
            if (channel.isPresent() && !known.contains(channel.get())) {
                counter.complain("replay.channel", channel.get(), String.join(", ", known));
                return CommandLine.ExitCode.USAGE;
            }
            if (givenUp) {
                return everything(counter);
            }
            return filter
                    ? many.filtered(counter, ANSWERED, limit.orElse(ManyOrders.CEILING), dryRun,
                            entry -> order(counter, entry))
                    : many.named(counter, orderIds, dryRun, entry -> order(counter, entry));
        });
    }

    private ManyOrders.Done order(Counter counter, OrderEntry entry) {
        Replay replay = counter.replays().order(entry.id(), channel, !dryRun, counter.who(), reason.why(counter));
        List<String> refused = replay.refused().stream()
                .map(why -> counter.words("replay.refused", WhichOrder.name(entry), words(counter, why))).toList();
        if (replay.channels().isEmpty()) {
            return new ManyOrders.Done(false, List.of(), refused);
        }
        String channels = String.join(", ", replay.channels());
        return new ManyOrders.Done(true, List.of(dryRun
                ? counter.words("replay.would", WhichOrder.name(entry), channels)
                : counter.words("replay.sent", WhichOrder.name(entry), channels, counter.soon())), refused);
    }

    private static String words(Counter counter, Refused refused) {
        String channel = refused.channel().orElse("");
        return switch (refused.why()) {
            case NO_ANSWER -> counter.words("replay.refused.no-answer");
            case FORGOTTEN -> counter.words("replay.refused.forgotten");
            case NOBODY -> counter.words("replay.refused.nobody");
            case NOT_WANTED ->
                counter.words("replay.refused.not-wanted", channel, refused.kind().map(Kind::word).orElse(""));
            case UNDER_WAY -> counter.words("replay.refused.under-way", channel);
            case TOO_OFTEN -> counter.words("replay.refused.too-often", channel, Replays.MOST);
        };
    }

    private int everything(Counter counter) {
        Map<String, Long> counts = counter.replays().givenUp(channel, limit.orElse(Integer.MAX_VALUE), !dryRun,
                counter.who(), reason.why(counter));
        counts.forEach((name, count) -> {
            if (dryRun) {
                counter.say("replay.count.would", name, count);
            } else {
                counter.say("replay.count.sent", name, count, counter.soon());
            }
        });
        if (counts.isEmpty()) {
            counter.say("replay.nothing");
        }
        return CommandLine.ExitCode.OK;
    }
}
