package io.guichet.service.pigeonpay;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Pigeon Pay, the payment service that docs/add-a-service.md adds. */
public final class PigeonpayService implements Service {

    private final Texts texts;

    public PigeonpayService(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String name() {
        return "pigeonpay";
    }

    /** The same payment asked for twice is one payment: its reference is the order's. */
    @Override
    public List<Operation> operations() {
        return List.of(new Operation("pay", OperationKind.REPEATABLE_WRITE, false));
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
        return new Outcome.NotSent(
                texts.of(work.identity()).problem("GUI-3001", "", error.getClass().getSimpleName()));
    }

    @Override
    public List<String> faults(Account account) {
        return account.setting("secret").isPresent()
                ? List.of()
                : List.of("guichet.account.pigeonpay." + account.name() + ".secret: missing");
    }
}
