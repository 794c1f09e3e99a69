package io.guichet.door.http;

import java.io.IOException;

/** A body is longer, once it is unpacked, than a body may be. */
final class BodyTooLong extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLong(long most) {
        super("more than " + most + " bytes");
    }
}
