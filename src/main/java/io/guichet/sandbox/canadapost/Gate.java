package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.canadapost.Account.Trait;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a call in: key, pace, schema, then who may mail for whom (canadapost 1.4 to 1.6, 6 rows 3 to 6). */
final class Gate {

    private final RateLimit pace;
    private final Map<String, String> blocked = new ConcurrentHashMap<>();

    Gate(RateLimit pace) {
        this.pace = pace;
    }

    /** Refuses the account's purchases with that code. */
    void block(Account account, String code) {
        blocked.put(account.customer(), code);
    }

    void calm() {
        blocked.clear();
        pace.calm();
    }

    /** The account that calls and is meant. */
    Account admit(SoapCall call) {
        call.broken().ifPresent(why -> {
            throw new GatewayFault(GatewayFault.SERVER, why);
        });
        Account account = call.key().flatMap(Account::of)
                .orElseThrow(() -> new GatewayFault("E002", "AAA Authentication Failure"));
        if (call.operation().isPresent() && !pace.admits(account, call.operation().get())) {
            throw GatewayFault.tooFast();
        }
        call.invalid().ifPresent(complaint -> {
            throw new GatewayFault(GatewayFault.SERVER, complaint);
        });
        checkAccount(account, call);
        return account;
    }

    private void checkAccount(Account account, SoapCall call) {
        if (account.has(Trait.PRODUCTION_KEY)) {
            throw new Refusal("AA002", "");
        }
        if (account.has(Trait.INACTIVE)) {
            throw new Refusal("AA001", "");
        }
        if (call.args().has("platform-id")) {
            throw new Refusal("AA009", "");
        }
        // Get Artifact names no customer (2.9).
        if (call.args().has("mailed-by")) {
            checkCustomer(account, call.args().text("mailed-by"));
        }
        String code = blocked.get(account.customer());
        if (code != null && call.operation().filter(Operation::purchase).isPresent()) {
            throw new Refusal(code, "");
        }
    }

    private static void checkCustomer(Account account, String number) {
        if (Account.ofCustomer(number).isEmpty()) {
            throw new Refusal("AA003", Account.padded(number));
        }
        if (!account.isCustomer(number) || account.has(Trait.NOT_AUTHORIZED)) {
            throw new Refusal("AA004", Account.padded(number));
        }
    }
}
