package io.guichet.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.Cleaned;
import io.guichet.order.OrderIdentity;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows as the rest of the ledger sees them. */
final class Tables {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Tables() {
    }

    static Work work(ResultSet row, long leaseEndNanos) throws SQLException {
        return new Work(
                row.getLong("id"),
                row.getInt("version"),
                State.valueOf(row.getString("state")),
                new OrderIdentity(row.getString("service"), row.getString("account"), row.getString("operation"),
                        row.getString("order_id")),
                json(row.getString("request")),
                row.getString("name"),
                row.getInt("attempt"),
                row.getInt("failures"),
                row.getInt("try_number"),
                Optional.ofNullable(row.getString("held_for")),
                Optional.ofNullable(row.getBigDecimal("max_price")),
                instant(row, "not_after"),
                row.getBoolean("dry_run"),
                Optional.ofNullable(row.getString("on_behalf_of")),
                Optional.ofNullable(row.getString("correlation_id")),
                instant(row, "accepted_at").orElseThrow(),
                cleaned(row.getString("cleaned")),
                leaseEndNanos);
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    /** Null where nothing was cleaned. */
    static String written(List<Cleaned> cleaned) {
        try {
            return cleaned.isEmpty() ? null : JSON.writeValueAsString(cleaned);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<Cleaned> cleaned(String text) {
        try {
            return text == null ? List.of() : List.of(JSON.readValue(text, Cleaned[].class));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("what was cleaned of an order is no longer JSON", damaged);
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a request in the ledger is no longer JSON", damaged);
        }
    }
}
