package io.guichet.purchase;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What stands between an order and its purchase although the order is well formed: its own price limit and time, the
 * account's price limit and products. The caps of a day are judged in the intent's transaction (two nodes cannot both slip
 * under them there).
 */
public final class Guard {

    /** What the guard says. */
    public sealed interface Verdict {

        record Pass() implements Verdict {
        }

        record End(State state, Problem problem) implements Verdict {
        }

        record Hold(Problem problem) implements Verdict {
        }
    }

    private final Texts texts;
    private final Clock clock;

    public Guard(Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** True where the service has to be asked for the price and the product before it buys. */
    public boolean needsQuote(Work work, Account account) {
        return work.maxPrice().isPresent() || account.maxPrice().isPresent() || !account.allowedProducts().isEmpty()
                || account.setting("max-spend-per-day").isPresent() || work.dryRun() || account.dryRun();
    }

    /** The end of an order whose own time is over, whatever it asks for. */
    public Optional<Verdict.End> late(Work work) {
        return work.notAfter().filter(end -> clock.instant().isAfter(end))
                .map(end -> new Verdict.End(State.FAILED,
                        texts.of(work.identity()).problem("GUI-4004", "/notAfter", end)));
    }

    /** @param tellsPrice the service tells prices beforehand: where it does not, the caps of a day count afterwards */
    public Verdict judge(Work work, Account account, Optional<Quote> quote, boolean tellsPrice) {
        Optional<Verdict.End> late = late(work);
        if (late.isPresent()) {
            return late.get();
        }
        Texts words = texts.of(work.identity());
        if (quote.isEmpty()) {
            if (tellsPrice && needsQuote(work, account)) {
                // A limit that cannot be judged is a limit that is kept.
                return new Verdict.Hold(words.problem("GUI-4005", ""));
            }
            return new Verdict.Pass();
        }
        BigDecimal price = quote.get().price();
        String currency = quote.get().currency();
        if (work.maxPrice().isPresent() && price.compareTo(work.maxPrice().get()) > 0) {
            return new Verdict.End(State.REJECTED,
                    words.problem("GUI-4001", "/limits/maxPrice", work.maxPrice().get().toPlainString(),
                            price.toPlainString(),
                            currency));
        }
        Set<String> allowed = account.allowedProducts();
        if (!allowed.isEmpty() && quote.get().products().stream().noneMatch(allowed::contains)) {
            return new Verdict.End(State.REJECTED, words.problem("GUI-4003", "/request/product",
                    String.join(", ", quote.get().products()), account.name(), String.join(", ", allowed)));
        }
        if (account.maxPrice().isPresent() && price.compareTo(account.maxPrice().get()) > 0) {
            return new Verdict.Hold(words.problem("GUI-4002", "", price.toPlainString(), currency, account.name(),
                    account.maxPrice().get().toPlainString()));
        }
        return new Verdict.Pass();
    }
}
