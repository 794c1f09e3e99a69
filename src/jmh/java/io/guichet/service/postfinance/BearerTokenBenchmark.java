package io.guichet.service.postfinance;

import io.guichet.purchase.Account;
import java.time.Clock;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The token that each request to PostFinance Checkout carries. */
@State(Scope.Benchmark)
public class BearerTokenBenchmark {

    private final BearerToken tokens = new BearerToken(Clock.systemUTC());
    private final Account space = new Account("postfinance", "demo-pf", Map.of("space", "405", "user", "512",
            "platform", "sandbox", "key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "currency", "CHF"));
    private final WebCall call = WebCall.get("/payment/transactions/4711/payment-page-url");

    @Benchmark
    public String postfinanceBearerToken() {
        return tokens.of(space, call);
    }
}
