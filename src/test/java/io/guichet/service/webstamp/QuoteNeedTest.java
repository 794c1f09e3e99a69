package io.guichet.service.webstamp;

import static org.assertj.core.api.Assertions.assertThat;

import io.guichet.catalogue.CustomerGroup;
import io.guichet.catalogue.FoundProduct;
import io.guichet.catalogue.Product;
import io.guichet.order.Texts;
import io.guichet.purchase.Guard;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a product that our catalogue knows well, the free preview is asked only where an order gives a reason. */
class QuoteNeedTest {

    private final QuoteNeed need = new QuoteNeed(new Guard(new Texts(Locale.ENGLISH), Clock.systemUTC()));

    /** webstamp 2.13, 3.3: letters are looked through; a private customer may have become a business by now. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "BUSINESS|'quantity': 1|false",
            "BUSINESS|'printService': true, 'letter': 'JVBERi0='|true",
            "BUSINESS|'payment': 'invoice'|false",
            "BUSINESS|'cashOnDelivery': {'kind': 'esr'}|false",
            "PRIVATE|'quantity': 1|false",
            "PRIVATE|'payment': 'prepaid'|false",
            "PRIVATE|'payment': 'invoice'|true",
            "PRIVATE|'cashOnDelivery': {'kind': 'esr'}|true",
            "|'payment': 'invoice'|false"})
    void rule33ReasonsToAskFirst(CustomerGroup group, String members, boolean asks) {
        FoundProduct known = new FoundProduct(
                Optional.of(new Product(38610, 15220, "Lettre", new BigDecimal("1.20"), 3, false, Optional.empty(),
                        Optional.empty(), 1, Optional.of(365), 2, "CC standard", Optional.empty())),
                true, Optional.ofNullable(group), Set.of());
        var work = Samples.work("stamps", "{'product': 15220, ".replace('\'', '"') + members.replace('\'', '"') + "}");

        assertThat(need.asks(work, Samples.account(Map.of()), known, Samples.NO_LICENCE)).isEqualTo(asks);
    }
}
