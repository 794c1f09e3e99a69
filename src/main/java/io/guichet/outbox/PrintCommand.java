package io.guichet.outbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program and its arguments, run without a shell: what is filled in stays within its argument. */
public record PrintCommand(List<String> words) {

    private static final String FILE = "{file}";
    private static final Pattern WORD = Pattern.compile("((?:[^\\s\"]|\"[^\"]*\")+)");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]*)}");
    private static final List<String> PLACES = List.of("file", "name", "copies");

    public PrintCommand {
        words = List.copyOf(words);
    }

    /**
     * Reads a command line: words with blanks between; what is in double quotes is one word.
     *
     * @throws IllegalArgumentException with what was expected
     */
    public static PrintCommand of(String line) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(line); word.find();) {
            words.add(word.group().replace("\"", ""));
        }
        boolean quoted = line.chars().filter(c -> c == '"').count() % 2 == 0;
        boolean known = PLACE.matcher(line).results().allMatch(place -> PLACES.contains(place.group(1)));
        if (!quoted || !known || words.stream().skip(1).noneMatch(word -> word.contains(FILE))) {
            throw new IllegalArgumentException(
                    "a program and its arguments, {file} among them, at most {name} and {copies} besides");
        }
        return new PrintCommand(words);
    }

    List<String> filled(Path file, String name, int copies) {
        // An order's name that begins with a hyphen must not become an option.
        String harmless = name.replaceAll("^-+|\\p{Cntrl}", "_");
        return words.stream().map(word -> PLACE.matcher(word).replaceAll(place -> Matcher.quoteReplacement(
                switch (place.group(1)) {
                    case "file" -> file.toString();
                    case "name" -> harmless;
                    default -> String.valueOf(copies);
                }))).toList();
    }
}
