package io.guichet.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A figure of one contestant over the same of another. It says more than the figure: both ran on the same machine within
 * minutes.
 *
 * @param better which is better, more or less
 */
record Ratio(String name, Contestant one, Contestant other, ToDoubleFunction<Figures> figure, Better better) {

    enum Better {
        MORE, LESS
    }

    /** Those that are kept and compared from one release to the next. */
    static final List<Ratio> WATCHED = List.of(
            new Ratio("Guichet / lean Java, orders/s", Contestant.GUICHET, Contestant.LEAN, Figures::rate, Better.MORE),
            new Ratio("Guichet / naive Camel, orders/s", Contestant.GUICHET, Contestant.NAIVE, Figures::rate,
                    Better.MORE),
            new Ratio("Guichet's SOAP call / HttpClient 5 call, CPU", Contestant.OWN, Contestant.RAW, Figures::cpu,
                    Better.LESS),
            new Ratio("camel-cxf call / HttpClient 5 call, CPU", Contestant.CXF, Contestant.RAW, Figures::cpu,
                    Better.LESS));

    /** The median of runs that followed one another. */
    double median(Map<Contestant, List<Figures>> all) {
        double[] ratios = IntStream.range(0, all.get(one).size()).mapToDouble(
                i -> figure.applyAsDouble(all.get(one).get(i)) / figure.applyAsDouble(all.get(other).get(i))).sorted()
                .toArray();
        return ratios[ratios.length / 2];
    }
}
