package io.guichet.sandbox.webstamp;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changes about the accounts: balance, terms to confirm, blocks, lost licences (webstamp 3.8, 5.2). */
final class AccountStates {

    /** The code of the terms message, also in the confirm page's address. */
    static final int TERMS = 9001;

    private static final String PENDING = "20000006";
    private static final String OVERDUE = "20000007";
    private static final Duration TIME_TO_CONFIRM = Duration.ofDays(30);

    private final Clock clock;
    private final Map<String, Account> accounts = Account.all();
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private final Set<String> confirmed = new HashSet<>();
    private final Map<String, Instant> injectedTerms = new HashMap<>();
    private final Map<String, Integer> blocked = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();
    private Instant begin;

    AccountStates(Clock clock) {
        this.clock = clock;
        reset();
    }

    synchronized void reset() {
        calm();
        confirmed.clear();
        balances.clear();
        accounts.values().stream().filter(account -> account.balance() != null)
                .forEach(account -> balances.put(account.userid(), account.balance()));
        begin = clock.instant();
    }

    /** Takes injected terms, blocks and lost licences back. */
    synchronized void calm() {
        injectedTerms.clear();
        blocked.clear();
        revoked.clear();
    }

    synchronized void inject(String userid, Instant until) {
        confirmed.remove(userid);
        injectedTerms.put(userid, until);
    }

    synchronized void block(String userid, int code) {
        blocked.put(userid, code);
    }

    synchronized void revoke(String licence) {
        revoked.add(licence);
    }

    synchronized void balance(String userid, BigDecimal amount) {
        balances.put(userid, amount);
    }

    synchronized BigDecimal balance(Account account) {
        return balances.getOrDefault(account.userid(), BigDecimal.ZERO);
    }

    /** Takes the price from a prepaid account, 2216 when it has too little; an invoice account owes it. */
    synchronized void debit(Account account, BigDecimal price) {
        if (account.balance() != null) {
            BigDecimal left = balance(account).subtract(price);
            if (left.signum() < 0) {
                throw new SoapRefusal(2216);
            }
            balances.put(account.userid(), left);
        }
    }

    /** Gives back what was taken for a booking that could not be written. */
    synchronized void credit(Account account, BigDecimal price) {
        if (account.balance() != null) {
            balances.merge(account.userid(), price, BigDecimal::add);
        }
    }

    /** Takes the price of a booking read from the book, enough or not. */
    synchronized void replay(String userid, BigDecimal price) {
        balances.computeIfPresent(userid, (any, left) -> left.subtract(price));
    }

    /** Until when this account must accept the terms; empty when there is nothing to accept. */
    synchronized Optional<Instant> terms(Account account) {
        String userid = account.userid();
        if (confirmed.contains(userid)) {
            return Optional.empty();
        }
        if (injectedTerms.containsKey(userid)) {
            return Optional.of(injectedTerms.get(userid));
        }
        return switch (userid) {
            case PENDING -> Optional.of(endOfDay(begin.plus(TIME_TO_CONFIRM)));
            case OVERDUE -> Optional.of(endOfDay(begin.minus(Duration.ofDays(1))));
            default -> Optional.empty();
        };
    }

    /** The fault code with which this account is blocked now; empty when it may order. */
    synchronized Optional<Integer> blocked(Account account) {
        Integer code = blocked.get(account.userid());
        if (code != null) {
            return Optional.of(code);
        }
        return terms(account).filter(until -> until.isBefore(clock.instant())).map(until -> 2268);
    }

    /** The customer accepted: the message disappears and a block is lifted. */
    synchronized void confirm(String userid) {
        confirmed.add(userid);
        blocked.remove(userid);
    }

    /** The account's licences that are still valid. */
    synchronized List<Account.Licence> licences(Account account) {
        return account.licences().stream().filter(licence -> !revoked.contains(licence.number())).toList();
    }

    private static Instant endOfDay(Instant time) {
        ZoneId zone = ZoneId.of("Europe/Zurich");
        return time.atZone(zone).toLocalDate().atTime(LocalTime.of(23, 59, 59)).atZone(zone).toInstant();
    }
}
