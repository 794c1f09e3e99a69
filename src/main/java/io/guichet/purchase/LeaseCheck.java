package io.guichet.purchase;

/** Right before the first byte: nothing is sent under a lease that could end before the answer. */
public final class LeaseCheck {

    /** Nothing was sent. */
    public static final class LeaseTooShort extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeaseTooShort(Work work) {
            super(work + ": its lease would end before the answer; nothing was sent");
        }
    }

    private final Policy policy;

    public LeaseCheck(Policy policy) {
        this.policy = policy;
    }

    public void check(Work work) {
        if (work.leaseEndNanos() - System.nanoTime() < policy.longestCall().toNanos()) {
            throw new LeaseTooShort(work);
        }
    }
}
