package io.guichet.service.scellius;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The signature that each notification of Scellius is held against. */
@State(Scope.Benchmark)
public class AnswerSignatureBenchmark {

    private static final String KEY = "testpassword_IvhGC31Fb7m48mNmgdmRSGa5RkGy5nc0FXcvR1uKog8Ms";

    private String answer = "{\"shopId\":\"42229744\",\"orderCycle\":\"CLOSED\",\"orderStatus\":\"PAID\","
            + "\"serverDate\":\"2025-01-15T10:20:31+00:00\",\"orderDetails\":{\"orderTotalAmount\":990,"
            + "\"orderEffectiveAmount\":990,\"orderCurrency\":\"EUR\",\"mode\":\"TEST\",\"orderId\":\"myOrderId-999999\","
            + "\"metadata\":null,\"_type\":\"V4\\/OrderDetails\"},\"transactions\":[{\"shopId\":\"42229744\","
            + "\"uuid\":\"0123456789abcdef0123456789abcdef\",\"amount\":990,\"currency\":\"EUR\","
            + "\"status\":\"PAID\",\"_type\":\"V4\\/PaymentTransaction\"}],\"_type\":\"V4\\/Payment\"}";

    @Benchmark
    public String scelliusAnswerSignature() {
        return AnswerSignature.of(answer, KEY);
    }
}
