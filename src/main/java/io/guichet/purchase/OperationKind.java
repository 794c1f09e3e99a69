package io.guichet.purchase;

/** What a repeat of an operation does. The whole protocol hangs on it (docs/lifecycle.md). */
public enum OperationKind {
    /** Changes nothing: repeat freely. */
    READ,
    /** The service itself makes a repeat harmless: a key that it enforces, an absolute update. */
    REPEATABLE_WRITE,
    /** A repeat moves money again: one request per attempt, an unknown outcome is asked, never repeated. */
    PURCHASE
}
