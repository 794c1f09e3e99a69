package io.guichet.door.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {

    @Test
    void everythingIsAcceptedWhereNothingIsSaid() {
        assertThat(Accepted.of(List.of()).permits("application/json")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "application/json | true", "APPLICATION/JSON; charset=utf-8 | true", "application/* | true",
            "*/* | true", "text/html, */*;q=0.1 | true", "text/html, application/json;q=0.5 | true",
            "text/html | false", "application/xml, image/* | false", "application/json;q=0 | false",
            "application/json;q=0.000, */* | false", "application/jsonp | false", "application | false"})
    void rangesPermitWhatTheyName(String header, boolean permitted) {
        assertThat(Accepted.of(List.of(header)).permits("application/json")).isEqualTo(permitted);
    }

    @Test
    void severalHeadersAreOne() {
        assertThat(Accepted.of(List.of("text/html", "application/pdf")).permits("application/pdf")).isTrue();
    }
}
