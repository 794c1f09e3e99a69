package io.guichet.ledger;

import io.guichet.purchase.State;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who gets messages, and which: a channel of its own, so that it neither waits for another nor is sent anything twice because
 * of it.
 *
 * @param channel  {@code file}, {@code queue}, {@code sftp:NAME}, {@code webhook:NAME}, {@code mail:NAME}, {@code print:NAME}
 * @param accounts {@code *}, SERVICE/* or SERVICE/ACCOUNT
 * @param digest   of a file it is told by its report only, not of each order
 * @param onceOnly what it does cannot be taken back: it gets nothing again unless a person names it
 */
public record Receiver(String channel, Set<Kind> kinds, Set<String> accounts, boolean digest, boolean onceOnly,
        Retry retry) {

    /** What a message tells. */
    public enum Kind {
        /** An order that was done. */
        RESULT,
        /** An order that ended otherwise. */
        ERROR,
        /** An order that waits. */
        INTERIM,
        /** The first answer once more, to who sent the same order again. */
        REPEAT,
        /** What people should know besides. */
        NOTICE,
        /** What became of a whole input. */
        REPORT,
        /** What came of an order's payment after its result. */
        EVENT;

        static Kind of(State state) {
            if (!state.isFinal()) {
                return INTERIM;
            }
            return state == State.COMPLETED ? RESULT : ERROR;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String ALL = "*";

    public Receiver {
        kinds = Set.copyOf(kinds);
        accounts = Set.copyOf(accounts);
    }

    /** One that gets these kinds of every account. */
    public static Receiver ofAll(String channel, Set<Kind> kinds, Retry retry) {
        return new Receiver(channel, kinds, Set.of(ALL), false, false, retry);
    }

    /** @param account empty where it is not known; {@code *} concerns every account of the service */
    boolean wants(Kind kind, Optional<String> service, Optional<String> account) {
        return kinds.contains(kind) && (accounts.contains(ALL) || service.isPresent()
                && (accounts.contains(service.get() + "/" + ALL) || reaches(service.get(), account.orElse(""))));
    }

    private boolean reaches(String service, String account) {
        return account.equals(ALL)
                ? accounts.stream().anyMatch(own -> own.startsWith(service + "/"))
                : accounts.contains(service + "/" + account);
    }
}
