package io.guichet.purchase;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a service says of a payment.
 *
 * @param reference by which the service names the payment
 * @param state     in the service's own word
 * @param isFinal   the service says that nothing follows by itself
 * @param rank      how far along this state is, where the service's states have an order: higher is later
 * @param at        when the payment came into this state or the service said so, by the service's clock
 * @param amounts   by the service's names of them, in major units; empty where it does not say
 * @param currency  ISO 4217
 * @param details   what else its order's sender is told; no personal data
 */
public record PaymentState(String reference, String state, boolean isFinal, Optional<Long> rank, Optional<Instant> at,
        Map<String, BigDecimal> amounts, Optional<String> currency, ObjectNode details) {

    public PaymentState {
        amounts = Map.copyOf(amounts);
    }

    /** A state with nothing beside it. */
    public static PaymentState of(String reference, String state, boolean isFinal) {
        return new PaymentState(reference, state, isFinal, Optional.empty(), Optional.empty(), Map.of(),
                Optional.empty(), JsonNodeFactory.instance.objectNode());
    }

    public PaymentState withRank(long otherRank) {
        return new PaymentState(reference, state, isFinal, Optional.of(otherRank), at, amounts, currency, details);
    }

    public PaymentState withTime(Instant otherTime) {
        return new PaymentState(reference, state, isFinal, rank, Optional.of(otherTime), amounts, currency, details);
    }

    public PaymentState withAmounts(String otherCurrency, Map<String, BigDecimal> others) {
        return new PaymentState(reference, state, isFinal, rank, at, others, Optional.of(otherCurrency), details);
    }

    public PaymentState withDetails(ObjectNode others) {
        return new PaymentState(reference, state, isFinal, rank, at, amounts, currency, others);
    }

    /**
     * Whether this is older news than what is known: the order in which it arrived says nothing. Where both have a rank, the
     * lower one is older; where both have a time, and the ranks do not say, the earlier one is. Where neither says, only a
     * state that is not final is older, than a final one.
     */
    public boolean isOlderThan(PaymentState known) {
        int ranks = compared(rank, known.rank);
        int order = ranks == 0 ? compared(at, known.at) : ranks;
        return order == 0 ? known.isFinal && !isFinal : order < 0;
    }

    private static <T extends Comparable<T>> int compared(Optional<T> one, Optional<T> other) {
        return one.isPresent() && other.isPresent() ? one.get().compareTo(other.get()) : 0;
    }

    /** Whether there is something to tell; what one of the two does not say is no change. */
    public boolean differsFrom(PaymentState known) {
        return !state.equals(known.state) || isFinal != known.isFinal
                || !amounts.isEmpty() && !known.amounts.isEmpty() && !sameAmounts(known);
    }

    private boolean sameAmounts(PaymentState known) {
        return amounts.keySet().equals(known.amounts.keySet()) && amounts.entrySet().stream()
                .allMatch(amount -> amount.getValue().compareTo(known.amounts.get(amount.getKey())) == 0);
    }

    /** The same, with what only the other says. */
    public PaymentState completedBy(PaymentState known) {
        return new PaymentState(reference, state, isFinal, rank.or(known::rank), at.or(known::at),
                amounts.isEmpty() ? known.amounts : amounts, currency.or(known::currency), details);
    }
}
