package io.guichet.service.postfinance;

/** Somebody else may change a transaction between our reading and our change: it is read again and changed again, a few times (postfinance 2.3). */
public final class Versions {

    private static final int TRIES = 3;

    /** @param tried how often it was tried already */
    public void again(Exception error, int tried) throws Exception {
        if (tried >= TRIES || SaidNo.in(error).filter(SaidNo::isConflict).isEmpty()) {
            throw error;
        }
    }
}
