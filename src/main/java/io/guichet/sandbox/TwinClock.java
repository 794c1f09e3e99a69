package io.guichet.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The twins' time: the real one, moved by what {@code /control/clock} asked for; it goes on running. */
public final class TwinClock extends Clock {

    private final Clock real;
    private volatile Duration shift = Duration.ZERO;

    public TwinClock(Clock real) {
        this.real = real;
    }

    public void set(Instant now) {
        shift = Duration.between(real.instant(), now);
    }

    public void advance(Duration by) {
        shift = shift.plus(by);
    }

    public void real() {
        shift = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone for all twins: " + getZone());
    }
}
