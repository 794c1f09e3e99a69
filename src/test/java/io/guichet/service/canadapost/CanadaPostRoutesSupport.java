package io.guichet.service.canadapost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Booking;
import io.guichet.purchase.LeaseCheck;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Rests;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;

/** The shipped routes of Canada Post against some service; what lies around them is stood in for. */
abstract class CanadaPostRoutesSupport extends CamelMainTestSupport {

    static final Instant FROM = Instant.parse("2025-03-04T15:10:00Z");

    final FakeArchive archive = new FakeArchive();
    final Texts texts = new Texts(Locale.ENGLISH);
    final Rests rests = new Rests(System::nanoTime);
    Duration leaseLeft = Duration.ofMinutes(5);

    /** What 20-work does between prepare and call. */
    public static final class Intent {

        private final CanadaPostRoutesSupport test;

        Intent(CanadaPostRoutesSupport test) {
            this.test = test;
        }

        public Work commit(Work work) {
            return work.operation().equals("shipment") || work.operation().equals("refund")
                    ? work.sent(work.version() + 1, System.nanoTime() + test.leaseLeft.toNanos())
                    : work;
        }
    }

    /** What came of an order. */
    record Result(Outcome outcome, Optional<Throwable> error) {
    }

    /** Base address of the service. */
    abstract String address();

    Account account() {
        return Shipments.account(Map.of("endpoint", address()));
    }

    static Work work(String operation, ObjectNode request) {
        return new Work(7, 1, State.READY, new OrderIdentity("canadapost", "demo-ca", operation, "SO-11001"), request,
                "SO-11001", 1, 0, 1, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(),
                Optional.empty(), FROM, System.nanoTime() + Duration.ofMinutes(5).toNanos());
    }

    static Work work(String operation, String request) {
        return work(operation, (ObjectNode) Shipments.json(request));
    }

    Result run(Work work) {
        return run(work, account());
    }

    Result run(Work work, Account account) {
        return result(ask("work-canadapost", work, account));
    }

    Result result(Exchange done) {
        if (done.getException() == null) {
            return new Result(done.getMessage().getBody(Outcome.class), Optional.empty());
        }
        Work work = done.getVariable("work", Work.class);
        return new Result(table().outcome(work, work.state() == State.SENT, done.getException()),
                Optional.of(done.getException()));
    }

    Exchange lookup(Work work) {
        return ask("canadapost-lookup", work, account());
    }

    Exchange fetch(Work work, Booking booking) {
        return template().request("direct:canadapost-fetch", exchange -> {
            exchange.setVariable("work", work);
            exchange.setVariable("account", account());
            exchange.setVariable("booking", booking);
        });
    }

    private Exchange ask(String route, Work work, Account account) {
        return template().request("direct:" + route, exchange -> {
            exchange.getMessage().setBody(work);
            exchange.setVariable("work", work);
            exchange.setVariable("account", account);
            exchange.setVariable("lookFrom", FROM);
        });
    }

    OutcomeTable table() {
        return context().getRegistry().lookupByNameAndType("canadapostOutcomes", OutcomeTable.class);
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern(
                "classpath:webstamp/stand-ins.camel.yaml,file:routes/30-canadapost.camel.yaml");
    }

    /** Not the shipped settings: those start the whole process. */
    @Override
    protected String getPropertyPlaceholderLocations() {
        return "classpath:canadapost/settings.properties;optional=true";
    }

    @Override
    protected Registry createCamelRegistry() throws Exception {
        Registry registry = new DefaultRegistry();
        Policy policy =
                new Policy(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofHours(24), Duration.ofMinutes(5),
                        Duration.ofMinutes(5), Duration.ofSeconds(90), List.of(Duration.ofMinutes(2)), 3);
        registry.bind("texts", texts);
        registry.bind("rests", rests);
        registry.bind("archive", archive);
        registry.bind("leaseCheck", new LeaseCheck(policy));
        registry.bind("standInIntent", new Intent(this));
        return registry;
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "guichet.canadapost.hands", "4",
                "guichet.canadapost.connect-timeout", "1500ms",
                "guichet.canadapost.receive-timeout", "1500ms",
                "guichet.canadapost.endpoint.sandbox", "http://127.0.0.1:1/rs/soap",
                "guichet.canadapost.endpoint.development", "http://127.0.0.1:1/rs/soap",
                "guichet.canadapost.endpoint.production", "http://127.0.0.1:1/rs/soap",
                "guichet.canadapost.settle-time", "15m",
                "guichet.canadapost.calls-per-minute", "600",
                "guichet.canadapost.throttle-rest", "60s",
                "guichet.reconcile.hands", "2"));
        return properties;
    }
}
