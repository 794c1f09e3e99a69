package io.guichet.ledger;

import io.guichet.order.Order;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Takes orders in: durably, once per position of an input, once per identity. */
public final class Intake {

    /**
     * What the ledger holds of an input.
     *
     * @param token    what tells it from every other of its door
     * @param original where its original was to be kept, from the home folder, when it was last read whole
     */
    public record Input(long id, String door, String token, String name, boolean closed, Optional<String> original) {
    }

    /** How many of a batch were new, wrong, or said before. */
    public record Taken(int accepted, int rejected, int repeated, int alreadyTaken) {

        Taken plus(Taken other) {
            return new Taken(accepted + other.accepted, rejected + other.rejected, repeated + other.repeated,
                    alreadyTaken + other.alreadyTaken);
        }
    }

    private record Bound(long id, String contentHash) {
    }

    private static final Taken NOTHING = new Taken(0, 0, 0, 0);
    private static final int TRIES_AT_DEADLOCK = 5;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Jdbi jdbi;
    private final Bells bells;
    private final Answering answering;
    private final String node;

    public Intake(Jdbi jdbi, Bells bells, Answering answering, String node) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.answering = answering;
        this.node = node;
    }

    /**
     * The input that a door is about to read; the same one as before when it is read again after a crash.
     *
     * @param token what tells this input from every other of the door: the name in the work folder, the message id
     * @param name  the sender's own name of it
     */
    public Input open(String door, String token, String name) {
        return jdbi.inTransaction(h -> {
            insert(h, door, token, name);
            return h.createQuery("select * from intake where door = :door and token = :token")
                    .bind("door", door).bind("token", token).map((row, context) -> input(row)).one();
        });
    }

    /**
     * The input that is about to be copied from elsewhere: the same one until it is known to be gone there, then the next.
     *
     * @param token what tells the file from others, as long as it lies there; the input's own token is made of it and names
     *              the file in the work folder
     */
    public Input openCopy(String door, String token, String name) {
        return jdbi.inTransaction(h -> {
            for (int n = 1;; n++) {
                String own = token + "." + n + "~" + name;
                insert(h, door, own, name);
                Optional<Input> input = h.createQuery("""
                        select * from intake where door = :door and token = :token and not source_gone""")
                        .bind("door", door).bind("token", own).map((row, context) -> input(row)).findOne();
                if (input.isPresent()) {
                    return input.get();
                }
            }
        });
    }

    /** What was copied is no longer where it came from. */
    public void sourceGone(Input input) {
        jdbi.useHandle(h -> h.createUpdate("update intake set source_gone = true where id = :id")
                .bind("id", input.id()).execute());
    }

    private static void insert(Handle h, String door, String token, String name) {
        h.createUpdate("insert into intake (door, token, name) values (:door, :token, :name) on conflict do nothing")
                .bind("door", door).bind("token", token).bind("name", name).execute();
    }

    private static Input input(ResultSet row) throws SQLException {
        return new Input(row.getLong("id"), row.getString("door"), row.getString("token"), row.getString("name"),
                row.getTimestamp("closed_at") != null, Optional.ofNullable(row.getString("original")));
    }

    /** Nothing more is to be read from it. */
    public void close(Input input) {
        jdbi.useHandle(h -> h
                .createUpdate("update intake set closed_at = clock_timestamp() where id = :id and closed_at is null")
                .bind("id", input.id()).execute());
    }

    /**
     * The last position of an input that was taken, 0 where none was. Batches are committed one after the other, so
     * everything before it was taken as well, and need not be asked for one by one when a large file is read again.
     */
    public long takenUpTo(Input input) {
        return jdbi.withHandle(h -> h.createQuery("""
                select greatest((select max(position) from orders where intake_id = :id),
                    (select max(position) from repeat_request where intake_id = :id), 0)""")
                .bind("id", input.id()).mapTo(Long.class).one());
    }

    /** Nothing of it could be read; where its door has a folder for answers the reason goes there. */
    public void unreadable(Input input, String reason) {
        jdbi.useTransaction(h -> {
            int first = h.createUpdate("""
                    update intake set closed_at = clock_timestamp() where id = :id and closed_at is null""")
                    .bind("id", input.id()).execute();
            if (first == 1) {
                answering.unreadable(h, input.id(), reason);
            }
        });
        answering.ring();
    }

    /**
     * It was read to its end, and its sender gets a report when none of its orders moves any more.
     *
     * @param token    what tells it from every other of its door
     * @param original where its original lies, from the home folder; empty where it is gone
     */
    public void readWhole(Input input, Optional<String> original) {
        jdbi.useHandle(h -> h.createUpdate("""
                update intake set closed_at = coalesce(closed_at, clock_timestamp()), original = :original,
                    orders = (select count(*) from orders where intake_id = :id)
                        + (select count(*) from repeat_request where intake_id = :id),
                    report_at = case when closed_at is null then clock_timestamp() else report_at end
                where id = :id""").bind("original", original.orElse(null)).bind("id", input.id()).execute());
        bells.bell(Reports.topic()).ring();
    }

    /** Commits a batch: when this returns, no order of it can be lost any more. */
    public Taken accept(Input input, List<Submission> batch) {
        // Two doors that bring the same orders in another sequence must not lock each other out.
        List<Submission> sorted = new ArrayList<>(batch);
        sorted.sort(Comparator.comparing((Submission s) -> folded(s.orderId().orElse("")))
                // A wrong one after those whose names it must not take.
                .thenComparing(s -> s.order().map(order -> order.identity().toString()).orElse("\uFFFF"))
                .thenComparing(Submission::position));
        Taken taken = inTransaction(input, sorted);
        Set<String> services = new TreeSet<>();
        batch.forEach(s -> s.order().ifPresent(order -> services.add(order.identity().service())));
        services.forEach(service -> bells.bell(Orders.topic(service)).ring());
        answering.ring();
        return taken;
    }

    private Taken inTransaction(Input input, List<Submission> batch) {
        for (int tries = 1;; tries++) {
            try {
                return jdbi.inTransaction(h -> {
                    // A message that is brought again while its first reader still commits waits for that.
                    h.createQuery("select id from intake where id = :id for no key update").bind("id", input.id())
                            .mapTo(Long.class).one();
                    Set<Long> known = known(h, input, batch);
                    Taken taken = NOTHING;
                    for (Submission submission : batch) {
                        taken = taken.plus(known.contains(submission.position())
                                ? new Taken(0, 0, 0, 1)
                                : accept(h, input, submission));
                    }
                    count(h, input, taken);
                    return taken;
                });
            } catch (UnableToExecuteStatementException failed) {
                // 40P01: PostgreSQL broke a deadlock and nothing was written.
                boolean deadlock = failed.getCause() instanceof SQLException sql && "40P01".equals(sql.getSQLState());
                if (!deadlock || tries == TRIES_AT_DEADLOCK) {
                    throw failed;
                }
            }
        }
    }

    /** Of a message nobody asks how far it is. */
    private static void count(Handle h, Input input, Taken taken) {
        long more = taken.accepted() + taken.rejected() + taken.repeated();
        if (more > 0 && Reports.areOf(input.door())) {
            h.createUpdate("update intake set taken = taken + :more, rejected = rejected + :rejected where id = :id")
                    .bind("more", more).bind("rejected", taken.rejected()).bind("id", input.id()).execute();
        }
    }

    private Taken accept(Handle h, Input input, Submission submission) {
        if (submission.order().isEmpty()) {
            if (repeatsOneThatWasTaken(h, input, submission)) {
                return new Taken(0, 0, 1, 0);
            }
            reject(h, input, submission, submission.problems());
            return new Taken(0, 1, 0, 0);
        }
        Order order = submission.order().get();
        String name = claimName(h, order.identity());
        Optional<Long> inserted = insert(h, input, submission, order, name);
        if (inserted.isPresent()) {
            return new Taken(1, 0, 0, 0);
        }
        Optional<Bound> bound = bound(h, order.identity());
        if (bound.isEmpty()) {
            // It was freed between the two statements: now the place is ours.
            return accept(h, input, submission);
        }
        if (!bound.get().contentHash().equals(order.contentHash())) {
            reject(h, input, submission,
                    List.of(answering.answers().otherContent(submission, bound.get().contentHash())));
            return new Taken(0, 1, 0, 0);
        }
        repeat(h, input, submission, bound.get());
        return new Taken(0, 0, 1, 0);
    }

    /** What was taken once is answered with its result, however the same message is read and judged today. */
    private boolean repeatsOneThatWasTaken(Handle h, Input input, Submission submission) {
        Optional<Bound> same = submission.content().flatMap(content -> bound(h, content.identity())
                .filter(bound -> bound.contentHash().equals(content.contentHash())));
        same.ifPresent(bound -> repeat(h, input, submission, bound));
        return same.isPresent();
    }

    /** The order that bears an identity. The lock makes its end and a repeat see each other. */
    private static Optional<Bound> bound(Handle h, OrderIdentity identity) {
        return h.createQuery("""
                select id, content_hash from orders
                where service = :service and account = :account and operation = :operation and order_id = :orderId
                  and bound
                for update""")
                .bind("service", identity.service()).bind("account", identity.account())
                .bind("operation", identity.operation()).bind("orderId", identity.orderId())
                .map((row, context) -> new Bound(row.getLong("id"), row.getString("content_hash"))).findOne();
    }

    private void repeat(Handle h, Input input, Submission submission, Bound bound) {
        h.createUpdate("""
                insert into repeat_request (intake_id, position, order_id, correlation_id, reply_to)
                values (:intake, :position, :order, :correlationId, :replyTo)""")
                .bind("intake", input.id()).bind("position", submission.position()).bind("order", bound.id())
                .bind("correlationId", storable(submission.correlationId()))
                .bind("replyTo", submission.replyTo().orElse(null)).execute();
        answering.answerRepeats(h, bound.id());
    }

    /** The places of an input that were taken before it was read again. */
    private static Set<Long> known(Handle h, Input input, List<Submission> batch) {
        return h.createQuery("""
                select position from orders where intake_id = :intake and position = any(:positions)
                union select position from repeat_request where intake_id = :intake and position = any(:positions)""")
                .bind("intake", input.id())
                .bindArray("positions", Long.class, batch.stream().map(Submission::position).toList())
                .mapTo(Long.class).set();
    }

    private Optional<Long> insert(Handle h, Input input, Submission submission, Order order, String name) {
        OrderIdentity identity = order.identity();
        return h
                .createQuery(
                        """
                                with taken as (
                                insert into orders (intake_id, position, order_id, service, operation, account, name, try_number, state, bound,
                                    content_hash, request, cleaned, max_price, not_after, dry_run, on_behalf_of, correlation_id, reply_to, due_at)
                                values (:intake, :position, :orderId, :service, :operation, :account, :name,
                                    (select count(*) + 1 from orders o where service = :service and account = :account
                                        and operation = :operation and order_id = :orderId
                                        and (state <> 'REJECTED' or exists (select from attempt where attempt.order_id = o.id))),
                                    'ACCEPTED', true, :hash, :request, :cleaned, :maxPrice, :notAfter, :dryRun, :onBehalfOf, :correlationId, :replyTo,
                                    greatest(clock_timestamp(), cast(:notBefore as timestamptz)))
                                on conflict (service, account, operation, order_id) where bound do nothing
                                returning id),
                                audited as (
                                    insert into audit (order_id, version, who, to_state, why)
                                    select id, 0, :who, 'ACCEPTED', :why from taken)
                                select id from taken""")
                .bind("who", node).bind("why", "accepted by the " + input.door() + " door")
                .bind("intake", input.id()).bind("position", submission.position()).bind("orderId", identity.orderId())
                .bind("service", identity.service()).bind("operation", identity.operation())
                .bind("account", identity.account()).bind("name", name).bind("hash", order.contentHash())
                .bind("request", order.request().toString())
                .bind("cleaned", Tables.written(order.cleaned())).bind("maxPrice", order.maxPrice().orElse(null))
                .bind("notAfter", order.notAfter().orElse(null)).bind("dryRun", order.dryRun())
                .bind("onBehalfOf", storable(order.onBehalfOf()))
                .bind("correlationId", storable(order.correlationId().or(submission::correlationId)))
                .bind("replyTo", submission.replyTo().orElse(null)).bind("notBefore", order.notBefore().orElse(null))
                .mapTo(Long.class).findOne();
    }

    private void reject(Handle h, Input input, Submission submission, List<Problem> problems) {
        String name = nameOfWrong(h, input, submission);
        long id = h.createQuery("""
                insert into orders (intake_id, position, order_id, service, operation, account, name, state, bound,
                    correlation_id, reply_to, completed_at)
                values (:intake, :position, :orderId, :service, :operation, :account, :name, 'REJECTED', false,
                    :correlationId, :replyTo, clock_timestamp())
                returning id""")
                .bind("intake", input.id()).bind("position", submission.position())
                .bind("orderId", submission.orderId().orElse(null)).bind("service", nameLike(submission.service()))
                .bind("operation", nameLike(submission.operation())).bind("account", nameLike(submission.account()))
                .bind("name", name).bind("correlationId", storable(submission.correlationId()))
                .bind("replyTo", submission.replyTo().orElse(null)).mapTo(Long.class).one();
        audit(h, id, "REJECTED", "wrong: " + String.join(",", problems.stream().map(Problem::code).toList()));
        answering.answer(h, id, true, answering.answers().rejected(submission, problems));
    }

    /** ORDERID, else ORDERID~OPERATION, else ORDERID~SERVICE~ACCOUNT~OPERATION: the first that no other order bears. */
    private static String claimName(Handle h, OrderIdentity identity) {
        String owner = identity.toString();
        String id = identity.orderId().replace(':', '_');
        List<String> wishes = List.of(id, id + "~" + identity.operation(),
                id + "~" + identity.service() + "~" + identity.account() + "~" + identity.operation());
        for (String wish : wishes) {
            Optional<String> mine = claim(h, wish, owner);
            if (mine.isPresent()) {
                return mine.get();
            }
        }
        // Only letter case or ':' tells it from another order: a piece of its hash settles it.
        String last = wishes.get(2) + "~" + Orders.sha256(owner.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return claim(h, last, owner).or(() -> nameOf(h, owner)).orElseThrow();
    }

    /** The name that the owner bears; another door may have claimed it while the statement before this one waited. */
    private static Optional<String> nameOf(Handle h, String owner) {
        return h.createQuery("select name from order_name where owner = :owner").bind("owner", owner)
                .mapTo(String.class)
                .findOne();
    }

    /** The name that the owner bears, which is the wished one when it was free. */
    private static Optional<String> claim(Handle h, String wish, String owner) {
        return h.createQuery("""
                with added as (
                    insert into order_name (folded, name, owner) values (:folded, :name, :owner)
                    on conflict do nothing returning name)
                select name from added union all select name from order_name where owner = :owner limit 1""")
                .bind("folded", folded(wish)).bind("name", wish).bind("owner", owner)
                .mapTo(String.class).findOne();
    }

    private static String nameOfWrong(Handle h, Input input, Submission submission) {
        if (submission.orderId().isPresent()) {
            String wish = submission.orderId().get().replace(':', '_');
            Optional<String> owner = h.createQuery("select owner from order_name where folded = :folded")
                    .bind("folded", folded(wish)).mapTo(String.class).findOne();
            if (owner.isEmpty()) {
                return wish;
            }
            String identity = submission.service().orElse("") + "/" + submission.account().orElse("") + "/"
                    + submission.operation().orElse("") + "/" + submission.orderId().get();
            boolean bound = h.createQuery("""
                    select exists (select from orders where bound and service = :service and account = :account
                        and operation = :operation and order_id = :orderId)""")
                    .bind("service", nameLike(submission.service())).bind("account", nameLike(submission.account()))
                    .bind("operation", nameLike(submission.operation())).bind("orderId", submission.orderId().get())
                    .mapTo(Boolean.class).one();
            if (owner.get().equals(identity) && !bound) {
                return wish;
            }
        }
        String owner = "intake " + input.id() + "#" + submission.position();
        return claim(h, input.name() + "#" + submission.position(), owner)
                .or(() -> claim(h, input.name() + "~" + input.id() + "#" + submission.position(), owner)).orElseThrow();
    }

    private static String folded(String name) {
        return name.replace(':', '_').toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL keeps no NUL in a text, and one order must not keep its neighbours out. */
    private static String storable(Optional<String> text) {
        return text.map(value -> value.replace('\0', '\uFFFD')).orElse(null);
    }

    /** What a wrong order says in place of a name may be anything; only what could be one is worth a column. */
    private static String nameLike(Optional<String> name) {
        return name.filter(value -> NAME.matcher(value).matches()).orElse(null);
    }

    private void audit(Handle h, long id, String to, String why) {
        h.createUpdate("insert into audit (order_id, version, who, to_state, why) values (:id, 0, :who, :to, :why)")
                .bind("id", id).bind("who", node).bind("to", to).bind("why", why).execute();
    }
}
