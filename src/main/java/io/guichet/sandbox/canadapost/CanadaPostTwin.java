package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.Answer;
import io.guichet.sandbox.Book;
import io.guichet.sandbox.Call;
import io.guichet.sandbox.Fault;
import io.guichet.sandbox.Purchase;
import io.guichet.sandbox.Tree;
import io.guichet.sandbox.Twin;
import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The twin of Canada Post's two services below {@code /canadapost} (canadapost chapter 6). */
public final class CanadaPostTwin implements Twin {

    private static final Logger LOG = LoggerFactory.getLogger(CanadaPostTwin.class);

    private final String address;
    private final SoapReader reader = new SoapReader();
    private final Envelopes envelopes = new Envelopes(new Texts());
    private final RateLimit pace;
    private final Gate gate;
    private final Shipments shipments;
    private final ShipmentDesk desk;
    private final ListDesk list;
    private final ReceiptDesk receipts = new ReceiptDesk();

    /** Opens the book {@code canadapost.book} in the directory and goes on where it ended. */
    public CanadaPostTwin(Path directory, Clock clock, String address) throws IOException {
        this.address = address;
        Tariff tariff = Tariff.read();
        Papers papers = new Papers();
        pace = new RateLimit(clock);
        gate = new Gate(pace);
        shipments = new Shipments(new Book(directory.resolve("canadapost.book")), tariff, papers, clock);
        desk = new ShipmentDesk(shipments, new ShipmentRules(tariff), papers);
        list = new ListDesk(shipments, clock);
    }

    @Override
    public String name() {
        return "canadapost";
    }

    @Override
    public String prefix() {
        return "/canadapost";
    }

    @Override
    public Optional<String> announced(Call head) {
        return Operation.announced(head).map(Operation::title);
    }

    @Override
    public Task read(Call call) {
        Optional<Door> door = Door.at(call.path());
        if (door.isEmpty()) {
            return new Page("other", Answer.html(404, "404 Not Found"));
        }
        if (call.method().equals("POST")) {
            return new Soap(reader.read(call, door.get()));
        }
        boolean wsdl = call.method().equals("GET") && call.query().toLowerCase(Locale.ROOT).equals("wsdl");
        return new Page("wsdl", wsdl
                ? Answer.xml(200, door.get().schema().wsdl(address + door.get().path()))
                : Answer.html(405, "405 Method Not Allowed").with("Allow", "POST"));
    }

    @Override
    public List<Purchase> purchases() {
        return shipments.purchases();
    }

    @Override
    public boolean change(Fault fault) {
        if (fault.account() != null) {
            Optional<Account> account = Account.ofCustomer(fault.account());
            account.ifPresent(known -> change(known, fault));
            return account.isPresent();
        }
        switch (fault.kind()) {
            case LATE_LISTING -> list.lag(fault.duration());
            case RATE_LIMIT -> pace.all(fault.limit());
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void calm() {
        gate.calm();
        list.lag(Duration.ZERO);
    }

    @Override
    public void reset() throws IOException {
        calm();
        shipments.reset();
    }

    @Override
    public void close() {
        shipments.close();
    }

    private void change(Account account, Fault fault) {
        switch (fault.kind()) {
            case BLOCK -> gate.block(account, fault.code() == null ? "AA001" : fault.code());
            case RATE_LIMIT -> pace.of(account, fault.limit());
            default -> throw new IllegalArgumentException("account: not read by this kind of fault");
        }
    }

    /** What is no SOAP request. */
    private final class Page implements Task {

        private final String operation;
        private final Answer answer;

        private Page(String operation, Answer answer) {
            this.operation = operation;
            this.answer = answer;
        }

        @Override
        public String operation() {
            return operation;
        }

        @Override
        public Answer answer(List<Fault> faults) {
            return answer;
        }

        @Override
        public Answer refuse(Fault fault) {
            return envelopes.fault(GatewayFault.SERVER);
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
            return call.title();
        }

        @Override
        public Answer answer(List<Fault> faults) {
            try {
                Account account = gate.admit(call);
                boolean extra = faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.EXTRA_ELEMENT);
                Operation operation = call.operation().orElseThrow();
                return envelopes.answer(operation, work(operation, account, faults), extra);
            } catch (GatewayFault fault) {
                return envelopes.fault(fault.code(), fault.getMessage());
            } catch (Refusal refusal) {
                return envelopes.messages(call.operation().orElseThrow(), refusal.complaints(), call.language());
            } catch (IOException | RuntimeException e) {
                LOG.error("twin canadapost: {} broke off", call.title(), e);
                return envelopes.fault(GatewayFault.SERVER);
            }
        }

        @Override
        public Answer refuse(Fault fault) {
            boolean asMessages = fault.kind() == Fault.Kind.MESSAGES && call.operation().isPresent();
            if (!asMessages) {
                return envelopes.fault(fault.code() == null ? GatewayFault.SERVER : fault.code());
            }
            List<Complaint> complaints = fault.code() == null ? List.of() : List.of(Complaint.of(fault.code()));
            return envelopes.messages(call.operation().get(), complaints, call.language());
        }

        @Override
        public Answer slowDown(Fault fault) {
            GatewayFault tooFast = GatewayFault.tooFast();
            return fault.status() == null
                    ? envelopes.fault(tooFast.code(), tooFast.getMessage())
                    : Task.super.slowDown(fault);
        }

        private Elements work(Operation operation, Account account, List<Fault> faults) throws IOException {
            Tree args = call.args();
            return switch (operation) {
                case CREATE -> desk.create(account, args, faults);
                case GET -> desk.get(account, args, faults);
                case DETAILS -> desk.details(account, args);
                case RECEIPT -> receipts.of(desk.shipment(account, args));
                case LIST -> list.answer(account, args);
                case REFUND -> desk.refund(account, args);
                case ARTIFACT -> desk.artifact(account, args);
            };
        }
    }
}
