package io.guichet.purchase;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What the service says, free of charge, that an order would cost and buy.
 *
 * @param products every number under which the product that would be used is known; a limit on products is judged on these
 */
public record Quote(BigDecimal price, String currency, Set<String> products, List<Notice> notices) {
}
