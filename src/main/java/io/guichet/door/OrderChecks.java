package io.guichet.door;

import io.guichet.ledger.Intake;
import io.guichet.ledger.Submission;
import io.guichet.order.OrderValidator;
import io.guichet.order.Problem;
import io.guichet.order.RawOrder;
import io.guichet.order.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks every order of a batch whole, and whether its door may spend from its account. */
public final class OrderChecks {

    /** A batch as the ledger takes it. */
    public record Checked(Intake.Input input, List<Submission> submissions) {
    }

    private static final String SERVICE = "/service";
    private static final String ACCOUNT = "/account";

    private final OrderValidator validator;
    private final DoorAccounts doors;
    private final FileDoors files;

    public OrderChecks(OrderValidator validator, DoorAccounts doors, FileDoors files) {
        this.validator = validator;
        this.doors = doors;
        this.files = files;
    }

    public Checked check(Batch batch) {
        return new Checked(batch.input(), batch.orders().stream().map(order -> submission(batch, order)).toList());
    }

    private Submission submission(Batch batch, RawOrder order) {
        String door = batch.input().door();
        RawOrder addressed = files.addressed(door, order);
        Validation checked = files.reading(door).map(own -> validator.validate(addressed, own))
                .orElseGet(() -> validator.validate(addressed));
        List<Problem> problems = new ArrayList<>(checked.problems());
        Optional<Problem> refusal = refusal(door, checked);
        refusal.ifPresent(problems::add);
        return new Submission(order.number(), problems.isEmpty() ? checked.order() : Optional.empty(),
                checked.orderId(), checked.service(), checked.operation(), checked.account(),
                checked.correlationId().or(batch::correlationId), batch.replyTo(), List.copyOf(problems),
                checked.cleaned(),
                refusal.isPresent() ? Optional.empty() : checked.fingerprint());
    }

    private Optional<Problem> refusal(String door, Validation checked) {
        // A service or an account that does not exist is refused already.
        boolean known = checked.problems().stream().map(Problem::field)
                .noneMatch(field -> field.equals(SERVICE) || field.equals(ACCOUNT));
        return checked.service().filter(service -> known)
                .flatMap(service -> checked.account().flatMap(account -> doors.refusal(door, service, account)));
    }
}
