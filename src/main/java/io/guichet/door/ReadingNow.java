package io.guichet.door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The files that are being read right now, and how far. */
public final class ReadingNow {

    /**
     * One file while it is read.
     *
     * @param size bytes of the file
     */
    public record Reading(long intakeId, long size, AtomicLong bytes, AtomicLong orders, ReadingNow among) {

        /** Counts what is read of it. */
        InputStream counting(InputStream in) {
            return new FilterInputStream(in) {

                @Override
                public int read() throws IOException {
                    int b = super.read();
                    bytes.addAndGet(b < 0 ? 0 : 1);
                    return b;
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int count = super.read(into, from, length);
                    bytes.addAndGet(Math.max(0, count));
                    return count;
                }
            };
        }

        void read() {
            orders.incrementAndGet();
        }

        void end() {
            among.readings.remove(intakeId, this);
        }
    }

    private final Map<Long, Reading> readings = new ConcurrentHashMap<>();

    Reading begin(long intakeId, long size) {
        Reading reading = new Reading(intakeId, size, new AtomicLong(), new AtomicLong(), this);
        readings.put(intakeId, reading);
        return reading;
    }

    public Collection<Reading> all() {
        return List.copyOf(readings.values());
    }
}
