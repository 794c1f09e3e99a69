package io.guichet.routes;

import io.guichet.ledger.DueCatalog;
import io.guichet.ledger.Ledger;
import io.guichet.ledger.TestDesk;
import io.guichet.ops.LogNames;
import io.guichet.ops.Mode;
import io.guichet.purchase.Accounts;
import io.guichet.purchase.Adoptions;
import io.guichet.purchase.AskFirst;
import io.guichet.purchase.FailedLooks;
import io.guichet.purchase.Failures;
import io.guichet.purchase.Guard;
import io.guichet.purchase.HoldNotices;
import io.guichet.purchase.Intents;
import io.guichet.purchase.LateLooks;
import io.guichet.purchase.Lookups;
import io.guichet.purchase.LostCalls;
import io.guichet.purchase.Protocol;
import io.guichet.purchase.Reconciliation;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Services;
import io.guichet.purchase.Settlements;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The product's own beans around the work of one service. */
final class Worker {

    private Worker() {
    }

    static Map<String, Object> beans(TestDesk desk, FakeService service, Accounts accounts) {
        Clock clock = Clock.systemUTC();
        Ledger ledger = desk.ledger();
        Services services = () -> List.of(service);
        Guard guard = new Guard(TestDesk.TEXTS, clock);
        Protocol protocol = new Protocol(TestDesk.POLICY, TestDesk.TEXTS);
        Settlements settlements = new Settlements(protocol, ledger.orders(), services, desk.messages(),
                new HoldNotices(TestDesk.TEXTS));
        Failures failures = new Failures(services);
        Reconciliation reconciliation = new Reconciliation(TestDesk.POLICY, TestDesk.TEXTS);
        AskFirst askFirst = new AskFirst(Optional.empty(), work -> false, services, settlements, TestDesk.TEXTS);
        Map<String, Object> beans = new HashMap<>();
        beans.put("dues", new DueCatalog(ledger, accounts::of, new Rests(System::nanoTime)));
        beans.put("accounts", accounts);
        beans.put("logNames", new LogNames(Mode.SANDBOX));
        beans.put("intents", new Intents(guard, protocol, TestDesk.POLICY, ledger.orders(), services, accounts,
                settlements, TestDesk.TEXTS, clock));
        beans.put("settlements", settlements);
        beans.put("failures", failures);
        beans.put("lostCalls", new LostCalls(ledger.orders()::orphans, settlements));
        beans.put("askFirst", askFirst);
        beans.put("lookups", new Lookups(reconciliation, settlements, services, askFirst));
        beans.put("adoptions", new Adoptions(reconciliation, settlements));
        beans.put("failedLooks", new FailedLooks(reconciliation, settlements, failures));
        beans.put("lateLooks", new LateLooks(TestDesk.POLICY, ledger.looks(), desk.messages(), TestDesk.TEXTS));
        beans.put("deliveries", ledger.deliveries());
        return beans;
    }
}
