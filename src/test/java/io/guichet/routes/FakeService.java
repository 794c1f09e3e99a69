package io.guichet.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.ledger.TestDesk;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Service;
import io.guichet.purchase.Work;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that sells stamps and remembers which errors its outcome table was asked about. */
final class FakeService implements Service {

    record Judged(boolean sent, Throwable error) {
    }

    final List<Judged> judged = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return TestDesk.SERVICE;
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("stamps", OperationKind.PURCHASE, true));
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Zurich");
    }

    @Override
    public List<Problem> check(String operation, JsonNode request, Texts words) {
        return List.of();
    }

    @Override
    public Outcome failed(Work work, boolean sent, Throwable error) {
        judged.add(new Judged(sent, error));
        return sent
                ? new Outcome.Unknown(TestDesk.problem("GUI-4012"))
                : new Outcome.NotSent(TestDesk.problem("GUI-3001"));
    }

    @Override
    public List<String> faults(Account account) {
        return List.of();
    }
}
