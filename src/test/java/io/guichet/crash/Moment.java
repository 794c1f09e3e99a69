package io.guichet.crash;

/** The places with a name, in the order in which a request passes them. */
public enum Moment implements Point {
    /** A connection was accepted; no byte of it was read. */
    CONNECTED,
    /** The request's whole head has come. */
    HEAD_SENT,
    /** Half the request's body has come. */
    HALF_BODY,
    /** The whole request has come; the twin has heard nothing of it. */
    WHOLE_BODY,
    /** The whole request was passed on; nothing of an answer was read. The twin works on it or has done so. */
    FORWARDED,
    /** The twin's whole answer is here; the client has no byte of it. */
    BOOKED,
    /** The client was given the status line. */
    STATUS_LINE,
    /** The client was given half of the answer's bytes, head included. */
    HALF_ANSWER,
    /** The client was given the whole answer. */
    WHOLE_ANSWER
}
