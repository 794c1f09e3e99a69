package io.guichet.ops;

import java.util.LinkedHashMap;
import java.util.Map;

/** How far the files are that take long, as the log told it last. It is shown and makes nothing unready. */
public final class InputsHealth extends ShownHealth {

    private final InputProgress progress;

    public InputsHealth(InputProgress progress) {
        super("files");
        this.progress = progress;
    }

    @Override
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        progress.told().forEach(line -> details.put(String.valueOf(details.size() + 1), line));
        return details;
    }
}
