package io.guichet.ledger;

import static io.guichet.ledger.TestDesk.document;
import static io.guichet.ledger.TestDesk.done;
import static io.guichet.ledger.TestDesk.identity;
import static io.guichet.ledger.TestDesk.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.ledger.OrderSearch.Filter;
import io.guichet.ledger.OrderSearch.Page;
import io.guichet.purchase.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderSearchTest {

    private static final Filter ALL = filter();

    private final TestDesk desk = new TestDesk();
    private final OrderSearch search = OrderSearch.over(desk.database());

    @AfterEach
    void close() {
        desk.close();
    }

    private static Filter filter(State... states) {
        return new Filter(Set.of(states), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<String> found(String text) {
        return search.find(text, 10).stream().map(entry -> entry.orderId().orElse("?")).toList();
    }

    private static List<String> ids(Page page) {
        return page.orders().stream().map(entry -> entry.orderId().orElse("?")).toList();
    }

    @Test
    void pagesFollowEachOtherFromTheNewestAlsoWhileOrdersComeIn() {
        desk.accept("one", order(1, identity("SO-1"), "a"), order(2, identity("SO-2"), "a"),
                order(3, identity("SO-3"), "a"));

        Page first = search.page(ALL, Optional.empty(), 2);
        desk.accept("two", order(1, identity("SO-4"), "a"));
        Page second = search.page(ALL, Optional.of(first.orders().get(1).id()), 2);

        assertThat(ids(first)).containsExactly("SO-3", "SO-2");
        assertThat(first.more()).isTrue();
        assertThat(ids(second)).containsExactly("SO-1");
        assertThat(second.more()).isFalse();
        assertThat(search.count(ALL, 10)).isEqualTo(new OrderSearch.Count(4, false));
        assertThat(search.count(ALL, 3)).isEqualTo(new OrderSearch.Count(3, true));
    }

    @Test
    void aFilterNamesStatesServiceAccountOperationAndTime() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.unknown());
        desk.settle(desk.sent(desk.inHand("SO-2")), done("1.20"));
        desk.run("update orders set accepted_at = timestamptz '2020-01-01 12:00Z' where order_id = 'SO-1'");

        assertThat(ids(search.page(filter(State.IN_DOUBT), Optional.empty(), 5))).containsExactly("SO-1");
        assertThat(ids(search.page(filter(State.COMPLETED), Optional.empty(), 5))).containsExactly("SO-2");
        assertThat(ids(search.page(filter(State.COMPLETED, State.IN_DOUBT), Optional.empty(), 5))).hasSize(2);
        assertThat(ids(search.page(new Filter(Set.of(), Optional.of("webstamp"), Optional.of("demo"),
                Optional.of("stamps"), Optional.of(Instant.parse("2020-01-01T12:00:01Z"))), Optional.empty(), 5)))
                .containsExactly("SO-2");
        assertThat(ids(search.page(new Filter(Set.of(), Optional.empty(), Optional.of("other"), Optional.empty(),
                Optional.empty()), Optional.empty(), 5))).isEmpty();
    }

    @Test
    void anOrderIsFoundByWhatStandsOnItsPapers() {
        desk.settle(desk.sent(desk.inHand("SO-1")), done("1.20", document(".1.pdf", "x")));
        desk.accept("wrong", TestDesk.wrong(1, Optional.empty()));
        desk.run("insert into handed_out select 'webstamp', 'RB123', id from orders where order_id = 'SO-1'");
        String key = desk.text("select key from attempt");

        assertThat(found("SO-1")).containsExactly("SO-1");
        assertThat(found(" " + key + " ")).containsExactly("SO-1");
        assertThat(found("9000001")).as("the service's number").containsExactly("SO-1");
        assertThat(found("RB123")).as("a thing that it brought").containsExactly("SO-1");
        assertThat(found("so-1.1.pdf")).as("a result file").containsExactly("SO-1");
        assertThat(found("march.csv#1.json")).as("a wrong order's error file").containsExactly("?");
        assertThat(found("march.csv")).as("the file that they came with").containsExactly("?", "SO-1");
        assertThat(found("SO-2")).isEmpty();
        assertThat(found("")).isEmpty();
        assertThat(found("%")).isEmpty();
    }

    /** The planner chooses them only among many rows: it is told that reading whole tables is dear. */
    @Test
    void nothingIsReadRowByRow() {
        desk.settle(desk.sent(desk.inHand("SO-1")), TestDesk.unknown());

        assertThat(plan("select * from attempt where key = 'X'")).contains("attempt_key");
        assertThat(plan("select * from orders o where o.state in ('HELD') and o.id < 100 order by o.id desc limit 5"))
                .contains("orders_rare");
        assertThat(plan("select id from message m where m.kind = 'notice' order by m.id desc limit 5"))
                .contains("message_notice");
        assertThat(plan("select id from intake where name = 'X' and door <> 'queue' and door not like 'http%'"))
                .contains("intake_file");
    }

    private String plan(String query) {
        return desk.jdbi().inTransaction(h -> {
            h.execute("set local enable_seqscan = off");
            h.execute("set local enable_sort = off");
            return String.join("\n", h.createQuery("explain " + query).mapTo(String.class).list());
        });
    }
}
