package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.catalogue.Assortment;
import io.guichet.catalogue.Catalogue;
import io.guichet.catalogue.Category;
import io.guichet.catalogue.Country;
import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.Product;
import io.guichet.catalogue.Shelf.WaitingOrder;
import io.guichet.catalogue.Zone;
import io.guichet.order.Texts;
import io.guichet.outbox.Messages;
import io.guichet.purchase.Notice;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Catalogues, wishes and notices in a real PostgreSQL. */
class CatalogueShelfTest {

    private static final Instant TAKEN = Instant.parse("2026-10-05T01:00:00.123456Z");

    private static LedgerDatabase database;
    private static Jdbi jdbi;

    private final CatalogueShelf shelf = new CatalogueShelf(jdbi);

    @BeforeAll
    static void start() {
        database = TestLedger.fresh();
        jdbi = Jdbi.create(database.dataSource());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbi.useHandle(h -> h.execute(
                "truncate catalogue, catalogue_wanted, notice_told, delivery, message, orders, intake cascade"));
    }

    @Test
    void catalogueComesBackAsItWas() {
        Catalogue catalogue = catalogue(TAKEN, "1.20");

        shelf.save(catalogue);

        assertThat(shelf.find("webstamp", "demo")).contains(catalogue);
        assertThat(shelf.takenAt("webstamp", "demo")).contains(TAKEN);
        assertThat(shelf.find("webstamp", "other")).isEmpty();
    }

    @Test
    void olderCatalogueOfASlowNodeDoesNotReplaceAFresherOne() {
        shelf.save(catalogue(TAKEN, "1.20"));
        shelf.save(catalogue(TAKEN.minusSeconds(1), "1.10"));

        assertThat(shelf.find("webstamp", "demo").orElseThrow().products().get(0).price())
                .isEqualTo(new BigDecimal("1.20"));
    }

    @Test
    void wishIsTakenByOneAndComesBackUnlessItIsFulfilled() {
        assertThat(shelf.takeWish("webstamp", Duration.ofMinutes(1))).isFalse();
        shelf.want("webstamp", Duration.ZERO);
        shelf.want("webstamp", Duration.ofHours(1));

        assertThat(shelf.takeWish("webstamp", Duration.ZERO)).isTrue();
        assertThat(shelf.takeWish("webstamp", Duration.ofHours(1))).as("it came back").isTrue();
        assertThat(shelf.takeWish("webstamp", Duration.ofHours(1))).isFalse();
    }

    @Test
    void wishThatComesDuringTheFetchOutlivesIt() {
        shelf.want("webstamp", Duration.ZERO);
        assertThat(shelf.takeWish("webstamp", Duration.ofHours(1))).isTrue();
        shelf.want("webstamp", Duration.ZERO);
        shelf.fulfil("webstamp");
        assertThat(shelf.takeWish("webstamp", Duration.ofHours(1))).isTrue();
        shelf.fulfil("webstamp");
        assertThat(count("catalogue_wanted")).isZero();
    }

    @Test
    void waitingOrdersAreFoundByTheProductThatTheyName() {
        jdbi.useHandle(h -> {
            h.execute("insert into intake (door, token, name) values ('file', 't', 'n')");
            order(h, 1, "SO-1", "ACCEPTED", "{\"product\": 15220}");
            order(h, 2, "SO-2", "HELD", "{\"product\": 15221}");
            order(h, 3, "SO-3", "COMPLETED", "{\"product\": 15220}");
            order(h, 4, "SO-4", "READY", "{\"webstampProduct\": 15220}");
        });

        assertThat(shelf.waiting("webstamp", "product", List.of("15220"), 10))
                .containsExactly(new WaitingOrder("demo", "SO-1"));
        assertThat(shelf.waiting("webstamp", "webstampProduct", List.of("15220"), 10))
                .containsExactly(new WaitingOrder("demo", "SO-4"));
        assertThat(shelf.waiting("webstamp", "product", List.of(), 10)).isEmpty();
    }

    @Test
    void noticeIsToldOncePerAccountAndKey() {
        var texts = new Texts(Locale.ENGLISH);
        var messages = new Messages(texts, "SANDBOX", Clock.systemUTC());
        var notices = new Notices(jdbi, new Answering(
                Receivers.of(Set.of("file", "queue"), Duration.ofSeconds(1), Duration.ofMinutes(5)), new Bells(),
                messages), messages);
        var terms = new Notice("terms", "New terms", Optional.of("https://example.org/terms"), Optional.of(TAKEN),
                Optional.of("terms/1"));

        notices.tell("webstamp", "demo", terms);
        notices.tell("webstamp", "demo", terms);
        notices.tell("webstamp", "other", terms);
        notices.tell("webstamp", "*", Notice.of("catalogue", "changed"));
        notices.tell("webstamp", "*", Notice.of("catalogue", "changed"));

        assertThat(count("delivery")).isEqualTo(8);
    }

    private static long count(String table) {
        return jdbi.withHandle(h -> h.createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }

    private static void order(Handle h, int position, String id, String state, String request) {
        h.createUpdate(
                """
                        insert into orders (intake_id, position, order_id, service, operation, account, name, state, bound, request)
                        values ((select id from intake), :position, :id, 'webstamp', 'stamps', 'demo', :id, :state, true, :request)""")
                .bind("position", position).bind("id", id).bind("state", state).bind("request", request).execute();
    }

    private static Catalogue catalogue(Instant takenAt, String price) {
        var product = new Product(38700, 1307915, "Recommandé", new BigDecimal(price), 3, true, Optional.of(35),
                Optional.empty(), 1,
                Optional.of(365), 2, "CC standard", Optional.of(CustomerGroup.BUSINESS));
        return new Catalogue("webstamp", "demo", takenAt, List.of(product),
                List.of(new Assortment(2, "CC standard", Optional.of(CustomerGroup.BUSINESS))),
                List.of(new Category(1, "Lettre", false, 365)), List.of(new Zone(3, "Suisse")),
                List.of(new Country("ch", "Suisse", 3)));
    }
}
