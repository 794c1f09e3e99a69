package io.guichet.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code mvn verify -Pjmh}: times the hot pieces one by one and makes docs/microbenchmarks.md of them. */
class Microbenchmarks {

    /** Only those whose class has the word; nothing is written then. */
    private static final String ONLY = System.getProperty("jmh.only", "");

    @Test
    void hotPieces() throws Exception {
        MicrobenchmarkPage page = MicrobenchmarkPage.begin();
        var results = new Runner(new OptionsBuilder().include(ONLY + ".*Benchmark\\.").mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS).warmupIterations(3).warmupTime(TimeValue.seconds(1))
                .measurementIterations(5).measurementTime(TimeValue.seconds(1)).forks(1).shouldFailOnError(true)
                .jvmArgs("-Xmx512m", "-Duser.language=en", "-Dguichet.log=plain").build()).run();
        page.write(results, Path.of(ONLY.isEmpty() ? "docs" : "target", "microbenchmarks.md"));
    }
}
