package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Book.Caps;
import io.guichet.purchase.Book.Intent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** The last step before a call: judges the order, and where it buys commits the intent. */
public final class Intents {

    /** The day is the ledger's: looked at a moment too early the order would wait for another whole day. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Guard guard;
    private final Protocol protocol;
    private final Policy policy;
    private final Book book;
    private final Services services;
    private final Accounts accounts;
    private final Settlements settlements;
    private final Texts texts;
    private final Clock clock;

    public Intents(Guard guard, Protocol protocol, Policy policy, Book book, Services services, Accounts accounts,
            Settlements settlements, Texts texts, Clock clock) {
        this.guard = guard;
        this.protocol = protocol;
        this.policy = policy;
        this.book = book;
        this.services = services;
        this.accounts = accounts;
        this.settlements = settlements;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * The order as it may now be sent; null when it ends or waits here instead, which is then written and told. The route's
     * variables hold the two nulls: one that is not set reads so.
     *
     * @param asked  what the service says it would cost; null where it was not asked
     * @param parent what it acts on; null where the operation carries its key itself
     */
    public Work commit(Work work, Quote asked, Parent parent) {
        return commit(work, Optional.ofNullable(asked), Optional.ofNullable(parent)).orElse(null);
    }

    private Optional<Work> commit(Work work, Optional<Quote> quote, Optional<Parent> parent) {
        Optional<Guard.Verdict.End> late = guard.late(work);
        if (late.isPresent()) {
            settle(work, protocol.ended(late.get().state(), late.get().problem()), quote);
            return Optional.empty();
        }
        OperationKind kind = services.kind(work);
        if (kind == OperationKind.READ) {
            return Optional.of(work);
        }
        Account account = accounts.accountOf(work);
        boolean dryRun = work.dryRun() || account.dryRun();
        if (dryRun && !tellsPrice(work)) {
            settle(work, protocol.dryRun(shown(quote)), quote);
            return Optional.empty();
        }
        if (kind != OperationKind.PURCHASE) {
            return Optional.of(work);
        }
        Guard.Verdict verdict = guard.judge(work, account, quote, tellsPrice(work));
        if (verdict instanceof Guard.Verdict.End end) {
            settle(work, protocol.ended(end.state(), end.problem()), quote);
            return Optional.empty();
        }
        if (verdict instanceof Guard.Verdict.Hold hold) {
            settle(work, protocol.held(work, hold.problem(), Optional.of(policy.holdRetry()), Optional.empty()), quote);
            return Optional.empty();
        }
        if (dryRun) {
            settle(work, protocol.dryRun(shown(quote)), quote);
            return Optional.empty();
        }
        Service service = services.named(work.identity().service());
        Intent intent = book.intend(work, service, caps(account), quote.map(Quote::price), parent);
        if (intent instanceof Intent.Committed committed) {
            return Optional.of(committed.work());
        }
        settle(work, held(work, account, service, intent), quote);
        return Optional.empty();
    }

    private Decision held(Work work, Account account, Service service, Intent intent) {
        Texts words = texts.of(work.identity());
        if (intent instanceof Intent.Paused paused) {
            return protocol.held(work, words.problem("GUI-4014", "", account.name(), service.name(), paused.why()),
                    Optional.of(policy.holdRetry()), Optional.empty());
        }
        if (intent instanceof Intent.ParentBusy busy) {
            return protocol.held(work, words.problem("GUI-4033", "", busy.orderId()),
                    Optional.of(policy.holdRetry()), Optional.empty());
        }
        if (intent instanceof Intent.Braked) {
            return protocol.held(work, words.problem("GUI-4013", "", policy.brake(), account.name()),
                    Optional.of(policy.holdRetry()), Optional.empty());
        }
        Problem cap = intent instanceof Intent.SpendCapReached reached
                ? words.problem("GUI-4006", "", account.name(), account.required("max-spend-per-day"),
                        reached.spent().toPlainString())
                : words.problem("GUI-4007", "", account.name(), account.required("max-orders-per-day"));
        return protocol.held(work, cap, Optional.of(untilTomorrow(service)), Optional.empty());
    }

    private void settle(Work work, Decision decision, Optional<Quote> quote) {
        settlements.write(work, decision, quote.map(Quote::notices).orElse(List.of()));
    }

    private boolean tellsPrice(Work work) {
        return services.named(work.identity().service()).operation(work.operation()).map(Operation::tellsPrice)
                .orElse(false);
    }

    private static Caps caps(Account account) {
        return new Caps(account.setting("max-spend-per-day").map(BigDecimal::new),
                account.setting("max-orders-per-day").map(Integer::valueOf));
    }

    private Duration untilTomorrow(Service service) {
        ZonedDateTime now = clock.instant().atZone(service.zone());
        return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(service.zone())).plus(CLOCKS_APART);
    }

    private static Outcome.Done shown(Optional<Quote> quote) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        quote.ifPresent(q -> {
            result.put("price", q.price().toPlainString());
            result.put("currency", q.currency());
            q.products().forEach(result.putArray("products")::add);
        });
        return new Outcome.Done(result, Optional.empty(), quote.map(Quote::price), List.of(), List.of());
    }
}
