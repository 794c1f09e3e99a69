package io.guichet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** A command as a person types it: its exit code and what it said. */
public record Typed(int code, String out, String err) {

    /** @param settings by their keys, as the system properties of the command's own process */
    public static Typed type(Map<String, String> settings, String... words) {
        Map<String, String> before = new HashMap<>();
        settings.forEach((key, value) -> before.put(key, System.setProperty(key, value)));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try {
            int code = new CommandLine(new GuichetCommand()).setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true)).execute(words);
            return new Typed(code, out.toString(), err.toString());
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    System.clearProperty(key);
                } else {
                    System.setProperty(key, value);
                }
            });
        }
    }
}
