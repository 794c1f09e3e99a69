package io.guichet.ledger;

import io.guichet.ledger.Deliveries.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells each file's report: once when none of its orders moves any more, and again when the last of them has ended. Inputs
 * are looked at from time to time; no order that ends writes to its input or looks at its neighbours (docs/adr/0005).
 */
public final class Reports {

    /** An input that is looked at. */
    public record Look(long intakeId, String name) {

        @Override
        public String toString() {
            return "report of input " + intakeId;
        }
    }

    /**
     * How an input stands.
     *
     * @param file    the sender's name of it
     * @param ended   whether nothing of it can change any more
     * @param states  how many of its orders are where, repeats under the state of their first
     * @param repeats how many of them were repeats
     * @param refused how many were bought neither now nor later: REJECTED, REFUSED, FAILED
     */
    public record Tally(String file, String door, boolean ended, Map<String, Long> states, long repeats,
            long refused) {

        public long orders() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * One order of an input, as its report tells it.
     *
     * @param position line or place in the input
     * @param repeat   whether it was said before; then the rest is that of the first
     * @param answer   the last answer to it; empty while there is none
     */
    public record Line(long position, boolean repeat, Optional<String> orderId, Optional<String> service,
            Optional<String> account, Optional<String> operation, String state, Optional<String> answer) {

        /** Nothing was bought for it, and it can be corrected and sent again. */
        public boolean refused() {
            return REFUSED.contains(state);
        }
    }

    /**
     * What is left of an input outside the ledger.
     *
     * @param path where its original lies, from the home folder; empty where it could not be kept
     */
    public record Original(String name, String door, Optional<String> path) {
    }

    /** Takes the lines of an input, one after the other. */
    public interface LineReader<X extends Exception> {

        void line(Line line) throws X;

        /** So many lines were read since the last time. */
        default void paused() throws X {
        }
    }

    private static final List<String> REFUSED = List.of("REJECTED", "REFUSED", "FAILED");
    private static final String MOVING = "completed_at is null and state in ('ACCEPTED', 'READY', 'SENT')";

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration SOONEST = Duration.ofMillis(250);
    private static final Duration LATEST = Duration.ofMinutes(1);
    /** An input is looked at ten times in the age that it has. */
    private static final int LOOKS_IN_AGE = 10;

    /** Answers are some kilobytes each. */
    private static final int LINES_AT_A_TIME = 200;
    private static final int PLACES_AT_A_TIME = 5_000;

    private final Jdbi jdbi;
    private final Bells bells;
    private final Answering answering;

    Reports(Jdbi jdbi, Bells bells, Answering answering) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.answering = answering;
    }

    /** Whether inputs of this door get reports: files do, messages have their answers one by one. */
    static boolean areOf(String door) {
        return !door.equals("queue") && !door.equals("http") && !door.startsWith("http/");
    }

    static String topic() {
        return "reports";
    }

    Dues due() {
        return new Dues() {

            @Override
            public List<Look> claim(int hands) {
                return Reports.this.claim(hands);
            }

            @Override
            public Optional<Duration> nextDue() {
                return jdbi.withHandle(h -> h.createQuery("""
                        select cast(extract(epoch from min(report_at) - clock_timestamp()) * 1000 as bigint)
                        from intake where report_at is not null""").mapTo(Long.class).findOne())
                        .map(ms -> Duration.ofMillis(Math.max(ms, 20)));
            }

            @Override
            public Bells.Bell bell() {
                return bells.bell(topic());
            }
        };
    }

    List<Look> claim(int hands) {
        return jdbi.inTransaction(h -> h.createQuery("""
                with due as (
                    select id from intake where report_at <= clock_timestamp()
                    order by report_at limit :hands
                    for no key update skip locked)
                update intake i set report_at = clock_timestamp() + :lease * interval '1 ms'
                from due where i.id = due.id
                returning i.id, i.name""")
                .bind("hands", hands).bind("lease", LEASE.toMillis())
                .map((row, context) -> new Look(row.getLong("id"), row.getString("name"))).list());
    }

    private record Standing(String name, String door, Optional<String> reported, boolean moving, boolean open) {
    }

    /** Reports the input when there is something to tell, and says when it is looked at next. */
    public void look(Look look) {
        boolean told = jdbi.inTransaction(h -> {
            Optional<Standing> standing = standing(h, look.intakeId());
            if (standing.isEmpty()) {
                return false;
            }
            Standing now = standing.get();
            boolean news = !now.moving() && (now.reported().isEmpty() || !now.open());
            if (news) {
                Tally tally = tally(h, look.intakeId(), now);
                if (tally.orders() > 0) {
                    answering.report(h, look.intakeId(), tally);
                }
            }
            h.createUpdate("""
                    update intake set reported = coalesce(:reported, reported),
                        report_at = case when :more then clock_timestamp() + least(greatest(
                            (clock_timestamp() - closed_at) / :times, :soonest * interval '1 ms'),
                            :latest * interval '1 ms') end
                    where id = :id""")
                    .bind("reported", news ? now.open() ? "FIRST" : "LAST" : null)
                    .bind("more", now.moving() || now.open()).bind("times", LOOKS_IN_AGE)
                    .bind("soonest", SOONEST.toMillis()).bind("latest", LATEST.toMillis())
                    .bind("id", look.intakeId()).execute();
            return news;
        });
        if (told) {
            answering.ring();
        }
    }

    private static Optional<Standing> standing(Handle h, long intakeId) {
        return h.createQuery("""
                select name, door, reported,
                    exists (select from orders where intake_id = i.id and %1$s)
                    or exists (select from repeat_request r
                        where r.intake_id = i.id and not r.answered
                          and exists (select from orders where id = r.order_id and %1$s)) as moving,
                    exists (select from orders where intake_id = i.id and completed_at is null)
                    or exists (select from repeat_request r where r.intake_id = i.id and not r.answered) as open
                from intake i where id = :id and report_at is not null
                for no key update of i""".formatted(MOVING)).bind("id", intakeId)
                .map((row, context) -> new Standing(row.getString("name"), row.getString("door"),
                        Optional.ofNullable(row.getString("reported")), row.getBoolean("moving"),
                        row.getBoolean("open")))
                .findOne();
    }

    private static Tally tally(Handle h, long intakeId, Standing standing) {
        Map<String, Long> states = new HashMap<>();
        h.createQuery("select state, count(*) as n from orders where intake_id = :id group by state")
                .bind("id", intakeId)
                .map((row, context) -> Map.entry(row.getString("state"), row.getLong("n"))).list()
                .forEach(entry -> states.merge(entry.getKey(), entry.getValue(), Long::sum));
        Map<String, Long> repeats = h.createQuery("""
                select o.state, count(*) as n from repeat_request r join orders o on o.id = r.order_id
                where r.intake_id = :id group by o.state""").bind("id", intakeId)
                .map((row, context) -> Map.entry(row.getString("state"), row.getLong("n")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
        repeats.forEach((state, n) -> states.merge(state, n, Long::sum));
        return new Tally(standing.name(), standing.door(), !standing.open(), Map.copyOf(states),
                repeats.values().stream().mapToLong(Long::longValue).sum(),
                REFUSED.stream().mapToLong(state -> states.getOrDefault(state, 0L)).sum());
    }

    public Original original(long intakeId) {
        return jdbi.withHandle(h -> h.createQuery("select name, door, original from intake where id = :id")
                .bind("id", intakeId).map((row, context) -> new Original(row.getString("name"), row.getString("door"),
                        Optional.ofNullable(row.getString("original"))))
                .one());
    }

    /**
     * What the report is called in this place: the wished name, or with ~2, ~3 and so on where it is taken. It is the same
     * each time until the last report was delivered, whatever dies in between.
     *
     * @param place what tells the place from others
     * @param taken whether files of this name lie there already
     */
    public String name(Delivery delivery, String place, String wish, Predicate<String> taken) {
        long intakeId = delivery.source().orElseThrow().intakeId();
        String name = wish;
        Optional<String> mine = nameIn(place, intakeId);
        for (int n = 2; mine.isEmpty(); n++) {
            if (!taken.test(name) && claim(intakeId, place, name)) {
                return name;
            }
            name = wish + "~" + n;
            mine = nameIn(place, intakeId);
        }
        return mine.get();
    }

    private Optional<String> nameIn(String place, long intakeId) {
        return jdbi.withHandle(h -> h
                .createQuery("select name from report_name where intake_id = :id and place = :place")
                .bind("id", intakeId).bind("place", place).mapTo(String.class).findOne());
    }

    private boolean claim(long intakeId, String place, String name) {
        return jdbi.withHandle(h -> h.createUpdate("""
                insert into report_name (place, folded, name, intake_id) values (:place, :folded, :name, :id)
                on conflict do nothing""")
                .bind("place", place).bind("folded", name.toLowerCase(Locale.ROOT)).bind("name", name)
                .bind("id", intakeId).execute()) == 1;
    }

    /** After the last report another input may bear its name, once its files are gone. */
    static void freeName(Handle h, long intakeId) {
        h.createUpdate("""
                delete from report_name where intake_id = :id
                  and exists (select from intake where id = :id and reported = 'LAST')
                  and not exists (select from message m join delivery d on d.message_id = m.id
                      where m.intake_id = :id and d.channel = 'file' and d.state = 'DUE')""").bind("id", intakeId)
                .execute();
    }

    /** Every order of an input in its place there, with its last answer; some of them at a time in memory. */
    public <X extends Exception> void lines(long intakeId, LineReader<X> reader) throws X {
        read(intakeId, true, LINES_AT_A_TIME, reader);
    }

    /** The same without the answers. */
    public <X extends Exception> void places(long intakeId, LineReader<X> reader) throws X {
        read(intakeId, false, PLACES_AT_A_TIME, reader);
    }

    private <X extends Exception> void read(long intakeId, boolean answers, int most, LineReader<X> reader) throws X {
        long after = -1;
        for (List<Line> some = some(intakeId, answers, after, most); !some.isEmpty(); some =
                some(intakeId, answers, after, most)) {
            for (Line line : some) {
                reader.line(line);
            }
            after = some.get(some.size() - 1).position();
            reader.paused();
        }
    }

    /** Some lines a statement, each from where the last one ended: nothing stays open while files are written. */
    private List<Line> some(long intakeId, boolean answers, long after, int most) {
        return jdbi.withHandle(h -> h.createQuery("""
                select line.position, line.repeat, o.order_id, o.service, o.account, o.operation, o.state, m.body
                from (
                    select * from (
                        (select position, id, false as repeat from orders
                         where intake_id = :intake and position > :after order by position limit :most)
                        union all
                        (select position, order_id, true from repeat_request
                         where intake_id = :intake and position > :after order by position limit :most)) both_kinds
                    order by position limit :most) line
                join orders o on o.id = line.id
                left join lateral (
                    select body from message
                    where :answers and order_id = o.id and kind in ('final', 'interim') order by id desc limit 1) m
                    on true
                order by line.position""")
                .bind("intake", intakeId).bind("after", after).bind("most", most).bind("answers", answers)
                .map((row, context) -> new Line(row.getLong("position"), row.getBoolean("repeat"),
                        Optional.ofNullable(row.getString("order_id")), Optional.ofNullable(row.getString("service")),
                        Optional.ofNullable(row.getString("account")),
                        Optional.ofNullable(row.getString("operation")), row.getString("state"),
                        Optional.ofNullable(row.getString("body"))))
                .list());
    }
}
