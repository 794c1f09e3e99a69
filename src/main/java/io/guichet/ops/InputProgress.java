package io.guichet.ops;

import io.guichet.door.ReadingNow;
import io.guichet.door.ReadingNow.Reading;
import io.guichet.ledger.Inputs;
import io.guichet.ledger.Inputs.Read;
import io.guichet.ledger.Inputs.Standing;
import io.guichet.ledger.Inputs.Told;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the files are that are read or worked off: a line for each that takes long, and the sums as {@code guichet.input.*}.
 * A gauge for each file would be a new one with each file that is ever dropped, so there are sums only.
 */
public final class InputProgress {

    private static final Logger LOG = LoggerFactory.getLogger(InputProgress.class);

    /** More at a time are told by their number. */
    private static final int MOST_LINES = 10;
    private static final int MOST_INPUTS = 1_000;
    private static final Duration FRESH = Duration.ofSeconds(5);

    /**
     * One file.
     *
     * @param reading whether it is being read by this process
     * @param share   of its bytes that were read
     */
    record Progress(Standing standing, Optional<Reading> reading, double share) {

        long intakeId() {
            return standing.intakeId();
        }

        long read() {
            return reading.map(file -> file.orders().get()).orElse(standing.taken());
        }

        long accepted() {
            return standing.taken() - standing.rejected();
        }

        long left() {
            return standing.moving();
        }
    }

    private record Sample(double share, long left, long atNanos) {
    }

    private final Inputs inputs;
    private final ReadingNow readings;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<Long, Sample> samples = new HashMap<>();
    private final Map<Long, Duration> estimates = new HashMap<>();
    private List<Progress> last = List.of();
    private List<String> told = List.of();
    private OptionalLong askedNanos = OptionalLong.empty();

    public InputProgress(Inputs inputs, ReadingNow readings, Clock clock) {
        this(inputs, readings, clock, System::nanoTime);
    }

    InputProgress(Inputs inputs, ReadingNow readings, Clock clock, LongSupplier nanos) {
        this.inputs = inputs;
        this.readings = readings;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** A line for each file that was there already the last time; the command line finds it in the ledger. */
    public void tell() {
        lines().forEach(LOG::info);
    }

    /** What the last lines said. */
    synchronized List<String> told() {
        return told;
    }

    synchronized List<String> lines() {
        List<Progress> now = ask();
        long at = nanos.getAsLong();
        List<Progress> slow = now.stream().filter(progress -> samples.containsKey(progress.intakeId())).toList();
        estimates.clear();
        slow.forEach(progress -> estimate(progress, at)
                .ifPresent(time -> estimates.put(progress.intakeId(), time)));
        samples.clear();
        now.forEach(progress -> samples.put(progress.intakeId(), new Sample(progress.share(), progress.left(), at)));
        // Of a file that another process reads that one tells.
        inputs.tell(slow.stream().filter(progress -> progress.reading().isPresent() || progress.standing().whole())
                .map(this::told).toList());
        List<String> lines = slow.stream().map(this::line).toList();
        told = lines.size() <= MOST_LINES
                ? lines
                : Stream.concat(lines.stream().limit(MOST_LINES),
                        Stream.of("and " + (lines.size() - MOST_LINES) + " more files")).toList();
        return told;
    }

    /** By what happened since the last line; of what has not moved at all nothing can be told. */
    private Optional<Duration> estimate(Progress progress, long at) {
        Sample before = samples.get(progress.intakeId());
        double seconds = (at - before.atNanos()) / 1e9;
        boolean reading = progress.reading().isPresent();
        double done = reading ? progress.share() - before.share() : before.left() - progress.left();
        double left = reading ? 1 - progress.share() : progress.left();
        return seconds <= 0 || done <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(left / done * seconds)));
    }

    private Told told(Progress progress) {
        return new Told(progress.intakeId(),
                progress.reading().map(file -> new Read(file.size(), file.bytes().get(), file.orders().get())),
                Optional.ofNullable(estimates.get(progress.intakeId())).map(clock.instant()::plus));
    }

    private String line(Progress progress) {
        Standing standing = progress.standing();
        Optional<Duration> estimate = Optional.ofNullable(estimates.get(progress.intakeId()));
        String rest = number(progress.accepted()) + " accepted, " + number(standing.rejected()) + " rejected, "
                + number(standing.done()) + " done, "
                + (standing.waiting() > 0 ? number(standing.waiting()) + " waiting, " : "") + number(progress.left())
                + " left";
        return standing.name() + ": " + (progress.reading().isPresent()
                ? number(progress.read()) + " orders read (" + Math.round(progress.share() * 100) + " % of the file), "
                        + rest + estimate.map(time -> "; read to its end in about " + words(time)).orElse("")
                : rest + estimate.map(time -> "; about " + words(time) + " more").orElse(""));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String words(Duration time) {
        if (time.toHours() >= 48) {
            return time.toDays() + " days";
        }
        if (time.toMinutes() >= 120) {
            return time.toHours() + " hours";
        }
        return time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }

    private List<Progress> ask() {
        // Also after a failure: a ledger that is away must not make every gauge wait for it.
        askedNanos = OptionalLong.of(nanos.getAsLong());
        last = List.of();
        Map<Long, Reading> reading = readings.all().stream()
                .collect(Collectors.toMap(Reading::intakeId, Function.identity()));
        last = inputs.open(reading.keySet(), MOST_INPUTS).stream()
                .map(standing -> progress(standing, Optional.ofNullable(reading.get(standing.intakeId())))).toList();
        return last;
    }

    private static Progress progress(Standing standing, Optional<Reading> reading) {
        return new Progress(standing, reading, reading.filter(file -> file.size() > 0)
                .map(file -> Math.min(1, (double) file.bytes().get() / file.size())).orElse(1.0));
    }

    public void register(MeterRegistry registry) {
        gauge(registry, "open", "Files that are read or whose orders move", list -> list.size());
        gauge(registry, "read", "Orders that were read of these files", list -> sum(list, Progress::read));
        gauge(registry, "accepted", "How many of them were accepted", list -> sum(list, Progress::accepted));
        gauge(registry, "rejected", "How many were turned away", list -> sum(list, one -> one.standing().rejected()));
        gauge(registry, "done", "How many of the accepted are over", list -> sum(list, one -> one.standing().done()));
        gauge(registry, "waiting", "How many are held or in doubt", list -> sum(list, one -> one.standing().waiting()));
        gauge(registry, "left", "How many still move", list -> sum(list, Progress::left));
        Gauge.builder("guichet.input.left.seconds", this, InputProgress::longest)
                .description("How long the file that takes longest will still take; 0 where nothing is known")
                .strongReference(true).register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description,
            ToDoubleFunction<List<Progress>> value) {
        Gauge.builder("guichet.input." + name, this, progress -> value.applyAsDouble(progress.fresh()))
                .description(description).strongReference(true).register(registry);
    }

    private static double sum(List<Progress> list, Function<Progress, Long> part) {
        return list.stream().mapToLong(part::apply).sum();
    }

    private synchronized List<Progress> fresh() {
        if (askedNanos.isEmpty() || nanos.getAsLong() - askedNanos.getAsLong() >= FRESH.toNanos()) {
            ask();
        }
        return last;
    }

    private synchronized double longest() {
        return estimates.values().stream().mapToLong(Duration::toSeconds).max().orElse(0);
    }
}
