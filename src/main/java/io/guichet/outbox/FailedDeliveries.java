package io.guichet.outbox;

import io.guichet.ledger.Deliveries;
import io.guichet.ledger.Deliveries.Delivery;
import io.guichet.ledger.DeliveryFailure;
import io.guichet.ledger.DeliveryFailure.Verdict;
import jakarta.mail.MessagingException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marks what did not arrive at a receiver, and says why without the texts of others: these may hold addresses. */
public final class FailedDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(FailedDeliveries.class);

    private final Deliveries deliveries;

    public FailedDeliveries(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    public void mark(Delivery delivery, Exception error) {
        DeliveryFailure failure =
                error instanceof NotDelivered known ? known.failure() : DeliveryFailure.again(words(error));
        LOG.warn("{} did not arrive{}: {}", delivery,
                failure.verdict() == Verdict.AGAIN ? " and is tried again" : "", failure.error());
        deliveries.failed(delivery, failure);
    }

    /** The kinds of the error and of what caused it, and the mail server's code; never their messages. */
    static String words(Throwable error) {
        Set<String> words = new LinkedHashSet<>();
        Optional<Throwable> cause = Optional.of(error);
        for (int depth = 0; cause.isPresent() && depth < 8; depth++) {
            words.add(cause.get().getClass().getSimpleName() + code(cause.get()));
            cause = next(cause.get());
        }
        return String.join(", ", words);
    }

    private static Optional<Throwable> next(Throwable error) {
        return Optional.<Throwable>ofNullable(
                error instanceof MessagingException mail ? mail.getNextException() : error.getCause());
    }

    private static String code(Throwable error) {
        if (error instanceof SMTPSendFailedException refused) {
            return " " + refused.getReturnCode();
        }
        if (error instanceof SMTPAddressFailedException refused) {
            return " " + refused.getReturnCode();
        }
        return error instanceof SMTPSenderFailedException refused ? " " + refused.getReturnCode() : "";
    }
}
