package io.guichet.order;

/** Says of each byte whether UTF-8 may go on with it. */
final class Utf8Watch {

    private int pending;
    private int lowest = 0x80;
    private int highest = 0xBF;

    /** The well-formed sequences of Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF. */
    boolean accepts(int b) {
        if (pending > 0) {
            boolean continues = b >= lowest && b <= highest;
            lowest = 0x80;
            highest = 0xBF;
            pending = continues ? pending - 1 : 0;
            return continues;
        }
        if (b < 0x80) {
            return true;
        }
        if (b >= 0xC2 && b <= 0xDF) {
            pending = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            pending = 2;
            lowest = b == 0xE0 ? 0xA0 : 0x80;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            pending = 3;
            lowest = b == 0xF0 ? 0x90 : 0x80;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            return false;
        }
        return true;
    }

    /** True inside a character, where the input may not end. */
    boolean isInside() {
        return pending > 0;
    }
}
