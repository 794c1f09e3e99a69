package io.guichet.service.postfinance;

import io.guichet.purchase.Account;
import io.guichet.purchase.CallRate;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.util.Map;

/**
 * Requests within two minutes, as the service counts them: by space and application user, whichever account here sends them
 * (postfinance 2.9). Its number is set where it is known; the service's own no to one too many counts besides.
 */
public final class RequestPace {

    private static final Duration WINDOW = Duration.ofMinutes(2);
    /** The most that an operation needs; whoever begins has room to end. */
    private static final Map<String, Integer> REQUESTS = Map.of(PostfinanceService.PAYMENT, 4,
            PostfinanceService.UPDATE, 4, PostfinanceService.TERMINAL, 5, PostfinanceService.STORED_CARD, 5);
    private static final int FEW = 2;

    private final CallRate rate;
    private final int nodes;

    /** @param nodes processes that share the requests of a space and user */
    public RequestPace(int nodes, Rests rests) {
        this.rate = new CallRate(WINDOW, rests);
        this.nodes = nodes;
    }

    /** Takes room for all the requests of an order. */
    public void take(Work work, Account account) {
        take(account, REQUESTS.getOrDefault(work.operation(), FEW));
    }

    public void takeOne(Account account) {
        take(account, 1);
    }

    private void take(Account account, int requests) {
        rate.check(account);
        account.setting("requests-per-two-minutes").map(Integer::valueOf).ifPresent(limit -> rate.take(account,
                Space.of(account).toString(), Math.max(1, limit / nodes), requests));
    }
}
