package io.guichet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class TestLedgerTest {

    private static final Logger LOG = LoggerFactory.getLogger(TestLedgerTest.class);

    @Test
    void eachLedgerIsEmptyAndAlone() throws SQLException {
        try (LedgerDatabase one = timed("first"); LedgerDatabase other = timed("second")) {
            run(one, "create table only_here (id integer)");
            run(other, "create table only_here (id integer)");
            assertThat(one.dataSource()).isNotSameAs(other.dataSource());
        }
    }

    private static LedgerDatabase timed(String which) {
        long began = System.nanoTime();
        LedgerDatabase ledger = TestLedger.fresh();
        LOG.info("benchmark: {} test ledger in {} ms", which, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        return ledger;
    }

    private static void run(LedgerDatabase ledger, String sql) throws SQLException {
        try (Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
