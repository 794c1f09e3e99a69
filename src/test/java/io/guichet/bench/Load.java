package io.guichet.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Orders in some threads, first to warm up and then to count; what was counted is one line of JSON on standard output. */
final class Load {

    /** What carries out one order. */
    @FunctionalInterface
    interface Step {

        void carryOut(String order) throws Exception;
    }

    private Load() {
    }

    static void run(int workers, List<String> warmUp, List<String> orders, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        play(pool, workers, warmUp, step);
        System.gc();
        long cpu = cpu();
        long allocated = allocated();
        long began = System.nanoTime();
        long[] took = play(pool, workers, orders, step);
        long nanos = System.nanoTime() - began;
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
        Arrays.sort(took);
        System.out.println(new JsonMapper().createObjectNode().put("orders", orders.size()).put("nanos", nanos)
                .put("cpu", cpu() - cpu).put("allocated", allocated() - allocated).put("p50", took[took.length / 2])
                .put("p95", took[took.length * 95 / 100]).put("p99", took[took.length * 99 / 100]));
    }

    private static long[] play(ExecutorService pool, int workers, List<String> orders, Step step) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long[] took = new long[orders.size()];
        List<Future<?>> all = IntStream.range(0, workers).<Future<?>>mapToObj(worker -> pool.submit(() -> {
            for (int i = next.getAndIncrement(); i < took.length; i = next.getAndIncrement()) {
                long began = System.nanoTime();
                step.carryOut(orders.get(i));
                took[i] = System.nanoTime() - began;
            }
            return null;
        })).toList();
        for (Future<?> one : all) {
            one.get();
        }
        return took;
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }
}
