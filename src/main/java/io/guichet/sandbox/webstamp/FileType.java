package io.guichet.sandbox.webstamp;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** Output formats of v6 (webstamp 2.13); JPG is none of them. */
enum FileType {
    PDF, BMP, GIF, PNG, CSV, ZPL;

    static Optional<FileType> of(String code) {
        for (FileType type : values()) {
            if (type.code().equals(code)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean image() {
        return this == BMP || this == GIF || this == PNG;
    }
}
