package io.guichet.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.door.http.Callers.Scheme;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallersTest {

    private static final Map<String, String> SECRETS =
            Map.of("shop", "secret-of-the-shop", "office", "pass:with:colons");

    private static Optional<String> door(Scheme scheme, String authorization) {
        return new Callers(scheme, SECRETS).door(Optional.of(authorization));
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyHasToSayWhoHeIsWhereNoneIsAskedFor() {
        Callers open = new Callers(Scheme.NONE, Map.of());

        assertThat(open.isOpen()).isTrue();
        assertThat(open.door(Optional.empty())).contains("http");
        assertThat(open.door(Optional.of("Bearer whatever"))).contains("http");
    }

    @Test
    void aTokenLeadsToItsCallersDoor() {
        assertThat(door(Scheme.TOKEN, "Bearer secret-of-the-shop")).contains("http/shop");
        assertThat(door(Scheme.TOKEN, "bearer  pass:with:colons ")).contains("http/office");
    }

    @Test
    void anythingElseLeadsNowhere() {
        assertThat(new Callers(Scheme.TOKEN, SECRETS).door(Optional.empty())).isEmpty();
        for (String header : new String[]{"", "Bearer", "Bearer ", "Bearer secret-of-the-shop2", "Bearer shop",
                "Bearersecret-of-the-shop", "secret-of-the-shop", basic("shop:secret-of-the-shop")}) {
            assertThat(door(Scheme.TOKEN, header)).as(header).isEmpty();
        }
    }

    @Test
    void nameAndSecretBelongTogether() {
        assertThat(door(Scheme.BASIC, basic("shop:secret-of-the-shop"))).contains("http/shop");
        assertThat(door(Scheme.BASIC, basic("office:pass:with:colons"))).contains("http/office");
        for (String header : new String[]{basic("office:secret-of-the-shop"), basic(":secret-of-the-shop"),
                basic("shop:"), basic("shop"), basic("nobody:secret-of-the-shop"), "Basic %%%",
                "Bearer secret-of-the-shop"}) {
            assertThat(door(Scheme.BASIC, header)).as(header).isEmpty();
        }
    }

    @Test
    void whoIsUnknownIsToldHowToSayIt() {
        assertThat(new Callers(Scheme.TOKEN, SECRETS).challenge()).isEqualTo("Bearer realm=\"guichet\"");
        assertThat(new Callers(Scheme.BASIC, SECRETS).challenge()).startsWith("Basic realm=\"guichet\"");
    }
}
