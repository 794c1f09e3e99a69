package io.guichet.sandbox.webstamp;

import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Fault;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Twin;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The twin of the WebStamp web service below {@code /webstamp} (webstamp chapter 5). */
public final class WebStampTwin implements Twin {

    private static final Logger LOG = LoggerFactory.getLogger(WebStampTwin.class);
    private static final String SERVICE = "/webstamp/wsws/soap/v6";
    private static final Pattern OTHER_VERSION = Pattern.compile("/webstamp/wsws/soap/v\\d+");
    private static final Pattern CONFIRM = Pattern.compile("/webstamp/confirm/(\\d+)");
    private static final int UNAVAILABLE = 2300;
    private static final Instant NO_DEADLINE = Instant.parse("2099-12-31T22:59:59Z");
    private static final Pattern USER = Pattern.compile("(?:^|&)user=(\\w+)");

    private final String address;
    private final WireSchema schema = new WireSchema();
    private final SoapReader reader = new SoapReader(schema);
    private final Envelopes envelopes = new Envelopes();
    private final Texts texts = new Texts();
    private final Login login = new Login();
    private final AccountStates states;
    private final Bookings bookings;
    private final OptionDesk options;
    private final OrderDesk orders;
    private final InfoDesk infos;
    private volatile boolean strict = true;

    /** Opens the book {@code webstamp.book} in the directory and goes on where it ended. */
    public WebStampTwin(Path directory, Clock clock, String address) throws IOException {
        this.address = address;
        Catalogue catalogue = Catalogue.read();
        Countries countries = new Countries();
        Documents documents = new Documents(texts);
        states = new AccountStates(clock);
        bookings = new Bookings(new Book(directory.resolve("webstamp.book")), states, documents);
        LicenceRule licences = new LicenceRule(states);
        Messages messages = new Messages(states, texts, address + "/webstamp/confirm");
        OrderRules rules = new OrderRules(catalogue, countries, licences, clock);
        options = new OptionDesk(catalogue, countries, login, states, licences, texts, clock, envelopes);
        orders = new OrderDesk(login, states, rules, bookings, documents, messages, texts, catalogue, clock);
        infos = new InfoDesk(login, states, bookings, documents, messages, catalogue, clock);
    }

    @Override
    public String name() {
        return "webstamp";
    }

    @Override
    public String prefix() {
        return "/webstamp";
    }

    @Override
    public Optional<String> announced(Call head) {
        return SoapReader.announced(head);
    }

    @Override
    public Task read(Call call) {
        Matcher confirm = CONFIRM.matcher(call.path());
        if (confirm.matches()) {
            return new Simple("confirm", faults -> confirm(confirm.group(1), call));
        }
        if (!call.path().equals(SERVICE)) {
            boolean switchedOff = OTHER_VERSION.matcher(call.path()).matches();
            return new Simple("other", faults -> switchedOff
                    ? Answer.html(410, "410 Gone")
                    : Answer.html(404, "404 Not Found"));
        }
        if (call.method().equals("POST")) {
            return new Soap(reader.read(call, strict));
        }
        boolean wsdl = call.method().equals("GET") && call.query().toLowerCase(Locale.ROOT).equals("wsdl");
        return new Simple("wsdl", faults -> wsdl
                ? Answer.xml(200, schema.wsdl(address + SERVICE))
                : Answer.html(405, "405 Method Not Allowed"));
    }

    @Override
    public List<Purchase> purchases() {
        return bookings.purchases();
    }

    @Override
    public boolean change(Fault fault) throws IOException {
        if (fault.account() != null) {
            Optional<Account> account = login.account(fault.account());
            if (account.isPresent()) {
                change(account.get(), fault);
            }
            return account.isPresent();
        }
        switch (fault.kind()) {
            case LATE_LISTING -> infos.listingLag(fault.duration());
            case LAX -> strict = false;
            case STRICT -> strict = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void calm() {
        states.calm();
        infos.listingLag(Duration.ZERO);
        strict = true;
    }

    @Override
    public void reset() throws IOException {
        calm();
        bookings.reset();
    }

    @Override
    public void close() {
        bookings.close();
    }

    private void change(Account account, Fault fault) throws IOException {
        switch (fault.kind()) {
            case TERMS -> states.inject(account.userid(), fault.until() == null ? NO_DEADLINE : fault.until());
            case BLOCK -> states.block(account.userid(), fault.code() == null ? 2268 : number(fault.code()));
            case BALANCE -> {
                if (account.balance() == null) {
                    throw new IllegalArgumentException("balance: account " + account.userid() + " pays by invoice");
                }
                bookings.balance(account.userid(), new BigDecimal(fault.amount()).setScale(2, RoundingMode.HALF_UP));
            }
            case REVOKE_LICENCE -> {
                if (account.licence(fault.number()).isEmpty()) {
                    throw new IllegalArgumentException("number: " + fault.number() + " is no licence of "
                            + fault.account());
                }
                states.revoke(fault.number());
            }
            default -> throw new IllegalArgumentException("account: not read by this kind of fault");
        }
    }

    private Answer confirm(String code, Call call) {
        Matcher user = USER.matcher(call.query());
        Optional<Account> account = user.find() ? login.account(user.group(1)) : Optional.empty();
        if (account.isEmpty() || !code.equals(Integer.toString(AccountStates.TERMS))) {
            return Answer.html(404, "404 Not Found");
        }
        try {
            bookings.confirm(account.get().userid());
        } catch (IOException e) {
            LOG.error("twin webstamp: the acceptance could not be written", e);
            return Answer.html(500, "500 Internal Server Error");
        }
        return Answer.html(200, texts.label("accepted", Language.EN));
    }

    private Answer fault(int code, Language language, Map<String, String> values) {
        return envelopes.fault(code, texts.of(code, language, values));
    }

    // All codes of this service are numbers; another's word is told as a technical fault.
    private static int number(String code) {
        return code != null && code.matches("\\d{1,9}") ? Integer.parseInt(code) : UNAVAILABLE;
    }

    /** A page beside the SOAP service. */
    private final class Simple implements Task {

        private final String operation;
        private final Function<List<Fault>, Answer> work;

        private Simple(String operation, Function<List<Fault>, Answer> work) {
            this.operation = operation;
            this.work = work;
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public Answer answer(List<Fault> faults) {
            return work.apply(faults);
        }

        @Override
        public Answer refuse(Fault fault) {
            return fault(number(fault.code()), Language.DE, Map.of());
        }
    }

    /** One SOAP request. */
    private final class Soap implements Task {

        private final SoapCall call;

        private Soap(SoapCall call) {
            this.call = call;
        }

        @Override
        public String operation() {
            return call.operation();
        }

        @Override
        public Answer answer(List<Fault> faults) {
            try {
                call.refusal().ifPresent(refusal -> {
                    throw refusal;
                });
                return envelopes.answer(call.operation(), work(faults));
            } catch (SoapRefusal refusal) {
                return fault(refusal.code(), call.language(), refusal.values());
            } catch (IOException | RuntimeException e) {
                LOG.error("twin webstamp: {} broke off", call.operation(), e);
                return fault(UNAVAILABLE, call.language(), Map.of());
            }
        }

        @Override
        public Answer refuse(Fault fault) {
            return fault(number(fault.code()), call.language(), Map.of());
        }

        private Markup work(List<Fault> faults) throws IOException {
            if (OptionDesk.OPERATIONS.contains(call.operation())) {
                return options.answer(call);
            }
            if (InfoDesk.OPERATIONS.contains(call.operation())) {
                return infos.answer(call);
            }
            Map<String, String> replaced = new HashMap<>();
            faults.stream().filter(fault -> fault.kind() == Fault.Kind.REPLACE_PRODUCT)
                    .forEach(fault -> replaced.putAll(fault.map()));
            return orders.answer(call, replaced);
        }
    }
}
