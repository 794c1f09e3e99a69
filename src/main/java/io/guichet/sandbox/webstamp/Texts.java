package io.guichet.sandbox.webstamp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The twin's own wording of codes and labels in four languages (webstamp 4.2, 4.3). */
final class Texts {

    private final Map<String, String[]> rows = new LinkedHashMap<>();

    Texts() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Texts.class.getResourceAsStream("/sandbox/webstamp/texts.txt"), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\\|");
                    rows.put(cells[0], cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A short label without the note. */
    String label(String key, Language language) {
        return rows.get(key)[language.ordinal() + 1];
    }

    /** A code's text with its placeholders filled, closed by the note that it is ours. */
    String of(int code, Language language, Map<String, String> values) {
        String[] row = rows.getOrDefault(Integer.toString(code), rows.get("2300"));
        String text = row[language.ordinal() + 1];
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("%" + value.getKey() + "%", value.getValue())
                    .replace("$" + value.getKey(), value.getValue());
        }
        return text + " (" + label("note", language) + ")";
    }

    /** The fault codes of the list (webstamp 2.21); message codes and labels are left out. */
    List<Integer> codes() {
        return rows.keySet().stream().filter(key -> key.matches("[1-5]\\d{3}")).map(Integer::valueOf).toList();
    }
}
