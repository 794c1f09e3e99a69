package io.guichet.service.canadapost;

import io.guichet.call.Causes;
import io.guichet.call.FailedCall;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Endpoint;
import io.guichet.doctor.Findings;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.purchase.Account;
import io.guichet.service.canadapost.wire.NCShipmentPortType;
import io.guichet.service.canadapost.wire.artifact.ArtifactPortType;
import io.guichet.service.canadapost.wire.artifact.GetArtifactRequest;
import io.guichet.soap.SoapClient;
import jakarta.xml.ws.BindingProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.headers.Header;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;

/** Looks at a Canada Post account by two questions that are free: for shipments of this moment, and for no document. */
public final class CanadaPostCheckup implements Checkup {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Set<String> OF_CUSTOMER = Set.of("AA003", "AA004", "9152");
    private static final Set<String> OF_PLATFORM_ID = Set.of("AA005", "AA006", "AA007", "AA008", "AA009", "AA010");
    private static final String KEY = "key";
    private static final String CUSTOMER = "customer-number";
    private static final String DOCUMENTS = "documents";

    /** What came of one question: an answer, what the service said instead, or neither. */
    private record Reply(List<ServiceFault> said, Optional<RuntimeException> broken) {

        Optional<String> code() {
            return said.stream().map(OutcomeTable::coded).findFirst();
        }
    }

    @Override
    public String service() {
        return CanadaPostService.NAME;
    }

    @Override
    public String words() {
        return "canadapost-doctor";
    }

    @Override
    public void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings) {
        List<String> missing = Caller.NEEDED.stream().filter(key -> account.setting(key).isEmpty()).toList();
        missing.forEach(key -> findings.wrong("settings", "settings.missing",
                account.nameOf(key)));
        if (!missing.isEmpty()) {
            return;
        }
        CanadaPostEndpoints endpoints = new CanadaPostEndpoints(settings.apply("guichet.canadapost.endpoint.sandbox"),
                settings.apply("guichet.canadapost.endpoint.development"),
                settings.apply("guichet.canadapost.endpoint.production"));
        Endpoint endpoint = new Endpoint(endpoints.shipping(account), findings);
        if (!endpoint.tls()) {
            return;
        }
        Answers answers = new Answers();
        NCShipmentPortType shipping = port(NCShipmentPortType.class, endpoints.shipping(account), account);
        Reply listed = ask(() -> answers
                .listed(shipping.getNCShipments(new ListRequests().since(account, clock.instant()))));
        ClientProxy.getClient(shipping).destroy();
        if (listed.broken().isPresent()) {
            endpoint.failed(listed.broken().get(), FailedCall.status(listed.broken().get()));
            return;
        }
        endpoint.answers();
        if (accepted(account, listed, findings)) {
            ArtifactPortType papers = port(ArtifactPortType.class, endpoints.artifact(account), account);
            documents(endpoints.artifact(account), ask(() -> answers.artifact(papers.getArtifact(none()))), findings);
            ClientProxy.getClient(papers).destroy();
            // The first shipment shows it: no question does.
            findings.skipped("card", "card.unseen");
        }
    }

    private static boolean accepted(Account account, Reply listed, Findings findings) {
        Optional<String> code = listed.code();
        String number = Caller.mailedBy(account);
        if (listed.said().isEmpty()) {
            findings.good(KEY, "key.good");
            findings.good(CUSTOMER, "customer.good", number);
            return true;
        }
        String text = listed.said().get(0).text();
        if (code.filter(OF_CUSTOMER::contains).isPresent()) {
            findings.good(KEY, "key.good");
            findings.wrong(CUSTOMER, "customer.wrong", number, code.get(), text);
        } else if (code.filter(OF_PLATFORM_ID::contains).isPresent()) {
            findings.wrong("platform-id", "platform-id.wrong", code.get(), text);
        } else if (code.filter("AA001"::equals).isPresent()) {
            findings.wrong(KEY, "key.inactive", text);
        } else if (code.filter("AA002"::equals).isPresent()) {
            findings.wrong(KEY, "key.other-platform", account.setting("platform").orElse("?"), text);
        } else if (code.filter("E002"::equals).isPresent()) {
            findings.wrong(KEY, "key.wrong", account.setting("platform").orElse("?"));
        } else {
            findings.wrong(KEY, "call.fault", code.orElse("?"), text);
        }
        return false;
    }

    /** There is no document with that number: any word about it shows that the door is open to the key. */
    private static void documents(String address, Reply reply, Findings findings) {
        if (reply.broken().isPresent()) {
            findings.wrong(DOCUMENTS, "documents.broken", address, reply.broken().get().getClass().getSimpleName());
        } else if (reply.code().filter(code -> code.startsWith("E") || code.startsWith("AA")).isPresent()) {
            findings.wrong(DOCUMENTS, "documents.closed", address, reply.code().get());
        } else {
            findings.good(DOCUMENTS, "documents.good");
        }
    }

    private static GetArtifactRequest none() {
        GetArtifactRequest request = new GetArtifactRequest();
        request.setArtifactId(0);
        return request;
    }

    private static <T> T port(Class<T> type, String address, Account account) {
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(type);
        factory.setAddress(address);
        T port = type.cast(factory.create());
        new SoapClient(CONNECT, ANSWER).configureClient(ClientProxy.getClient(port));
        ((BindingProvider) port).getRequestContext().put(Header.HEADER_LIST, new SecurityHeader().of(account));
        return port;
    }

    private static Reply ask(Supplier<?> call) {
        try {
            call.get();
            return new Reply(List.of(), Optional.empty());
        } catch (RuntimeException error) {
            Optional<SaidNo> no = Causes.find(error, SaidNo.class);
            if (no.isPresent() && !no.get().said().isEmpty()) {
                return new Reply(no.get().said(), Optional.empty());
            }
            return GatewayFaults.find(error).map(fault -> new Reply(List.of(fault), Optional.empty()))
                    .orElseGet(() -> new Reply(List.of(), Optional.of(error)));
        }
    }
}
