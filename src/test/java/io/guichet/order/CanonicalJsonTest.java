package io.guichet.order;

import static io.guichet.order.Reading.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void orderOfMembersBlanksAndSpellingOfNumbersDoNotMatter() {
        assertThat(CanonicalJson.of(json("{ 'b': [ 5.0, 1e2, -0.0 ], 'a': { 'd': true, 'c': null } }")))
                .isEqualTo("{\"a\":{\"c\":null,\"d\":true},\"b\":[5,100,0]}");
    }

    @Test
    void textsNumbersOrderInListsAndNullDoMatter() {
        assertThat(CanonicalJson.of(json("{'a':'5.0'}"))).isNotEqualTo(CanonicalJson.of(json("{'a':'5'}")));
        assertThat(CanonicalJson.of(json("{'a':5}"))).isNotEqualTo(CanonicalJson.of(json("{'a':'5'}")));
        assertThat(CanonicalJson.of(json("[1,2]"))).isNotEqualTo(CanonicalJson.of(json("[2,1]")));
        assertThat(CanonicalJson.of(json("{'a':null}"))).isNotEqualTo(CanonicalJson.of(json("{}")));
    }

    @Test
    void textsAreQuotedSoThatNoTwoContentsLookAlike() {
        assertThat(CanonicalJson.of(json("{'a\\\",\\\"b':'\\n\\u0001é'}")))
                .isEqualTo("{\"a\\\",\\\"b\":\"\\n\\u0001é\"}");
        assertThat(CanonicalJson.of(json("[{},[]]"))).isEqualTo("[{},[]]");
    }

    @Test
    void theHashIsSha256InLowerCaseHex() {
        assertThat(CanonicalJson.sha256(json("{}")))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
