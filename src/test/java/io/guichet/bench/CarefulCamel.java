package io.guichet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.guichet.service.webstamp.wire.WswsOrder;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.cxf.jaxws.CxfConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.frontend.AbstractWSDLBasedEndpointFactory;
import org.apache.cxf.transport.http.HTTPConduit;

/**
 * The route of a careful newcomer, who has read of the idempotent consumer and of redelivery and gives both what their pages
 * show: a key for each order in a database, three redeliveries, an error file for what fails for good.
 */
public final class CarefulCamel {

    /** What it says once files are taken. */
    public static final String OPEN = "careful: open";

    private CarefulCamel() {
    }

    /** @param args address, ledger's address, user, password, folder, how long an answer is waited for in milliseconds, whether
     *             a key is kept before its order is carried out */
    public static void main(String[] args) throws Exception {
        // Ends with the test that started it.
        ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[1]);
        config.setUsername(args[2]);
        config.setPassword(args[3]);
        HikariDataSource ledger = new HikariDataSource(config);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("orders", new JdbcMessageIdRepository(ledger, "orders"));
        camel.getRegistry().bind("patience", new Patience(Long.parseLong(args[5])));
        camel.addRoutes(route(args[0], Path.of(args[4]), Boolean.parseBoolean(args[6])));
        camel.start();
        System.out.println(OPEN);
        Thread.currentThread().join();
    }

    private static RouteBuilder route(String address, Path folder, boolean eager) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).handled(true)
                        .setBody().simple("{\"orderId\":\"${header.id}\",\"state\":\"FAILED\"}")
                        .to("file:" + folder.resolve("out") + "?fileName=${header.id}.error.json");
                from("file:" + folder.resolve("in")).split(body().tokenize("\n")).streaming()
                        .unmarshal().json(JsonNode.class)
                        .setHeader("id").simple("${body.path('orderId').asText()}")
                        .idempotentConsumer(header("id")).idempotentRepository("orders").eager(eager)
                        .process(exchange -> exchange.getMessage().setBody(
                                Wares.request(exchange.getMessage().getHeader("id", String.class)).getArgs()))
                        .to(CxfCall.endpoint(address) + "&cxfConfigurer=#patience")
                        .process(exchange -> {
                            WswsOrder bought = exchange.getMessage().getBody(WswsOrder.class);
                            exchange.getMessage().setHeader("document", bought.getPrintData());
                            exchange.getMessage().setBody("{\"orderId\":\"" + exchange.getMessage().getHeader("id")
                                    + "\",\"state\":\"COMPLETED\",\"price\":\"" + bought.getPrice() + "\"}");
                        })
                        .to("file:" + folder.resolve("out") + "?fileName=${header.id}.result.json")
                        .setBody(header("document"))
                        .to("file:" + folder.resolve("out") + "?fileName=${header.id}.1.pdf");
            }
        };
    }

    /** A minute is CXF's own; nobody wants to wait for it. */
    private static final class Patience implements CxfConfigurer {

        private final long millis;

        Patience(long millis) {
            this.millis = millis;
        }

        @Override
        public void configure(AbstractWSDLBasedEndpointFactory factory) {
            // The client has it.
        }

        @Override
        public void configureClient(Client client) {
            ((HTTPConduit) client.getConduit()).getClient().setReceiveTimeout(millis);
        }

        @Override
        public void configureServer(Server server) {
            // There is none.
        }
    }
}
