package io.guichet.crash;

/** The HTTP faults of the crash campaign; those with a pace last as long as their strike says. */
public enum Fault {
    /** The connection is closed without a byte of an answer. */
    EMPTY_REPLY,
    /** An answer in chunks that ends inside a chunk. */
    CUT_CHUNK,
    /** Bytes that are no HTTP, then the connection is closed. */
    GARBAGE,
    /** The connection is reset. */
    RESET,
    /** The answer comes after the pace; where there is none the connection is closed then. */
    DELAY,
    /** The answer comes byte by byte, one each pace. */
    DRIBBLE,
    /** 500 with a page of HTML. */
    HTML_500,
    /** 200 with a page of HTML. */
    HTML_200,
    /** 410 with a page of HTML. */
    GONE_410,
    /** 429 with Retry-After. */
    THROTTLED_429,
    /** 503 with Retry-After. */
    UNAVAILABLE_503,
    /** 302 to the same service. */
    REDIRECT_302,
    /** 307 to the same service, which asks for the same POST again. */
    REDIRECT_307,
    /** The head comes at once, the body after the pace. */
    SLOW_BODY
}
