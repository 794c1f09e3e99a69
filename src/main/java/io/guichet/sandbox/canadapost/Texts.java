package io.guichet.sandbox.canadapost;

import io.guichet.sandbox.canadapost.Refusal.Complaint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The twin's own wording of codes in two languages (canadapost 4.2, 4.3). */
final class Texts {

    private final Map<String, String[]> rows = new HashMap<>();

    Texts() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Texts.class.getResourceAsStream("/sandbox/canadapost/texts.txt"), StandardCharsets.UTF_8))) {
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

    /** The complaint in words; a code of nobody's is told as injected. */
    String of(Complaint complaint, Language language) {
        String[] row = rows.getOrDefault(complaint.code(), rows.get("unknown"));
        return row[language.ordinal() + 1].replace("%1%", complaint.subject());
    }
}
