package io.guichet.purchase;

import java.util.Set;

/**
 * Tells genuine notifications of a payment service from forged ones. Each service that sends notifications declares one as a
 * bean of its route file; nothing else lists them.
 */
public interface NotificationVerifier {

    /** The service's name as in the order message, and in the path /notify/SERVICE/ACCOUNT. */
    String service();

    /** Names of the headers that a signature needs; nothing else beside the body is passed on. */
    default Set<String> headers() {
        return Set.of();
    }

    /**
     * Says at once what it is: the service, and often a buyer, waits for the answer. What it means is found out later. It is
     * asked again for the same notification and then says the same.
     */
    Verdict verify(Account account, RawNotification raw);
}
