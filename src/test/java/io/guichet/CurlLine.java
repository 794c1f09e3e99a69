package io.guichet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of curl in a page and the status that the page says is answered, played without curl.
 *
 * @param words as a shell would hand them over
 */
record CurlLine(List<String> words, int status) {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^(curl .+?)\n# (\\d{3})$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|[^\\s\"']+");

    /** All of a page. */
    static List<CurlLine> in(Path page) throws IOException {
        List<CurlLine> lines = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(Files.readString(page, StandardCharsets.UTF_8));
        while (example.find()) {
            lines.add(new CurlLine(words(example.group(1).replace("\\\n", " ")), Integer.parseInt(example.group(2))));
        }
        return lines;
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(command); word.find();) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group());
        }
        return words;
    }

    boolean has(String text) {
        return words.stream().anyMatch(word -> word.contains(text));
    }

    /**
     * The request that it sends.
     *
     * @param address   of the port, in place of the page's
     * @param variables of the shell
     */
    HttpRequest request(URI address, Map<String, String> variables) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-i", "-O" -> {
                }
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    String value = header[1];
                    for (Map.Entry<String, String> variable : variables.entrySet()) {
                        value = value.replace("$" + variable.getKey(), variable.getValue());
                    }
                    request.header(header[0], value);
                }
                case "-d" -> request.POST(HttpRequest.BodyPublishers.ofString(words.get(++i)));
                case "--data-binary" -> request.POST(HttpRequest.BodyPublishers.ofByteArray(file(words.get(++i))));
                default -> request.uri(address.resolve(word.replace("http://127.0.0.1:8080", "")));
            }
        }
        return request.build();
    }

    private static byte[] file(String at) {
        try {
            return Files.readAllBytes(Path.of(at.substring(1)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
