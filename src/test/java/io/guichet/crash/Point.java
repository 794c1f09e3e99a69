package io.guichet.crash;

/** A place on the way of a request to the twin and of its answer back (lifecycle 5). */
public sealed interface Point permits Moment, Point.RequestByte, Point.AnswerByte {

    /** So many bytes of the request have come from the client, counted from the first of its head. */
    record RequestByte(int offset) implements Point {
    }

    /** So many bytes of the answer have been given to the client, counted from the first of its status line. */
    record AnswerByte(int offset) implements Point {
    }
}
