package io.guichet.purchase;

import java.time.Duration;

/** A genuine notification before it is kept. */
public record ReceivedNotification(String service, String account, Verdict.Accepted verdict) {

    /** As direct:SERVICE-notified reads it, before anybody holds it. */
    public Notification unheld() {
        return new Notification(0, 0, service, account, verdict.body(), 0, Duration.ZERO);
    }

    /** No content: this stands in logs. */
    @Override
    public String toString() {
        return "notification for " + service + "/" + account;
    }
}
