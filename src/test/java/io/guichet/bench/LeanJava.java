package io.guichet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * (b) The same durable steps by hand, no batching and no Camel: accept and intent in one commit, the call, the answer with its
 * document in a second one, both files flushed, and a third commit that they are there.
 */
final class LeanJava {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HikariDataSource ledger;
    private final Soap soap;
    private final Path out;

    private LeanJava(HikariDataSource ledger, Soap soap, Path out) {
        this.ledger = ledger;
        this.soap = soap;
        this.out = out;
    }

    /** @param args address, workers, file to warm up, file to count, ledger's address, user, password, folder of results */
    public static void main(String[] args) throws Exception {
        int workers = Integer.parseInt(args[1]);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[4]);
        config.setUsername(args[5]);
        config.setPassword(args[6]);
        config.setMaximumPoolSize(workers);
        config.setAutoCommit(false);
        try (HikariDataSource ledger = new HikariDataSource(config); Soap soap = new Soap(args[0], workers)) {
            try (Connection connection = ledger.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("create table lean (order_id text primary key, state text not null, request text not "
                        + "null, attempt text not null, accepted_at timestamptz not null default now(), answer text, "
                        + "document bytea)");
                connection.commit();
            }
            LeanJava lean = new LeanJava(ledger, soap, Path.of(args[7]));
            Load.run(workers, lines(args[2]), lines(args[3]), lean::carryOut);
        }
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
    }

    private void carryOut(String line) throws Exception {
        JsonNode order = JSON.readTree(line);
        String id = order.path("orderId").asText();
        commit("insert into lean (order_id, state, request, attempt) values (?, 'SENT', ?, ?)", id, line, id + "-1");
        WswsOrder bought = soap.answer(soap.send(soap.envelope(Wares.request(id)))).getNewOrderResult();
        byte[] result = JSON.writeValueAsBytes(JSON.createObjectNode().put("orderId", id).put("state", "COMPLETED")
                .put("carrierOrderId", String.valueOf(bought.getOrderId()))
                .put("price", bought.getPrice().toPlainString()));
        answer(id, result, bought.getPrintData());
        flush(id + ".1.pdf", bought.getPrintData());
        flush(id + ".result.json", result);
        commit("update lean set state = 'DELIVERED' where order_id = ?", id);
    }

    private void commit(String sql, String... values) throws SQLException {
        try (Connection connection = ledger.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
            connection.commit();
        }
    }

    private void answer(String id, byte[] result, byte[] document) throws SQLException {
        try (Connection connection = ledger.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update lean set state = 'COMPLETED', answer = ?, document = ? where order_id = ?")) {
            statement.setString(1, new String(result, StandardCharsets.UTF_8));
            statement.setBytes(2, document);
            statement.setString(3, id);
            statement.executeUpdate();
            connection.commit();
        }
    }

    private void flush(String name, byte[] content) throws IOException {
        Path part = out.resolve("." + name + ".part");
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(content));
            file.force(true);
        }
        Files.move(part, out.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(out, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
