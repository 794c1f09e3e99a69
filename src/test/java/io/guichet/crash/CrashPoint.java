package io.guichet.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the places where a kill can fall, with the number and the words of the design (docs/lifecycle.md tells the promise).
 *
 * @param unreached why no trial reaches it, where none does
 */
record CrashPoint(int number, String part, String words, Optional<String> unreached) {

    /** All of them, in their order. */
    static final List<CrashPoint> ALL = all();

    static CrashPoint of(int number) {
        return ALL.get(number - 1);
    }

    private static List<CrashPoint> all() {
        List<CrashPoint> all = new ArrayList<>();
        add(all, "File door", "file renamed into in/, not seen", "in work/, no row", "insert without commit",
                "commit sent, acknowledgement lost", "committed, not archived", "archived, folder not flushed");
        add(all, "Queue door", "received, no row", "no commit", "committed, session not", "session commit in doubt",
                "broker restarted between 9 and 10");
        add(all, "Preparation", "accepted, before lookups", "in the lookup", "lookup only in memory",
                "request built, not committed", "READY");
        add(all, "Intent and call", "claimed, no intent", "intent's commit in doubt",
                "intent acknowledged, no socket");
        add(all, "Intent and call", "connected");
        missing(all, "Intent and call", "the twin speaks no TLS", "TLS done");
        add(all, "Intent and call", "head sent", "half the body", "whole body, not read", "read, not booked",
                "booked, no answer byte", "status line", "half the answer", "whole answer in memory", "parsed",
                "written, not committed",
                "commit in doubt");
        add(all, "After", "done, document still to fetch", "fetched, not stored",
                "(assert: no point between answer and outbox)", "temporary file half written",
                "whole, not flushed", "flushed, not renamed", "renamed, folder not flushed",
                "visible, row not marked", "mark in doubt", "message sent, no confirm", "confirmed, not marked",
                "delivered, input not archived", "report half written");
        add(all, "Reconciliation", "lease over, IN_DOUBT not committed", "not asked yet", "asked, no answer",
                "answered, not committed", "commit in doubt", "(assert: attempt closed and state changed together)",
                "documents fetched again, not stored", "two reconcilers on one row");
        add(all, "Zombies and people",
                "stopped (SIGSTOP) between intent and first byte, continued after its lease",
                "stopped after the first byte, continued after \"absent\" was decided",
                "second process on the embedded ledger");
        add(all, "Zombies and people", "`resolve` committed, effect not started", "two people at once");
        add(all, "Zombies and people", "points 19–32 with refund instead of purchase");
        add(all, "Surroundings", "disk full at accept, at WAL, at result", "database restarted while SENT",
                "SIGTERM while SENT", "wall clock ±1 h", "out of memory in the answer");
        return List.copyOf(all);
    }

    private static void add(List<CrashPoint> all, String part, String... words) {
        for (String each : words) {
            all.add(new CrashPoint(all.size() + 1, part, each, Optional.empty()));
        }
    }

    private static void missing(List<CrashPoint> all, String part, String why, String... words) {
        for (String each : words) {
            all.add(new CrashPoint(all.size() + 1, part, each, Optional.of(why)));
        }
    }
}
