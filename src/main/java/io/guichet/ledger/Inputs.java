package io.guichet.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Files that are being read, or whose orders still move. */
public final class Inputs {

    /**
     * How far one of them is.
     *
     * @param whole    whether it was read to its end
     * @param read     what was last told of its reading; empty where that was over before anything was to be told
     * @param taken    orders of it that are in the ledger, those that had come before among them
     * @param rejected how many of these were turned away at the door
     * @param moving   how many are neither over nor waiting
     * @param waiting  how many are held or in doubt
     * @param endsAt   when it is likely to be over; empty where that is not known
     */
    public record Standing(long intakeId, String name, boolean whole, Optional<Read> read, long taken, long rejected,
            long moving, long waiting, Optional<Instant> endsAt) {

        /** Orders that were accepted and are over. */
        public long done() {
            return Math.max(0, taken - rejected - moving - waiting);
        }
    }

    /**
     * How far it is read.
     *
     * @param bytes  size of the file
     * @param orders those that were read of it
     */
    public record Read(long bytes, long bytesRead, long orders) {
    }

    /** What is told of one of them. */
    public record Told(long intakeId, Optional<Read> read, Optional<Instant> endsAt) {
    }

    private final Jdbi jdbi;

    private Inputs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Inputs over(LedgerDatabase database) {
        return new Inputs(database.jdbi());
    }

    /**
     * The first of them. Only what is open is counted, in an index that holds nothing else.
     *
     * @param reading those that are being read by this process, of which nothing may have been told yet
     */
    public List<Standing> open(Collection<Long> reading, int most) {
        return jdbi.withHandle(h -> h.createQuery("""
                select i.*, coalesce(o.moving, 0) as moving, coalesce(o.waiting, 0) as waiting
                from (
                    select * from intake
                    where report_at is not null and reported is null or closed_at is null and bytes is not null
                        or id = any(:reading)
                    order by id limit :most) i
                left join lateral (
                    select count(*) filter (where state in ('ACCEPTED', 'READY', 'SENT')) as moving,
                        count(*) filter (where state not in ('ACCEPTED', 'READY', 'SENT')) as waiting
                    from orders where intake_id = i.id and completed_at is null) o on true
                order by i.id""")
                .bindArray("reading", Long.class, reading).bind("most", most)
                .map((row, context) -> standing(row)).list());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(row.getLong("id"), row.getString("name"), row.getTimestamp("closed_at") != null,
                row.getObject("bytes") == null
                        ? Optional.empty()
                        : Optional.of(new Read(row.getLong("bytes"), row.getLong("bytes_read"),
                                row.getLong("orders_read"))),
                row.getLong("taken"), row.getLong("rejected"), row.getLong("moving"), row.getLong("waiting"),
                Optional.ofNullable(row.getTimestamp("ends_at")).map(Timestamp::toInstant));
    }

    public void tell(List<Told> all) {
        if (all.isEmpty()) {
            return;
        }
        jdbi.useHandle(h -> {
            PreparedBatch batch = h.prepareBatch("""
                    update intake set bytes = coalesce(:bytes, bytes), bytes_read = coalesce(:bytesRead, bytes_read),
                        orders_read = coalesce(:orders, orders_read), ends_at = :endsAt where id = :id""");
            all.forEach(told -> batch.bind("id", told.intakeId()).bind("endsAt", told.endsAt().orElse(null))
                    .bind("bytes", told.read().map(Read::bytes).orElse(null))
                    .bind("bytesRead", told.read().map(Read::bytesRead).orElse(null))
                    .bind("orders", told.read().map(Read::orders).orElse(null)).add());
            batch.execute();
        });
    }
}
