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
    private static final String SERVER = "sftp:";
    private static final String SERVER_DOOR = "sftp.";

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
        return Receiver.ofAll(QUEUE,
                EnumSet.of(Kind.RESULT, Kind.ERROR, Kind.INTERIM, Kind.REPEAT, Kind.NOTICE, Kind.EVENT),
                retry);
    }

    /** The folder for answers that a server has which orders are fetched from: for what came from there, and no notices. */
    public static Receiver server(String name, Retry retry) {
        return Receiver.ofAll(SERVER + name, EnumSet.complementOf(EnumSet.of(Kind.REPEAT, Kind.NOTICE)), retry);
    }

    /** Those of them that get what came in by this door: its server in the place of the folders here, and no other server. */
    List<Receiver> at(String door, List<Receiver> wanting) {
        String own = door.startsWith(SERVER_DOOR) ? SERVER + door.substring(SERVER_DOOR.length()) : "";
        boolean there = find(own).isPresent();
        return wanting.stream().filter(receiver -> receiver.channel().startsWith(SERVER)
                ? receiver.channel().equals(own)
                : !there || !receiver.channel().equals(FILE)).toList();
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
