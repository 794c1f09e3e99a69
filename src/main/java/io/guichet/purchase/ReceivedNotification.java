package io.guichet.purchase;

/** A genuine notification before it is kept. */
public record ReceivedNotification(String service, String account, Verdict.Accepted verdict) {

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "notification for " + service + "/" + account;
    }
}
