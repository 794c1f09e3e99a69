package io.guichet.catalogue;

import java.util.Optional;

/** A list of products that customers of one group may buy from (webstamp 2.10). */
public record Assortment(int number, String name, Optional<CustomerGroup> group) {
}
