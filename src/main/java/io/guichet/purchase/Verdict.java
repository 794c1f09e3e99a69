package io.guichet.purchase;

import io.guichet.order.Problem;

/** Whether a notification comes from who it says. What is not proven is {@link Forged}. */
public sealed interface Verdict {

    /**
     * It is genuine: kept first, answered then, and acted on later.
     *
     * @param digest what makes two the same for this account; the second is answered alike and changes nothing
     * @param body   what is kept of it for direct:SERVICE-notified
     * @param status of the answer
     * @param text   of the answer
     */
    record Accepted(String digest, byte[] body, int status, String text) implements Verdict {

        /** Answered with 200 and OK. */
        public Accepted(String digest, byte[] body) {
            this(digest, body, 200, "OK");
        }

        /** The whole body is kept, and the same bytes are the same notification. */
        public static Accepted whole(RawNotification raw) {
            return new Accepted(raw.digest(), raw.body());
        }

        /** No content: this stands in logs. */
        @Override
        public String toString() {
            return "accepted, " + body.length + " bytes";
        }
    }

    /**
     * It is not signed as the account asks.
     *
     * @param problem why; its code stands in the log, the sender is told nothing of it
     */
    record Forged(Problem problem) implements Verdict {
    }

    /** It is no notification of this service at all. */
    record Malformed(Problem problem) implements Verdict {
    }

    /** Nobody can say now, as when a key has to be fetched and cannot: the service is asked to send it again. */
    record Undecided(Problem problem) implements Verdict {
    }
}
