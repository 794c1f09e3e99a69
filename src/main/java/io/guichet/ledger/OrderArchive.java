package io.guichet.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.Archive;
import io.guichet.purchase.Document;
import io.guichet.purchase.Parent;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Orders that have bought something, and what may be used once and by which order it was handed out. */
public final class OrderArchive implements Archive {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String KEPT = """
            select o.*, said.body, call.started_at as called_at
            from orders o
            left join lateral (
                select body from message where order_id = o.id and kind in ('final', 'interim')
                order by id desc limit 1) said on true
            left join lateral (
                select started_at from attempt where order_id = o.id and ended = 'DONE'
                order by number desc, opening desc limit 1) call on true
            """;

    private final Jdbi jdbi;

    private OrderArchive(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static OrderArchive over(LedgerDatabase database) {
        return new OrderArchive(database.jdbi());
    }

    @Override
    public List<Kept> byCarrierId(String service, String account, String carrierId) {
        return jdbi.withHandle(h -> h.createQuery(KEPT + """
                where o.service = :service and o.account = :account and o.carrier_id = :carrierId
                order by o.id desc""")
                .bind("service", service).bind("account", account).bind("carrierId", carrierId)
                .map((row, context) -> kept(row)).list());
    }

    @Override
    public List<Kept> byOrderId(String service, String account, Set<String> operations, String orderId) {
        return jdbi.withHandle(h -> h.createQuery(KEPT + """
                where o.service = :service and o.account = :account and o.operation = any(:operations)
                  and o.order_id = :orderId
                  and (o.carrier_id is not null or o.state in ('ACCEPTED', 'READY', 'HELD', 'SENT', 'IN_DOUBT'))
                order by o.id desc""")
                .bind("service", service).bind("account", account)
                .bindArray("operations", String.class, operations).bind("orderId", orderId)
                .map((row, context) -> kept(row)).list());
    }

    @Override
    public Optional<Kept> ofPayment(String service, String account, String reference) {
        return jdbi.withHandle(h -> h.createQuery(KEPT + """
                join payment p on p.order_id = o.id
                where p.service = :service and p.account = :account and p.reference = :reference""")
                .bind("service", service).bind("account", account).bind("reference", reference)
                .map((row, context) -> kept(row)).findOne());
    }

    @Override
    public List<Kept> bought(String service, Instant from, Instant until, String member) {
        return jdbi.withHandle(h -> h.createQuery(KEPT + """
                where o.service = :service and o.carrier_id is not null and o.state = 'COMPLETED'
                  and o.completed_at >= :from and call.started_at >= :from and call.started_at < :until
                  and said.body like '%"' || :member || '"%'
                  and cast(said.body as jsonb) #> array['result', cast(:member as text)] is not null
                order by o.id""")
                .bind("service", service).bind("from", Timestamp.from(from)).bind("until", Timestamp.from(until))
                .bind("member", member).map((row, context) -> kept(row)).list());
    }

    @Override
    public List<Kept> completed(String service, String account, Instant since, String member, String value) {
        return jdbi.withHandle(h -> h.createQuery(KEPT + """
                where o.service = :service and o.account = :account and o.state = 'COMPLETED'
                  and o.completed_at >= :since
                  and cast(said.body as jsonb) #>> array['result', cast(:member as text)] = :value
                order by o.id desc""")
                .bind("service", service).bind("account", account).bind("since", Timestamp.from(since))
                .bind("member", member).bind("value", value).map((row, context) -> kept(row)).list());
    }

    @Override
    public List<Document> documents(Kept kept) {
        return jdbi.withHandle(h -> h.createQuery("""
                select name, kind, media_type, content from document where order_id = :id order by name""")
                .bind("id", kept.id())
                .map((row, context) -> new Document(row.getString("name").substring(kept.name().length() + 1),
                        row.getString("kind"), row.getString("media_type"), row.getBytes("content")))
                .list());
    }

    @Override
    public List<Before> before(Work work) {
        return jdbi.withHandle(h -> h.createQuery("""
                select distinct on (number) number, parent, parent_before from attempt
                where order_id = :id and parent is not null order by number, opening""")
                .bind("id", work.id())
                .map((row, context) -> new Before(row.getInt("number"),
                        new Parent(row.getString("parent"), json(row.getString("parent_before")))))
                .list());
    }

    @Override
    public Map<String, String> handedOut(Work work, Collection<String> things) {
        return jdbi.withHandle(h -> h.createQuery("""
                select thing, o.order_id as known from handed_out t join orders o on o.id = t.order_id
                where t.service = :service and thing = any(:things) and t.order_id <> :id""")
                .bind("service", work.identity().service()).bindArray("things", String.class, things)
                .bind("id", work.id())
                .map((row, context) -> Map.entry(row.getString("thing"), row.getString("known"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Notes what an order hands out as new, in the transaction that tells it.
     *
     * @throws HandedOutTwice where another order was first: nothing of this transaction stays
     */
    static void handOut(Handle h, Work work, Collection<String> things) {
        if (things.isEmpty()) {
            return;
        }
        int mine = h.createUpdate(
                """
                        insert into handed_out as t (service, thing, order_id)
                        select distinct cast(:service as text), thing, cast(:id as bigint) from unnest(:things) as given (thing) order by thing
                        on conflict (service, thing) do update set order_id = t.order_id where t.order_id = :id""")
                .bind("service", work.identity().service()).bind("id", work.id())
                .bindArray("things", String.class, things).execute();
        if (mine != Set.copyOf(things).size()) {
            throw new HandedOutTwice(work.identity().toString());
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getLong("id"),
                new OrderIdentity(row.getString("service"), row.getString("account"), row.getString("operation"),
                        row.getString("order_id")),
                row.getInt("try_number"), row.getString("name"), State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("carrier_id")), Tables.instant(row, "called_at"),
                json(row.getString("request")), member(json(row.getString("body"))));
    }

    private static ObjectNode member(ObjectNode answer) {
        return answer.get("result") instanceof ObjectNode result ? result : JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode json(String text) {
        try {
            return text == null ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("what the ledger keeps of an order is no longer JSON", damaged);
        }
    }
}
