package io.guichet.service.postfinance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guichet.purchase.Account;
import io.guichet.purchase.CallRate.TooManyCalls;
import io.guichet.purchase.Rests;
import io.guichet.purchase.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests within two minutes, by space and user (postfinance 2.9). */
class RequestPaceTest {

    @Test
    void ordersOfASpaceShareItsRequestsAndNodesDivideThem() {
        RequestPace pace = new RequestPace(2, new Rests(System::nanoTime));
        Account limited = Orders.account(Map.of("requests-per-two-minutes", "20"));
        Work payment = Orders.work("payment", "{}");
        pace.take(payment, limited);
        pace.take(payment, limited);
        pace.takeOne(limited);
        pace.takeOne(limited);
        assertThatThrownBy(() -> pace.takeOne(limited)).as("ten of twenty").isInstanceOf(TooManyCalls.class);
        pace.take(payment, new Account("postfinance", "other",
                Map.of("requests-per-two-minutes", "20", "space", "406", "user", "512")));
    }
}
