package io.guichet.door;

import io.guichet.order.Problem;
import io.guichet.order.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that a file may have here: they become names of reports and originals, and stand in the log. */
final class FileNames {

    /** Room is needed for what is added in front and behind; file systems take 255. */
    private static final int MOST_BYTES = 190;
    private static final Pattern STRANGE = Pattern.compile("[\\p{Cntrl}/\\\\\uFFFD]");

    private FileNames() {
    }

    static Optional<Problem> problem(String name, Texts texts) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(texts.problem("GUI-1067", "", shown(name), MOST_BYTES));
        }
        return STRANGE.matcher(name).find() || name.startsWith(".")
                ? Optional.of(texts.problem("GUI-1068", "", shown(name)))
                : Optional.empty();
    }

    private static String shown(String name) {
        String plain = STRANGE.matcher(name).replaceAll("?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }
}
