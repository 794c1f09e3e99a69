package io.guichet.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * One receiver of documents on paper.
 *
 * @param commands  by media type; documents of other types are not printed here
 * @param documents kinds of documents; all where it is empty
 * @param timeout   for one command
 */
public record Printer(String name, Map<String, PrintCommand> commands, Set<String> documents, int copies,
        Duration timeout) {

    public static final String CHANNEL = "print:";
    public static final String TEXT = "text/plain";

    /** Beyond the time of a command: for what stands around it. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    public Printer {
        commands = Map.copyOf(commands);
        documents = Set.copyOf(documents);
    }

    public String channel() {
        return CHANNEL + name;
    }

    /** How long one document may take. */
    public Duration lease() {
        return timeout.plus(MARGIN);
    }

    boolean prints(String kind, String mediaType) {
        return commands.containsKey(mediaType) && (documents.isEmpty() || documents.contains(kind));
    }
}
