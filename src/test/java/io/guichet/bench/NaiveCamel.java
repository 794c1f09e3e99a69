package io.guichet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** (c) The route that one writes first: file, seda, a ledger by camel-sql, camel-cxf as POJO, file; everything by its defaults. */
final class NaiveCamel {

    private NaiveCamel() {
    }

    /** @param args address, workers, file to warm up, file to count, ledger's address, user, password, folder */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[4]);
        config.setUsername(args[5]);
        config.setPassword(args[6]);
        config.setMaximumPoolSize(Integer.parseInt(args[1]));
        Path folder = Path.of(args[7]);
        Path in = Files.createDirectories(folder.resolve("naive-in"));
        long warm = lines(args[2]);
        long orders = lines(args[3]);
        Done done = new Done(warm, orders);
        try (HikariDataSource ledger = new HikariDataSource(config);
                DefaultCamelContext camel = new DefaultCamelContext()) {
            try (Connection connection = ledger.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table naive (order_id text primary key, state text, request text, answer text)");
            }
            camel.getRegistry().bind("ledger", ledger);
            camel.getRegistry().bind("done", done);
            camel.addRoutes(routes(args[0], args[1], in, folder));
            camel.start();
            move(args[2], in);
            done.warm.await();
            System.gc();
            done.begin();
            move(args[3], in);
            done.all.await();
            System.out.println(done.figures(orders));
        }
    }

    private static RouteBuilder routes(String address, String workers, Path in, Path folder) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + in).split(body().tokenize("\n")).streaming().to("seda:orders?size=100000");
                from("seda:orders?size=100000&concurrentConsumers=" + workers)
                        .setHeader("order", body()).unmarshal().json(JsonNode.class)
                        .setHeader("id").simple("${body.path('orderId').asText()}")
                        .to("sql:insert into naive values (:#id, 'NEW', :#order, null)?dataSource=#ledger")
                        .process(exchange -> exchange.getMessage().setBody(
                                Wares.request(exchange.getMessage().getHeader("id", String.class)).getArgs()))
                        .to(CxfCall.endpoint(address))
                        .process(exchange -> {
                            WswsOrder bought = exchange.getMessage().getBody(WswsOrder.class);
                            exchange.getMessage().setHeader("document", bought.getPrintData());
                            exchange.getMessage().setBody("{\"orderId\":\"" + exchange.getMessage().getHeader("id")
                                    + "\",\"state\":\"COMPLETED\",\"price\":\"" + bought.getPrice() + "\"}");
                        })
                        .to("sql:update naive set state = 'DONE', answer = :#${body} where order_id = :#id"
                                + "?dataSource=#ledger&noop=true")
                        .toD("file:" + folder + "?fileName=${header.id}.result.json")
                        .setBody(header("document")).toD("file:" + folder + "?fileName=${header.id}.1.pdf")
                        .to("sql:update naive set state = 'DELIVERED' where order_id = :#id?dataSource=#ledger&noop=true")
                        .bean("done", "one");
            }
        };
    }

    private static void move(String file, Path in) throws Exception {
        Files.copy(Path.of(file), in.resolve("." + Path.of(file).getFileName()));
        Files.move(in.resolve("." + Path.of(file).getFileName()), in.resolve(Path.of(file).getFileName()),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static long lines(String file) throws Exception {
        return Files.readAllLines(Path.of(file)).size();
    }

    /** Counts what has come to its end. */
    public static final class Done {

        private final CountDownLatch warm;
        private final CountDownLatch all;
        private long began;
        private long cpu;
        private long allocated;

        Done(long warm, long orders) {
            this.warm = new CountDownLatch((int) warm);
            this.all = new CountDownLatch((int) orders);
        }

        public void one() {
            (warm.getCount() > 0 ? warm : all).countDown();
        }

        private void begin() {
            cpu = cpu();
            allocated = allocated();
            began = System.nanoTime();
        }

        private String figures(long orders) {
            return new JsonMapper().createObjectNode().put("orders", orders).put("nanos", System.nanoTime() - began)
                    .put("cpu", cpu() - cpu).put("allocated", allocated() - allocated).toString();
        }

        private static long cpu() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }

        private static long allocated() {
            return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
        }
    }
}
