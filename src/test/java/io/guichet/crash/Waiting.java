package io.guichet.crash;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** Things that wait for the n-th request that concerns them. */
final class Waiting<T> {

    private static final class Countdown<T> {
        private final T thing;
        private int left;

        private Countdown(T thing, int nth) {
            this.thing = thing;
            this.left = nth;
        }
    }

    private final List<Countdown<T>> waiting = new ArrayList<>();

    synchronized void add(T thing, int nth) {
        waiting.add(new Countdown<>(thing, nth));
    }

    /** Counts one request for all that it concerns and hands out those whose turn it is. */
    synchronized List<T> meet(Predicate<T> concerned) {
        List<T> due = new ArrayList<>();
        for (Iterator<Countdown<T>> all = waiting.iterator(); all.hasNext();) {
            Countdown<T> one = all.next();
            if (concerned.test(one.thing) && --one.left == 0) {
                due.add(one.thing);
                all.remove();
            }
        }
        return due;
    }

    /** Those that still wait, or whose request has not come. */
    synchronized List<T> left() {
        return waiting.stream().map(one -> one.thing).toList();
    }
}
