package io.guichet.call;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.CallRate.TooManyCalls;
import io.guichet.purchase.LeaseCheck.LeaseTooShort;
import io.guichet.purchase.NotAsked;
import io.guichet.purchase.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLHandshakeException;
import org.apache.cxf.transport.http.HTTPException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * What it means for an order that a call was not made, or failed without a word of the service. What no row names may have
 * been booked.
 */
public final class FailedCall {

    /** It never reached the service. */
    private static final List<Class<? extends Throwable>> NOT_SENT =
            List.of(ConnectException.class, UnknownHostException.class,
                    UnresolvedAddressException.class, NoRouteToHostException.class, HttpConnectTimeoutException.class,
                    SSLHandshakeException.class, ConnectTimeoutException.class,
                    ConnectionRequestTimeoutException.class);

    /** The account or the address is at fault, as a door in front of the service says. */
    private static final Map<Integer, String> HELD_STATUS = Map.of(401, "GUI-2105", 403, "GUI-2105", 410, "GUI-2106",
            400, "GUI-2107", 404, "GUI-2107", 415, "GUI-2107");

    private FailedCall() {
    }

    /** @param sent the intent was committed, so that the request may have left */
    public static Outcome outcome(boolean sent, Throwable error, Texts words) {
        if (Causes.find(error, LeaseTooShort.class).isPresent()) {
            return new Outcome.NotSent(words.problem("GUI-3004", ""));
        }
        Optional<NotAsked> notAsked = Causes.find(error, NotAsked.class);
        if (notAsked.isPresent()) {
            return notAsked.get().outcome();
        }
        Optional<TooManyCalls> rests = Causes.find(error, TooManyCalls.class);
        if (rests.isPresent()) {
            return new Outcome.Later(words.problem("GUI-3007", ""), rests.get().left(), true);
        }
        if (NOT_SENT.stream().anyMatch(type -> Causes.find(error, type).isPresent())) {
            return new Outcome.NotSent(words.problem("GUI-3001", "", reason(error)));
        }
        OptionalInt status = status(error);
        if (status.isPresent() && HELD_STATUS.containsKey(status.getAsInt())) {
            String code = HELD_STATUS.get(status.getAsInt());
            return new Outcome.Held(words.problem(code, "", status.getAsInt()), !sent);
        }
        Problem problem = Causes.find(error, UnreadableAnswer.class)
                .map(unreadable -> words.problem("GUI-3003", "", unreadable.lack().said(words)))
                .orElseGet(() -> words.problem("GUI-3002", "", reason(error)));
        return sent ? new Outcome.Unknown(problem) : new Outcome.NotSent(problem);
    }

    /** The HTTP status of an answer without a word of the service. */
    public static OptionalInt status(Throwable error) {
        Optional<Integer> status = Causes.find(error, HTTPException.class).map(HTTPException::getResponseCode)
                .or(() -> Causes.find(error, HttpStatus.class).map(HttpStatus::status));
        return status.isPresent() ? OptionalInt.of(status.get()) : OptionalInt.empty();
    }

    /** The innermost cause names what happened; messages of libraries can hold addresses, never credentials. */
    private static String reason(Throwable error) {
        Throwable innermost = error;
        for (Throwable cause : Causes.of(error)) {
            innermost = cause;
        }
        return innermost.getClass().getSimpleName()
                + (innermost.getMessage() == null ? "" : ": " + innermost.getMessage());
    }
}
