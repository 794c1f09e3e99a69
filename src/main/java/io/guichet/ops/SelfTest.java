package io.guichet.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.guichet.ops.CountingSocket.Trouble;
import io.guichet.order.OrderIdentity;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Service;
import io.guichet.purchase.Services;
import io.guichet.purchase.State;
import io.guichet.purchase.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicy;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Proves that no layer below a purchase repeats its request (docs/lifecycle.md, rule 3): the call of each service that
 * sells something is made to a socket of our own, which counts. Nothing is booked and no real account is used. A service
 * takes part by its route {@code direct:SERVICE-selftest}.
 */
final class SelfTest {

    private static final String NAME = "selftest";
    private static final Duration LEASE = Duration.ofHours(1);

    private final CamelContext context;
    private final Services services;
    private final Texts texts;

    SelfTest(CamelContext context, Services services, Texts texts) {
        this.context = context;
        this.services = services;
        this.texts = texts;
    }

    /** @throws SettingsException with one sentence, when a purchase would have been sent twice or not at all */
    void run() {
        List<MicrometerRoutePolicy> counters = context.getRoutes().stream()
                .flatMap(route -> route.getRoutePolicyList().stream())
                .filter(MicrometerRoutePolicy.class::isInstance).map(MicrometerRoutePolicy.class::cast).toList();
        // Calls that fail on purpose are nobody's alarm: neither routes nor events count them.
        ServiceHelper.stopService(counters);
        try (CountingSocket socket = new CountingSocket(); ProducerTemplate calls = context.createProducerTemplate()) {
            for (Service service : services.all().stream().sorted(Comparator.comparing(Service::name)).toList()) {
                Optional<Operation> purchase = service.operations().stream()
                        .filter(operation -> operation.kind() == OperationKind.PURCHASE).findFirst();
                if (purchase.isPresent()) {
                    run(work(service, purchase.get()), socket, calls);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the self-test found no port on 127.0.0.1", failed);
        } finally {
            ServiceHelper.startService(counters);
        }
    }

    private void run(Work work, CountingSocket socket, ProducerTemplate calls) {
        String service = work.identity().service();
        String route = "direct:" + service + "-" + NAME;
        if (context.getRoutes().stream().noneMatch(r -> r.getEndpoint().getEndpointUri().equals("direct://"
                + service + "-" + NAME))) {
            refuse(texts.problem("GUI-3102", "", service, route));
        }
        Account account = new Account(service, NAME, Map.of("endpoint", socket.address()));
        for (Trouble trouble : Trouble.values()) {
            socket.begin(trouble);
            Exchange done = calls.request(route, exchange -> {
                exchange.getExchangeExtension().setNotifyEvent(true);
                exchange.setVariable("work", work);
                exchange.setVariable("account", account);
            });
            int requests = socket.requests();
            if (requests == 0) {
                refuse(texts.problem("GUI-3102", "", service, Optional.ofNullable(done.getException())
                        .map(Object::toString).orElse("0")));
            }
            if (requests > 1) {
                refuse(texts.problem("GUI-3101", "", service, requests, trouble.word()));
            }
        }
    }

    private static void refuse(Problem problem) {
        throw new SettingsException(problem.code() + ": " + problem.message() + ". " + problem.advice());
    }

    private static Work work(Service service, Operation purchase) {
        return new Work(0, 0, State.SENT, new OrderIdentity(service.name(), NAME, purchase.name(), NAME),
                JsonNodeFactory.instance.objectNode(), NAME, 1, 0, 1, Optional.empty(), Optional.empty(),
                Optional.empty(), false, Optional.empty(), Optional.empty(), Instant.EPOCH,
                System.nanoTime() + LEASE.toNanos());
    }
}
