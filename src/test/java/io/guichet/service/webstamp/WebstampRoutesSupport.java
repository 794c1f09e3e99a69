package io.guichet.service.webstamp;

import io.guichet.catalogue.FakeShelf;
import io.guichet.ops.ServicePulse;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Guard;
import io.guichet.purchase.LeaseCheck;
import io.guichet.purchase.Notice;
import io.guichet.purchase.NoticeBoard;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Policy;
import io.guichet.purchase.Quote;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;

/** The shipped routes of WebStamp against a service on a bare socket; what lies around them is stood in for. */
abstract class WebstampRoutesSupport extends CamelMainTestSupport {

    static final String RECEIVE_TIMEOUT = "1500ms";

    final SoapSocket service = socket();
    final FakeShelf shelf = new FakeShelf();
    final FakeArchive archive = new FakeArchive();
    final List<Notice> told = new CopyOnWriteArrayList<>();
    final Texts texts = new Texts(Locale.ENGLISH);
    Duration leaseLeft = Duration.ofMinutes(5);

    /** What 20-work does between prepare and call. */
    public static final class Intent {

        private final WebstampRoutesSupport test;

        Intent(WebstampRoutesSupport test) {
            this.test = test;
        }

        public Work commit(Work work) {
            return WebstampService.buys(work.operation())
                    ? work.sent(work.version() + 1, System.nanoTime() + test.leaseLeft.toNanos())
                    : work;
        }
    }

    /** There is one node here. */
    public static final class EveryNight {

        public boolean mine(String job, String zone) {
            return true;
        }
    }

    /** What came of an order, and the price that was asked for before. */
    record Result(Outcome outcome, Optional<Quote> quote, Optional<Throwable> error) {
    }

    Account account() {
        return Samples.account(Map.of("endpoint", service.address()));
    }

    Result run(Work work) {
        return run(work, account());
    }

    Result run(Work work, Account account) {
        Exchange done = template().request("direct:work-webstamp", exchange -> {
            exchange.getMessage().setBody(work);
            exchange.setVariable("work", work);
            exchange.setVariable("account", account);
        });
        Optional<Quote> quote = Optional.ofNullable(done.getVariable("quote", Quote.class));
        if (done.getException() != null) {
            boolean sent = done.getVariable("work", Work.class).state() == State.SENT;
            return new Result(
                    WebstampServices.of(texts).failed(work, sent, done.getException()), quote,
                    Optional.of(done.getException()));
        }
        return new Result(done.getMessage().getBody(Outcome.class), quote, Optional.empty());
    }

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.withRoutesIncludePattern(
                "classpath:webstamp/stand-ins.camel.yaml,file:routes/21-enrich.camel.yaml,file:routes/30-webstamp.camel.yaml"
                        + moreRoutes());
    }

    String lookup() {
        return "receipt";
    }

    String moreRoutes() {
        return "";
    }

    /** Not the shipped settings: those start the whole process. */
    @Override
    protected String getPropertyPlaceholderLocations() {
        return "classpath:webstamp/settings.properties;optional=true";
    }

    @Override
    protected Registry createCamelRegistry() throws Exception {
        Registry registry = new DefaultRegistry();
        Policy policy =
                new Policy(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofHours(24), Duration.ofMinutes(5),
                        Duration.ofMinutes(5), Duration.ofSeconds(90), List.of(Duration.ofMinutes(2),
                                Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)),
                        3);
        Clock clock = Clock.systemUTC();
        registry.bind("texts", texts);
        registry.bind("clock", clock);
        registry.bind("shelf", shelf);
        registry.bind("archive", archive);
        registry.bind("guard", new Guard(texts, clock));
        registry.bind("leaseCheck", new LeaseCheck(policy));
        registry.bind("accounts",
                new Accounts(name -> Map.of("demo", account().settings()), name -> Optional.of("demo")));
        registry.bind("notices", (NoticeBoard) (name, account, notice) -> told.add(notice));
        registry.bind("servicePulse", new ServicePulse(clock));
        registry.bind("nights", new EveryNight());
        registry.bind("standInIntent", new Intent(this));
        return registry;
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("guichet.installation", "."),
                Map.entry("guichet.webstamp.hands", "4"),
                Map.entry("guichet.webstamp.connect-timeout", "1500ms"),
                Map.entry("guichet.webstamp.receive-timeout", RECEIVE_TIMEOUT),
                Map.entry("guichet.webstamp.endpoint.sandbox", "http://127.0.0.1:1/wsws/soap/v6"),
                Map.entry("guichet.webstamp.endpoint.integration", "http://127.0.0.1:1/wsws/soap/v6"),
                Map.entry("guichet.webstamp.endpoint.production", "http://127.0.0.1:1/wsws/soap/v6"),
                Map.entry("guichet.webstamp.settle-time", "15m"),
                Map.entry("guichet.webstamp.cash-on-delivery-max", "10000.00"),
                Map.entry("guichet.webstamp.image-max-bytes", "0"),
                Map.entry("guichet.webstamp.terms.cron", termsCron()),
                Map.entry("guichet.webstamp.terms.pause", "0s"),
                Map.entry("guichet.webstamp.terms.days", "14,7,3,1"),
                Map.entry("guichet.webstamp.terms.faults", "2268"),
                Map.entry("guichet.webstamp.lookup", lookup()),
                Map.entry("guichet.reconcile.hands", "2"),
                Map.entry("guichet.webstamp.reprint-window", "5d"),
                Map.entry("guichet.webstamp.delivery-note.ahead", "1d"),
                Map.entry("guichet.webstamp.delivery-note.watch", "1d"),
                Map.entry("guichet.webstamp.ping", "1d"),
                Map.entry("guichet.webstamp.licence-cache", "60s"),
                Map.entry("guichet.webstamp.catalogue.cron", "0 0 3 1 1 ? 2099"),
                Map.entry("guichet.webstamp.catalogue.watch", "50ms"),
                Map.entry("guichet.webstamp.catalogue.min-age", "60s"),
                Map.entry("guichet.webstamp.catalogue.retry-first", "60s"),
                Map.entry("guichet.webstamp.catalogue.retry-max", "1h")));
        return properties;
    }

    String termsCron() {
        return "0 0 3 1 1 ? 2099";
    }

    @AfterEach
    void closeService() {
        service.close();
    }

    private static SoapSocket socket() {
        try {
            return new SoapSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
