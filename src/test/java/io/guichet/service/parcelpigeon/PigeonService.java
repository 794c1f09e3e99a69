package io.guichet.service.parcelpigeon;

import com.fasterxml.jackson.databind.JsonNode;
import io.guichet.order.Problem;
import io.guichet.order.Texts;
import io.guichet.purchase.Account;
import io.guichet.purchase.Operation;
import io.guichet.purchase.OperationKind;
import io.guichet.purchase.Outcome;
import io.guichet.purchase.Service;
import io.guichet.purchase.Work;
import java.net.ConnectException;
import java.time.ZoneId;
import java.util.List;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Parcel Pigeon, the service that docs/add-a-service.md adds. */
public final class PigeonService implements Service {

    private static final int REFUSED = 422;

    private final Texts texts;

    public PigeonService(Texts texts) {
        this.texts = texts;
    }

    @Override
    public String name() {
        return "parcelpigeon";
    }

    @Override
    public List<Operation> operations() {
        return List.of(new Operation("send", OperationKind.PURCHASE, false));
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
        Texts words = texts.of(work.identity());
        if (error instanceof HttpOperationFailedException answered && answered.getStatusCode() == REFUSED) {
            return new Outcome.Refused(List.of(words.problem("GUI-2001", "/request", answered.getResponseBody())));
        }
        if (!sent || error instanceof ConnectException) {
            return new Outcome.NotSent(words.problem("GUI-3001", "", error.getClass().getSimpleName()));
        }
        return new Outcome.Unknown(words.problem("GUI-3002", "", error.getClass().getSimpleName()));
    }

    @Override
    public List<String> faults(Account account) {
        return account.setting("api-key").isPresent()
                ? List.of()
                : List.of("guichet.account.parcelpigeon." + account.name() + ".api-key: missing");
    }
}
