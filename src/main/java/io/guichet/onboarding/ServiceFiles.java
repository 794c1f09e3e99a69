package io.guichet.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.guichet.order.ClassPathFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Data of which each service brings a file, {@code FOLDER/SERVICE.json} on the class path: a new service is no change here. */
final class ServiceFiles {

    private static final String ENDING = ".json";
    private static final JsonMapper JSON = new JsonMapper();

    private ServiceFiles() {
    }

    /** Service to its file. */
    static SortedMap<String, JsonNode> in(String name) {
        ClassPathFolder folder = new ClassPathFolder(ServiceFiles.class.getClassLoader(), name);
        SortedMap<String, JsonNode> files = new TreeMap<>();
        try {
            for (String path : folder.paths()) {
                if (path.endsWith(ENDING)) {
                    try (InputStream in = folder.open(path)) {
                        files.put(path.substring(0, path.length() - ENDING.length()), JSON.readTree(in));
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    static List<String> strings(JsonNode list) {
        List<String> strings = new ArrayList<>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    static String required(JsonNode node, String member, String place) {
        String text = node.path(member).asText();
        if (text.isBlank()) {
            throw new IllegalStateException(place + "/" + member + ": missing");
        }
        return text;
    }
}
