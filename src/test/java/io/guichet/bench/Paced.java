package io.guichet.bench;

import java.util.Collections;
import java.util.List;

/** Milliseconds that orders take where nobody waits for anybody: from accepted to answered, from dropped to accepted. */
record Paced(int orders, double answeredP50, double answeredP99, double acceptedP50, double acceptedP99) {

    static Paced of(List<Double> answered, List<Double> accepted) {
        Collections.sort(answered);
        Collections.sort(accepted);
        return new Paced(answered.size(), at(answered, 50), at(answered, 99), at(accepted, 50), at(accepted, 99));
    }

    private static double at(List<Double> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100);
    }
}
