package io.guichet.cli;

import io.guichet.ledger.Inputs.Standing;
import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderHistory;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything that happened to one order, or how far the files are. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows where one order stands, everything that happened to it, and what comes next; without an order, how far the files are that are read or worked off.")
final class StatusCommand implements Callable<Integer> {

    private static final int MOST_FILES = 1_000;

    @Mixin
    private LedgerOptions ledger;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ORDERID", description = "the order's own id")
    private Optional<String> orderId = Optional.empty();

    @Mixin
    private OrderScope scope;

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    @Override
    public Integer call() {
        return ledger.work(counter -> orderId.isPresent() ? order(counter, orderId.get()) : files(counter));
    }

    private int order(Counter counter, String id) {
        return scope.with(counter, id, entry -> {
            OrderHistory history = counter.desk().history(entry);
            NextStep next = new NextStep(Instant.now(), counter.texts());
            if (json) {
                counter.out().println(new Json(next).history(history));
            } else {
                show(counter, history, next);
            }
            return 0;
        });
    }

    private int files(Counter counter) {
        List<Standing> files = counter.inputs().open(List.of(), MOST_FILES);
        if (json) {
            counter.out().println(Json.files(files));
        } else if (files.isEmpty()) {
            counter.say("status.files.none");
        } else {
            Table table = counter.table("status.files.heads");
            files.forEach(file -> table.row(file.name(), read(file), file.taken() - file.rejected(), file.rejected(),
                    file.done(), file.waiting(), file.moving(), Times.local(file.endsAt())));
            table.print(counter.out(), "");
        }
        return 0;
    }

    private static String read(Standing file) {
        return file.whole() || file.read().isEmpty()
                ? String.valueOf(file.taken())
                : file.read().map(read -> read.orders() + " (" + read.bytesRead() * 100 / Math.max(1, read.bytes())
                        + " %)").get();
    }

    private static void show(Counter counter, OrderHistory history, NextStep next) {
        PrintWriter out = counter.out();
        OrderEntry entry = history.entry();
        Table head = new Table(WhichOrder.name(entry), entry.state());
        head.print(out, "");
        Table facts = new Table(counter.words("status.since"), Times.local(entry.since()));
        facts.row(counter.words("status.accepted"), Times.local(entry.acceptedAt()));
        facts.row(counter.words("status.why"), entry.why());
        facts.row(counter.words("status.next"), next.whole(entry));
        entry.carrierId().ifPresent(id -> facts.row(counter.words("status.carrier-id"), id));
        entry.price().ifPresent(price -> facts.row(counter.words("status.price"), price.toPlainString()));
        history.payment().ifPresent(payment -> facts.row(counter.words("status.payment"),
                counter.words("status.payment.stands", payment.state(), payment.reference(),
                        Times.local(payment.askAt()))));
        if (history.tries() > 1) {
            facts.row(counter.words("status.try"), history.tries());
        }
        if (history.released()) {
            facts.row(counter.words("status.released"), counter.words("status.released.past-caps"));
        }
        facts.print(out, "  ");
        steps(counter, history);
        attempts(counter, history);
        messages(counter, history);
        if (!history.documents().isEmpty()) {
            counter.say("status.documents");
            history.documents().forEach(name -> out.println("  " + name));
        }
    }

    private static void steps(Counter counter, OrderHistory history) {
        counter.say("status.steps");
        Table table = counter.table("status.steps.heads");
        history.steps().forEach(step -> table.row(Times.local(step.at()), step.from().orElse("-"), step.to(),
                step.who(), step.why()));
        table.print(counter.out(), "  ");
    }

    private static void attempts(Counter counter, OrderHistory history) {
        if (history.attempts().isEmpty()) {
            return;
        }
        counter.say("status.calls");
        Table table = counter.table("status.calls.heads");
        history.attempts().forEach(attempt -> table.row(attempt.number(), attempt.key(),
                Times.local(attempt.startedAt()), attempt.ended().orElse("-"), Times.local(attempt.endedAt()),
                amount(attempt.reserved()), amount(attempt.booked()), Times.local(attempt.lookAt())));
        table.print(counter.out(), "  ");
    }

    private static void messages(Counter counter, OrderHistory history) {
        if (history.messages().isEmpty()) {
            return;
        }
        counter.say("status.deliveries");
        Table table = counter.table("status.deliveries.heads");
        history.messages().forEach(message -> table.row(message.kind(), message.channel(), message.state(),
                message.attempts(), message.doneAt().isPresent() ? "-" : Times.local(message.dueAt()),
                Times.local(message.doneAt()), message.lastError().orElse("-")));
        table.print(counter.out(), "  ");
    }

    private static String amount(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse("-");
    }
}
