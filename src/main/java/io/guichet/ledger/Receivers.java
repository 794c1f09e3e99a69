package io.guichet.ledger;

import io.guichet.ledger.Receiver.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The receivers in force: those that an answer is written for are those that are set when it is written.
 *
 * @param reply how answers to senders who wait on a queue of their own are tried again
 */
public record Receivers(List<Receiver> all, Retry reply) {

    public static final String FILE = "file";
    public static final String QUEUE = "queue";
    static final String REPLY = "reply";

    public Receivers {
        all = List.copyOf(all);
    }

    /** The folder, the queues, or both. */
    public static Receivers of(Set<String> channels, Duration retryFirst, Duration retryMax) {
        Retry retry = Retry.forEver(retryFirst, retryMax);
        return new Receivers(
                channels.stream().sorted()
                        .map(channel -> channel.equals(FILE) ? folder(retry) : queues(retry)).toList(),
                retry);
    }

    /** A repeat is not told by a file: it would replace the first. */
    public static Receiver folder(Retry retry) {
        return Receiver.ofAll(FILE, EnumSet.complementOf(EnumSet.of(Kind.REPEAT)), retry);
    }

    public static Receiver queues(Retry retry) {
        return Receiver.ofAll(QUEUE, EnumSet.of(Kind.RESULT, Kind.ERROR, Kind.INTERIM, Kind.REPEAT, Kind.NOTICE),
                retry);
    }

    public Optional<Receiver> find(String channel) {
        return all.stream().filter(receiver -> receiver.channel().equals(channel)).findFirst();
    }

    List<Receiver> wanting(Kind kind, Optional<String> service, Optional<String> account) {
        return all.stream().filter(receiver -> receiver.wants(kind, service, account)).toList();
    }

    /** Also of a channel that is no longer set. */
    Retry retry(String channel) {
        return find(channel).map(Receiver::retry).orElse(reply);
    }
}
