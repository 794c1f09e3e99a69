package io.guichet.order;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Something with orders in it that can be read more than once: a file, a message's text. */
public interface InputSource {

    /** As people know it: the file's name, {@code message ID:…}. */
    String name();

    /** From the beginning; the caller closes it. */
    InputStream open() throws IOException;

    static InputSource of(String name, byte[] content) {
        return new InputSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }
}
