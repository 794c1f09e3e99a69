package io.guichet.door;

import io.guichet.door.RemoteStanding.Failure;
import io.guichet.order.Problem;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The servers that files are fetched from: people are told once a day what is wrong with one. */
public final class RemoteStandings {

    /** A connection that is lost once is nobody's business. */
    private static final int LOOKS = 2;

    private final List<RemoteStanding> servers;
    private final NoticeBoard notices;
    private final Clock clock;

    public RemoteStandings(List<RemoteStanding> servers, NoticeBoard notices, Clock clock) {
        this.servers = List.copyOf(servers);
        this.notices = notices;
        this.clock = clock;
    }

    RemoteStanding of(String door) {
        return servers.stream().filter(server -> server.door().equals(door)).findFirst().orElseThrow();
    }

    public void tell() {
        for (RemoteStanding server : servers) {
            server.failure().filter(failure -> failure.looks() >= LOOKS).map(Failure::problem)
                    .ifPresent(problem -> notices.tell("", "", notice(server.door(), problem)));
        }
    }

    private Notice notice(String door, Problem problem) {
        return new Notice("folder", problem.code() + ": " + problem.message() + " " + problem.advice(),
                Optional.empty(), Optional.empty(),
                Optional.of(door + " " + problem.code() + " " + LocalDate.now(clock)));
    }

    /** Door to a sentence. */
    public Map<String, String> now() {
        Map<String, String> all = new TreeMap<>();
        servers.forEach(server -> all.put(server.door(), server.failure()
                .map(failure -> failure.problem().code() + " since " + failure.since() + ": "
                        + failure.problem().message())
                .orElse("ok")));
        return all;
    }
}
