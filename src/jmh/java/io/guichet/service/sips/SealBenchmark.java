package io.guichet.service.sips;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The seal of a payment's request, by both algorithms that the service names. */
@State(Scope.Benchmark)
public class SealBenchmark {

    private static final String KEY = "002001000000001_KEY1";

    private final JsonNode request = JsonNodeFactory.instance.objectNode().put("amount", 1250)
            .put("automaticResponseUrl", "https://orders.example.be/sips/auto").put("currencyCode", "978")
            .put("customerLanguage", "fr").put("interfaceVersion", "IR_WS_2.35").put("keyVersion", "1")
            .put("merchantId", "002001000000001").put("normalReturnUrl", "https://orders.example.be/sips/return")
            .put("orderChannel", "INTERNET").put("orderId", "ORDER42").put("transactionReference", "BOSADEMO000001");

    @Benchmark
    public String sipsSealByHmacSha256() {
        return Seal.of(request, Seal.HMAC_SHA_256, KEY);
    }

    @Benchmark
    public String sipsSealBySha256() {
        return Seal.of(request, Seal.SHA_256, KEY);
    }
}
