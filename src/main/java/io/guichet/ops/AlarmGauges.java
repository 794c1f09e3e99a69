package io.guichet.ops;

import io.guichet.ledger.Alarms;
import io.guichet.ledger.Alarms.Now;
import io.guichet.ledger.Board;
import io.guichet.purchase.Account;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What alert rules ask for (docs/observe.md); the ledger is asked twice a minute, and not once for each gauge. */
public final class AlarmGauges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmGauges.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Alarms alarms;
    private final Board board;
    private final Services services;
    private final Function<String, Map<String, Map<String, String>>> accounts;
    private final Function<String, Optional<Instant>> catalogues;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "alarm-gauges");
                thread.setDaemon(true);
                return thread;
            });
    private volatile Now now = Now.QUIET;

    AlarmGauges(Alarms alarms, Board board, Services services,
            Function<String, Map<String, Map<String, String>>> accounts,
            Function<String, Optional<Instant>> catalogues, Clock clock) {
        this.alarms = alarms;
        this.board = board;
        this.services = services;
        this.accounts = accounts;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    void register(MeterRegistry registry) {
        gauge(registry, "guichet.in.doubt", "Orders whose outcome is not known", now -> now.inDoubt());
        gauge(registry, "guichet.in.doubt.age.seconds", "How long the oldest of them has been so",
                now -> now.oldestDoubt().toSeconds());
        gauge(registry, "guichet.before.people", "Orders that nobody but a person moves", now -> now.beforePeople());
        gauge(registry, "guichet.due.age.seconds", "How long the oldest order that is due waits for a worker",
                now -> now.overdue().toSeconds());
        MultiGauge lag = multi(registry, "guichet.delivery.lag.seconds",
                "How long the oldest delivery that is due waits, by channel");
        MultiGauge givenUp =
                multi(registry, "guichet.deliveries.given.up",
                        "Deliveries that were given up or are uncertain, by channel");
        MultiGauge rejected = multi(registry, "guichet.rejected.last.hour",
                "Orders of the last hour that ended without a purchase, by code");
        MultiGauge spent = multi(registry, "guichet.spent.today", "Bought today and perhaps bought, by account");
        MultiGauge ratio =
                multi(registry, "guichet.spent.of.cap", "Share of the day's cap that is spent, by account with a cap");
        MultiGauge age = multi(registry, "guichet.catalogue.age.seconds", "Since the catalogue was read, by service");
        timer.scheduleWithFixedDelay(() -> {
            try {
                Now asked = alarms.now();
                now = asked;
                lag.register(rows("channel", asked.deliveryLag().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().toSeconds()))), true);
                givenUp.register(rows("channel", asked.givenUp()), true);
                rejected.register(rows("code", asked.rejected()), true);
                spend(spent, ratio);
                age.register(services.all().stream().flatMap(service -> catalogues.apply(service.name())
                        .<Row<?>>map(at -> Row.of(Tags.of("service", service.name()),
                                Duration.between(at, clock.instant()).toSeconds()))
                        .stream()).toList(), true);
            } catch (RuntimeException away) {
                LOG.debug("The ledger was not asked for the alarms: {}", away.toString());
            }
        }, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void spend(MultiGauge spent, MultiGauge ratio) {
        List<Row<?>> amounts = new ArrayList<>();
        List<Row<?>> shares = new ArrayList<>();
        for (Service service : services.all()) {
            LocalDate day = LocalDate.ofInstant(clock.instant(), service.zone());
            accounts.apply(service.name()).forEach((name, settings) -> {
                Account account = new Account(service.name(), name, settings);
                BigDecimal amount = board.spent(service.name(), name, day).amount();
                Optional<BigDecimal> cap = account.setting("max-spend-per-day").map(BigDecimal::new)
                        .filter(most -> most.signum() > 0);
                if (amount.signum() > 0 || cap.isPresent()) {
                    Tags tags = Tags.of("service", service.name(), "account", name);
                    amounts.add(Row.of(tags, amount));
                    cap.ifPresent(most -> shares
                            .add(Row.of(tags, amount.divide(most, MathContext.DECIMAL32))));
                }
            });
        }
        spent.register(amounts, true);
        ratio.register(shares, true);
    }

    private static Iterable<Row<?>> rows(String tag, Map<String, Long> values) {
        return values.entrySet().stream().<Row<?>>map(one -> Row.of(Tags.of(tag, one.getKey()), one.getValue()))
                .toList();
    }

    private void gauge(MeterRegistry registry, String name, String description, Function<Now, Long> value) {
        Gauge.builder(name, () -> value.apply(now)).description(description).register(registry);
    }

    private static MultiGauge multi(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
