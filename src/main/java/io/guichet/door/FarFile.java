package io.guichet.door;

import java.io.IOException;
import java.io.InputStream;

/** A file that lies where it cannot simply be moved into work/ from: on another disk, on another machine. */
public interface FarFile {

    /** Its whole address there. */
    String where();

    String name();

    /** Bytes, as it was seen. */
    long size();

    /** Milliseconds since 1970, as it was seen. */
    long time();

    InputStream open() throws IOException;
}
