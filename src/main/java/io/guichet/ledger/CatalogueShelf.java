package io.guichet.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Shelf;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The last catalogues that were seen, and the wishes for fresh ones. */
public final class CatalogueShelf implements Shelf {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module())
            .registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Jdbi jdbi;

    CatalogueShelf(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static CatalogueShelf over(LedgerDatabase database) {
        return new CatalogueShelf(database.jdbi());
    }

    @Override
    public Optional<Catalogue> find(String service, String scope) {
        return jdbi
                .withHandle(h -> h.createQuery("select body from catalogue where service = :service and scope = :scope")
                        .bind("service", service).bind("scope", scope).mapTo(String.class).findOne())
                .map(CatalogueShelf::read);
    }

    @Override
    public Optional<Instant> takenAt(String service, String scope) {
        return jdbi
                .withHandle(
                        h -> h.createQuery("select taken_at from catalogue where service = :service and scope = :scope")
                                .bind("service", service).bind("scope", scope).mapTo(Timestamp.class).findOne())
                .map(Timestamp::toInstant);
    }

    @Override
    public void save(Catalogue catalogue) {
        jdbi.useHandle(h -> h.createUpdate("""
                insert into catalogue (service, scope, taken_at, body) values (:service, :scope, :takenAt, :body)
                on conflict (service, scope) do update set taken_at = excluded.taken_at, body = excluded.body
                where catalogue.taken_at <= excluded.taken_at""")
                .bind("service", catalogue.service()).bind("scope", catalogue.scope())
                .bind("takenAt", Timestamp.from(catalogue.takenAt())).bind("body", write(catalogue)).execute());
    }

    @Override
    public void want(String service, Duration after) {
        jdbi.useHandle(h -> h.createUpdate(
                """
                        insert into catalogue_wanted (service, wanted_at)
                        values (:service, clock_timestamp() + :after * interval '1 ms')
                        on conflict (service) do update set wanted_at = least(catalogue_wanted.wanted_at, excluded.wanted_at)""")
                .bind("service", service).bind("after", after.toMillis()).execute());
    }

    @Override
    public boolean takeWish(String service, Duration again) {
        // The row goes to one node; should that one die, the wish comes back by itself.
        return jdbi.withHandle(h -> h.createUpdate("""
                update catalogue_wanted set wanted_at = clock_timestamp() + :again * interval '1 ms'
                where service = :service and wanted_at <= clock_timestamp()""")
                .bind("service", service).bind("again", again.toMillis()).execute()) == 1;
    }

    @Override
    public void fulfil(String service) {
        jdbi.useHandle(h -> h.createUpdate("""
                delete from catalogue_wanted where service = :service and wanted_at > clock_timestamp()""")
                .bind("service", service).execute());
    }

    @Override
    public List<WaitingOrder> waiting(String service, String member, Collection<String> values, int most) {
        if (values.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(h -> h.createQuery("""
                select account, order_id from orders
                where service = :service and state in ('ACCEPTED', 'READY', 'HELD')
                  and cast(request as jsonb) ->> :member = any(:values)
                order by id limit :most""")
                .bind("service", service).bind("member", member).bindArray("values", String.class, List.copyOf(values))
                .bind("most", most)
                .map((row, context) -> new WaitingOrder(row.getString("account"), row.getString("order_id"))).list());
    }

    private static String write(Catalogue catalogue) {
        try {
            return JSON.writeValueAsString(catalogue);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Catalogue read(String body) {
        try {
            return JSON.readValue(body, Catalogue.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a catalogue in the ledger is no longer JSON", damaged);
        }
    }
}
