package io.guichet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.ledger.Desk.Matching;
import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The orders that a command is about: by their ids, or by what they have in common, and then counted first. */
final class ManyOrders {

    static final int CEILING = 1000;

    /**
     * What was done, or would be, with one order.
     *
     * @param said in words
     */
    record Done(boolean done, List<String> said, List<String> refused) {
    }

    @Option(names = "--state", paramLabel = "STATE", converter = States.Converter.class, description = "all that are in this state")
    private Optional<States> states = Optional.empty();

    @Option(names = "--service", paramLabel = "SERVICE", description = "all of this service; or where an id alone does not tell")
    private Optional<String> service = Optional.empty();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "all of this account; or where an id alone does not tell")
    private Optional<String> account = Optional.empty();

    @Option(names = "--operation", paramLabel = "OPERATION", description = "all of this operation; or where an id alone does not tell")
    private Optional<String> operation = Optional.empty();

    @Option(names = "--since", paramLabel = "TIME", converter = Times.class, description = "all that were accepted at this time or later")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", converter = Times.class, description = "all that were accepted before this time")
    private Optional<Instant> until = Optional.empty();

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    /** Whether something beside ids says which orders are meant. */
    boolean isFilter() {
        return isNarrow() || service.or(() -> account).or(() -> operation).isPresent();
    }

    /** Whether there is a word that does not go with ids. */
    boolean isNarrow() {
        return states.isPresent() || since.isPresent() || until.isPresent();
    }

    boolean json() {
        return json;
    }

    /** Does it with each of the named ones; the highest exit code counts. */
    int named(Counter counter, List<String> orderIds, boolean dryRun, Function<OrderEntry, Done> task) {
        ObjectNode all = Json.object().put("dryRun", dryRun);
        all.putArray("orders");
        int code = orderIds.stream().mapToInt(id -> OrderScope.with(counter, id, service, account, operation,
                entry -> one(counter, entry, task, all))).max().orElseThrow();
        print(counter, all);
        return code;
    }

    /** Does it with the oldest that are meant, each for itself. */
    int filtered(Counter counter, States otherwise, int most, boolean dryRun, Function<OrderEntry, Done> task) {
        Matching matching = counter.desk().matching(new OrderFilter(states.orElse(otherwise).states(), service, account,
                operation, since, until), most);
        ObjectNode all = Json.object().put("dryRun", dryRun).put("matching", matching.count());
        all.putArray("orders");
        if (!json) {
            counter.say("many.count", matching.count());
        }
        int code = matching.oldest().stream().mapToInt(entry -> one(counter, entry, task, all)).max()
                .orElse(ExitCode.OK);
        long left = matching.count() - matching.oldest().size();
        if (left > 0 && !json) {
            counter.say("many.left", left, most);
        }
        print(counter, all);
        return code;
    }

    private int one(Counter counter, OrderEntry entry, Function<OrderEntry, Done> task, ObjectNode all) {
        Done done = task.apply(entry);
        if (json) {
            ObjectNode node = all.withArray("orders").addObject().put("orderId", entry.orderId().orElse("?"))
                    .put("service", entry.service().orElse("?")).put("account", entry.account().orElse("?"))
                    .put("operation", entry.operation().orElse("?")).put("state", entry.state().name())
                    .put("done", done.done());
            done.refused().forEach(node.withArray("refused")::add);
        } else {
            done.said().forEach(counter.out()::println);
            done.refused().forEach(why -> counter.err().println("guichet: " + why));
        }
        return done.done() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(Counter counter, ObjectNode all) {
        if (json) {
            counter.out().println(Json.text(all));
        }
    }
}
