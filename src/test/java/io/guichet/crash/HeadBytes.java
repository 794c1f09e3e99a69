package io.guichet.crash;

/** Sees where a head ends. */
final class HeadBytes {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private int matched;

    /** Whether this byte is the last one of the head. */
    boolean endsWith(int next) {
        matched = next == END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        return matched == END.length;
    }
}
