package io.guichet.ledger;

/** Another order has handed out the same thing as new a moment before: the answer is read again, knowing that. */
final class HandedOutTwice extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandedOutTwice(String identity) {
        super(identity + ": another order has handed out the same things as new");
    }
}
