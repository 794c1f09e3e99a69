package io.guichet.order;

/** What becomes of texts that a service cannot print. */
public enum Strictness {

    /** The order is refused, with every such text. */
    STRICT,

    /** They are cleaned, and the answer says how. */
    LENIENT
}
