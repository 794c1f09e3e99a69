package io.guichet.cli;

import io.guichet.ledger.OrderEntry;
import io.guichet.ledger.OrderHistory;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows everything that happened to one order. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows where one order stands, everything that happened to it, and what comes next.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private LedgerOptions ledger;

    @Mixin
    private WhichOrder which;

    @Option(names = "--json", description = "for other programs")
    private boolean json;

    @Override
    public Integer call() {
        return ledger.work(counter -> which.with(counter, entry -> {
            OrderHistory history = counter.desk().history(entry);
            NextStep next = new NextStep(Instant.now());
            if (json) {
                counter.out().println(new Json(next).history(history));
            } else {
                show(counter.out(), history, next);
            }
            return 0;
        }));
    }

    private static void show(PrintWriter out, OrderHistory history, NextStep next) {
        OrderEntry entry = history.entry();
        Table head = new Table(WhichOrder.name(entry), entry.state());
        head.print(out, "");
        Table facts = new Table("since", Times.local(entry.since()));
        facts.row("accepted", Times.local(entry.acceptedAt()));
        facts.row("why", entry.why());
        facts.row("next", next.whole(entry));
        entry.carrierId().ifPresent(id -> facts.row("carrier id", id));
        entry.price().ifPresent(price -> facts.row("price", price.toPlainString()));
        if (history.tries() > 1) {
            facts.row("try", history.tries());
        }
        if (history.released()) {
            facts.row("released", "the caps of the day do not hold it");
        }
        facts.print(out, "  ");
        steps(out, history);
        attempts(out, history);
        messages(out, history);
        if (!history.documents().isEmpty()) {
            out.println("Documents");
            history.documents().forEach(name -> out.println("  " + name));
        }
    }

    private static void steps(PrintWriter out, OrderHistory history) {
        out.println("Steps");
        Table table = new Table("AT", "FROM", "TO", "WHO", "WHY");
        history.steps().forEach(step -> table.row(Times.local(step.at()), step.from().orElse("-"), step.to(),
                step.who(), step.why()));
        table.print(out, "  ");
    }

    private static void attempts(PrintWriter out, OrderHistory history) {
        if (history.attempts().isEmpty()) {
            return;
        }
        out.println("Calls that may have bought");
        Table table = new Table("ATTEMPT", "KEY", "BEGAN", "END", "ENDED", "RESERVED", "BOOKED", "LOOKED FOR AGAIN");
        history.attempts().forEach(attempt -> table.row(attempt.number(), attempt.key(),
                Times.local(attempt.startedAt()), attempt.ended().orElse("-"), Times.local(attempt.endedAt()),
                amount(attempt.reserved()), amount(attempt.booked()), Times.local(attempt.lookAt())));
        table.print(out, "  ");
    }

    private static void messages(PrintWriter out, OrderHistory history) {
        if (history.messages().isEmpty()) {
            return;
        }
        out.println("Deliveries");
        Table table = new Table("MESSAGE", "CHANNEL", "STATE", "FAILURES", "DUE", "DONE", "LAST ERROR");
        history.messages().forEach(message -> table.row(message.kind(), message.channel(), message.state(),
                message.attempts(), message.doneAt().isPresent() ? "-" : Times.local(message.dueAt()),
                Times.local(message.doneAt()), message.lastError().orElse("-")));
        table.print(out, "  ");
    }

    private static String amount(Optional<BigDecimal> amount) {
        return amount.map(BigDecimal::toPlainString).orElse("-");
    }
}
