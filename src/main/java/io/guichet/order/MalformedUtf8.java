package io.guichet.order;

import java.nio.charset.CharacterCodingException;

/** Bytes that are not UTF-8: never replaced silently, a name or an amount could change. */
final class MalformedUtf8 extends CharacterCodingException {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final long column;
    private final long offset;

    /** Line and column from 1, the byte's offset in the input from 0. */
    MalformedUtf8(long line, long column, long offset) {
        this.line = line;
        this.column = column;
        this.offset = offset;
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    long offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return "not UTF-8 at line " + line + ", column " + column + " (byte " + offset + ")";
    }
}
