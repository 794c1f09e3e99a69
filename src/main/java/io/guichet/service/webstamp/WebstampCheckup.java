package io.guichet.service.webstamp;

import io.guichet.call.Causes;
import io.guichet.doctor.Checkup;
import io.guichet.doctor.Endpoint;
import io.guichet.doctor.Findings;
import io.guichet.onboarding.Contact;
import io.guichet.onboarding.Contacts;
import io.guichet.order.Problem.ServiceFault;
import io.guichet.purchase.Account;
import io.guichet.service.webstamp.wire.FileType;
import io.guichet.service.webstamp.wire.GetProductsRequest;
import io.guichet.service.webstamp.wire.MessageItems;
import io.guichet.service.webstamp.wire.OrderRequest;
import io.guichet.service.webstamp.wire.PaymentType;
import io.guichet.service.webstamp.wire.Pong;
import io.guichet.service.webstamp.wire.WswsCustomerData;
import io.guichet.service.webstamp.wire.WswsJournals;
import io.guichet.service.webstamp.wire.WswsMessage;
import io.guichet.service.webstamp.wire.WswsOrder;
import io.guichet.service.webstamp.wire.WswsProduct;
import io.guichet.service.webstamp.wire.WswsSoapApiV6Port;
import io.guichet.soap.SoapClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPException;

/**
 * Looks at a WebStamp account by calls that are free (webstamp 1.4). The service has one code, 2202, for the three
 * attributes that identify a caller; which one is wrong shows only where a call needs fewer of them.
 */
public final class WebstampCheckup implements Checkup {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String NOT_IDENTIFIED = "2202";
    private static final String APPLICATION = "application-id";
    private static final String CUSTOMER = "customer-id";
    private static final String PASSWORD = "password";
    private static final String ACCOUNT = "account";
    private static final String TERMS = "terms";

    /** What came of one call. */
    private record Answer<T>(Optional<T> value, Optional<ServiceFault> fault, Optional<RuntimeException> broken) {

        boolean isUnidentified() {
            return fault.map(ServiceFault::code).filter(NOT_IDENTIFIED::equals).isPresent();
        }
    }

    @Override
    public String service() {
        return WebstampService.NAME;
    }

    @Override
    public String words() {
        return "webstamp-doctor";
    }

    @Override
    public void look(Account account, UnaryOperator<String> settings, Clock clock, Findings findings) {
        List<String> missing = Identities.NEEDED.stream().filter(key -> account.setting(key).isEmpty()).toList();
        missing.forEach(key -> findings.wrong("settings", "settings.missing",
                account.nameOf(key), account.name()));
        if (!missing.isEmpty()) {
            return;
        }
        String address = new WebstampEndpoints(settings.apply("guichet.webstamp.endpoint.sandbox"),
                settings.apply("guichet.webstamp.endpoint.integration"),
                settings.apply("guichet.webstamp.endpoint.production")).of(account);
        WswsSoapApiV6Port port = port(address);
        try {
            if (reached(port, new Endpoint(address, findings), clock) && identified(port, account, findings)) {
                state(port, account, OutcomeTable.listed(settings.apply("guichet.webstamp.terms.faults")), clock,
                        findings);
            }
        } finally {
            ClientProxy.getClient(port).destroy();
        }
    }

    private static WswsSoapApiV6Port port(String address) {
        JaxWsProxyFactoryBean factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(WswsSoapApiV6Port.class);
        factory.setAddress(address);
        WswsSoapApiV6Port port = (WswsSoapApiV6Port) factory.create();
        Client client = ClientProxy.getClient(port);
        new SoapClient(CONNECT, ANSWER).configureClient(client);
        return port;
    }

    private static boolean reached(WswsSoapApiV6Port port, Endpoint endpoint, Clock clock) {
        if (!endpoint.tls()) {
            return false;
        }
        Answer<Pong> pong = ask(port::ping);
        if (pong.broken().isPresent()) {
            endpoint.failed(pong.broken().get(), status(pong.broken().get()));
            return false;
        }
        if (pong.fault().isEmpty() && pong.value().map(Pong::getRequestId).isEmpty()) {
            endpoint.strange();
            return false;
        }
        endpoint.answers();
        pong.value().map(Pong::getDate).ifPresent(date -> endpoint.clock(date.toInstant(), clock));
        return true;
    }

    /** One attribute more with each call. */
    private static boolean identified(WswsSoapApiV6Port port, Account account, Findings findings) {
        Answer<?> application = ask(() -> port.getZones(OptionRequests.identified(Identities.application(account))));
        if (application.isUnidentified()) {
            findings.wrong(APPLICATION, "application.wrong", account.setting("platform").orElse("?"),
                    reachable(Contacts.shipped().get(WebstampService.NAME, "webservice")));
            findings.skipped(CUSTOMER, "call.after-application");
            findings.skipped(PASSWORD, "call.after-application");
            return false;
        }
        if (!went(APPLICATION, application, findings)) {
            return false;
        }
        findings.good(APPLICATION, "application.good");
        Answer<?> customer = ask(() -> port.getCustomerData(OptionRequests.identified(Identities.customer(account))));
        Answer<WswsCustomerData> login =
                ask(() -> port.getCustomerData(OptionRequests.identified(Identities.login(account))));
        String userId = account.required("user-id");
        // Any other word of the service is about a customer that it knows.
        boolean known = !customer.isUnidentified() && customer.broken().isEmpty();
        if (login.isUnidentified() && known) {
            findings.good(CUSTOMER, "customer.good", userId);
            passwordWrong(account, findings);
            return false;
        }
        if (login.isUnidentified()) {
            findings.wrong(CUSTOMER, "customer.wrong", userId, account.setting("platform").orElse("?"));
            findings.skipped(PASSWORD, "password.untold");
            return false;
        }
        if (!went(CUSTOMER, login, findings)) {
            return false;
        }
        findings.good(CUSTOMER, "customer.good", userId);
        login.value().ifPresent(data -> customer(data, findings));
        return true;
    }

    private static void passwordWrong(Account account, Findings findings) {
        findings.wrong(PASSWORD, Identities.encryption(account).equals(Identities.CLEAR)
                ? "password.wrong"
                : "password.wrong-digest", Identities.encryption(account));
    }

    private static void customer(WswsCustomerData data, Findings findings) {
        if (data.getPaymentType() == PaymentType.PREPAID) {
            // Private customers need no licence of their own (webstamp 3.6).
            findings.good("payment", "payment.prepaid");
            return;
        }
        findings.good("payment", "payment.invoice");
        String licences = String.valueOf(data.getLicenseState());
        if (licences.equals("ok")) {
            findings.good("licences", "licences.ok");
        } else {
            findings.note("licences", "licences.none", licences,
                    reachable(Contacts.shipped().get(WebstampService.NAME, "webservice")));
        }
    }

    /** Calls that insist on the password, so that what they say of the account counts. */
    private static void state(WswsSoapApiV6Port port, Account account, Set<String> terms, Clock clock,
            Findings findings) {
        Answer<WswsJournals> journal = ask(() -> port.getInfoJournal(
                new ListingRequests(clock).journal(account, clock.instant().minus(1, ChronoUnit.HOURS))));
        if (journal.isUnidentified()) {
            // The customer's data do not need the password, and perhaps it was not looked at.
            passwordWrong(account, findings);
            return;
        }
        if (journal.value().isEmpty()) {
            // Which of the two the service looks at first, it does not say (webstamp 4.4).
            findings.skipped(PASSWORD, "password.unproven");
            refused(account, journal, terms, findings);
            return;
        }
        findings.good(PASSWORD, "password.good", Identities.encryption(account));
        boolean blocked = terms(journal.value().get().getMessages(), clock, findings);
        if (!blocked) {
            preview(port, account, terms, findings);
        }
    }

    /** @return whether a deadline has passed */
    private static boolean terms(MessageItems messages, Clock clock, Findings findings) {
        List<WswsMessage> pending = messages == null
                ? List.of()
                : messages.getItem().stream().filter(message -> "confirm".equals(message.getMessageType())).toList();
        boolean blocked = false;
        for (WswsMessage message : pending) {
            Optional<Instant> until = Optional.ofNullable(message.getConfirmUntil()).map(time -> time.toInstant());
            boolean late = until.filter(time -> time.isBefore(clock.instant())).isPresent();
            String day = until.map(time -> LocalDateTime.ofInstant(time, WebstampService.ZONE).toString()).orElse("?");
            String url = Optional.ofNullable(message.getUrl()).orElse("?");
            if (late) {
                findings.wrong(TERMS, "terms.missed", message.getCustomerMessage(), day, url);
            } else {
                findings.note(TERMS, "terms.pending", message.getCustomerMessage(), day, url);
            }
            blocked |= late;
        }
        if (pending.isEmpty()) {
            findings.good(TERMS, "terms.none");
        }
        return blocked;
    }

    /** Whether an order would go through: the free preview of one letter of the account's own assortment. */
    private static void preview(WswsSoapApiV6Port port, Account account, Set<String> terms, Findings findings) {
        GetProductsRequest own = new GetProductsRequest();
        own.setIdentification(Identities.login(account));
        Optional<WswsProduct> product = ask(() -> port.getProducts(own)).value().stream()
                .flatMap(products -> products.getItem().stream())
                .filter(offered -> !Boolean.TRUE.equals(offered.isBarcode()) && offered.getPrice() != null)
                .min(Comparator.comparing(WswsProduct::getPrice));
        if (product.isEmpty()) {
            findings.note(ACCOUNT, "account.nothing-offered",
                    reachable(Contacts.shipped().get(WebstampService.NAME, "webservice")));
            return;
        }
        OrderRequest request = new OrderRequest();
        request.setPostProduct(false);
        request.setProduct(product.get().getNumber());
        request.setSingle(false);
        request.setFileType(FileType.PDF);
        request.setQuantity(1);
        request.setIdentification(Identities.login(account));
        Answer<WswsOrder> preview = ask(() -> port.newOrderPreview(request));
        if (preview.value().isPresent()) {
            findings.good(ACCOUNT, "account.good", product.get().getName());
        } else {
            refused(account, preview, terms, findings);
        }
    }

    /** The login is accepted, and something else keeps the account from ordering. */
    private static void refused(Account account, Answer<?> answer, Set<String> terms, Findings findings) {
        Optional<ServiceFault> fault = answer.fault();
        if (fault.isEmpty()) {
            went(ACCOUNT, answer, findings);
            return;
        }
        String code = fault.get().code();
        String text = fault.get().text();
        if (terms.contains(code)) {
            findings.wrong(ACCOUNT, "account.blocked", text, account.name(), code);
        } else if (code.equals("2242")) {
            findings.wrong(ACCOUNT, "account.unverified", text, account.name(),
                    String.join(" ", Contacts.shipped().get(WebstampService.NAME, "letter-code").web()));
        } else {
            findings.wrong(ACCOUNT, "call.fault", text, code, Optional.ofNullable(fault.get().requestId()).orElse("?"),
                    reachable(Contacts.shipped().get(WebstampService.NAME, "webservice")));
        }
    }

    /** @return whether the service answered; what hindered it is told */
    private static boolean went(String check, Answer<?> answer, Findings findings) {
        answer.fault().ifPresent(fault -> findings.wrong(check, "call.fault", fault.text(), fault.code(),
                Optional.ofNullable(fault.requestId()).orElse("?"),
                reachable(Contacts.shipped().get(WebstampService.NAME, "webservice"))));
        answer.broken().ifPresent(error -> findings.wrong(check, "call.broken", error.getClass().getSimpleName()));
        return answer.fault().isEmpty() && answer.broken().isEmpty();
    }

    private static String reachable(Contact contact) {
        return String.join(", ", contact.emails());
    }

    private static <T> Answer<T> ask(Supplier<T> call) {
        try {
            return new Answer<>(Optional.ofNullable(call.get()), Optional.empty(), Optional.empty());
        } catch (RuntimeException error) {
            Optional<ServiceFault> fault = ServiceFaults.find(error);
            return new Answer<>(Optional.empty(), fault, fault.isPresent() ? Optional.empty() : Optional.of(error));
        }
    }

    private static OptionalInt status(Throwable error) {
        return Causes.find(error, HTTPException.class).map(http -> OptionalInt.of(http.getResponseCode()))
                .orElse(OptionalInt.empty());
    }
}
